import type Stripe from 'stripe'
import type { AnswerDispute, Dispute, FraudWarning } from '../provider.ts'
import { asked, asking, sure } from './faults.ts'
import { capitals, idOf, instant, word } from './reading.ts'

/** Disputes and early fraud warnings at Stripe. */
export const disputeLooks = (stripe: Stripe) => ({
  dispute: (ref: string) =>
    asked(async () => disputeOf(sure(await stripe.disputes.retrieve(ref), 'dispute'))),
  warning: (ref: string) =>
    asked(async () =>
      warningOf(
        sure(await stripe.radar.earlyFraudWarnings.retrieve(ref), 'radar.early_fraud_warning'),
      ),
    ),
})

/** Submits evidence: the bank reads it once, so all of it goes at once. */
export async function answerDispute(stripe: Stripe, command: AnswerDispute): Promise<Dispute> {
  const { evidence, key, dispute } = command
  return asking(async () => {
    const answered = await stripe.disputes.update(
      dispute,
      {
        submit: true,
        evidence: {
          customer_name: evidence.customerName,
          customer_email_address: evidence.customerEmail,
          product_description: evidence.productDescription,
          service_date: evidence.serviceDate,
          access_activity_log: evidence.accessActivityLog,
          refund_policy_disclosure: evidence.refundPolicy,
          uncategorized_text: evidence.words,
        },
      },
      { idempotencyKey: key },
    )
    return disputeOf(sure(answered, 'dispute'))
  })
}

function disputeOf(dispute: Stripe.Dispute): Dispute {
  const { due_by: due } = dispute.evidence_details
  return {
    ref: dispute.id,
    charge: idOf(dispute.charge) ?? '',
    amount: BigInt(dispute.amount),
    currency: capitals(dispute.currency),
    reason: dispute.reason,
    state: word('a dispute', dispute.status, {
      warning_needs_response: 'warning',
      warning_under_review: 'warning',
      warning_closed: 'closed',
      // Solved with the network before it became a dispute: no money was taken.
      prevented: 'closed',
      needs_response: 'open',
      under_review: 'answered',
      won: 'won',
      lost: 'lost',
      // An appeal that we do not make: the loss stands unless the network gives it back.
      appeal_needs_response: 'answered',
      appeal_under_review: 'answered',
    }),
    openedAt: instant(dispute.created),
    answerBy: due ? instant(due) : undefined,
    moves: dispute.balance_transactions.map((moved) => ({
      ref: moved.id,
      amount: BigInt(moved.amount),
      fee: BigInt(moved.fee),
      at: instant(moved.created),
    })),
  }
}

const warningOf = (warning: Stripe.Radar.EarlyFraudWarning): FraudWarning => ({
  ref: warning.id,
  charge: idOf(warning.charge) ?? '',
  kind: warning.fraud_type,
  at: instant(warning.created),
})
