import type { Tx } from '#base'
import { wallet } from '#ledger'

/**
 * An order is paid, whichever way: where a refill had asked for it, that refill is done, and there is
 * nothing left to try. Called after the credits are in the wallet, in the transaction that settles.
 */
export async function refillPaid(tx: Tx, orderId: string, now: Temporal.Instant): Promise<void> {
  const [run] = await tx<{ id: string; owner_type: 'person'; owner_id: string; fall: number }>`
    select id, owner_type, owner_id, fall from payments.refill_run where order_id = ${orderId} and state <> 'done'`
  if (!run) return
  const { owner_type: type, owner_id: id, fall } = run
  await tx`select from payments.refill where owner_type = ${type} and owner_id = ${id} for update`
  // Money for an order that had been given up may come while another try is under way: it counts as bought.
  const other = await tx`
    select from payments.refill_run
     where owner_type = ${type} and owner_id = ${id} and fall = ${fall} and id <> ${run.id} and state <> 'failed'`
  if (other.length > 0) return
  await tx`
    update payments.refill_run set state = 'done', ended_at = ${now}, code = null where id = ${run.id}`
  const { available } = await wallet(tx, { type, id }, 'CREDIT', { now })
  await tx`
    update payments.refill
       set armed = ${available}::bigint >= below, failures = 0, next_try_at = null, held_back = null, looked_at = ${now}
     where owner_type = ${type} and owner_id = ${id}`
}
