import Stripe from 'stripe'
import { openStripe } from '#payments'
import type { Scene } from './scenarios.ts'

/** What a key lets this do; undefined: run. Live keys move real money, and none of this may. */
export function whyNot(key: string | undefined): { says: string; refused: boolean } | undefined {
  if (!key) {
    return {
      says: 'Skipped: STRIPE_TEST_KEY is not set, so Stripe was asked nothing. With a test key (sk_test_… or rk_test_…) of an account with Connect, this runs the list against it.',
      refused: false,
    }
  }
  if (/^[sr]k_test_/.test(key)) return undefined
  return {
    says: /^[sr]k_live_/.test(key)
      ? 'Refused: STRIPE_TEST_KEY is a live key. This list makes payments, refunds and accounts; give it a test key.'
      : 'Refused: STRIPE_TEST_KEY is no secret key of Stripe’s test mode (sk_test_… or rk_test_…).',
    refused: true,
  }
}

/** Stripe itself, in test mode. Payments are made by its published test cards, for nobody presses its buttons. */
export function realScene(key: string): Scene {
  const stripe = new Stripe(key, { apiVersion: Stripe.API_VERSION, telemetry: false })
  return {
    provider: openStripe('stripe', { key, secrets: { own: [], connect: [] } }),
    async paid(amount, card) {
      const intent = await stripe.paymentIntents.create({
        amount: Number(amount),
        currency: 'usd',
        confirm: true,
        payment_method: card === 'works' ? 'pm_card_visa' : 'pm_card_createDispute',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        metadata: { stoa: 'npm run test:stripe' },
        expand: ['latest_charge.balance_transaction'],
      })
      const charge = intent.latest_charge as Stripe.Charge
      const moved = charge.balance_transaction as Stripe.BalanceTransaction
      return {
        ref: intent.id,
        charge: charge.id,
        amount: BigInt(intent.amount_received),
        fee: BigInt(moved.fee),
        currency: 'USD',
        paidAt: Temporal.Instant.fromEpochMilliseconds(charge.created * 1000),
      }
    },
    async disputeOf(charge) {
      return (await stripe.disputes.list({ charge, limit: 1 })).data[0]?.id
    },
    now: () => Temporal.Now.instant(),
    wait: () => new Promise((done) => setTimeout(done, 2_000)),
  }
}
