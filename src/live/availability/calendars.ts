import {
  atomically,
  type Db,
  eachApart,
  newId,
  type Outside,
  OutsideFault,
  type Query,
  sql,
  type Tx,
} from '#base'
import { CalendarFault, readApart } from './foreign-apart.ts'
import { lockOffer } from './offer.ts'
import { refuse } from './problems.ts'

/** A calendar of elsewhere, as its educator sees it. Its address may open it to anybody, so it is not shown whole. */
export type Calendar = {
  id: string
  name: string
  /** Where it is, without what makes it secret. */
  host: string
  daysClose: boolean
  readAt: Temporal.Instant | null
  entries: number
  /** Why it cannot be read now, and since when; what was read last still counts. */
  fault: string | null
  failingSince: Temporal.Instant | null
  nextAt: Temporal.Instant
}

const MOST = 10

export async function calendarsOf(q: Query, educator: string): Promise<Calendar[]> {
  return await q<Calendar>`
    select id, name, substring(url from '^[a-z]+://([^/?#]+)') as host, days_close as "daysClose", read_at as "readAt",
      entries, fault, failing_since as "failingSince", next_at as "nextAt"
    from live.calendar where educator_id = ${educator} order by added_at, id`
}

/**
 * Has a calendar read from now on; the schedule comes by within a minute.
 * Refusals, in order: lessons_not_offered, calendar_address_refused, calendar_known, too_many_calendars.
 */
export async function addCalendar(
  tx: Tx,
  educator: string,
  { name, url, daysClose }: { name: string; url: string; daysClose: boolean },
  outside: Pick<Outside, 'faultOf'>,
  now: Temporal.Instant,
): Promise<string> {
  await lockOffer(tx, educator, now)
  // Calendars give their address as webcal://, which is https:// by another name.
  const address = url.trim().replace(/^webcals?:/i, 'https:')
  const fault = outside.faultOf(address)
  if (fault) throw refuse('calendar_address_refused', { detail: fault })
  const known = await tx<{
    url: string
  }>`select url from live.calendar where educator_id = ${educator}`
  if (known.some((one) => one.url === address)) throw refuse('calendar_known')
  if (known.length >= MOST) throw refuse('too_many_calendars', { most: MOST })
  const id = newId()
  await tx`
    insert into live.calendar (id, educator_id, name, url, days_close, next_at, added_at)
    values (${id}, ${educator}, ${name}, ${address}, ${daysClose}, ${now}, ${now})`
  return id
}

/** Reads it no more, and forgets what was read. Refusals: unknown_calendar. */
export async function removeCalendar(tx: Tx, educator: string, id: string): Promise<void> {
  const found = await tx`
    select 1 as one from live.calendar where id = ${id} and educator_id = ${educator} for update`
  if (found.length === 0) throw refuse('unknown_calendar', { id })
  await tx`delete from live.calendar_busy where calendar_id = ${id}`
  await tx`delete from live.calendar where id = ${id}`
}

const AGAIN = { minutes: 15 }
const LATEST = { hours: 6 }
/** Answers of "nothing has changed" are believed so long: what repeats has to be unrolled further some day. */
const WHOLE = { hours: 24 * 7 }
const BEHIND = { hours: 24 }
const AHEAD = { hours: 24 * 400 }

/** The next calendar to be read. */
export const nextCalendar = sql`select min(next_at) from live.calendar`

/** Reads every calendar whose time has come. Answers how many were read well. */
export async function readCalendars(
  db: Db,
  outside: Pick<Outside, 'ask'>,
  now: Temporal.Instant,
): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.calendar where next_at <= ${now} order by next_at, id limit 500`
  return eachApart(due, ({ id }) => readCalendar(db, outside, id, now), 4)
}

/**
 * Reads one calendar of an educator at once. Answers whether it could be read; why not stands beside it.
 * Refusals, in order: unknown_calendar, calendar_read_lately.
 */
export async function readNow(
  db: Db,
  educator: string,
  id: string,
  outside: Pick<Outside, 'ask'>,
  now: Temporal.Instant,
): Promise<boolean> {
  const [row] = await db<{ tried: Temporal.Instant | null }>`
    select tried_at as tried from live.calendar where id = ${id} and educator_id = ${educator}`
  if (!row) throw refuse('unknown_calendar', { id })
  if (row.tried && row.tried.until(now).total('seconds') < 60) throw refuse('calendar_read_lately')
  await db`update live.calendar set next_at = ${now} where id = ${id} and next_at > ${now}`
  return readCalendar(db, outside, id, now)
}

type Claimed = {
  url: string
  zone: string
  etag: string | null
  modified: string | null
  wholeAt: Temporal.Instant | null
  daysClose: boolean
  failures: number
}

/** Whoever claims it first reads it; nothing is locked while somebody else's machine takes its time. */
async function readCalendar(
  db: Db,
  outside: Pick<Outside, 'ask'>,
  id: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const [claimed] = await db<Claimed>`
    update live.calendar c set next_at = ${now.add(AGAIN)}, tried_at = ${now}
    from live.availability a
    where c.id = ${id} and c.next_at <= ${now} and a.educator_id = c.educator_id
    returning c.url, a.zone, c.etag, c.modified, c.whole_at as "wholeAt", c.days_close as "daysClose", c.failures`
  if (!claimed) return false
  try {
    const answer = await fetchIt(outside, claimed, now)
    if (answer === 'unchanged')
      await db`
      update live.calendar set read_at = ${now}, fault = null, failing_since = null, failures = 0 where id = ${id}`
    else await keep(db, id, claimed, answer, now)
    return true
  } catch (error) {
    if (!(error instanceof CalendarFault) && !(error instanceof OutsideFault)) throw error
    const waits = Math.min(15 * 2 ** claimed.failures, LATEST.hours * 60)
    await db`
      update live.calendar set fault = ${error.message.slice(0, 300)},
        failing_since = coalesce(failing_since, ${now}), failures = failures + 1,
        next_at = ${now.add({ minutes: waits })}
      where id = ${id}`
    return false
  }
}

type Answer = { text: string; etag: string | null; modified: string | null }

async function fetchIt(
  outside: Pick<Outside, 'ask'>,
  { url, etag, modified, wholeAt }: Claimed,
  now: Temporal.Instant,
): Promise<'unchanged' | Answer> {
  const fresh = wholeAt !== null && Temporal.Instant.compare(wholeAt.add(WHOLE), now) > 0
  const answer = await outside.ask({
    url,
    headers: {
      accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1',
      ...(fresh && etag ? { 'if-none-match': etag } : {}),
      ...(fresh && modified ? { 'if-modified-since': modified } : {}),
    },
    timeoutMs: 15_000,
    mostBytes: 5 * 1024 * 1024,
    redirects: 3,
  })
  if (answer.status === 304 && fresh) return 'unchanged'
  if (answer.status !== 200) {
    const why =
      answer.status === 404 || answer.status === 410
        ? 'There is nothing at this address any more'
        : answer.status === 401 || answer.status === 403
          ? 'The address no longer lets us in'
          : 'The other side answered with an error'
    throw new CalendarFault(`${why} (${answer.status}).`)
  }
  if (!answer.whole) throw new CalendarFault('It is larger than 5 MB.')
  const header = (name: string) => {
    const value = answer.headers[name]
    return typeof value === 'string' && value.length <= 500 ? value : null
  }
  return {
    text: answer.body.toString('utf8'),
    etag: header('etag'),
    modified: header('last-modified'),
  }
}

async function keep(
  db: Db,
  id: string,
  { zone, daysClose }: Claimed,
  { text, etag, modified }: Answer,
  now: Temporal.Instant,
): Promise<void> {
  const looked = {
    zone,
    daysClose,
    from: now.subtract(BEHIND).epochMilliseconds,
    until: now.add(AHEAD).epochMilliseconds,
  }
  const { entries, busy } = await readApart(text, looked)
  await atomically(db, async (tx) => {
    const still = await tx`
      update live.calendar set read_at = ${now}, whole_at = ${now}, entries = ${entries}, etag = ${etag},
        modified = ${modified}, fault = null, failing_since = null, failures = 0
      where id = ${id} returning 1 as one`
    if (still.length === 0) return
    await tx`delete from live.calendar_busy where calendar_id = ${id}`
    await tx`
      insert into live.calendar_busy (calendar_id, busy)
      select ${id}, tstzrange(to_timestamp(b.since * 60), to_timestamp(b.until * 60))
      from unnest(${busy.map((one) => one.from)}::float8[], ${busy.map((one) => one.until)}::float8[])
        as b (since, until)`
  })
}
