/** What a provider knows of a dispute, and what is said to the bank: see provider.ts. */

/** Money that a buyer asks back from their bank, as the provider has it now. */
export type Dispute = {
  ref: string
  charge: string
  amount: bigint
  currency: string
  /** In the provider's word: `fraudulent`, `product_not_received`, … */
  reason: string
  /** warning: the bank only asks, and no money has moved; closed: it asked no further. */
  state: 'warning' | 'open' | 'answered' | 'won' | 'lost' | 'closed'
  openedAt: Temporal.Instant
  /** Until when the bank takes an answer. */
  answerBy: Temporal.Instant | undefined
  /** What moved on our balance for it: money out is negative; `fee` is what the provider took besides. */
  moves: { ref: string; amount: bigint; fee: bigint; at: Temporal.Instant }[]
}

/** What is said to the bank. Names are the provider's. */
export type DisputeEvidence = {
  customerName: string
  customerEmail: string
  productDescription: string
  /** When the service took place. */
  serviceDate: string
  /** Who was where and when, in lines: what counts most for lessons online. */
  accessActivityLog: string
  refundPolicy: string
  /** Anything else, in our own words. */
  words: string
}

export type AnswerDispute = { key: string; dispute: string; evidence: DisputeEvidence }
