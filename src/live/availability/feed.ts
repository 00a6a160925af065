import { createHash, randomBytes } from 'node:crypto'
import { type CalendarEvent, calendarText, type Query, type Tx } from '#base'
import { taughtBy } from '../sharing/teaching.ts'
import { refuse } from './problems.ts'

/** A person's own sessions as a calendar that others read by its address: Google, Apple, Outlook. */

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')

/** Makes the address, or another in its place: the one before leads nowhere from then on. Shown once. */
export async function openFeed(tx: Tx, person: string, now: Temporal.Instant): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await tx`
    insert into live.feed (person_id, token_hash, made_at) values (${person}, ${hashOf(token)}, ${now})
    on conflict (person_id) do update set token_hash = excluded.token_hash, made_at = excluded.made_at`
  return token
}

/** The address leads nowhere from now on. */
export async function closeFeed(tx: Tx, person: string): Promise<void> {
  await tx`delete from live.feed where person_id = ${person}`
}

/** Since when there is one; null: there is none. */
export async function feedSince(q: Query, person: string): Promise<Temporal.Instant | null> {
  const [row] = await q<{ at: Temporal.Instant }>`
    select made_at as at from live.feed where person_id = ${person}`
  return row?.at ?? null
}

/** How far back and ahead a feed goes. */
const BEHIND = { hours: 24 * 90 }
const MOST = 2_000

type Row = {
  id: string
  role: 'learner' | 'educator'
  state: string
  title: string
  start: Temporal.Instant
  end: Temporal.Instant
  educator: string
  page: string
  seats: number
  capacity: number
  changes: number
}

/**
 * What stands in somebody's calendar: the seats they booked and the sessions they teach, also those that no
 * longer take place, so that calendars take them out. Refusals: unknown_feed.
 */
export async function feedText(
  q: Query,
  token: string,
  site: string,
  now: Temporal.Instant,
): Promise<string> {
  const [owner] = await q<{ person: string }>`
    select person_id as person from live.feed where token_hash = ${hashOf(token)}`
  if (!owner) throw refuse('unknown_feed')
  const { person } = owner
  const since = now.subtract(BEHIND)
  const rows = await q<Row>`
    select b.id, 'learner' as role, b.state, s.title, s.starts_at as start, s.ends_at as "end",
      s.educator_name as educator, '/bookings/' || b.id as page, 0 as seats, s.capacity,
      (select count(*)::int from live.booking_step t where t.booking_id = b.id)
        + (select count(*)::int from live.booking_move m where m.booking_id = b.id) - 1 as changes
    from live.booking b join live.session s on s.id = b.session_id
    where b.learner_id = ${person} and s.ends_at > ${since} and b.state not in ('held', 'expired', 'declined')
    union all
    select s.id, 'educator', s.state, s.title, s.starts_at, s.ends_at, s.educator_name, '/teach/sessions/' || s.id,
      s.seats_taken, s.capacity,
      (select count(*)::int from live.session_step t where t.session_id = s.id) - 1
    from live.session s
    where ${taughtBy(person)} and s.ends_at > ${since} and s.state <> 'draft'
    order by start, id limit ${MOST}`
  return calendarText(
    rows.map((row) => eventOf(row, site, now)),
    { method: 'PUBLISH', name: 'Stoa', refreshHours: 1 },
  )
}

const GONE = /^(cancelled|late_cancelled|no_show_educator)/

function eventOf(row: Row, site: string, now: Temporal.Instant): CalendarEvent {
  const gone = GONE.test(row.state)
  const seats =
    row.role === 'learner'
      ? `with ${row.educator}`
      : row.capacity === 1
        ? 'one to one'
        : `${row.seats} of ${row.capacity} seats taken`
  const url = `${site}${row.page}`
  return {
    uid: `${row.id}@${new URL(site).hostname}`,
    sequence: Math.max(row.changes, 0),
    stamp: now,
    start: row.start,
    end: row.end,
    summary: row.title,
    description: `${seats}\n\n${url}`,
    url,
    status: gone ? 'CANCELLED' : row.state === 'requested' ? 'TENTATIVE' : 'CONFIRMED',
    free: gone,
  }
}
