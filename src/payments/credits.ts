import { newId, type Tx } from '#base'
import { value, wallet } from '#ledger'
import { type Order, placeOrder } from './order.ts'
import { refuse } from './problems.ts'

/** One credit costs one unit of the base currency. Amounts in hundredths, of credits and of money. */
export const CREDIT_SHOP = {
  currency: 'USD',
  least: 500n,
  most: 50_000n,
  /** Bought and waiting to be paid within 24 hours; wallet and what is on its way to it. */
  dailyCap: 200_000n,
  walletCap: 200_000n,
} as const

const WHOLE = 100n

/**
 * Orders credits for a person's wallet. The caps keep the wallet a closed shop's prepaid value and no
 * money business (FinCEN, 31 CFR 1010.100: 2,000 a day); orders still waiting count too, and all
 * orders of one person are placed one after the other.
 * Refusals in order: credits_out_of_bounds, purchase_cap_reached, wallet_cap_reached.
 */
export async function buyCredits(
  tx: Tx,
  buy: { personId: string; credits: bigint; returnTo?: string },
  now: Temporal.Instant,
): Promise<Order> {
  const { personId, credits } = buy
  const shop = CREDIT_SHOP
  if (credits < shop.least || credits > shop.most || credits % WHOLE !== 0n) {
    throw refuse('credits_out_of_bounds', {
      least: value(shop.least, 'CREDIT'),
      most: value(shop.most, 'CREDIT'),
    })
  }
  await tx`select pg_advisory_xact_lock(hashtextextended(${`credits:${personId}`}, 4))`
  const [bought] = await tx<{ today: bigint; waiting: bigint }>`
    select coalesce(sum((l.data ->> 'credits')::bigint) filter (where o.placed_at > ${now.subtract({ hours: 24 })}), 0)::bigint as today,
           coalesce(sum((l.data ->> 'credits')::bigint) filter (where o.state = 'waiting'), 0)::bigint as waiting
      from payments.orders o join payments.order_line l on l.order_id = o.id and l.kind = 'credits'
     where o.buyer_type = 'person' and o.buyer_id = ${personId}
       and (o.state = 'waiting' or o.state = 'paid' and o.placed_at > ${now.subtract({ hours: 24 })})`
  const today = shop.dailyCap - bought!.today
  if (credits > today) throw refuse('purchase_cap_reached', { left: value(today, 'CREDIT') })
  const { posted } = await wallet(tx, { type: 'person', id: personId }, 'CREDIT')
  const room = shop.walletCap - posted - bought!.waiting
  if (credits > room) {
    throw refuse('wallet_cap_reached', { left: value(room > 0n ? room : 0n, 'CREDIT') })
  }

  const id = newId()
  return placeOrder(
    tx,
    {
      id,
      buyer: { type: 'person', id: personId },
      currency: shop.currency,
      by: `person:${personId}`,
      ...(buy.returnTo ? { returnTo: buy.returnTo } : {}),
      lines: [
        {
          kind: 'credits',
          about: { type: 'wallet', id: personId },
          description: `${credits / WHOLE} credits`,
          net: credits,
          data: { credits },
        },
      ],
    },
    now,
  )
}
