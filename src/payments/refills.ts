import {
  atomically,
  eachApart,
  newId,
  Problem,
  type Query,
  queueWork,
  record,
  sql,
  type Tx,
} from '#base'
import { value, wallet } from '#ledger'
import { onePerson } from '#people'
import { closeOrder } from './checkout.ts'
import { buyCredits } from './credits.ts'
import { methodsOf } from './methods.ts'
import { type Order, orderById, whatOf } from './order.ts'
import { payerRef } from './payer.ts'
import type { Payments } from './payments.ts'
import { creditPrice, FACE_CURRENCY } from './prices/catalogue.ts'
import { refuse } from './problems.ts'
import { type Payment, Refused } from './provider.ts'
import { settle } from './settling.ts'

/** The queue's name for looking whether somebody's wallet is to be refilled. */
export const LOOK_AT_REFILL = 'refill'

/** A refill that was refused is tried again a day later, and switched off after this many in a row. */
const FAILURES_AT_MOST = 3
const AGAIN_AFTER_HOURS = 24
/** A charge that nobody has heard of for so long is asked for once more. */
const IN_DOUBT_MINUTES = 15
/** Providers remember our keys for a day: after that a charge is looked for before it is asked again. */
const KEY_HOURS = 20

export type RefillRule = {
  /** Hundredths of credits: below which, how many, and how many at most in a month of the person's own zone. */
  below: bigint
  buy: bigint
  most: bigint
}

export type Refill = RefillRule & {
  state: 'on' | 'off'
  offBecause: 'owner' | 'failures' | 'no_method' | null
  failures: number
  nextTryAt: Temporal.Instant | null
  /** The refusal that stands against it now: a cap of the shop or of its own. */
  heldBack: string | null
  /** Bought by it in this month. */
  bought: bigint
}

type Row = RefillRule & {
  owner_id: string
  currency: string
  state: 'on' | 'off'
  off_because: Refill['offBecause']
  armed: boolean
  falls: number
  failures: number
  next_try_at: Temporal.Instant | null
  held_back: string | null
}

const RULE = sql`
  owner_id, below, buy, most, currency, state, off_because, armed, falls, failures, next_try_at, held_back
    from payments.refill where owner_type = 'person'`

/** Somebody's rule; undefined: they never set one. */
export async function refillOf(
  q: Query,
  personId: string,
  now: Temporal.Instant,
): Promise<Refill | undefined> {
  const [row] = await q<Row>`select ${RULE} and owner_id = ${personId}`
  if (!row) return undefined
  return {
    below: row.below,
    buy: row.buy,
    most: row.most,
    state: row.state,
    offBecause: row.off_because,
    failures: row.failures,
    nextTryAt: row.next_try_at,
    heldBack: row.held_back,
    bought: await boughtThisMonth(q, personId, now),
  }
}

/** What refills have bought since the month began where the person lives; tries under way count. */
async function boughtThisMonth(q: Query, personId: string, now: Temporal.Instant): Promise<bigint> {
  const { zone } = await onePerson(q, personId)
  const begun = now.toZonedDateTimeISO(zone).with({ day: 1 }).startOfDay().toInstant()
  const [row] = await q<{ bought: bigint }>`
    select coalesce(sum(credits), 0)::bigint as bought from payments.refill_run
     where owner_type = 'person' and owner_id = ${personId} and state <> 'failed' and started_at >= ${begun}`
  return row!.bought
}

/**
 * Sets somebody's rule and switches it on; failures of before are forgotten.
 * Refusals in order: refill_wrong, credits_out_of_bounds, refill_needs_method, and the provider's.
 */
export async function setRefill(
  payments: Payments,
  personId: string,
  rule: RefillRule,
  now: Temporal.Instant,
): Promise<void> {
  const { below, buy, most } = rule
  const whole = [below, buy, most].every((credits) => credits > 0n && credits % 100n === 0n)
  if (!whole || most < buy) throw refuse('refill_wrong')
  const shop = await creditPrice(payments.db, FACE_CURRENCY, now)
  if (buy < shop.least || buy > shop.most) {
    throw refuse('credits_out_of_bounds', {
      least: value(shop.least, 'CREDIT'),
      most: value(shop.most, 'CREDIT'),
    })
  }
  if ((await methodsOf(payments, { type: 'person', id: personId })).length === 0) {
    throw refuse('refill_needs_method')
  }
  await atomically(payments.db, async (tx) => {
    await tx`
      insert into payments.refill as r
        (owner_type, owner_id, below, buy, most, currency, state, looked_at, set_at)
      values ('person', ${personId}, ${below}, ${buy}, ${most}, ${FACE_CURRENCY}, 'on', ${now}, ${now})
      on conflict (owner_type, owner_id) do update
        set below = excluded.below, buy = excluded.buy, most = excluded.most, currency = excluded.currency,
            state = 'on', off_because = null, armed = true, failures = 0, next_try_at = null, held_back = null,
            looked_at = excluded.looked_at, set_at = excluded.set_at`
    await lookSoon(tx, personId)
  })
}

/** Its owner switches it off; what is being charged at the moment still comes. */
export async function endRefill(tx: Tx, personId: string): Promise<void> {
  await tx`
    update payments.refill set state = 'off', off_because = 'owner', next_try_at = null, held_back = null
     where owner_type = 'person' and owner_id = ${personId} and state = 'on'`
}

/** Has somebody's wallet looked at, if they have a rule: called where credits may have become fewer. */
export async function lookSoon(tx: Tx, personId: string): Promise<void> {
  const [rule] = await tx`
    select from payments.refill where owner_type = 'person' and owner_id = ${personId} and state = 'on'`
  if (rule) await queueWork(tx, LOOK_AT_REFILL, { person: personId }, `refill:${personId}`)
}

/**
 * Looks at one wallet, and refills it where it has fallen below what its owner said: the order and the try
 * are written first, then the card is charged. Called as often as one likes: one fall is one refill.
 */
export async function lookAtRefill(
  payments: Payments,
  personId: string,
  now: Temporal.Instant,
): Promise<void> {
  const { db } = payments
  const [rule] = await db<Row>`select ${RULE} and owner_id = ${personId}`
  const owner = { type: 'person', id: personId } as const
  const [under] = await db<{ id: string }>`
    select id from payments.refill_run
     where owner_type = 'person' and owner_id = ${personId} and state = 'charging'`
  if (under) return charge(payments, under.id, now)
  if (rule?.state !== 'on') return
  const { available } = await wallet(db, owner, 'CREDIT', { now })
  if (available >= rule.below || !isDue(rule, now)) {
    return rest(payments, personId, now)
  }
  await giveUpLast(payments, personId, now)
  const method = (await methodsOf(payments, owner)).find((one) => one.default)
  const run = await atomically(db, (tx) => begin(payments, tx, personId, method?.ref, now))
  if (run) await charge(payments, run, now)
}

const isDue = ({ armed, next_try_at: at }: Row, now: Temporal.Instant) =>
  armed || (at !== null && Temporal.Instant.compare(at, now) <= 0)

/** Nothing to do now. Where there is enough again, the next fall is another one. */
async function rest({ db }: Payments, personId: string, now: Temporal.Instant): Promise<void> {
  await atomically(db, async (tx) => {
    const rule = await locked(tx, personId)
    if (rule?.state !== 'on') return
    const { available } = await wallet(tx, { type: 'person', id: personId }, 'CREDIT', { now })
    const enough = available >= rule.below
    await tx`
      update payments.refill
         set looked_at = ${now}, armed = armed or ${enough},
             held_back = case when ${enough} then null else held_back end,
             failures = case when ${enough} then 0 else failures end,
             next_try_at = case when ${enough} then null else next_try_at end
       where owner_type = 'person' and owner_id = ${personId}`
  })
}

async function locked(tx: Tx, personId: string): Promise<Row | undefined> {
  const [row] = await tx<Row>`select ${RULE} and owner_id = ${personId} for update`
  return row
}

/** The order of a try that was refused is closed before the next one, so that never both are paid. */
async function giveUpLast(
  payments: Payments,
  personId: string,
  now: Temporal.Instant,
): Promise<void> {
  const [last] = await payments.db<{ order_id: string }>`
    select r.order_id from payments.refill_run r join payments.orders o on o.id = r.order_id
     where r.owner_type = 'person' and r.owner_id = ${personId} and r.state = 'failed' and o.state = 'waiting'
     order by r.started_at desc limit 1`
  if (last) await closeOrder(payments, last.order_id, 'cancelled', now)
}

/** Writes a try down with its order; undefined: it is not its time, or something stands against it. */
async function begin(
  { provider }: Payments,
  tx: Tx,
  personId: string,
  method: string | undefined,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const rule = await locked(tx, personId)
  const owner = { type: 'person', id: personId } as const
  if (rule?.state !== 'on' || !isDue(rule, now)) return undefined
  const { available } = await wallet(tx, owner, 'CREDIT', { now })
  if (available >= rule.below) return undefined
  const payer = await payerRef(tx, provider.id, owner)
  if (!method || !payer) {
    await stop(tx, rule, 'no_method', now)
    return undefined
  }
  const order = await orderFor(tx, rule, now)
  if (typeof order === 'string') {
    await heldBack(tx, rule, order, now)
    return undefined
  }
  const id = newId()
  const fall = rule.armed ? rule.falls + 1 : rule.falls
  const [last] = await tx<{ attempt: number }>`
    select coalesce(max(attempt), 0)::int as attempt from payments.refill_run
     where owner_type = 'person' and owner_id = ${personId} and fall = ${fall}`
  await tx`
    insert into payments.refill_run
      (id, owner_type, owner_id, fall, attempt, order_id, credits, provider, payer, method, started_at, state)
    values (${id}, 'person', ${personId}, ${fall}, ${last!.attempt + 1}, ${order.id}, ${rule.buy}, ${provider.id},
            ${payer}, ${method}, ${now}, 'charging')`
  await tx`
    update payments.refill
       set armed = false, falls = ${fall}, held_back = null, next_try_at = null, looked_at = ${now}
     where owner_type = 'person' and owner_id = ${personId}`
  return id
}

/** The order of a refill, or the refusal of a cap that stands against it. */
async function orderFor(tx: Tx, rule: Row, now: Temporal.Instant): Promise<Order | string> {
  const personId = rule.owner_id
  if ((await boughtThisMonth(tx, personId, now)) + rule.buy > rule.most) return 'refill_month_full'
  try {
    const { buy: credits, currency } = rule
    return await buyCredits(tx, { personId, credits, currency, returnTo: '/wallet' }, now)
  } catch (error) {
    // A cap may be free again tomorrow; nothing was written yet.
    if (error instanceof Problem) return error.code
    throw error
  }
}

async function heldBack(tx: Tx, rule: Row, code: string, now: Temporal.Instant): Promise<void> {
  await tx`
    update payments.refill set held_back = ${code}, looked_at = ${now}
     where owner_type = 'person' and owner_id = ${rule.owner_id}`
  if (rule.held_back === code) return
  await tell(tx, 'refill.held_back', rule, { code }, now)
}

async function stop(
  tx: Tx,
  rule: Row,
  because: 'failures' | 'no_method',
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    update payments.refill
       set state = 'off', off_because = ${because}, next_try_at = null, held_back = null, looked_at = ${now}
     where owner_type = 'person' and owner_id = ${rule.owner_id}`
  await tell(tx, 'refill.stopped', rule, { because }, now)
}

const tell = (
  tx: Tx,
  kind: 'refill.failed' | 'refill.stopped' | 'refill.held_back',
  rule: Row,
  data: Record<string, unknown>,
  now: Temporal.Instant,
) =>
  record(tx, {
    kind,
    about: { type: 'person', id: rule.owner_id },
    at: now,
    data: { personId: rule.owner_id, credits: value(rule.buy, 'CREDIT'), ...data },
  })

type Run = {
  id: string
  owner_id: string
  order_id: string
  payer: string
  method: string
  started_at: Temporal.Instant
  state: string
}

/** Charges what a try is for: under its own name, so that asking twice is charging once. */
async function charge(payments: Payments, id: string, now: Temporal.Instant): Promise<void> {
  const { db, provider } = payments
  const [run] = await db<Run>`
    select id, owner_id, order_id, payer, method, started_at, state from payments.refill_run where id = ${id}`
  if (run?.state !== 'charging' || !provider.saved) return
  const order = await orderById(db, run.order_id)
  let paid: Payment | undefined
  try {
    const old = Temporal.Instant.compare(run.started_at.add({ hours: KEY_HOURS }), now) < 0
    paid = old ? await provider.saved.find(run.payer, order.id) : undefined
    paid ??= await provider.saved.charge({
      key: `refill:${id}`,
      payer: run.payer,
      method: run.method,
      orderId: order.id,
      orderName: order.name,
      what: whatOf(order),
      amount: order.total,
      currency: order.currency,
    })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { code } = error
    return atomically(db, (tx) => failed(tx, run, order, code, now))
  }
  const arrived = { ...paid, provider: provider.id }
  await atomically(db, (tx) => settle(tx, order.id, arrived, now))
}

/** A definite no: told with the way to pay it oneself, tried again a day later, and off after the third. */
async function failed(
  tx: Tx,
  run: Run,
  order: Order,
  code: string,
  now: Temporal.Instant,
): Promise<void> {
  const rule = await locked(tx, run.owner_id)
  const ended = await tx`
    update payments.refill_run set state = 'failed', code = ${code}, ended_at = ${now}
     where id = ${run.id} and state = 'charging' returning id`
  if (!rule || ended.length === 0) return
  const failures = rule.failures + 1
  await tx`
    update payments.refill set failures = ${failures}, next_try_at = ${now.add({ hours: AGAIN_AFTER_HOURS })}
     where owner_type = 'person' and owner_id = ${run.owner_id}`
  if (rule.state === 'on' && failures >= FAILURES_AT_MOST) {
    return stop(tx, rule, 'failures', now)
  }
  const total = value(order.total, order.currency)
  await tell(tx, 'refill.failed', rule, { code, order: order.id, total }, now)
}

/** Looks at every wallet that it is time to look at; one that fails holds up no other. */
export async function lookAtRefills(payments: Payments, now: Temporal.Instant): Promise<number> {
  const due = await payments.db<{ owner_id: string }>`
    select owner_id from payments.refill r
     where state = 'on' and (looked_at <= ${now.subtract({ hours: 1 })} or next_try_at <= ${now})
        or exists (select from payments.refill_run u
                    where u.owner_type = r.owner_type and u.owner_id = r.owner_id and u.state = 'charging'
                      and u.started_at <= ${now.subtract({ minutes: IN_DOUBT_MINUTES })})
     order by owner_id`
  return eachApart(due, ({ owner_id: id }) => lookAtRefill(payments, id, now).then(() => true))
}

/** When the next wallet is to be looked at. */
export const nextRefill = sql`
  select least(
    (select min(least(looked_at + interval '1 hour', next_try_at)) from payments.refill where state = 'on'),
    (select min(started_at) + make_interval(mins => ${IN_DOUBT_MINUTES}) from payments.refill_run
      where state = 'charging'))`
