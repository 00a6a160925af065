import { atomically, eachApart, newId, Problem, type Query, record, sql, type Tx } from '#base'
import { value, wallet } from '#ledger'
import { closeOrder } from './checkout.ts'
import { buyCredits } from './credits.ts'
import type { Keepers } from './keepers.ts'
import { methodsOf } from './methods.ts'
import { type Order, orderById, whatOf } from './order.ts'
import { payerRef } from './payer.ts'
import type { Payments } from './payments.ts'
import { type Payment, Refused } from './provider.ts'
import {
  boughtThisMonth,
  lockedRule,
  ofPurse,
  type Purse,
  purseOf,
  type Row,
  ruleOf,
} from './refill-rules.ts'
import { settle } from './settling.ts'

/** A refill that was refused is tried again a day later, and switched off after this many in a row. */
const FAILURES_AT_MOST = 3
const AGAIN_AFTER_HOURS = 24
/** A charge that nobody has heard of for so long is asked for once more. */
const IN_DOUBT_MINUTES = 15
/** Providers remember our keys for a day: after that a charge is looked for before it is asked again. */
const KEY_HOURS = 20
/** An order that somebody has to pay themselves waits so long for them. */
const LINK_DAYS = 7
/**
 * Above this a bank asks its customer each time, and a card cannot be charged while nobody is there: INR, a
 * recurring payment by e-mandate (Reserve Bank of India, framework of recurring transactions).
 */
const ASKED_ABOVE: Record<string, bigint> = { INR: 15_000_00n }

/**
 * Looks at one wallet, and refills it where it has fallen below what its owner said: the order and the try
 * are written first, then the card is charged. Called as often as one likes: one fall is one refill.
 */
export async function lookAtRefill(
  payments: Payments,
  purse: Purse,
  now: Temporal.Instant,
): Promise<void> {
  const { db } = payments
  const rule = await ruleOf(db, purse)
  const [under] = await db<{ id: string; state: string }>`
    select id, state from payments.refill_run where ${ofPurse(purse)} and state in ('charging', 'waiting')`
  if (under?.state === 'charging') return charge(payments, under.id, now)
  if (under) return lookAtLink(payments, under.id, now)
  if (rule?.state !== 'on') return
  const available = await has(db, purse, now)
  if (available >= rule.below || !isDue(rule, now)) {
    return rest(payments, purse, now)
  }
  await giveUpLast(payments, purse, now)
  const method = (await methodsOf(payments, purse.owner)).find((one) => one.default)
  const run = await atomically(db, (tx) => begin(payments, tx, purse, method?.ref, now))
  if (run) await charge(payments, run, now)
}

/** What is there to spend: what nobody has reserved, and has not run out. */
async function has(q: Query, { owner, asset }: Purse, now: Temporal.Instant): Promise<bigint> {
  const { available, spendable } = await wallet(q, owner, asset, { now })
  return owner.type === 'person' ? available : spendable
}

const isDue = ({ armed, next_try_at: at }: Row, now: Temporal.Instant) =>
  armed || (at !== null && Temporal.Instant.compare(at, now) <= 0)

/** Nothing to do now. Where there is enough again, the next fall is another one. */
async function rest({ db }: Payments, purse: Purse, now: Temporal.Instant): Promise<void> {
  await atomically(db, async (tx) => {
    const rule = await lockedRule(tx, purse)
    if (rule?.state !== 'on') return
    const enough = (await has(tx, purse, now)) >= rule.below
    await tx`
      update payments.refill
         set looked_at = ${now}, armed = armed or ${enough},
             held_back = case when ${enough} then null else held_back end,
             failures = case when ${enough} then 0 else failures end,
             next_try_at = case when ${enough} then null else next_try_at end
       where ${ofPurse(purse)}`
  })
}

/** The order of a try that was refused is closed before the next one, so that never both are paid. */
async function giveUpLast(
  payments: Payments,
  { owner, asset }: Purse,
  now: Temporal.Instant,
): Promise<void> {
  const [last] = await payments.db<{ order_id: string }>`
    select r.order_id from payments.refill_run r join payments.orders o on o.id = r.order_id
     where r.owner_type = ${owner.type} and r.owner_id = ${owner.id} and r.asset = ${asset}
       and r.state = 'failed' and o.state = 'waiting'
     order by r.started_at desc limit 1`
  if (last) await closeOrder(payments, last.order_id, 'cancelled', now)
}

/**
 * Writes a try down with its order; undefined: it is not its time, something stands against it, or somebody
 * has to pay it themselves.
 */
async function begin(
  { provider, keepers }: Payments,
  tx: Tx,
  purse: Purse,
  method: string | undefined,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const rule = await lockedRule(tx, purse)
  const { owner } = purse
  if (rule?.state !== 'on' || !isDue(rule, now)) return undefined
  if ((await has(tx, purse, now)) >= rule.below) return undefined
  const payer = await payerRef(tx, provider.id, owner)
  const kept = method && payer ? { method, payer } : undefined
  if (!kept && owner.type === 'person') {
    await stop(tx, rule, 'no_method', now)
    return undefined
  }
  const order = await orderFor(tx, rule, keepers, now)
  if (typeof order === 'string') {
    if (order.startsWith('offer_')) await stop(tx, rule, 'not_on_sale', now)
    else await heldBack(tx, rule, order, now)
    return undefined
  }
  const asks = order.total > (ASKED_ABOVE[order.currency] ?? order.total)
  const charged = kept && !(asks && owner.type === 'organization') ? kept : undefined
  const id = newId()
  const fall = rule.armed ? rule.falls + 1 : rule.falls
  const [last] = await tx<{ attempt: number }>`
    select coalesce(max(attempt), 0)::int as attempt from payments.refill_run
     where ${ofPurse(purse)} and fall = ${fall}`
  const counts = owner.type === 'person' ? rule.buy : order.total
  await tx`
    insert into payments.refill_run
      (id, owner_type, owner_id, asset, fall, attempt, order_id, counts, provider, payer, method, started_at, state)
    values (${id}, ${owner.type}, ${owner.id}, ${purse.asset}, ${fall}, ${last!.attempt + 1}, ${order.id}, ${counts},
            ${charged && provider.id}, ${charged?.payer}, ${charged?.method}, ${now},
            ${charged ? 'charging' : 'waiting'})`
  await tx`
    update payments.refill
       set armed = false, falls = ${fall}, held_back = null, next_try_at = null, looked_at = ${now}
     where ${ofPurse(purse)}`
  if (charged) return id
  const total = value(order.total, order.currency)
  const because = kept ? 'bank_asks' : 'no_method'
  await tell(tx, 'refill.to_pay', rule, { order: order.id, total, because }, now)
  return undefined
}

/** The order of a refill, or the refusal that stands against it. */
async function orderFor(
  tx: Tx,
  rule: Row,
  { offers }: Keepers,
  now: Temporal.Instant,
): Promise<Order | string> {
  const before = await boughtThisMonth(tx, purseOf(rule), now)
  const { owner_id: id, owner_type: type, buy, currency, most, offer } = rule
  if (type === 'person' && before + buy > most) return 'refill_month_full'
  try {
    if (type === 'person')
      return await buyCredits(
        tx,
        { personId: id, credits: buy, currency, returnTo: '/wallet' },
        now,
      )
    const wish = { organization: id, offer: offer!, quantity: Number(buy) }
    const { total } = await offers!.quote(tx, wish, now)
    if (before + total > most) return 'refill_month_full'
    return await offers!.order(tx, { ...wish, expiresAt: now.add({ hours: 24 * LINK_DAYS }) }, now)
  } catch (error) {
    // A cap may be free again tomorrow; nothing was written yet.
    if (error instanceof Problem) return error.code
    throw error
  }
}

/** Somebody is to pay it: done when they did (`refillPaid`), failed when its time is over. */
async function lookAtLink(payments: Payments, id: string, now: Temporal.Instant): Promise<void> {
  const { db } = payments
  const run = await runById(db, id)
  const order = run && (await orderById(db, run.order_id))
  await atomically(db, async (tx) => {
    if (order?.state === 'expired' || order?.state === 'cancelled')
      return failed(tx, run!, order, 'not_paid', now)
    await tx`update payments.refill set looked_at = ${now} where ${ofPurse(purseOf(run!))}`
  })
}

async function heldBack(tx: Tx, rule: Row, code: string, now: Temporal.Instant): Promise<void> {
  await tx`
    update payments.refill set held_back = ${code}, looked_at = ${now}
     where ${ofPurse(purseOf(rule))}`
  if (rule.held_back === code) return
  await tell(tx, 'refill.held_back', rule, { code }, now)
}

async function stop(
  tx: Tx,
  rule: Row,
  because: 'failures' | 'no_method' | 'not_on_sale',
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    update payments.refill
       set state = 'off', off_because = ${because}, next_try_at = null, held_back = null, looked_at = ${now}
     where ${ofPurse(purseOf(rule))}`
  await tell(tx, 'refill.stopped', rule, { because }, now)
}

const tell = (
  tx: Tx,
  kind: 'refill.failed' | 'refill.stopped' | 'refill.held_back' | 'refill.to_pay',
  rule: Row,
  data: Record<string, unknown>,
  now: Temporal.Instant,
) =>
  record(tx, {
    kind,
    about: { type: rule.owner_type, id: rule.owner_id },
    at: now,
    data: { ...whose(rule), ...data },
  })

const whose = ({ owner_type: type, owner_id: id, asset, buy }: Row) =>
  type === 'person'
    ? { personId: id, credits: value(buy, 'CREDIT') }
    : { organizationId: id, asset }

type Run = {
  id: string
  owner_type: Row['owner_type']
  owner_id: string
  asset: string
  order_id: string
  payer: string
  method: string
  started_at: Temporal.Instant
  state: string
}

async function runById(q: Query, id: string): Promise<Run | undefined> {
  const [run] = await q<Run>`
    select id, owner_type, owner_id, asset, order_id, payer, method, started_at, state from payments.refill_run
     where id = ${id}`
  return run
}

/** Charges what a try is for: under its own name, so that asking twice is charging once. */
async function charge(payments: Payments, id: string, now: Temporal.Instant): Promise<void> {
  const { db, provider } = payments
  const run = await runById(db, id)
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
  const purse = { owner: { type: run.owner_type, id: run.owner_id }, asset: run.asset }
  const rule = await lockedRule(tx, purse)
  const ended = await tx`
    update payments.refill_run set state = 'failed', code = ${code}, ended_at = ${now}
     where id = ${run.id} and state in ('charging', 'waiting') returning id`
  if (!rule || ended.length === 0) return
  const failures = rule.failures + 1
  await tx`
    update payments.refill set failures = ${failures}, next_try_at = ${now.add({ hours: AGAIN_AFTER_HOURS })}
     where ${ofPurse(purse)}`
  if (rule.state === 'on' && failures >= FAILURES_AT_MOST) {
    return stop(tx, rule, 'failures', now)
  }
  const total = value(order.total, order.currency)
  await tell(tx, 'refill.failed', rule, { code, order: order.id, total }, now)
}

/** How long it takes until a wallet is looked at again: message credits may go within minutes. */
const EVERY = sql`case when owner_type = 'person' then interval '1 hour' else interval '5 minutes' end`

/** Looks at every wallet that it is time to look at; one that fails holds up no other. */
export async function lookAtRefills(payments: Payments, now: Temporal.Instant): Promise<number> {
  const due = await payments.db<Pick<Row, 'owner_type' | 'owner_id' | 'asset'>>`
    select owner_type, owner_id, asset from payments.refill r
     where state = 'on' and (looked_at + ${EVERY} <= ${now} or next_try_at <= ${now})
        or exists (select from payments.refill_run u
                    where (u.owner_type, u.owner_id, u.asset) = (r.owner_type, r.owner_id, r.asset)
                      and u.state = 'charging' and u.started_at <= ${now.subtract({ minutes: IN_DOUBT_MINUTES })})
     order by owner_id, asset`
  return eachApart(due, (one) => lookAtRefill(payments, purseOf(one), now).then(() => true))
}

/** When the next wallet is to be looked at. */
export const nextRefill = sql`
  select least(
    (select min(least(looked_at + ${EVERY}, next_try_at)) from payments.refill where state = 'on'),
    (select min(started_at) + make_interval(mins => ${IN_DOUBT_MINUTES}) from payments.refill_run
      where state = 'charging'))`
