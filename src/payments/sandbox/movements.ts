import type Stripe from 'stripe'
import { type Query, sql } from '#base'
import { balanceTransaction } from './shapes.ts'
import { instantOf, newRef, type Page, seconds, type Till } from './till.ts'

/**
 * The provider's own book: every movement of a balance is one row, balances are their sums.
 * A card payment is available from the second midnight (UTC) after it; all else at once.
 */
export type MovementType =
  | 'charge'
  | 'payment'
  | 'refund'
  | 'transfer'
  | 'transfer_refund'
  | 'payout'
  | 'payout_failure'
  | 'payment_refund'
  | 'adjustment'
  | 'refund_failure'

type Row = {
  id: string
  type: MovementType
  currency: string
  amount: bigint
  fee: bigint
  net: bigint
  source: string
  description: string | null
  created: Temporal.Instant
  available_on: Temporal.Instant
}

/** 2.9 % and 30 of the smallest units, rounded half up: what the sandbox takes of a card payment. */
export function cardFee(amount: number): number {
  return amount === 0 ? 0 : Math.floor((amount * 29 + 500) / 1000) + 30
}

export async function move(
  till: Till,
  given: {
    account?: string
    type: MovementType
    currency: string
    amount: number
    fee?: number
    source: string
    description?: string
  },
): Promise<string> {
  const id = newRef('txn')
  const card = given.type === 'charge'
  const availableOn = card
    ? till.now.toZonedDateTimeISO('UTC').startOfDay().add({ days: 2 }).toInstant()
    : till.now
  await till.tx`
    insert into sandbox.movement
      (id, account, currency, type, amount, fee, source, description, created, available_on, told)
    values (${id}, ${given.account ?? till.account}, ${given.currency}, ${given.type}, ${given.amount},
            ${given.fee ?? 0}, ${given.source}, ${given.description ?? null}, ${till.now}, ${availableOn}, ${!card})`
  return id
}

/** What an account has, by currency. */
export async function balances(
  q: Query,
  account: string,
  now: Temporal.Instant,
): Promise<{ currency: string; available: bigint; pending: bigint }[]> {
  return q`
    select currency,
           coalesce(sum(net) filter (where available_on <= ${now}), 0)::bigint as available,
           coalesce(sum(net) filter (where available_on > ${now}), 0)::bigint as pending
      from sandbox.movement where account = ${account} group by currency order by currency`
}

export async function available(till: Till, account: string, currency: string): Promise<bigint> {
  const all = await balances(till.tx, account, till.now)
  return all.find((balance) => balance.currency === currency)?.available ?? 0n
}

export const balanceObject = async (till: Till): Promise<Stripe.Balance> => {
  const all = await balances(till.tx, till.account, till.now)
  return {
    object: 'balance',
    available: all.map(({ currency, available }) => ({
      amount: Number(available),
      currency,
      source_types: { card: Number(available) },
    })),
    livemode: false,
    pending: all.map(({ currency, pending }) => ({
      amount: Number(pending),
      currency,
      source_types: { card: Number(pending) },
    })),
  }
}

const asObject = (row: Row, now: Temporal.Instant): Stripe.BalanceTransaction =>
  balanceTransaction({
    id: row.id,
    amount: Number(row.amount),
    fee: Number(row.fee),
    net: Number(row.net),
    currency: row.currency,
    created: seconds(row.created),
    available_on: seconds(row.available_on),
    type: row.type,
    source: row.source,
    description: row.description,
    status: Temporal.Instant.compare(row.available_on, now) <= 0 ? 'available' : 'pending',
  })

export async function movement(
  till: Till,
  id: string,
): Promise<Stripe.BalanceTransaction | undefined> {
  const [row] = await till.tx<Row>`
    select id, type, currency, amount, fee, net, source, description, created, available_on
      from sandbox.movement where id = ${id} and account = ${till.account}`
  return row && asObject(row, till.now)
}

export async function movements(till: Till, page: Page & { payout?: string }) {
  const limit = page.limit ?? 10
  const rows = await till.tx<Row>`
    select id, type, currency, amount, fee, net, source, description, created, available_on
      from sandbox.movement where account = ${till.account}
       ${page.payout ? sql`and payout = ${page.payout}` : sql``}
       ${page.starting_after ? sql`and seq < (select seq from sandbox.movement where id = ${page.starting_after})` : sql``}
       ${page.created?.gte ? sql`and created >= ${instantOf(page.created.gte)}` : sql``}
     order by seq desc limit ${limit + 1}`
  return {
    data: rows.slice(0, limit).map((row) => asObject(row, till.now)),
    has_more: rows.length > limit,
  }
}
