import { atomically, newId, record, type Tx } from '#base'
import { postRule, value } from '#ledger'
import { freezeFor, thawFor } from './freezing.ts'
import { bookLoss } from './losing.ts'
import { orderById, whatOf } from './order.ts'
import type { Payments } from './payments.ts'
import type { Dispute } from './provider.ts'
import { Puzzle } from './settling.ts'

/**
 * warning: the bank only asks; open: it has the money and wants an answer; answered: it thinks. What was
 * looked up is the truth, so states between may never be seen.
 */
export type DisputeState = Dispute['state']

/** How far a dispute has come: news that is older than what we know changes no state. */
const STAGE: Record<DisputeState, number> = {
  warning: 0,
  open: 1,
  answered: 2,
  won: 3,
  lost: 3,
  closed: 3,
}

export type Row = {
  id: string
  provider: string
  order_id: string
  amount: bigint
  currency: string
  reason: string
  state: DisputeState
  fault: 'educator' | 'platform' | null
  booked_at: Temporal.Instant | null
}

/**
 * A dispute as the provider has it now. What moved on our balance is booked once, by its own name; what
 * was bought with the money is frozen while the bank has it, and let go, or lost, when it has decided.
 * In any order, any number of times: the same books.
 */
export async function followDispute(
  payments: Payments,
  found: Dispute,
  now: Temporal.Instant,
): Promise<void> {
  const { db, provider } = payments
  await atomically(db, async (tx) => {
    const orderId = await orderOfCharge(tx, provider.id, found, `Dispute ${found.ref}`)
    await tx`select from payments.orders where id = ${orderId} for update`
    const row = await seen(tx, provider.id, orderId, found, now)
    for (const moved of found.moves) await bookMove(tx, row, moved)
    const { state } = row
    if (state === 'open' || state === 'answered') await freezeFor(payments, tx, row, now)
    if (state === 'won' || state === 'closed') await thawFor(payments, tx, row, now)
    if (state === 'lost') await bookLoss(payments, tx, row, now)
  })
}

/** The order that a charge paid; throws where we know of none (yet): it is tried again. */
export async function orderOfCharge(
  tx: Tx,
  provider: string,
  { charge }: { charge: string },
  what: string,
): Promise<string> {
  const [paid] = await tx<{ order_id: string }>`
    select order_id from payments.payment where provider = ${provider} and charge = ${charge}`
  if (!paid) throw new Puzzle(`${what} is of charge ${charge}, which paid no order of ours`)
  return paid.order_id
}

/** Writes down what is new of it, and answers the row as it is then. */
async function seen(
  tx: Tx,
  provider: string,
  orderId: string,
  found: Dispute,
  now: Temporal.Instant,
): Promise<Row> {
  const by = `provider:${provider}`
  const [before] = await tx<Row>`
    select id, provider, order_id, amount, currency, reason, state, fault, booked_at from payments.dispute
     where provider = ${provider} and ref = ${found.ref}`
  if (!before) {
    const [row] = await tx<Row>`
      insert into payments.dispute
        (id, provider, ref, order_id, charge, amount, currency, reason, state, state_by, state_at, opened_at, answer_by,
         ended_at)
      values (${newId()}, ${provider}, ${found.ref}, ${orderId}, ${found.charge}, ${found.amount}, ${found.currency},
              ${found.reason}, ${found.state}, ${by}, ${now}, ${found.openedAt}, ${found.answerBy}, ${ended(found, now)})
      returning id, provider, order_id, amount, currency, reason, state, fault, booked_at`
    await tell(tx, 'dispute.opened', row!, {}, now)
    return row!
  }
  if (STAGE[found.state] <= STAGE[before.state]) return before
  await tx`
    update payments.dispute
       set state = ${found.state}, state_by = ${by}, state_at = ${now}, ended_at = ${ended(found, now)},
           amount = ${found.amount}, answer_by = ${found.answerBy}
     where id = ${before.id}`
  return { ...before, state: found.state, amount: found.amount }
}

const ended = ({ state }: Dispute, now: Temporal.Instant) => (STAGE[state] === 3 ? now : null)

async function bookMove(tx: Tx, row: Row, moved: Dispute['moves'][number]): Promise<void> {
  const { provider, currency } = row
  const fresh = await tx`
    insert into payments.dispute_move (provider, ref, dispute_id, amount, fee, at)
    values (${provider}, ${moved.ref}, ${row.id}, ${moved.amount}, ${moved.fee}, ${moved.at})
    on conflict do nothing returning ref`
  if (fresh.length === 0) return
  const deed = {
    key: `dispute:${provider}:${moved.ref}`,
    about: { type: 'order', id: row.order_id },
    by: `provider:${provider}`,
    at: moved.at,
    metadata: { dispute: row.id },
  }
  const out = moved.amount < 0n
  await postRule(
    tx,
    out ? 'dispute.opened' : 'dispute.won',
    {
      provider,
      currency,
      amount: out ? -moved.amount : moved.amount,
      fee: out ? moved.fee : -moved.fee,
    },
    deed,
  )
}

async function tell(
  tx: Tx,
  kind: 'dispute.opened' | 'dispute.lost',
  row: Row,
  more: Record<string, unknown>,
  now: Temporal.Instant,
): Promise<void> {
  const order = await orderById(tx, row.order_id)
  await record(tx, {
    kind,
    about: { type: 'dispute', id: row.id },
    at: now,
    data: {
      orderId: order.id,
      name: order.name,
      buyer: order.buyer,
      what: whatOf(order),
      total: value(row.amount, row.currency),
      lines: order.lines.map(({ kind, about }) => ({ kind, about })),
      ...more,
    },
  })
}
