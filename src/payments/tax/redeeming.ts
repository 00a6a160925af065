import type { Query, Tx } from '#base'
import { type HeldPiece, heldNow } from '#ledger'
import type { Order, OrderLine } from '../order.ts'
import { worth } from '../prices/rates.ts'
import { taxWithin } from './reckoning.ts'
import { taxTerms } from './rules.ts'

/**
 * Tax at redemption: credits that are a voucher for several purposes are sold untaxed as such, the tax lies
 * in their basis, and each use is taxed at the rate of that day (EU: Directive 2006/112 Art. 30b).
 */

/** Remembers that the tax on a lot falls due with its use, and where. */
export async function noteTaxedLater(
  tx: Tx,
  order: Order,
  line: OrderLine,
  lot: bigint,
): Promise<void> {
  if (line.taxDue !== 'redemption' || !order.taxPlace) return
  const { country, zone } = order.taxPlace
  await tx`
    insert into payments.taxed_later (lot, order_id, line, country, zone, currency)
    values (${lot}, ${order.id}, ${line.position}, ${country}, ${zone}, ${order.currency})
    on conflict (lot) do nothing`
}

/** A refund was withdrawn: what lies in the wallet again is taxed as what it was. */
export async function stillTaxedLater(tx: Tx, before: bigint, now: bigint): Promise<void> {
  await tx`
    insert into payments.taxed_later (lot, order_id, line, country, zone, currency)
    select ${now}, order_id, line, country, zone, currency from payments.taxed_later where lot = ${before}
    on conflict (lot) do nothing`
}

/** What the posting rule of a session paid with credits must know besides its price. */
export type Dues = {
  /** Tax in the released basis, by currency. */
  taxes: Record<string, bigint>
  /** What the rest of the basis of another currency is worth in the session's, at the dated rate. */
  valued: Record<string, bigint>
}

type Later = { lot: bigint; country: string; zone: string | null }

/**
 * Looks at what the capture of a hold will release: the tax that falls due with it is written down (once,
 * by hold and lot), and what was paid in another currency is valued. Refusal: rate_unknown.
 */
export async function duesOf(
  tx: Tx,
  { hold, currency }: { hold: bigint; currency: string },
  now: Temporal.Instant,
): Promise<Dues> {
  const pieces = await heldNow(tx, hold, now)
  const taxes: Record<string, bigint> = {}
  for (const { lot, piece, tax, rate, name } of await taxed(tx, pieces, now)) {
    const asset = piece.basisAsset!
    taxes[asset] = (taxes[asset] ?? 0n) + tax
    await tx`
      insert into payments.tax_redeemed (hold, lot, net, tax, tax_rate, tax_name, at)
      values (${hold}, ${lot}, ${piece.basis - tax}, ${tax}, ${rate}, ${name}, ${now})`
  }
  const valued: Record<string, bigint> = {}
  for (const { basisAsset, basis } of pieces) {
    if (!basisAsset || basisAsset === currency || basis === 0n) continue
    valued[basisAsset] = (valued[basisAsset] ?? 0n) + basis
  }
  for (const [from, basis] of Object.entries(valued)) {
    valued[from] = (await worth(tx, basis - (taxes[from] ?? 0n), from, currency, now)).amount
  }
  return { taxes, valued }
}

/**
 * What the capture of a hold had released of these units: the tax that had fallen due with them, which does
 * so again when they are used next, and what another currency had been worth then.
 */
export async function duesBack(
  tx: Tx,
  what: {
    hold: bigint
    currency: string
    capturedAt: Temporal.Instant
    pieces: readonly { lot: bigint; basis: bigint; basisAsset: string | undefined }[]
  },
  now: Temporal.Instant,
): Promise<Dues> {
  const taxes: Record<string, bigint> = {}
  const untaxed: Record<string, bigint> = {}
  for (const { lot, basis, basisAsset } of what.pieces) {
    if (!basisAsset || basis === 0n) continue
    const [due] = await tx<{ net: bigint; tax: bigint }>`
      select net, tax from payments.tax_redeemed where hold = ${what.hold} and lot = ${lot}`
    const tax = due ? (due.tax * basis) / (due.net + due.tax) : 0n
    if (due) {
      await tx`
        insert into payments.tax_given_back (hold, lot, net, tax, at)
        values (${what.hold}, ${lot}, ${basis - tax}, ${tax}, ${now})`
    }
    taxes[basisAsset] = (taxes[basisAsset] ?? 0n) + tax
    untaxed[basisAsset] = (untaxed[basisAsset] ?? 0n) + basis - tax
  }
  const valued: Record<string, bigint> = {}
  for (const [from, amount] of Object.entries(untaxed)) {
    if (from === what.currency) continue
    valued[from] = (await worth(tx, amount, from, what.currency, what.capturedAt)).amount
  }
  return { taxes, valued }
}

async function taxed(q: Query, pieces: readonly HeldPiece[], now: Temporal.Instant) {
  const paid = pieces.filter(({ basis }) => basis > 0n)
  if (paid.length === 0) return []
  const later = await q<Later>`
    select lot, country, zone from payments.taxed_later
     where lot = any(${paid.map(({ lotId }) => lotId)}::bigint[])`
  const dues = []
  for (const { lot, country, zone } of later) {
    const terms = await taxTerms(q, { country, zone: zone ?? undefined }, 'credits', now)
    if (!terms) continue
    // A lot is held in one piece; its tax is reckoned on what is released of it.
    const piece = paid.find((one) => one.lotId === lot)!
    const { rate, name } = terms
    dues.push({ lot, piece, rate, name, tax: taxWithin(piece.basis, rate) })
  }
  return dues
}
