import { atomically, idFrom } from '#base'
import { orderOfCharge } from '../disputes.ts'
import { freezeFresh, freezeSeats } from '../freezing.ts'
import { orderById } from '../order.ts'
import type { Payments } from '../payments.ts'
import type { FraudWarning } from '../provider.ts'
import { previewRefund, refundOrder } from '../refunding.ts'
import { openCase } from './judging.ts'

/**
 * The card's network thinks that a payment was not made by the card's owner. What is unspent goes back
 * at once, which costs less than a dispute, and a plan that was started with it ends. What is reserved for
 * seats is stopped: used for them, or given back when it comes free. Nothing goes back where a dispute is
 * open already, or a seat still stands: then all of it is stopped, and staff decide.
 */
export async function followWarning(
  payments: Payments,
  found: FraudWarning,
  now: Temporal.Instant,
): Promise<void> {
  const { db, provider, keepers } = payments
  const by = `provider:${provider.id}`
  await atomically(db, async (tx) => {
    const orderId = await orderOfCharge(tx, provider.id, found, `Warning ${found.ref}`)
    await tx`select from payments.orders where id = ${orderId} for update`
    const known = await tx`
      select from payments.fraud_warning where provider = ${provider.id} and ref = ${found.ref}`
    if (known.length > 0) return
    const words = found.kind.replaceAll('_', ' ')
    const wish = { orderId, platformBears: false }
    const plan = await previewRefund(tx, wish, keepers, now)
    const id = idFrom('fraud warning', provider.id, found.ref)
    const reason = `early fraud warning: ${words}`
    const asked = { ...wish, id, cause: 'fraud' as const, reason, endPlan: true, by }
    const refund = plan.why ? undefined : await refundOrder(tx, asked, keepers, now)
    await tx`
      insert into payments.fraud_warning (provider, ref, order_id, charge, kind, at, seen_at, refund_id)
      values (${provider.id}, ${found.ref}, ${orderId}, ${found.charge}, ${found.kind}, ${found.at}, ${now},
              ${refund?.id})`
    const before = await tx`
      select from payments.risk_case where order_id = ${orderId} and kind = 'warning'`
    if (before.length > 0) return
    const opened = { orderId, kind: 'warning' as const, said: words, refundId: refund?.id }
    const riskCase = await openCase(tx, opened, now)
    const order = await orderById(tx, orderId)
    if (!refund) await freezeSeats(payments, tx, order, now)
    const why = {
      cause: 'risk',
      id: riskCase,
      by,
      why: 'the card’s network warned of fraud',
    } as const
    await freezeFresh(tx, order, why, now)
  })
}
