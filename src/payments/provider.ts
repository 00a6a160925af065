import type { AnswerDispute, Dispute } from './provider-disputes.ts'
import type {
  BankPayout,
  OpenPayee,
  Payee,
  PayPayee,
  SetBank,
  Settlement,
  TakeBack,
  Transfer,
} from './provider-payees.ts'
import type { SavedMethods } from './saved.ts'

export type * from './provider-disputes.ts'
export type * from './provider-payees.ts'

/**
 * What Stoa asks of whoever moves the money. Small on purpose: each command carries our own key, so
 * that asking twice is asking once, and each answer is the provider's present truth.
 * Amounts are in the currency's smallest unit; currencies are ISO codes in capitals.
 *
 * Three ways to fail, and what each allows:
 * - `Refused`: a definite no. Nothing moved; a new attempt may be made under a new key.
 * - `Unknown`: nobody knows whether it happened. Only the same key, or `find`, may follow.
 * - `Busy`: it did not happen; the same key may be sent again after a while.
 */
export interface PaymentProvider {
  readonly id: ProviderId
  /** Methods that payers keep there; undefined: it keeps none. */
  readonly saved?: SavedMethods | undefined
  /** Opens a page where the buyer pays an order once, or starts a plan. */
  openCheckout(command: OpenCheckout): Promise<Checkout>
  /** Closes an unpaid checkout for good. Answers what it is now: it may have been paid meanwhile. */
  closeCheckout(ref: string): Promise<CheckoutNow>
  changePlan(command: ChangePlan): Promise<Billing>
  /** What another plan, taken now, would cost at once. Changes nothing. */
  previewPlan(command: PreviewPlan): Promise<PlanPreview>
  /** Tries an unpaid invoice again now. */
  payInvoice(command: { key: string; invoice: string }): Promise<Invoice | undefined>
  /** A page of the provider's own where a payer sees to cards and plans. */
  selfService(command: { payer: string; returnTo: string }): Promise<{ url: string }>
  refund(command: RefundPayment): Promise<Refund>
  openPayee(command: OpenPayee): Promise<Payee>
  /** A page where the payee tells the provider who they are and where their bank is. */
  payeeLink(command: { ref: string; returnTo: string; againAt: string }): Promise<{ url: string }>
  pay(command: PayPayee): Promise<Transfer>
  /** Takes a sent transfer back, in whole or in part. */
  takeBack(command: TakeBack): Promise<Transfer>
  /** Sends evidence to the buyer's bank: it takes one answer. */
  answerDispute(command: AnswerDispute): Promise<Dispute>
  /** The present truth about one thing; undefined where the provider knows none by that name. */
  lookUp<Kind extends keyof Things>(
    kind: Kind,
    ref: string,
    account?: string,
  ): Promise<Things[Kind] | undefined>
  /** Did a call that timed out happen? Finds by our own name for it. */
  find(kind: 'transfer', ourId: string): Promise<Transfer | undefined>
  /** Checks a notice's signature and says which thing it is about; it carries no amounts. */
  readNotice(
    raw: Uint8Array,
    signature: string | undefined,
    endpoint: NoticeEndpoint,
    now: Temporal.Instant,
    /** The provider's name for the notice, where it stands beside the body and not in it. */
    eventId?: string,
  ): Notice
  /**
   * What the buyer's browser brings back from the provider's page, where that is signed: the checkout
   * it is about; undefined: the provider did not send them.
   */
  readReturn?(query: Record<string, unknown>): string | undefined
  /** Tells the provider where a payee's bank account is, where it has no page of its own for that. */
  setBank?(command: SetBank): Promise<Payee>
  /** Every movement of our balance since `from`, newest first: what the books must equal. */
  movements(from: Temporal.Instant): AsyncIterable<Movement>
  /** Our balance there, by currency: available now, and on its way. */
  balance(): Promise<{ currency: string; available: bigint; pending: bigint }[]>
}

export const PROVIDERS = ['sandbox', 'stripe', 'razorpay', 'sandbox-razorpay', 'manual'] as const
export type ProviderId = (typeof PROVIDERS)[number]
export type NoticeEndpoint = 'own' | 'connect'

/** A definite no. */
export class Refused extends Error {
  override name = 'Refused'
  readonly code: string
  /** Whether the one who pays (or is paid) can change something so that it works. */
  readonly canFix: boolean
  constructor(code: string, message: string, canFix: boolean) {
    super(message)
    this.code = code
    this.canFix = canFix
  }
}

/** It may have happened, or not. */
export class Unknown extends Error {
  override name = 'Unknown'
}

/** Not now. */
export class Busy extends Error {
  override name = 'Busy'
  readonly retryAfterMs: number
  constructor(message: string, retryAfterMs: number) {
    super(message)
    this.retryAfterMs = retryAfterMs
  }
}

/** A notice that is not from the provider, or too old to be believed. */
export class BadNotice extends Error {
  override name = 'BadNotice'
}

export type CheckoutLine = { description: string; quantity: number; amount: bigint }

export type OpenCheckout = {
  key: string
  orderId: string
  /** Our number of the order, for the buyer's eyes. */
  orderName: string
  currency: string
  payer: { ref: string | undefined; key: string; email: string; name: string }
  /** The buyer is sent on to these addresses. */
  paidAt: string
  leftAt: string
  expiresAt: Temporal.Instant
} & (
  | { pays: 'once'; lines: CheckoutLine[] }
  /** `trialDays`: it is charged for the first time when they are over. */
  | {
      pays: 'plan'
      plan: PlanOnSale
      trialDays: number
      discount?: PlanDiscount | undefined
      tax?: PlanTax | undefined
    }
)

/** What is taken off a plan's price: of its first invoice only, or of every one. */
export type PlanDiscount = {
  /** Names it for good: another discount is another key. */
  key: string
  /** As people know it. */
  code: string
  lasts: 'first month' | 'always'
} & ({ percent: number } | { amount: bigint; currency: string })

/** A tax that the provider reckons on each invoice of a plan. The rate in millionths. */
export type PlanTax = { name: string; rate: number; included: boolean; place: string }

/** A plan as the provider must know it to charge for it again and again. */
export type PlanOnSale = {
  /** Names the price for good: another amount is another code. */
  code: string
  /** Our own name for what is sold, which its invoices then say. */
  about: string
  name: string
  interval: 'month' | 'year'
  amount: bigint
}

export type Checkout = {
  ref: string
  url: string
  expiresAt: Temporal.Instant
  payerRef: string
}

/** What a checkout has come to. */
export type CheckoutNow = {
  ref: string
  orderId: string
  state: 'open' | 'expired' | 'paid' | 'waiting for the bank'
  /** For a plan: its first invoice and the subscription that it started. */
  invoice: string | undefined
  billing: string | undefined
  payment: Payment | undefined
}

export type Payment = {
  ref: string
  charge: string
  amount: bigint
  fee: bigint
  /** The tax that is in the fee, where the provider says it. */
  feeTax?: bigint
  currency: string
  paidAt: Temporal.Instant
  /** The provider's name for the card, the same whoever uses it; undefined: no card, or not told. */
  card?: string | undefined
  /** How risky the provider reckons it is; undefined: it does not say. */
  risk?: RiskLevel | undefined
}

export type RiskLevel = 'normal' | 'elevated' | 'highest'

/** A card that was tried and declined. */
export type Declined = {
  ref: string
  /** For a plan's first payment the provider names no order, only the payer. */
  orderId: string | undefined
  payer: string | undefined
  card: string | undefined
  code: string
  risk: RiskLevel
  at: Temporal.Instant
}

/** A subscription as the provider has it now. */
export type Billing = {
  ref: string
  orderId: string | undefined
  status: 'waiting' | 'trial' | 'active' | 'past_due' | 'ended'
  periodStart: Temporal.Instant
  periodEnd: Temporal.Instant
  endsAtPeriodEnd: boolean
  endedAt: Temporal.Instant | undefined
  /** Its periods go by without being charged for. */
  paused: boolean
  resumesAt: Temporal.Instant | undefined
  /** What it renews as, by our own name (`PlanOnSale.about`); undefined: a price that we did not make. */
  about: string | undefined
  /** How often it is charged from its next period on. */
  interval: 'month' | 'year'
  /** The card that renewals are charged to, as people know it. */
  card: BillingCard | undefined
  /** How its invoices are taxed, as we told the provider. */
  terms?: PlanTax | undefined
  latestInvoice: string | undefined
}

export type BillingCard = { brand: string; last4: string; expires: string }

export type Invoice = {
  ref: string
  billing: string
  orderId: string | undefined
  reason: 'first' | 'renewal' | 'change' | 'other'
  state: 'open' | 'paid' | 'void'
  /** The order that asked for a change, where the change was ours. */
  changeOrder: string | undefined
  /** What it sells, by our own name and in words. */
  sells: { about: string | undefined; code: string; name: string; interval: 'month' | 'year' }
  /** What it gives back unused time of, by our own name. */
  replaces: string | undefined
  /** The difference over what is left of a period, rather than a whole one. */
  part: boolean
  periodStart: Temporal.Instant
  periodEnd: Temporal.Instant
  /** What a code took off, and which; the tax that we told the provider to reckon. */
  discount: bigint
  code: string | undefined
  terms: PlanTax | undefined
  net: bigint
  tax: bigint
  currency: string
  /** What its lines ask for, and what they give back of what was sold before; both zero or more. */
  sold: bigint
  givenBack: bigint
  /** What the customer's own balance there paid of it; below zero: what it gave to that balance. */
  fromBalance: bigint
  /** When it was paid; also one that asked for nothing is. */
  paidAt: Temporal.Instant | undefined
  payment: Payment | undefined
}

/** `order` names what is paid for at once; the invoice then says it (`changeOrder`). */
export type ChangePlan = { key: string; billing: string } & (
  | { to: 'end-at-renewal' | 'keep' | 'end-now' }
  /** Another plan, the difference over what is left of the period charged now; refused if the card is. */
  | { to: 'plan-now'; plan: PlanOnSale; currency: string; order: string; at: Temporal.Instant }
  /** Another plan, or another interval, from the next period on; nothing is charged or given back now. */
  | { to: 'plan-at-renewal'; plan: PlanOnSale; currency: string }
  /** Periods go by without being charged for, at most until then. */
  | { to: 'pause'; until: Temporal.Instant }
  /** Taxed like this from the next invoice on; undefined: not at all. */
  | { to: 'tax'; tax: PlanTax | undefined }
  /** Goes on in the period that is paid. */
  | { to: 'resume' }
  /** Ends a pause or a trial with a new period that begins, and is charged for, now. */
  | { to: 'begin-now'; order: string }
)

export type PreviewPlan = {
  billing: string
  plan: PlanOnSale
  currency: string
  at: Temporal.Instant
}

/** What would be charged at once, and the period that this pays (the rest of one, or a new one). */
export type PlanPreview = {
  net: bigint
  tax: bigint
  discount: bigint
  terms: PlanTax | undefined
  currency: string
  part: boolean
  periodStart: Temporal.Instant
  periodEnd: Temporal.Instant
}

export type RefundPayment = {
  key: string
  refundId: string
  charge: string
  amount: bigint
  currency: string
}

export type Refund = {
  ref: string
  charge: string
  /** Our own name for it, where we asked for it; a refund made in the provider's dashboard has none. */
  refundId: string | undefined
  amount: bigint
  currency: string
  state: 'waiting' | 'done' | 'failed'
  /** Why it failed, in the provider's word, and when we had the money again. */
  code: string | undefined
  failedAt: Temporal.Instant | undefined
  at: Temporal.Instant
}

/** The card's network thinks that the card's owner did not make a payment. */
export type FraudWarning = { ref: string; charge: string; kind: string; at: Temporal.Instant }

export type Things = {
  checkout: CheckoutNow
  invoice: Invoice
  billing: Billing
  refund: Refund
  dispute: Dispute
  warning: FraudWarning
  declined: Declined
  payee: Payee
  transfer: Transfer
  bankPayout: BankPayout
  settlement: Settlement
}

export type Notice = {
  id: string
  type: string
  /** Which thing to look up; undefined: nothing of ours, to be noted and left. */
  about: { kind: keyof Things; ref: string } | undefined
  /** The connected account it happened on. */
  account: string | undefined
  at: Temporal.Instant
}

export type Movement = {
  ref: string
  type: string
  amount: bigint
  fee: bigint
  net: bigint
  currency: string
  source: string | undefined
  /** What to look up where no row of ours accounts for it. */
  about?: { kind: keyof Things; ref: string }
  at: Temporal.Instant
  availableAt: Temporal.Instant
}
