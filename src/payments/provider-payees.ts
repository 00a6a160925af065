/** Those who are paid through a provider, as it knows them: see provider.ts. */

export type OpenPayee = {
  key: string
  owner: string
  email: string
  name: string
  /** ISO 3166-1 alpha-2. */
  country: string
  kind: 'individual' | 'company'
}

export type Payee = {
  ref: string
  canReceive: boolean
  /** The same for whoever is paid at the same bank account, where it is known. */
  bankMark?: string | undefined
}

/** Where a payee's money goes. It is handed on and never kept here. */
export type PayeeBank =
  | { name: string; ifsc: string; accountNumber: string }
  /** A UPI address: `name@bank`. */
  | { vpa: string }

export type SetBank = { key: string; payee: string; bank: PayeeBank }

export type PayPayee = {
  key: string
  payoutId: string
  payee: string
  amount: bigint
  currency: string
}

export type TakeBack = { key: string; transfer: string; amount: bigint }

export type Transfer = {
  ref: string
  payoutId: string | undefined
  payee: string
  amount: bigint
  takenBack: bigint
  currency: string
  /** The payment as it lies on the payee's own account. */
  arrivedAs: string | undefined
  at: Temporal.Instant
}

/** What the payee's bank did. */
export type BankPayout = {
  ref: string
  amount: bigint
  currency: string
  state: 'pending' | 'in_transit' | 'paid' | 'failed' | 'canceled'
  code: string | undefined
  /** Payments on the payee's account that it carried, by `Transfer.arrivedAs`. */
  carried: string[]
  /** Whose it is there, where the provider says it with the payout. */
  account?: string
  /** What the provider took from our balance for it, besides, and when. */
  fee?: bigint
  at?: Temporal.Instant
}

/** Money that the provider paid out to our own bank, by itself. */
export type Settlement = { ref: string; amount: bigint; currency: string; at: Temporal.Instant }
