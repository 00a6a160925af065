import { atomically, type Query } from '#base'
import { settleCheckout } from '../checkout.ts'
import type { Buyer } from '../order.ts'
import type { Payments } from '../payments.ts'
import type { Declined } from '../provider.ts'
import { stopIfTooMany, stopOf, writeTry } from './tries.ts'

/**
 * A card was declined: counted for the buyer and for the card. Whoever was declined too often is stopped,
 * and the pages that they could go on trying at are closed. A renewal that fails is not counted: nobody
 * tries it but the provider.
 */
export async function followDeclined(
  payments: Payments,
  found: Declined,
  now: Temporal.Instant,
): Promise<void> {
  const { db, provider } = payments
  const tried = await whoTried(db, provider.id, found)
  if (!tried) return
  const { buyer, orderId } = tried
  const { ref, card, code, risk, at } = found
  await atomically(db, async (tx) => {
    await writeTry(tx, {
      provider: provider.id,
      ref,
      orderId,
      buyer,
      card,
      paid: false,
      code,
      risk,
      at,
    })
    await stopIfTooMany(tx, { buyer, card }, now)
  })
  if (!(await stopOf(db, buyer, now))) return
  const open = await db<{ ref: string }>`
    select c.ref from payments.checkout c join payments.orders o on o.id = c.order_id
     where o.buyer_type = ${buyer.type} and o.buyer_id = ${buyer.id} and c.provider = ${provider.id}
       and c.closed_at is null and c.ref is not null order by c.opened_at`
  for (const page of open)
    await settleCheckout(payments, await provider.closeCheckout(page.ref), now)
}

/** The buyer at whose page it was; undefined: nobody was there. */
async function whoTried(
  q: Query,
  provider: string,
  { orderId, payer }: Declined,
): Promise<{ buyer: Buyer; orderId: string } | undefined> {
  const [order] = await q<{ id: string; type: Buyer['type']; buyer: string }>`
    select o.id, o.buyer_type as type, o.buyer_id as buyer from payments.orders o
     where case when ${orderId ?? null}::text is not null then o.id::text = ${orderId ?? null}
       else exists (select from payments.customer p join payments.checkout c on c.order_id = o.id
         where p.provider = ${provider} and p.ref = ${payer ?? null} and p.owner_type = o.buyer_type
           and p.owner_id = o.buyer_id and c.closed_at is null) end
     order by o.placed_at desc limit 1`
  return order && { buyer: { type: order.type, id: order.buyer }, orderId: order.id }
}
