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

/** What units do, and what that means for lots. */
export type UnitLines = {
  asset: string
  lines: readonly Line[]
  /** The lot that the first movement makes or takes from. */
  lot?: Distribute<LotWork>
}
type Distribute<Work> = Work extends unknown ? Omit<Work, 'leg'> : never

export type Money = { currency: string; lines: readonly Line[] }

/** Money and units of one event, in the order in which they are posted. */
export type Posting = { money?: Money[]; units?: UnitLines[] }

/** Numbers the movements and ties the lots to theirs. */
export function assemble({ money = [], units = [] }: Posting): {
  movements: Movement[]
  lots: LotWork[]
} {
  const all = money.flatMap(({ currency, lines }) => movements(currency, lines))
  const lots: LotWork[] = []
  for (const { asset, lines, lot } of units) {
    const made = movements(asset, lines)
    if (lot && made.length > 0) lots.push({ ...lot, leg: all.length + 1 } as LotWork)
    all.push(...made)
  }
  return { movements: all, lots }
}

/** The platform's own accounts. */
export const ours = (purpose: Purpose): Address => address(PLATFORM, purpose)
/** The account that follows a payment provider's own balance. */
export const clearing = (provider: string): Address =>
  address({ type: 'provider', id: provider }, 'provider_clearing')
export const wallet = (owner: Owner): Address => address(owner, 'wallet')
export const held = (educator: Owner): Address => address(educator, 'educator_held')
export const available = (educator: Owner): Address => address(educator, 'educator_available')
