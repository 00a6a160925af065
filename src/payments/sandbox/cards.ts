import type Stripe from 'stripe'
import { openDispute, warnOfFraud } from './disputes.ts'
import { tell } from './events.ts'
import { cardFee, move } from './movements.ts'
import * as shape from './shapes.ts'
import * as charges from './shapes-of-charges.ts'
import { change, keep, newRef, seconds, type Till, take } from './till.ts'

/** What a test card does. Any other number is refused: the sandbox takes no real card. */
export type Behaviour =
  | 'works'
  | 'declined'
  | 'insufficient_funds'
  | 'asks'
  | 'asks_always'
  | 'works_once'
  | 'disputed'
  | 'not_received'
  | 'inquired'
  | 'fraud_warned'
  | 'refund_fails'
  | 'elevated'
  | 'highest'
  | 'blocked'

export const TEST_CARDS: Record<string, { behaviour: Behaviour; says: string }> = {
  '4242424242424242': { behaviour: 'works', says: 'Payment succeeds' },
  '4000000000000002': { behaviour: 'declined', says: 'The bank declines' },
  '4000000000009995': { behaviour: 'insufficient_funds', says: 'Not enough money on the card' },
  '4000002500003155': { behaviour: 'asks', says: 'The bank asks you to confirm' },
  '4000002760003184': { behaviour: 'asks_always', says: 'The bank asks you every time' },
  '4000000000000341': { behaviour: 'works_once', says: 'Works now, fails at the next renewal' },
  '4000000000000259': { behaviour: 'disputed', says: 'Works, and is disputed as fraud' },
  '4000000000002685': { behaviour: 'not_received', says: 'Works, and is disputed as not received' },
  '4000000000001976': { behaviour: 'inquired', says: 'Works, and the bank asks about it' },
  '4000000000005423': { behaviour: 'fraud_warned', says: 'Works, with an early fraud warning' },
  '4000000000005126': { behaviour: 'refund_fails', says: 'Works; a refund fails a day later' },
  '4000056655665556': { behaviour: 'works', says: 'Works, and is one card, whoever uses it' },
  '4000000000009235': { behaviour: 'elevated', says: 'Works, at an elevated risk' },
  '4000000000004954': { behaviour: 'highest', says: 'Works, at the highest risk' },
  '4100000000000019': { behaviour: 'blocked', says: 'The provider blocks it as fraud' },
}

/** The same plastic, whoever pays with it. */
const SHARED_CARD = '4000056655665556'

export type Card = Stripe.PaymentMethod & { $behaviour: Behaviour; $used: boolean }

/** A card of a test number, attached to a customer. */
export async function newCard(till: Till, number: string, customer: string | null): Promise<Card> {
  const card = shape.paymentMethod({
    id: newRef('pm'),
    created: seconds(till.now),
    customer,
    metadata: {},
    last4: number.slice(-4),
    // Everybody has plastic of their own, but for the one that all share.
    fingerprint: `sandbox${number.slice(-4)}${number === SHARED_CARD ? '' : (customer ?? newRef(''))}`,
  })
  return keep(till, { ...card, $behaviour: TEST_CARDS[number]!.behaviour, $used: false })
}

export type Charging = {
  amount: number
  currency: string
  customer: string | null
  card: Card
  description: string
  metadata: Stripe.Metadata
  transferGroup: string | null
  /** Whether the buyer is there to answer the bank, and what they answered. */
  buyer: 'absent' | 'present' | 'confirmed'
}

export type Charged =
  | { outcome: 'paid'; intent: Stripe.PaymentIntent; charge: Stripe.Charge }
  | { outcome: 'declined'; code: string; message: string; intent: Stripe.PaymentIntent }
  | { outcome: 'asks' }

const DECLINES: Record<string, string> = {
  card_declined: 'Your card was declined.',
  insufficient_funds: 'Your card has insufficient funds.',
  fraudulent: 'Your card was declined.',
  authentication_required: 'Your card was declined. This transaction requires authentication.',
}

function verdict({ card, buyer }: Pick<Charging, 'card' | 'buyer'>): string | 'paid' | 'asks' {
  switch (card.$behaviour) {
    case 'works':
    case 'disputed':
    case 'not_received':
    case 'inquired':
    case 'fraud_warned':
    case 'refund_fails':
    case 'elevated':
    case 'highest':
      return 'paid'
    case 'blocked':
      return 'fraudulent'
    case 'works_once':
      return card.$used ? 'card_declined' : 'paid'
    case 'declined':
      return 'card_declined'
    case 'insufficient_funds':
      return 'insufficient_funds'
    case 'asks_always':
      if (buyer === 'confirmed') return 'paid'
      return buyer === 'present' ? 'asks' : 'authentication_required'
    case 'asks':
      // Once confirmed with the buyer there, later charges of the same agreement pass.
      if (card.$used || buyer === 'confirmed') return 'paid'
      return buyer === 'present' ? 'asks' : 'authentication_required'
  }
}

/** What the provider reckons of a test card. */
const RISKS: Partial<Record<Behaviour, 'elevated' | 'highest'>> = {
  elevated: 'elevated',
  highest: 'highest',
  blocked: 'highest',
}

/** Charges a card: payment intent, charge and the movement of the balance. */
export async function chargeCard(till: Till, wanted: Charging): Promise<Charged> {
  const said = verdict(wanted)
  if (said === 'asks') return { outcome: 'asks' }
  const paid = said === 'paid'
  const id = newRef('ch')
  const intentId = newRef('pi')
  const moved = paid
    ? await move(till, {
        type: 'charge',
        currency: wanted.currency,
        amount: wanted.amount,
        fee: cardFee(wanted.amount),
        source: id,
        description: wanted.description,
      })
    : null
  const common = {
    amount: wanted.amount,
    created: seconds(till.now),
    currency: wanted.currency,
    customer: wanted.customer,
    description: wanted.description,
    metadata: wanted.metadata,
    payment_method: wanted.card.id,
    transfer_group: wanted.transferGroup,
  }
  const charge = await keep(
    till,
    charges.charge({
      ...common,
      id,
      paid,
      status: paid ? 'succeeded' : 'failed',
      balance_transaction: moved,
      payment_intent: intentId,
      payment_method_details: charges.paidWith(wanted.card),
      risk: RISKS[wanted.card.$behaviour] ?? 'normal',
      failure_code: paid ? null : said,
      failure_message: paid ? null : DECLINES[said]!,
    }),
  )
  const intent = await keep(
    till,
    shape.paymentIntent({
      ...common,
      id: intentId,
      status: paid ? 'succeeded' : 'requires_payment_method',
      amount_received: paid ? wanted.amount : 0,
      latest_charge: id,
      last_payment_error: paid
        ? null
        : {
            type: 'card_error',
            code: 'card_declined',
            decline_code: said,
            message: DECLINES[said]!,
            charge: id,
          },
    }),
  )
  await tell(till, paid ? 'charge.succeeded' : 'charge.failed', charge)
  await tell(till, paid ? 'payment_intent.succeeded' : 'payment_intent.payment_failed', intent)
  if (!paid) return { outcome: 'declined', code: said, message: DECLINES[said]!, intent }
  await change(till, { ...wanted.card, $used: true })
  await follows(till, wanted.card.$behaviour, charge.id)
  return { outcome: 'paid', intent, charge }
}

/** Asks a bank whether a card may be charged later; undefined: it may. Nothing is charged. */
export async function checkCard(
  till: Till,
  { card, buyer }: Pick<Charging, 'card' | 'buyer'>,
): Promise<
  { outcome: 'asks' } | { outcome: 'declined'; code: string; message: string } | undefined
> {
  const said = verdict({ card, buyer })
  if (said === 'asks') return { outcome: 'asks' }
  if (said !== 'paid') return { outcome: 'declined', code: said, message: DECLINES[said]! }
  await change(till, { ...card, $used: true })
  return undefined
}

/** What the bank of a test card does once it has paid. */
async function follows(till: Till, behaviour: Behaviour, charge: string): Promise<void> {
  if (behaviour === 'disputed') await openDispute(till, { charge, reason: 'fraudulent' })
  if (behaviour === 'not_received') {
    await openDispute(till, { charge, reason: 'product_not_received' })
  }
  if (behaviour === 'inquired') {
    await openDispute(till, { charge, reason: 'fraudulent', inquiry: true })
  }
  if (behaviour === 'fraud_warned') await warnOfFraud(till, charge)
}

/** The card that a customer's renewals are charged to. */
export async function cardOf(till: Till, id: string): Promise<Card> {
  return take<Card>(till, 'payment_method', id)
}
