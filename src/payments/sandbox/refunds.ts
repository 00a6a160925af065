import type Stripe from 'stripe'
import { tell } from './events.ts'
import { move } from './movements.ts'
import * as shape from './shapes.ts'
import { change, invalid, keep, newRef, seconds, type Till, take } from './till.ts'

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
