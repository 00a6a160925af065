import type { Tx } from '#base'
import { wallet } from '#ledger'
import type { Buyer } from './order.ts'

/**
 * An order is paid, whichever way: where a refill had asked for it, that refill is done, and there is
 * nothing left to try. Called after what was bought is in the wallet, in the transaction that settles.
 */
export async function refillPaid(tx: Tx, orderId: string, now: Temporal.Instant): Promise<void> {
  type Run = { id: string; type: Buyer['type']; owner: string; asset: string; fall: number }
  const [run] = await tx<Run>`
    select id, owner_type as type, owner_id as owner, asset, fall from payments.refill_run
     where order_id = ${orderId} and state <> 'done'`
  if (!run) return
  const { type, owner: id, asset, fall } = run
  await tx`
    select from payments.refill where owner_type = ${type} and owner_id = ${id} and asset = ${asset} for update`
  // Money for an order that had been given up may come while another try is under way: it counts as bought.
  const other = await tx`
    select from payments.refill_run
     where owner_type = ${type} and owner_id = ${id} and asset = ${asset} and fall = ${fall} and id <> ${run.id}
       and state <> 'failed'`
  if (other.length > 0) return
  await tx`
    update payments.refill_run set state = 'done', ended_at = ${now}, code = null where id = ${run.id}`
  const { available } = await wallet(tx, { type, id }, asset, { now })
  await tx`
    update payments.refill
       set armed = ${available}::bigint >= below, failures = 0, next_try_at = null, held_back = null, looked_at = ${now}
     where owner_type = ${type} and owner_id = ${id} and asset = ${asset}`
}
