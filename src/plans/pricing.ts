import type { Tx } from '#base'
import { FACE_CURRENCY, refusePriceless } from '#payments'
import { type Interval, priceOf, versionOnSale } from './catalogue.ts'
import { refuse } from './problems.ts'

/**
 * Prices a plan that is on sale in one more currency; a price never changes, as subscribers renew at it.
 * What access alone is worth keeps its part of the whole. Refusals in order: price_wrong, plan_unknown,
 * plan_not_for_sale (free, or not so in the house's own currency), plan_priced_already.
 */
export async function addPlanPrice(
  tx: Tx,
  wish: { plan: string; interval: Interval; currency: string; amount: bigint },
  now: Temporal.Instant,
): Promise<{ versionId: string; access: bigint }> {
  const { plan, interval, currency, amount } = wish
  refusePriceless(currency, amount)
  const version = await versionOnSale(tx, plan, now)
  if (!version) throw refuse('plan_unknown')
  const own = priceOf(version, interval, FACE_CURRENCY)
  if (!own) throw refuse('plan_not_for_sale')
  const access = (amount * own.access) / own.amount
  const made = await tx`
    insert into plans.price (version_id, interval, currency, amount, access)
    values (${version.id}, ${interval}, ${currency}, ${amount}, ${access})
    on conflict (version_id, interval, currency) do nothing returning amount`
  if (made.length === 0) throw refuse('plan_priced_already')
  return { versionId: version.id, access }
}
