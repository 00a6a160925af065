import type { Query } from '#base'

/** What the buyer's bank has of an order: whether a dispute is open, and what was lost for good. */
export async function disputedOf(
  q: Query,
  orderId: string,
): Promise<{ open: boolean; lost: bigint }> {
  const [row] = await q<{ open: boolean; lost: bigint }>`
    select coalesce(bool_or(state in ('open', 'answered')), false) as open,
           coalesce(sum(amount) filter (where state = 'lost'), 0)::bigint as lost
      from payments.dispute where order_id = ${orderId}`
  return row!
}
