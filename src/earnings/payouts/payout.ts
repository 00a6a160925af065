import { record, sql, type Tx } from '#base'
import type { Owner } from '#ledger'

/**
 * reserved → sending → sent → completed, or refused, unknown (looked up before anything else), returned.
 * Outside it reads PENDING, PROCESSING, COMPLETED or FAILED.
 */
export type PayoutState =
  | 'reserved'
  | 'sending'
  | 'unknown'
  | 'sent'
  | 'completed'
  | 'refused'
  | 'returned'

/** How one attempt to send a payout ended. A payout's id is the name that a provider knows it by. */
export type Sent =
  | { outcome: 'sent'; ref: string }
  /** A definite no: nothing moved. */
  | { outcome: 'refused'; code: string; reason: string }
  /** Nobody knows, or not now: asked again later, under the same name. */
  | { outcome: 'unknown' }

export type ToSend = { id: string; payee: Owner; amount: bigint; currency: string }

/** Whoever moves the money. Sending the same payout twice must be sending it once: payments sees to that. */
export type Sender = {
  provider: string
  /** Which of these payees cannot be paid yet: no bank account is known, or the provider wants to know more. */
  waits?(payees: readonly Owner[]): Promise<Owner[]>
  /** Each has its own outcome, in their order; an error is one that nobody foresaw. */
  send(payouts: readonly ToSend[], now: Temporal.Instant): Promise<(Sent | Error)[]>
  /** What the platform has there to pay from, by currency; undefined: nobody can say. */
  balance?(): Promise<ReadonlyMap<string, bigint>>
}

export type PayoutRow = {
  id: string
  run_id: string | null
  payee_type: 'person' | 'organization'
  payee_id: string
  currency: string
  amount: bigint
  set_off: bigint
  /** For the authority, of what is left. */
  withheld: bigint
  set_off_journal: bigint | null
  fee: bigint
  fee_journal: bigint | null
  state: PayoutState
}

export const payoutColumns = sql`
  id, run_id, payee_type, payee_id, currency, amount, set_off, withheld, set_off_journal, fee, fee_journal, state`

export type PayoutFact =
  | 'payout.sent'
  | 'payout.paid'
  | 'payout.failed'
  | 'payout.parked'
  | 'payout.stopped'

/** Records what became of a payout, for whoever is paid by it. */
export async function tellOf(
  tx: Tx,
  kind: PayoutFact,
  payout: PayoutRow,
  at: Temporal.Instant,
  more: Record<string, unknown> = {},
): Promise<void> {
  await record(tx, {
    kind,
    about: { type: 'payout', id: payout.id },
    at,
    data: {
      payeeType: payout.payee_type,
      payeeId: payout.payee_id,
      amount: payout.amount.toString(),
      currency: payout.currency,
      ...more,
    },
  })
}

/** Everything about one payee's money in one currency happens one after the other. */
export const lockPayees = (tx: Tx, payees: readonly { payee_id: string; currency: string }[]) => tx`
  select pg_advisory_xact_lock(key) from (
    select distinct hashtextextended('payout:' || id || ':' || currency, 6) as key
    from unnest(${payees.map(({ payee_id }) => payee_id)}::text[], ${payees.map(({ currency }) => currency)}::text[])
      as t (id, currency) order by key) one`
