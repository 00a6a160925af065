import { atomically, type Db, eachApart, newId, type Query, record, sql, type Tx } from '#base'
import { freezeFresh, letGo, thawSeats } from '../freezing.ts'
import type { Keepers } from '../keepers.ts'
import { orderById } from '../order.ts'
import { refuse } from '../problems.ts'
import { previewRefund, refundOrder } from '../refunding.ts'
import type { NewCase } from './judging.ts'

/** A payment that staff should know of, and what was done about it. */
export type RiskCase = {
  id: string
  kind: NewCase['kind']
  said: string
  orderId: string
  orderYear: number
  orderNumber: number
  buyerType: 'person' | 'organization'
  buyerId: string
  amount: bigint
  currency: string
  openedAt: Temporal.Instant
  until: Temporal.Instant | null
  state: 'open' | 'released' | 'refunded'
  stateBy: string
  stateAt: Temporal.Instant
  note: string | null
  refundId: string | null
  /** Lots that it still stops. */
  stopped: number
}

const CARD = sql`
  c.id, c.kind, c.said, c.order_id as "orderId", o.year as "orderYear", o.number as "orderNumber",
  o.buyer_type as "buyerType", o.buyer_id as "buyerId", o.net + o.tax as amount, o.currency, c.opened_at as "openedAt",
  c.until, c.state, c.state_by as "stateBy", c.state_at as "stateAt", c.note, c.refund_id as "refundId",
  (select count(*)::int from payments.lot_stop s
    where s.cause = 'risk' and s.cause_id = c.id and s.let_go_at is null) as stopped
  from payments.risk_case c join payments.orders o on o.id = c.order_id`

/** Cases that wait for somebody: nothing ends a warning by itself, and a delay may be ended sooner. */
const WAITS = sql`c.state = 'open'`

/** Cases of risk, latest first. */
export function listCases(
  q: Query,
  filter: {
    waits?: boolean | undefined
    orderId?: string | undefined
    before?: { at: Temporal.Instant; id: string } | undefined
    limit: number
  },
): Promise<RiskCase[]> {
  const { waits, orderId, before, limit } = filter
  return q<RiskCase>`
    select ${CARD} where true
       ${waits ? sql`and ${WAITS}` : sql``}
       ${orderId ? sql`and c.order_id = ${orderId}` : sql``}
       ${before ? sql`and (c.opened_at, c.id) < (${before.at}, ${before.id})` : sql``}
     order by c.opened_at desc, c.id desc limit ${limit}`
}

/** One case. Refusal: case_unknown. */
export async function caseById(q: Query, id: string): Promise<RiskCase> {
  const [found] = await q<RiskCase>`select ${CARD} where c.id = ${id}`
  if (!found) throw refuse('case_unknown')
  return found
}

/** How many cases wait, for the page of today. */
export async function casesWaiting(q: Query): Promise<number> {
  const [row] = await q<{ n: number }>`
    select count(*)::int as n from payments.risk_case c where ${WAITS}`
  return row!.n
}

type House = { keepers: Keepers }
type Decided = { id: string; note: string | undefined; by: string }

/** The case with its order locked, and as it is then. */
async function locked(tx: Tx, id: string): Promise<RiskCase> {
  const { orderId } = await caseById(tx, id)
  await tx`select from payments.orders where id = ${orderId} for update`
  return caseById(tx, id)
}

const decide = (
  tx: Tx,
  { id, note, by }: Decided,
  to: RiskCase['state'],
  now: Temporal.Instant,
) => tx`
  update payments.risk_case set state = ${to}, state_by = ${by}, state_at = ${now}, note = coalesce(${note}, note)
   where id = ${id}`

/**
 * Lets what was stopped be spent again (fact `credits.released`): somebody has looked, or the time is over.
 * Refusals: case_unknown, case_decided.
 */
export async function releaseCase(
  house: House,
  tx: Tx,
  given: Decided,
  now: Temporal.Instant,
): Promise<void> {
  const found = await locked(tx, given.id)
  if (found.state !== 'open') throw refuse('case_decided', { state: found.state })
  await decide(tx, given, 'released', now)
  const order = await orderById(tx, found.orderId)
  if (found.kind === 'warning') await thawSeats(house, tx, order, given.id)
  const thawed = await letGo(tx, order.buyer, { cause: 'risk', id: given.id, by: given.by }, now)
  if (thawed === 0) return
  await record(tx, {
    kind: 'credits.released',
    about: { type: 'order', id: order.id },
    at: now,
    data: { buyer: order.buyer, name: order.name },
  })
}

/**
 * Gives what is unspent back, and ends a plan that it began; what is reserved for seats is given back when
 * it comes free. Also of a case that had been let go already. Refusals: case_unknown, case_decided, and those of `refundOrder`.
 */
export async function refundCase(
  { keepers }: House,
  tx: Tx,
  given: Decided,
  now: Temporal.Instant,
): Promise<{ refundId: string }> {
  const found = await locked(tx, given.id)
  if (found.state === 'refunded') throw refuse('case_decided', { state: found.state })
  const { orderId } = found
  const asked = {
    id: newId(),
    orderId,
    platformBears: false,
    cause: 'fraud' as const,
    reason: given.note ?? found.said,
    endPlan: true,
    by: given.by,
  }
  const { id: refundId } = await refundOrder(tx, asked, keepers, now)
  await decide(tx, given, 'refunded', now)
  await tx`update payments.risk_case set refund_id = ${refundId} where id = ${given.id}`
  const order = await orderById(tx, orderId)
  const why = { cause: 'risk', id: given.id, by: given.by, why: 'the payment went back' } as const
  await freezeFresh(tx, order, why, now)
  return { refundId }
}

/** When the next delay is over. */
export const nextCaseRelease = sql`
  select min(until) from payments.risk_case where state = 'open' and until is not null`

/** Lets go what was delayed for long enough. Answers how many cases that were. */
export async function releaseDue(
  house: House & { db: Db },
  now: Temporal.Instant,
): Promise<number> {
  const due = await house.db<{ id: string }>`
    select id from payments.risk_case where state = 'open' and until <= ${now} order by until, id`
  return eachApart(due, ({ id }) =>
    atomically(house.db, async (tx) => {
      const found = await locked(tx, id)
      if (found.state !== 'open') return false
      await releaseCase(house, tx, { id, note: undefined, by: 'schedule' }, now)
      return true
    }),
  )
}

/**
 * Gives back what has come free of payments that were refunded as fraud: a seat was cancelled, and its
 * credits lie in a lot that is stopped. Answers how many refunds that made.
 */
export async function refundFreed(
  { keepers }: House,
  tx: Tx,
  buyerId: string,
  now: Temporal.Instant,
): Promise<number> {
  const cases = await tx<{ id: string; orderId: string; said: string }>`
    select c.id, c.order_id as "orderId", c.said from payments.risk_case c join payments.orders o on o.id = c.order_id
     where o.buyer_id = ${buyerId} and c.state = 'refunded' and exists (
       select from payments.lot_stop s where s.cause = 'risk' and s.cause_id = c.id and s.let_go_at is null)
     order by c.order_id`
  let made = 0
  for (const { orderId, said } of cases) {
    await tx`select from payments.orders where id = ${orderId} for update`
    const wish = { orderId, platformBears: false }
    const plan = await previewRefund(tx, wish, keepers, now)
    if (plan.why) continue
    const reason = `came free of a payment refunded as fraud: ${said}`
    const by = 'schedule'
    const asked = { ...wish, id: newId(), cause: 'fraud' as const, reason, endPlan: false, by }
    await refundOrder(tx, asked, keepers, now)
    made += 1
  }
  return made
}
