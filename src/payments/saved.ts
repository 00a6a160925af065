import type { Checkout, OpenCheckout, Payment } from './provider.ts'

/** Methods of payment that a provider keeps for its payers, where it can. Failures as in provider.ts. */
export interface SavedMethods {
  /** Opens a page of the provider's where a payer adds one; nothing is charged. */
  open(command: OpenSetup): Promise<Checkout>
  /** What a payer keeps, latest first. `billings`: their running subscriptions, to say what renews with which. */
  list(payer: string, billings: readonly string[]): Promise<SavedMethod[]>
  /** What is charged from now on where nothing else is said: refills, and these subscriptions. */
  makeDefault(payer: string, method: string, billings: readonly string[]): Promise<void>
  /** Takes it away for good. */
  forget(method: string): Promise<void>
  /** Charges one while the payer is not there. `Refused` with `authentication_required`, `card_declined`, … */
  charge(command: ChargeSaved): Promise<Payment>
  /** Did a charge happen whose answer was lost? Found by our order. */
  find(payer: string, orderId: string): Promise<Payment | undefined>
}

export type OpenSetup = Pick<
  OpenCheckout,
  'key' | 'payer' | 'currency' | 'paidAt' | 'leftAt' | 'expiresAt'
>

export type SavedMethod = {
  ref: string
  /** As people know it: `visa`, `sepa_debit`. */
  kind: string
  last4: string
  /** `12/2040`; undefined: it does not run out. */
  expires: string | undefined
  default: boolean
  /** A plan is paid with it. */
  renews: boolean
}

export type ChargeSaved = {
  key: string
  payer: string
  method: string
  orderId: string
  orderName: string
  what: string
  amount: bigint
  currency: string
}
