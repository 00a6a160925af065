import { type Fact, isId, newId, type Query, queueWork, sql, type Tx } from '#base'
import { refuse } from '../problems.ts'
import { type Event, eventOf } from './events.ts'
import { type Owner, oneReceiver } from './receivers.ts'

/** The task of the queue that sends events to receivers. */
export const SEND_EVENTS = 'sendEvents'

/** One event for one receiver. */
export type Delivery = {
  id: string
  kind: string
  at: Temporal.Instant
  state: 'waiting' | 'delivered' | 'failed' | 'held'
  attempts: number
  nextTryAt: Temporal.Instant | null
  deliveredAt: Temporal.Instant | null
  /** Of the last attempt. */
  status: number | null
  error: string | null
}

export type Attempt = {
  number: number
  at: Temporal.Instant
  tookMs: number
  status: number | null
  error: string | null
  /** The beginning of what was answered. */
  excerpt: string
}

/** True while anybody outside could hear of anything: asked together with a fact, so that nobody costs nothing. */
export const anybodyHears = sql`exists (select from messaging.receiver where removed_at is null and state <> 'off')`

/**
 * Writes an event down for everybody outside who wants to hear of it, in the transaction of its reaction:
 * once, and never lost. `organization`: whose business it is; the operator hears of all.
 */
export async function announce(
  tx: Tx,
  fact: Fact,
  organization: string | undefined,
  now: Temporal.Instant,
): Promise<number> {
  const event = eventOf(fact)
  if (!event) return 0
  const receivers = await tx<{ id: string; state: 'on' | 'disabled' }>`
    select id, state from messaging.receiver
    where removed_at is null and state <> 'off' and (kinds is null or ${fact.kind} = any (kinds))
      and (organization_id is null or organization_id = ${organization ?? null}::uuid)
    order by id`
  for (const { id, state } of receivers)
    await writeDown(tx, { receiver: id, fact: fact.id, event, held: state === 'disabled' }, now)
  if (receivers.some(({ state }) => state === 'on'))
    await queueWork(tx, SEND_EVENTS, {}, SEND_EVENTS)
  return receivers.length
}

async function writeDown(
  tx: Tx,
  one: { receiver: string; fact: string | null; event: Event; held: boolean },
  now: Temporal.Instant,
): Promise<string> {
  const id = newId()
  await tx`
    insert into messaging.delivery (id, receiver_id, fact_id, kind, body, at, state, next_try_at)
    values (${id}, ${one.receiver}, ${one.fact}, ${one.event.type}, ${JSON.stringify(one.event)}, ${now},
      ${one.held ? 'held' : 'waiting'}, ${one.held ? null : now})
    on conflict (receiver_id, fact_id) do nothing`
  return id
}

/** Sends a test. Refusals, in this order: receiver_unknown, receiver_off. */
export async function ping(
  tx: Tx,
  of: { owner: Owner; id: string },
  now: Temporal.Instant,
): Promise<string> {
  await refuseUnlessOn(tx, of, now)
  const event = {
    id: newId(),
    type: 'webhook.ping',
    timestamp: now.toString(),
    data: { words: 'Here we are. This is a test that somebody asked for.' },
  }
  const id = await writeDown(tx, { receiver: of.id, fact: null, event, held: false }, now)
  await queueWork(tx, SEND_EVENTS, {}, SEND_EVENTS)
  return id
}

async function refuseUnlessOn(q: Query, of: { owner: Owner; id: string }, now: Temporal.Instant) {
  const { state } = await oneReceiver(q, of.owner, of.id, now)
  if (state !== 'on') throw refuse('receiver_off')
}

const columns = sql`d.id, d.kind, d.at, d.state, d.attempts, d.next_try_at as "nextTryAt",
  d.delivered_at as "deliveredAt", l.status, l.error`
const last = sql`left join lateral (
    select status, error from messaging.delivery_attempt a where a.delivery_id = d.id order by number desc limit 1
  ) l on true`

/** What a receiver was told of, latest first. Refusal: receiver_unknown. */
export async function deliveriesOf(
  q: Query,
  of: { owner: Owner; id: string },
  page: {
    state?: Delivery['state'] | undefined
    before?: { at: Temporal.Instant; id: string } | undefined
    limit: number
  },
  now: Temporal.Instant,
): Promise<Delivery[]> {
  await oneReceiver(q, of.owner, of.id, now)
  return q<Delivery>`select ${columns} from messaging.delivery d ${last}
    where d.receiver_id = ${of.id}
      ${page.state ? sql`and d.state = ${page.state}` : sql``}
      ${page.before ? sql`and (d.at, d.id) < (${page.before.at}, ${page.before.id}::uuid)` : sql``}
    order by d.at desc, d.id desc limit ${page.limit}`
}

/** One delivery with what was sent and every attempt. Refusals: receiver_unknown, delivery_unknown. */
export async function oneDelivery(
  q: Query,
  of: { owner: Owner; id: string; delivery: string },
  now: Temporal.Instant,
): Promise<Delivery & { body: string; tried: Attempt[] }> {
  await oneReceiver(q, of.owner, of.id, now)
  const [found] = isId(of.delivery)
    ? await q<
        Delivery & { body: string }
      >`select ${columns}, d.body from messaging.delivery d ${last}
        where d.id = ${of.delivery} and d.receiver_id = ${of.id}`
    : []
  if (!found) throw refuse('delivery_unknown')
  const tried = await q<Attempt>`
    select number, at, took_ms as "tookMs", status, error, excerpt from messaging.delivery_attempt
    where delivery_id = ${of.delivery} order by number`
  return { ...found, tried }
}

/**
 * Sends again: one delivery whatever became of it, or all of a receiver that failed or were held since a
 * moment. They keep their webhook-id. Gives how many.
 * Refusals, in this order: receiver_unknown, receiver_off, delivery_unknown.
 */
export async function sendAgain(
  tx: Tx,
  of: { owner: Owner; id: string } & ({ delivery: string } | { since: Temporal.Instant }),
  now: Temporal.Instant,
): Promise<number> {
  await refuseUnlessOn(tx, of, now)
  const which =
    'delivery' in of
      ? sql`id = ${isId(of.delivery) ? of.delivery : newId()}::uuid`
      : sql`state in ('failed', 'held') and at >= ${of.since}`
  const again =
    await tx`update messaging.delivery set state = 'waiting', tries = 0, next_try_at = ${now}
    where receiver_id = ${of.id} and ${which} returning 1`
  if ('delivery' in of && again.length === 0) throw refuse('delivery_unknown')
  if (again.length > 0) await queueWork(tx, SEND_EVENTS, {}, SEND_EVENTS)
  return again.length
}

/** How long it can be seen what a receiver was told, and sent again. */
export const DELIVERY_DAYS = 30

export async function forgetDeliveries(tx: Tx, now: Temporal.Instant): Promise<number> {
  const gone = await tx`delete from messaging.delivery
    where state <> 'waiting' and at < ${now.subtract({ hours: 24 * DELIVERY_DAYS })} returning 1`
  return gone.length
}
