import type { Query, Tx } from '#base'
import type { Chosen, Organization } from './offers.ts'
import { refuse } from './problems.ts'

/**
 * Writes down what an order is for, in the transaction that placed it: whoever places an order of an offer calls this
 * once. It counts against caps and as the bundle's one use while the order waits or is paid, and makes what was sold stay
 * what it was. Refusals (the database's own, at any concurrency): offer_sold_out, offer_not_yours (a bundle used already),
 * below_cost.
 */
export async function noteSale(
  tx: Tx,
  { order, organization, chosen }: { order: string; organization: Organization; chosen: Chosen },
  now: Temporal.Instant,
): Promise<void> {
  try {
    await tx`
      insert into messaging.offer_sale (order_id, offer_id, version_id, organization_id, quantity, price, worth, currency,
        planned_cost, terms_version, promotion_id, bundle_id, loss_leader, at)
      values (${order}, ${chosen.offer}, ${chosen.version}, ${organization.id}, ${chosen.quantity}, ${chosen.price},
        ${chosen.worth}, ${chosen.currency}, ${chosen.plannedCost}, ${chosen.terms}, ${chosen.promotion?.id},
        ${chosen.bundle?.id}, ${chosen.lossLeader}, ${now})`
  } catch (error) {
    const code = REFUSED_BY[(error as { constraint?: string }).constraint ?? '']
    throw code ? refuse(code) : error
  }
}

const REFUSED_BY: Record<string, 'offer_sold_out' | 'offer_not_yours' | 'below_cost'> = {
  sold_within_cap: 'offer_sold_out',
  bundle_once: 'offer_not_yours',
  sold_below_cost_is_ticked: 'below_cost',
}

/** What was bought by the orders whose deeds have these keys; other keys are of nothing that was on sale. */
export async function packagesByKey(
  q: Query,
  keys: readonly string[],
): Promise<Map<string, { offer: string; name: string }>> {
  const orders = keys.flatMap((key) => /^order:([0-9a-f-]{36}):1$/.exec(key)?.[1] ?? [])
  const rows = await q<{ key: string; offer: string; name: string }>`
    select 'order:' || s.order_id || ':1' as key, s.offer_id as offer, v.name
    from messaging.offer_sale s join messaging.offer_version v on v.id = s.version_id
    where s.order_id = any(${orders}::uuid[])`
  return new Map(rows.map(({ key, offer, name }) => [key, { offer, name }]))
}
