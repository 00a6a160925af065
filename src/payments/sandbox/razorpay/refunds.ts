import type { RazorpayRefund } from '../../razorpay/wire.ts'
import type { Paying } from './checkout.ts'
import { tell } from './events.ts'
import { line, pocketOf } from './lines.ts'
import { change, type Desk, Fault, keep, newRef, seconds, take } from './store.ts'

const HOURS_TO_FAIL = 24

type Refunded = Paying & { amount_refunded?: number }

/** Gives money back, in whole or in part, from what is not settled yet. */
export async function refundPayment(
  desk: Desk,
  id: string,
  given: { amount?: number | undefined; notes?: Record<string, string> | undefined },
): Promise<RazorpayRefund> {
  const payment = await take<Refunded>(desk, 'payment', id)
  if (!payment.captured)
    throw new Fault('The payment status should be captured for action to be taken')
  const before = payment.amount_refunded ?? 0
  if (before >= payment.amount) throw new Fault('The payment has been fully refunded already')
  const amount = given.amount ?? payment.amount - before
  if (amount > payment.amount - before) {
    throw new Fault('The refund amount provided is greater than amount captured', 400, 'amount')
  }
  if ((await pocketOf(desk, 'gateway')) < BigInt(amount)) {
    throw new Fault('Your account does not have enough balance to carry out the refund operation.')
  }
  const back = before + amount
  await change(desk, {
    ...payment,
    amount_refunded: back,
    status: back === payment.amount ? 'refunded' : payment.status,
  })
  const fails = payment.$behaviour === 'refund_fails'
  const refund = await keep<RazorpayRefund>(
    desk,
    'refund',
    {
      id: newRef('rfnd'),
      entity: 'refund',
      amount,
      currency: payment.currency,
      payment_id: id,
      notes: given.notes ?? [],
      receipt: null,
      status: fails ? 'pending' : 'processed',
      created_at: seconds(desk.now),
    },
    fails ? desk.now.add({ hours: HOURS_TO_FAIL }) : null,
  )
  await line(desk, {
    pocket: 'gateway',
    type: 'refund',
    debit: amount,
    about: refund.id,
    payment: id,
  })
  await tell(desk, `refund.${fails ? 'created' : 'processed'}`, { refund })
  return refund
}

/** It did not reach the buyer: the money is ours again. */
export async function refundDue(desk: Desk, refund: RazorpayRefund): Promise<void> {
  const payment = await take<Refunded>(desk, 'payment', refund.payment_id)
  const left = (payment.amount_refunded ?? 0) - refund.amount
  await change(desk, { ...payment, amount_refunded: left, status: 'captured' })
  const failed = await change(desk, { ...refund, status: 'failed' }, null)
  await line(desk, {
    pocket: 'gateway',
    type: 'refund',
    credit: refund.amount,
    about: refund.id,
    payment: refund.payment_id,
  })
  await tell(desk, 'refund.failed', { refund: failed })
}
