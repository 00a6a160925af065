import type { Tx } from '#base'
import { value, wallet } from '#ledger'
import { refuse } from '../problems.ts'
import { limitsNow } from './limits.ts'

/**
 * Keeps a wallet a closed shop's prepaid value and no money business (FinCEN, 31 CFR 1010.100: 2,000 a
 * day). Orders still waiting count too, and all orders of one person are placed one after the other, so
 * that none passes however many come at once. `bonus` comes on top for nothing: it fills the wallet, and
 * is not bought. Refusals in order: purchase_cap_reached, wallet_cap_reached.
 */
export async function refuseAboveCaps(
  tx: Tx,
  personId: string,
  { credits, bonus }: { credits: bigint; bonus: bigint },
  now: Temporal.Instant,
): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`credits:${personId}`}, 4))`
  const { dailyCap, walletCap } = await limitsNow(tx)
  const since = now.subtract({ hours: 24 })
  const [bought] = await tx<{ today: bigint; waiting: bigint }>`
    select coalesce(sum((l.data ->> 'credits')::bigint), 0)::bigint as today,
           coalesce(sum((l.data ->> 'credits')::bigint + coalesce((l.data ->> 'bonus')::bigint, 0))
             filter (where o.state = 'waiting'), 0)::bigint as waiting
      from payments.orders o join payments.order_line l on l.order_id = o.id and l.kind = 'credits'
     where o.buyer_type = 'person' and o.buyer_id = ${personId}
       and (o.state = 'waiting' or o.state = 'paid' and o.placed_at > ${since})`
  const today = dailyCap - bought!.today
  if (credits > today) {
    const left = value(today > 0n ? today : 0n, 'CREDIT')
    throw refuse('purchase_cap_reached', { left, cap: value(dailyCap, 'CREDIT') })
  }
  const { posted } = await wallet(tx, { type: 'person', id: personId }, 'CREDIT')
  const room = walletCap - posted - bought!.waiting
  if (credits + bonus > room) {
    const left = value(room > 0n ? room : 0n, 'CREDIT')
    throw refuse('wallet_cap_reached', { left, cap: value(walletCap, 'CREDIT') })
  }
}
