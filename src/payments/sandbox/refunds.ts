import type Stripe from 'stripe'
import type { Card } from './cards.ts'
import { tell } from './events.ts'
import { move } from './movements.ts'
import * as shape from './shapes.ts'
import { change, invalid, keep, listed, newRef, seconds, type Till, take } from './till.ts'

/** Gives a charge back, in whole or in part. The card fee stays with the provider. */
export async function refundCharge(
  till: Till,
  wanted: {
    charge: string
    amount?: number | undefined
    metadata?: Stripe.Metadata | undefined
    reason?: string | undefined
  },
): Promise<Stripe.Refund> {
  const charge = await take<Stripe.Charge>(till, 'charge', wanted.charge, 'charge')
  const left = charge.amount - charge.amount_refunded
  const amount = wanted.amount ?? left
  if (await isDisputed(till, charge)) {
    throw invalid(
      'charge_disputed',
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
    )
  }
  if (!charge.paid || charge.refunded) {
    throw invalid('charge_already_refunded', `Charge ${charge.id} has already been refunded.`)
  }
  if (amount < 1 || amount > left) {
    throw invalid(
      'amount_too_large',
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      'amount',
    )
  }
  const id = newRef('re')
  const moved = await move(till, {
    type: 'refund',
    currency: charge.currency,
    amount: -amount,
    source: id,
    description: 'REFUND FOR CHARGE',
  })
  const { $behaviour } = await take<Card>(till, 'payment_method', charge.payment_method!)
  const fails = $behaviour === 'refund_fails'
  const refund = await keep(
    till,
    shape.refund({
      id,
      amount,
      balance_transaction: moved,
      charge: charge.id,
      created: seconds(till.now),
      currency: charge.currency,
      metadata: wanted.metadata ?? {},
      payment_intent: charge.payment_intent,
      reason: (wanted.reason ?? null) as Stripe.Refund.Reason | null,
    }),
    { due: fails ? till.now.add({ hours: 24 }) : null },
  )
  const changed = await change(till, {
    ...charge,
    amount_refunded: charge.amount_refunded + amount,
    refunded: charge.amount_refunded + amount === charge.amount,
  })
  await tell(till, 'refund.created', refund)
  await tell(till, 'charge.refunded', changed)
  return refund
}

/** Whether a bank has the money of a charge, or had it for good. */
async function isDisputed(till: Till, charge: Stripe.Charge): Promise<boolean> {
  const found = await listed<Stripe.Dispute>(till, 'dispute', { charge: charge.id }, { limit: 100 })
  return found.data.some(({ status }) => !status.startsWith('warning') && status !== 'won')
}

/** The card's bank does not take it: the provider has the money again, and so has its balance. */
export async function failRefund(till: Till, id: string): Promise<void> {
  const refund = await take<Stripe.Refund>(till, 'refund', id)
  if (refund.status === 'failed') return
  const charge = await take<Stripe.Charge>(till, 'charge', refund.charge as string)
  const moved = await move(till, {
    type: 'refund_failure',
    currency: refund.currency,
    amount: refund.amount,
    source: refund.id,
    description: 'REFUND FAILURE',
  })
  const failed = await change(
    till,
    {
      ...refund,
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
      failure_balance_transaction: moved,
    },
    { due: null },
  )
  const back = charge.amount_refunded - refund.amount
  await change(till, { ...charge, amount_refunded: back, refunded: false })
  await tell(till, 'refund.updated', failed)
  await tell(till, 'refund.failed', failed)
}
