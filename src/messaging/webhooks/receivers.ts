import { Box, type Config, isId, newId, Outside, type Query, secretOf, sql, type Tx } from '#base'
import { refuse } from '../problems.ts'
import { EVENT_KINDS } from './events.ts'
import { newSecret } from './signing.ts'

/** What is needed to speak to receivers: what seals their secrets, and the way out. */
export type Webhooks = { box: Box; outside: Outside }

export function openWebhooks(config: Config): Webhooks {
  return {
    box: new Box('secrets of receivers', secretOf(config), config.secretsBefore),
    outside: new Outside({ allowed: config.outsideAllowed }),
  }
}

/** A machine that is told of what happens. */
export type Receiver = {
  id: string
  /** Whose; null: the operator's. */
  organizationId: string | null
  url: string
  name: string
  /** Null: all. */
  kinds: string[] | null
  state: 'on' | 'off' | 'disabled'
  stateAt: Temporal.Instant
  failingSince: Temporal.Instant | null
  madeBy: string
  madeAt: Temporal.Instant
  /** What waits, and what failed or is held, of the last days. */
  waiting: number
  failed: number
  lastDeliveredAt: Temporal.Instant | null
  /** Until when the secret of before still signs beside the one of now. */
  twoSecretsUntil: Temporal.Instant | null
}

/** Hours in which the old secret still signs, unless asked otherwise. */
export const OVERLAP_HOURS = 24
/** One owner may have so many. */
export const MOST_RECEIVERS = 20

type Wish = { url?: string; name?: string; kinds?: string[] | null; on?: boolean }

/** Whose receivers: an organization's, or the operator's. */
export type Owner = string | null

const ofOwner = (owner: Owner) =>
  owner === null ? sql`r.organization_id is null` : sql`r.organization_id = ${owner}::uuid`

/** What an owner has, oldest first. */
export function receiversOf(q: Query, owner: Owner, now: Temporal.Instant): Promise<Receiver[]> {
  return q<Receiver>`select ${columns(now)} from messaging.receiver r
    where ${ofOwner(owner)} and r.removed_at is null order by r.made_at, r.id`
}

/** One of an owner's. Refusal: receiver_unknown. */
export async function oneReceiver(
  q: Query,
  owner: Owner,
  id: string,
  now: Temporal.Instant,
): Promise<Receiver> {
  const rows = isId(id)
    ? await q<Receiver>`select ${columns(now)} from messaging.receiver r
        where r.id = ${id} and ${ofOwner(owner)} and r.removed_at is null`
    : []
  if (!rows[0]) throw refuse('receiver_unknown')
  return rows[0]
}

const columns = (now: Temporal.Instant) => sql`
  r.id, r.organization_id as "organizationId", r.url, r.name, r.kinds, r.state, r.state_at as "stateAt",
  r.failing_since as "failingSince", r.made_by as "madeBy", r.made_at as "madeAt",
  (select count(*)::int from messaging.delivery d where d.receiver_id = r.id and d.state = 'waiting') as waiting,
  (select count(*)::int from messaging.delivery d where d.receiver_id = r.id and d.state in ('failed', 'held')) as failed,
  (select max(d.delivered_at) from messaging.delivery d where d.receiver_id = r.id) as "lastDeliveredAt",
  (select max(s.ends_at) from messaging.receiver_secret s
    where s.receiver_id = r.id and s.ends_at > ${now}) as "twoSecretsUntil"`

function refuseUnlessSound(webhooks: Webhooks, { url, kinds }: Wish): void {
  const fault = url === undefined ? undefined : webhooks.outside.faultOf(url)
  if (fault) throw refuse('receiver_url_refused', { url: url!, why: fault })
  const unknown = kinds?.find((kind) => !EVENT_KINDS.includes(kind) || kind === 'webhook.ping')
  if (unknown !== undefined) throw refuse('event_kind_unknown', { kind: unknown })
}

/**
 * Sets up a receiver, switched on. Its secret is given here and never again.
 * Refusals, in this order: receiver_url_refused, event_kind_unknown, receivers_full.
 */
export async function addReceiver(
  tx: Tx,
  webhooks: Webhooks,
  wish: { owner: Owner; url: string; name: string; kinds: string[] | null; by: string },
  now: Temporal.Instant,
): Promise<{ receiver: Receiver; secret: string }> {
  refuseUnlessSound(webhooks, wish)
  await tx`select pg_advisory_xact_lock(hashtextextended(${`receivers of ${wish.owner}`}, 22))`
  if ((await receiversOf(tx, wish.owner, now)).length >= MOST_RECEIVERS)
    throw refuse('receivers_full', { most: MOST_RECEIVERS })
  const id = newId()
  await tx`
    insert into messaging.receiver (id, organization_id, url, name, kinds, state, state_at, state_by, made_by, made_at)
    values (${id}, ${wish.owner}, ${wish.url}, ${wish.name}, ${wish.kinds}::text[], 'on', ${now},
      ${`person:${wish.by}`}, ${wish.by}, ${now})`
  const secret = await addSecret(tx, webhooks, id, now)
  return { receiver: await oneReceiver(tx, wish.owner, id, now), secret }
}

async function addSecret(tx: Tx, { box }: Webhooks, receiver: string, now: Temporal.Instant) {
  const text = newSecret()
  const id = newId()
  const { with: key, nonce, sealed } = box.seal(text, `${receiver}/${id}`)
  await tx`
    insert into messaging.receiver_secret (id, receiver_id, sealed_with, nonce, sealed, made_at)
    values (${id}, ${receiver}, ${key}, ${nonce}, ${sealed}, ${now})`
  return text
}

/**
 * Seals what secrets of before have sealed under the master secret of now, at start: then the one of
 * before can be forgotten. Gives how many.
 */
export async function sealSecretsAnew(tx: Tx, { box }: Webhooks): Promise<number> {
  const rows = await tx<{
    id: string
    receiver_id: string
    with: string
    nonce: Buffer
    sealed: Buffer
  }>`
    select id, receiver_id, sealed_with as "with", nonce, sealed from messaging.receiver_secret
    where sealed_with <> ${box.keyId} for update`
  let anew = 0
  for (const row of rows) {
    const about = `${row.receiver_id}/${row.id}`
    const text = box.open(row, about)
    if (text === undefined) continue
    const { with: key, nonce, sealed } = box.seal(text, about)
    await tx`update messaging.receiver_secret
      set sealed_with = ${key}, nonce = ${nonce}, sealed = ${sealed} where id = ${row.id}`
    anew += 1
  }
  return anew
}

/** The secrets that sign now, newest first. Those that the master secret does not open are left out. */
export async function secretsOf(
  q: Query,
  { box }: Webhooks,
  receiver: string,
  now: Temporal.Instant,
): Promise<string[]> {
  const rows = await q<{ id: string; with: string; nonce: Buffer; sealed: Buffer }>`
    select id, sealed_with as "with", nonce, sealed from messaging.receiver_secret
    where receiver_id = ${receiver} and (ends_at is null or ends_at > ${now}) order by made_at desc, id desc`
  return rows
    .map((row) => box.open(row, `${receiver}/${row.id}`))
    .filter((text) => text !== undefined)
}

/**
 * A new secret, given here and never again; the one of before signs beside it for some hours.
 * Refusal: receiver_unknown.
 */
export async function changeSecret(
  tx: Tx,
  webhooks: Webhooks,
  of: { owner: Owner; id: string; overlapHours?: number },
  now: Temporal.Instant,
): Promise<string> {
  await lockReceiver(tx, of.owner, of.id)
  const ends = now.add({ minutes: Math.round((of.overlapHours ?? OVERLAP_HOURS) * 60) })
  await tx`update messaging.receiver_secret set ends_at = ${ends}
    where receiver_id = ${of.id} and ends_at is null`
  return addSecret(tx, webhooks, of.id, now)
}

async function lockReceiver(tx: Tx, owner: Owner, id: string): Promise<void> {
  const rows = isId(id)
    ? await tx`select 1 from messaging.receiver r
        where r.id = ${id} and ${ofOwner(owner)} and r.removed_at is null for update`
    : []
  if (rows.length === 0) throw refuse('receiver_unknown')
}

/**
 * Changes where and of what a receiver is told, or switches it on or off. Switched on again, it hears of
 * what happens from now on; what failed is sent again by asking for it.
 * Refusals, in this order: receiver_unknown, receiver_url_refused, event_kind_unknown.
 */
export async function changeReceiver(
  tx: Tx,
  webhooks: Webhooks,
  change: { owner: Owner; id: string; by: string } & Wish,
  now: Temporal.Instant,
): Promise<Receiver> {
  const { owner, id, url, name, kinds, on } = change
  await lockReceiver(tx, owner, id)
  refuseUnlessSound(webhooks, change)
  await tx`update messaging.receiver set url = coalesce(${url}, url), name = coalesce(${name}, name),
      kinds = ${kinds === undefined ? sql`kinds` : sql`${kinds}::text[]`}
    where id = ${id}`
  if (on !== undefined)
    await tx`update messaging.receiver
      set state = ${on ? 'on' : 'off'}, state_at = ${now}, state_by = ${`person:${change.by}`}, failing_since = null
      where id = ${id} and state <> ${on ? 'on' : 'off'}`
  if (on === false)
    await tx`update messaging.delivery set state = 'held', next_try_at = null
      where receiver_id = ${id} and state = 'waiting'`
  return oneReceiver(tx, owner, id, now)
}

/** Takes a receiver away; what it was told of stays in the log until it is forgotten. Refusal: receiver_unknown. */
export async function removeReceiver(
  tx: Tx,
  of: { owner: Owner; id: string; by: string },
  now: Temporal.Instant,
): Promise<void> {
  await lockReceiver(tx, of.owner, of.id)
  await tx`update messaging.receiver set removed_at = ${now}, state = 'off', state_at = ${now},
    state_by = ${`person:${of.by}`} where id = ${of.id}`
  await tx`update messaging.receiver_secret set ends_at = ${now}
    where receiver_id = ${of.id} and (ends_at is null or ends_at > ${now})`
  await tx`update messaging.delivery set state = 'held', next_try_at = null
    where receiver_id = ${of.id} and state = 'waiting'`
}
