import type { Tx } from '#base'
import { setOfferRefill } from '#payments'
import type { MessageAsset } from '../message.ts'
import { quoteOffer } from './buying.ts'
import { refuse } from './problems.ts'

export type AutoRefill = {
  organization: string
  asset: MessageAsset
  below: bigint
  offer: string
  quantity: number
  /** Smallest units of the offer's currency, tax included, within a month. */
  most: bigint
  by: string
}

/**
 * Has an offer bought whenever one kind of credits falls below so many, up to so much a month. It must bring
 * more of them than the limit, or the next look would buy again.
 * Refusals in order: those of `offerFor`, refill_brings_too_little, refill_above_month, refill_wrong.
 */
export async function setAutoRefill(
  tx: Tx,
  wish: AutoRefill,
  now: Temporal.Instant,
): Promise<void> {
  const { organization, asset, below, offer, quantity, most, by } = wish
  const { chosen, total } = await quoteOffer(tx, { organization, offer, quantity, by }, now)
  const brings = chosen.total.parts.find((part) => part.asset === asset)?.quantity ?? 0n
  if (brings <= below) throw refuse('refill_brings_too_little', { brings: `${brings}` })
  if (most < total) throw refuse('refill_above_month', { costs: `${total}` })
  const { currency } = chosen
  await setOfferRefill(tx, { organization, asset, below, offer, quantity, most, currency, by }, now)
}
