import { type Address, address, type Owner, PLATFORM, type Purpose } from './accounts.ts'
import type { LotWork, Movement } from './posting.ts'

/** An account and what happens to it: + debit, − credit, in smallest units, as spec tables write it. */
export type Line = [account: Address, amount: bigint]

/** The smaller of two. */
export function least(a: bigint, b: bigint): bigint {
  if (b < a) return b
  return a
}

/**
 * Lines of one asset, which add up to nothing, as transfers: each debit is matched with the
 * credits in their order. Lines of zero fall away.
 */
export function movements(asset: string, lines: readonly Line[]): Movement[] {
  const total = lines.reduce((sum, [, amount]) => sum + amount, 0n)
  if (total !== 0n) throw new Error(`A posting rule does not balance: ${total} ${asset} left over`)
  const credits = lines
    .filter(([, amount]) => amount < 0n)
    .map(([to, amount]) => ({ to, left: -amount }))
  const made: Movement[] = []
  for (const [debit, amount] of lines) {
    let left = amount
    for (const credit of credits) {
      if (left <= 0n) break
      const part = least(left, credit.left)
      if (part === 0n) continue
      made.push({ asset, debit, credit: credit.to, amount: part })
      left -= part
      credit.left -= part
    }
  }
  return made
}

type Distribute<Work> = Work extends unknown ? Omit<Work, 'leg'> & { leg?: number } : never
/** What is done to lots; `leg` counts within these units, the first where it is left out. */
export type LotDeed = Distribute<LotWork>

/** Money and units of one event, in the order in which they are posted. */
export type Posting = { asset: string; lines: readonly Line[]; lots: readonly LotDeed[] }[]

/** Lines of one currency. */
export const money = (currency: string, ...lines: Line[]): Posting => [
  { asset: currency, lines, lots: [] },
]

/** Lines of one unit asset, and what they mean for lots. */
export const units = (asset: string, lines: Line[], ...lots: LotDeed[]): Posting => [
  { asset, lines, lots },
]

/** Numbers the movements and ties the lots to theirs. */
export function assemble(posting: Posting): { movements: Movement[]; lots: LotWork[] } {
  const all: Movement[] = []
  const works: LotWork[] = []
  for (const { asset, lines, lots } of posting) {
    const made = movements(asset, lines)
    if (made.length > 0) {
      for (const lot of lots) works.push({ ...lot, leg: all.length + (lot.leg ?? 1) } as LotWork)
    }
    all.push(...made)
  }
  return { movements: all, lots: works }
}

export type Currency = { currency: string }
export type Expiry = { expiresAt?: Temporal.Instant | undefined }
/** Money received through a provider: `net` for us, `tax` on top, `fee` what the provider kept of both. */
export type Received = Currency & { provider: string; tax: bigint; fee: bigint }

/** What the provider received and kept, and the tax in it. What is left is for `net`. */
export const received = (f: Received, net: bigint): Line[] => [
  [clearing(f.provider), net + f.tax - f.fee],
  [ours('processing_fees'), f.fee],
  [ours('tax_payable'), -f.tax],
]

/** The platform's own accounts. */
export const ours = (purpose: Purpose): Address => address(PLATFORM, purpose)
/** The account that follows a payment provider's own balance. */
export const clearing = (provider: string): Address =>
  address({ type: 'provider', id: provider }, 'provider_clearing')
export const wallet = (owner: Owner): Address => address(owner, 'wallet')
export const held = (educator: Owner): Address => address(educator, 'educator_held')
export const available = (educator: Owner): Address => address(educator, 'educator_available')
export const receivable = (educator: Owner): Address => address(educator, 'educator_receivable')
export const bank = (): Address => ours('bank')
