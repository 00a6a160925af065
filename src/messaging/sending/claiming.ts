import { newId, type Query, type Tx } from '#base'
import { mayReceive } from '../contacts/index.ts'
import type { Category, Content, Lane, Way } from '../message.ts'
import type { Outgoing } from '../providers/index.ts'
import { type Closed, closedAt } from '../templates/index.ts'
import { suspensionNow } from '../wallets/index.ts'
import { Crossroads, type Stays, type Ways } from './choosing.ts'
import { Hours, quietRules } from './hours.ts'
import type { Route } from './routes.ts'

/** How long a provider's silence is waited for, in the books: what has not answered by then is unknown. */
export const ANSWER_SECONDS = 60
/** For so long nothing is decided about the money of a message that nobody reports on. */
export const REPORT_HOURS = 72
/** A provider that refused a message is not asked for it again before. */
const REST_SECONDS: Record<Lane, number> = { otp: 20, transactional: 300, bulk: 300 }
/** After so many refusals "try again" of one provider another is asked. */
const TRIES = 3
/** Recipients are asked about again where a message waited for longer. */
const FRESH_SECONDS = 60

/** One message that leaves now, by its attempt. */
export type Departure = {
  route: Route
  outgoing: Outgoing
  message: string
  lane: Lane
  number: number
}

export type Claim = {
  departures: Departure[]
  /** How many were looked at: those that stay were put off or have ended. */
  seen: number
  /** Some wait only because providers take no more this second. */
  busy: boolean
}

type Row = {
  id: string
  organization_id: string | null
  way: Way
  category: Category
  lane: Lane
  to_address: string
  country: string | null
  zone: string | null
  content: Content
  units: bigint
  segments: number
  attempts: number
  accepted_at: Temporal.Instant
  expires_at: Temporal.Instant
}

/**
 * Claims what is due of a lane and writes its attempts down as leaving; the caller commits, and only then
 * lets them leave. Who reads the same lane at the same time claims others.
 */
export async function claim(
  tx: Tx,
  lane: Lane,
  ways: Ways,
  most: number,
  now: Temporal.Instant,
): Promise<Claim> {
  const tokens = await paces(tx, now)
  const rows = await tx<Row>`
    select id, organization_id, way, category, lane, to_address, country, zone, content, units, segments, attempts,
      accepted_at, expires_at
    from messaging.message where state = 'waiting' and lane = ${lane} and due_at <= ${now}
    order by due_at, id limit ${most} for update skip locked`
  if (rows.length === 0) return { departures: [], seen: 0, busy: false }
  const staying = await whoStays(tx, rows, now)
  const { routes, flying } = await ways.now(tx, now)
  const crossroads = new Crossroads(routes, flying, tokens, now)
  const tried = await triedLately(tx, rows, lane, now)
  const closed = await closedAt(
    tx,
    rows.flatMap(({ content }) => content.writtenFrom ?? []),
  )
  const departures: Departure[] = []
  const nobody: Row[] = []
  const paused: Row[] = []
  let busy = false
  for (const row of rows) {
    if (staying.has(row.id)) continue
    const route = wayFor(crossroads, row, tried, closed)
    if (route === 'busy') busy = true
    else if (route === 'nobody') nobody.push(row)
    else if (route === 'template') paused.push(row)
    else {
      ways.left(row.way, route.provider, stockFor(row))
      departures.push(departure(row, route, now))
    }
  }
  await putOff(tx, nobody, 'a provider', now)
  await putOff(tx, paused, 'its template', now)
  await writeLeaving(tx, departures, rows, now)
  await keepPace(tx, crossroads, tokens, now)
  return { departures, seen: rows.length, busy }
}

/** What it uses of the provider's stock: as many units as its sender pays; the platform pays by segments. */
const stockFor = ({ units, segments }: Row) => (units > 0n ? units : BigInt(segments))

const wayFor = (
  crossroads: Crossroads,
  row: Row,
  tried: ReadonlyMap<string, ReadonlySet<string>>,
  closed: Closed,
): Route | Stays =>
  crossroads.choose(
    {
      id: row.id,
      way: row.way,
      lane: row.lane,
      content: row.content,
      stock: stockFor(row),
      tried: tried.get(row.id) ?? new Set(),
      closed,
    },
    row.organization_id === null,
  )

function departure(row: Row, route: Route, now: Temporal.Instant): Departure {
  const rest = now.until(row.expires_at)
  return {
    route,
    message: row.id,
    lane: row.lane,
    number: row.attempts + 1,
    outgoing: {
      id: newId(),
      message: row.id,
      to: row.to_address,
      category: row.category,
      content: row.content,
      validFor: rest,
    },
  }
}

/** Those that do not leave now: run out, called off by their recipient, too late in the day, or of a suspended sender. */
async function whoStays(
  tx: Tx,
  rows: readonly Row[],
  now: Temporal.Instant,
): Promise<ReadonlySet<string>> {
  const ended: { id: string; reason: string }[] = []
  const later: { id: string; at: Temporal.Instant; why: string }[] = []
  const hours = new Hours(await quietRules(tx))
  const suspended = await suspendedOf(tx, rows)
  const not = await noLonger(tx, rows, now)
  for (const row of rows) {
    const { id, way, category, country, zone } = row
    const opens = hours.opensFor(
      { way, category, country: country ?? undefined, zone: zone ?? undefined },
      now,
    )
    const code = not.get(id)
    if (Temporal.Instant.compare(row.expires_at, now) <= 0)
      ended.push({ id, reason: 'message_run_out' })
    else if (code) ended.push({ id, reason: code })
    else if (row.organization_id && suspended.has(row.organization_id))
      later.push({ id, at: now.add({ minutes: 10 }), why: 'suspension' })
    else if (!opens.equals(now)) later.push({ id, at: opens, why: 'quiet hours' })
  }
  await endUnsent(tx, ended, now)
  await waitUntil(tx, later)
  return new Set([...ended, ...later].map(({ id }) => id))
}

async function suspendedOf(tx: Tx, rows: readonly Row[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const id of new Set(rows.map(({ organization_id }) => organization_id)))
    if (id && (await suspensionNow(tx, id))) found.add(id)
  return found
}

/** Who has opted out or is suppressed since the message was accepted. */
async function noLonger(
  tx: Tx,
  rows: readonly Row[],
  now: Temporal.Instant,
): Promise<ReadonlyMap<string, string>> {
  const fresh = now.subtract({ seconds: FRESH_SECONDS })
  const old = rows.filter(({ accepted_at }) => Temporal.Instant.compare(accepted_at, fresh) <= 0)
  const found = new Map<string, string>()
  const kinds = Map.groupBy(
    old,
    ({ organization_id, way, category }) => `${organization_id} ${way} ${category}`,
  )
  for (const own of kinds.values()) {
    const { organization_id, way, category } = own[0]!
    if (!organization_id && category === 'authentication') continue
    const addresses = own.map(({ to_address }) => to_address)
    const not = await mayReceive(tx, organization_id, way, category, addresses, now)
    for (const { id, to_address } of own) {
      const code = not.get(to_address)
      if (code) found.set(id, code)
    }
  }
  return found
}

/** Ends messages that never left: what was held for them is given back by the next settling. */
export async function endUnsent(
  tx: Tx,
  ended: readonly { id: string; reason: string }[],
  now: Temporal.Instant,
): Promise<void> {
  if (ended.length === 0) return
  await tx`
    update messaging.message m set state = 'failed', state_at = ${now}, reason = t.reason, settle_at = ${now},
      content = messaging.without_secret(m.category, m.content)
    from unnest(${ended.map(({ id }) => id)}::uuid[], ${ended.map(({ reason }) => reason)}::text[]) as t (id, reason)
    where m.id = t.id and m.state = 'waiting'`
}

async function waitUntil(
  tx: Tx,
  later: readonly { id: string; at: Temporal.Instant; why: string }[],
): Promise<void> {
  if (later.length === 0) return
  await tx`
    update messaging.message m set due_at = t.at, waits_for = t.why
    from unnest(${later.map(({ id }) => id)}::uuid[], ${later.map(({ at }) => at)}::timestamptz[],
      ${later.map(({ why }) => why)}::text[]) as t (id, at, why)
    where m.id = t.id and m.state = 'waiting'`
}

/** After how many seconds those that nobody takes are looked at again: passwords sooner. */
const AGAIN = {
  'a provider': { otp: 5, transactional: 30, bulk: 30 },
  // Somebody has to look at it first.
  'its template': { otp: 15, transactional: 120, bulk: 120 },
} as const satisfies Record<string, Record<Lane, number>>

const putOff = (tx: Tx, rows: readonly Row[], why: keyof typeof AGAIN, now: Temporal.Instant) =>
  waitUntil(
    tx,
    rows.map(({ id, lane }) => ({ id, at: now.add({ seconds: AGAIN[why][lane] }), why })),
  )

/** Which providers refused them lately, for good or often enough. */
async function triedLately(
  tx: Tx,
  rows: readonly Row[],
  lane: Lane,
  now: Temporal.Instant,
): Promise<Map<string, Set<string>>> {
  const again = rows.filter(({ attempts }) => attempts > 0).map(({ id }) => id)
  const found = new Map<string, Set<string>>()
  if (again.length === 0) return found
  const refused = await tx<{ message_id: string; provider_id: string }>`
    select message_id, provider_id from messaging.attempt
    where message_id = any(${again}::uuid[]) and state = 'refused'
      and answered_at > ${now.subtract({ seconds: REST_SECONDS[lane] })}
    group by message_id, provider_id having bool_or(class <> 'retry') or count(*) >= ${TRIES}`
  for (const { message_id, provider_id } of refused) {
    const own = found.get(message_id) ?? new Set()
    found.set(message_id, own.add(provider_id))
  }
  return found
}

/** How many each provider takes at this moment; held until the claim is committed. */
async function paces(tx: Tx, now: Temporal.Instant): Promise<Map<string, number>> {
  const rows = await tx<{ id: string; tokens: number }>`
    select p.provider_id as id, least(m.per_second, p.tokens + m.per_second * extract(epoch from
      greatest(interval '0', ${now}::timestamptz - p.at)))::float8 as tokens
    from messaging.pace p join messaging.provider m on m.id = p.provider_id order by p.provider_id for update of p`
  return new Map(rows.map(({ id, tokens }) => [id, tokens]))
}

async function keepPace(
  tx: Tx,
  { taken, probed }: Crossroads,
  tokens: ReadonlyMap<string, number>,
  now: Temporal.Instant,
): Promise<void> {
  const ids = [...taken.keys()]
  if (ids.length > 0)
    await tx`
      update messaging.pace p set tokens = greatest(0, t.tokens), at = ${now}
      from unnest(${ids}::uuid[], ${ids.map((id) => (tokens.get(id) ?? 0) - taken.get(id)!)}::float8[]) as t (id, tokens)
      where p.provider_id = t.id`
  for (const { way, provider } of probed)
    await tx`update messaging.route set probe_at = ${now.add({ seconds: 30 })}
      where way = ${way} and provider_id = ${provider} and breaker = 'open'`
}

/** Every provider has a pace, full at first. */
export async function knowPaces(q: Query, now: Temporal.Instant): Promise<void> {
  await q`
    insert into messaging.pace (provider_id, tokens, at)
    select id, per_second, ${now} from messaging.provider p
    where not exists (select from messaging.pace where provider_id = p.id) on conflict do nothing`
}

async function writeLeaving(
  tx: Tx,
  departures: readonly Departure[],
  rows: readonly Row[],
  now: Temporal.Instant,
): Promise<void> {
  if (departures.length === 0) return
  const stock = new Map(rows.map((row) => [row.id, stockFor(row)]))
  const of = <Item>(take: (one: Departure) => Item) => departures.map(take)
  await tx`
    with gone as (
      update messaging.message m set state = 'leaving', state_at = ${now}, provider_id = t.provider, attempts = t.number,
        waits_for = null, settle_at = ${now.add({ hours: REPORT_HOURS })}
      from unnest(${of(({ message }) => message)}::uuid[], ${of(({ route }) => route.provider)}::uuid[],
        ${of(({ number }) => number)}::integer[]) as t (id, provider, number)
      where m.id = t.id and m.state = 'waiting')
    insert into messaging.attempt (id, message_id, number, provider_id, way, stock, state, left_at, answer_by)
    select id, message, number, provider, way, stock, 'leaving', ${now}, ${now.add({ seconds: ANSWER_SECONDS })}
    from unnest(${of(({ outgoing }) => outgoing.id)}::uuid[], ${of(({ message }) => message)}::uuid[],
      ${of(({ number }) => number)}::integer[], ${of(({ route }) => route.provider)}::uuid[],
      ${of(({ route }) => route.way)}::text[], ${of(({ message }) => stock.get(message)!)}::bigint[])
      as t (id, message, number, provider, way, stock)`
}
