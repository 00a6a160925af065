import type Stripe from 'stripe'
import { tell } from './events.ts'
import { move, movement } from './movements.ts'
import { change, invalid, keep, newRef, seconds, type Till, take } from './till.ts'

/** What the provider takes for each dispute, won or lost: 15.00. */
const DISPUTE_FEE = 1_500

/** How long a bank waits for evidence, and how long it thinks about it. */
const ANSWER_DAYS = 9
const THINKING_DAYS = 5

export type Opening = {
  charge: string
  reason: string
  amount?: number | undefined
  /** The bank only asks; no money moves unless the question becomes a dispute. */
  inquiry?: boolean
}

/** A buyer asks their bank for their money back. */
export async function openDispute(till: Till, opening: Opening): Promise<Stripe.Dispute> {
  const charge = await take<Stripe.Charge>(till, 'charge', opening.charge, 'charge')
  const amount = opening.amount ?? charge.amount - charge.amount_refunded
  const dueBy = till.now.add({ hours: 24 * ANSWER_DAYS })
  const dispute: Stripe.Dispute = {
    id: newRef('dp'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: seconds(till.now),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence(),
    evidence_details: {
      due_by: seconds(dueBy),
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: Boolean(opening.inquiry),
    livemode: false,
    metadata: {},
    network_reason_code: '10.4',
    payment_intent: charge.payment_intent,
    reason: opening.reason,
    status: opening.inquiry ? 'warning_needs_response' : 'needs_response',
  }
  if (!opening.inquiry) await moved(till, dispute, -amount, DISPUTE_FEE)
  await keep(till, dispute, { due: dueBy })
  await change(till, { ...charge, disputed: true })
  await tell(till, 'charge.dispute.created', dispute)
  if (!opening.inquiry) await tell(till, 'charge.dispute.funds_withdrawn', dispute)
  return dispute
}

async function moved(
  till: Till,
  dispute: Stripe.Dispute,
  amount: number,
  fee: number,
): Promise<void> {
  const id = await move(till, {
    type: 'adjustment',
    currency: dispute.currency,
    amount,
    fee,
    source: dispute.id,
    description: amount < 0 ? 'Chargeback withdrawal' : 'Chargeback reversal',
  })
  dispute.balance_transactions.push((await movement(till, id))!)
}

export type Evidence = Partial<
  Record<Exclude<keyof Stripe.Dispute.Evidence, 'appeal' | 'enhanced_evidence'>, string>
>

/** Takes evidence, and sends it to the bank where it is submitted: once. */
export async function answerDispute(
  till: Till,
  id: string,
  given: { evidence?: Evidence | undefined; submit?: boolean | undefined },
): Promise<Stripe.Dispute> {
  const dispute = await take<Stripe.Dispute>(till, 'dispute', id)
  if (!dispute.status.endsWith('needs_response')) {
    throw invalid('dispute_closed', 'This dispute is already closed or under review.')
  }
  const staged: Stripe.Dispute = {
    ...dispute,
    evidence: { ...dispute.evidence, ...given.evidence },
    evidence_details: { ...dispute.evidence_details, has_evidence: true },
  }
  if (given.submit === false) return change(till, staged)
  staged.evidence_details.submission_count += 1
  staged.evidence_details.submission_method = 'manual'
  staged.status = dispute.status === 'needs_response' ? 'under_review' : 'warning_under_review'
  const answered = await change(till, staged, { due: till.now.add({ hours: 24 * THINKING_DAYS }) })
  await tell(till, 'charge.dispute.updated', answered)
  return answered
}

/** The bank decides. Won: the money comes back, the fee does not. */
export async function closeDispute(till: Till, id: string, won: boolean): Promise<Stripe.Dispute> {
  const dispute = await take<Stripe.Dispute>(till, 'dispute', id)
  const inquiry = dispute.status.startsWith('warning')
  const closed: Stripe.Dispute = {
    ...dispute,
    balance_transactions: [...dispute.balance_transactions],
    status: inquiry ? 'warning_closed' : won ? 'won' : 'lost',
  }
  if (won && !inquiry) await moved(till, closed, dispute.amount, 0)
  await change(till, closed, { due: null })
  if (won && !inquiry) await tell(till, 'charge.dispute.funds_reinstated', closed)
  await tell(till, 'charge.dispute.closed', closed)
  return closed
}

/**
 * What falls due of a dispute: unanswered it is lost. Answered, the bank decides by the published test
 * words `winning_evidence` and `losing_evidence`, and else by whether there is a log of what was used.
 */
export async function disputeDue(till: Till, dispute: Stripe.Dispute): Promise<void> {
  const { uncategorized_text: words, access_activity_log: log } = dispute.evidence
  const answered = dispute.evidence_details.submission_count > 0
  const says = (word: string) => Boolean(words?.includes(word))
  const won = says('winning_evidence') || (Boolean(log) && !says('losing_evidence'))
  await closeDispute(till, dispute.id, answered && won)
}

/** A bank's question becomes a dispute: now the money is taken. */
export async function escalate(till: Till, id: string): Promise<Stripe.Dispute> {
  const dispute = await take<Stripe.Dispute>(till, 'dispute', id)
  const open: Stripe.Dispute = {
    ...dispute,
    status: 'needs_response',
    is_charge_refundable: false,
    balance_transactions: [],
    evidence_details: { ...dispute.evidence_details, submission_count: 0 },
  }
  await moved(till, open, -dispute.amount, DISPUTE_FEE)
  const due = till.now.add({ hours: 24 * ANSWER_DAYS })
  open.evidence_details.due_by = seconds(due)
  await change(till, open, { due })
  await tell(till, 'charge.dispute.updated', open)
  await tell(till, 'charge.dispute.funds_withdrawn', open)
  return open
}

/** The card's network thinks that the card's owner did not pay this. */
export async function warnOfFraud(
  till: Till,
  chargeId: string,
): Promise<Stripe.Radar.EarlyFraudWarning> {
  const charge = await take<Stripe.Charge>(till, 'charge', chargeId, 'charge')
  const warning: Stripe.Radar.EarlyFraudWarning = {
    id: newRef('issfr'),
    object: 'radar.early_fraud_warning',
    actionable: true,
    charge: charge.id,
    created: seconds(till.now),
    fraud_type: 'unauthorized_use_of_card',
    livemode: false,
    ...(typeof charge.payment_intent === 'string' ? { payment_intent: charge.payment_intent } : {}),
  }
  await keep(till, warning)
  await tell(till, 'radar.early_fraud_warning.created', warning)
  return warning
}

const noEvidence = (): Stripe.Dispute.Evidence => ({
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
})
