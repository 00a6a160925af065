import { atomically, type Db, newId, type Query, record, sql, type Tx } from '#base'

/** Hours before the start at which somebody is reminded. */
export const REMIND_HOURS = [24, 1] as const

/** Whom a session is to be remembered to. */
export type Remembered = {
  session: string
  person: string
  start: Temporal.Instant
} & ({ role: 'learner'; booking: string } | { role: 'educator' })

/**
 * Plans the reminders of one person for one session, and plans them anew when it has moved. Who comes
 * to it later than a reminder would have been has none of it.
 */
export async function planReminders(tx: Tx, of: Remembered, now: Temporal.Instant): Promise<void> {
  const booking = of.role === 'learner' ? of.booking : null
  // Moved nearer than a reminder's hour: what was planned for the earlier hour is not given, nor made up for.
  await tx`
    with late as (
      delete from messaging.reminder
      where session_id = ${of.session} and person_id = ${of.person} and given_at is null
        and starts_at <> ${of.start} and ${of.start}::timestamptz - make_interval(hours => hours) <= ${now}
    )
    insert into messaging.reminder as r (session_id, person_id, hours, role, booking_id, starts_at, due_at)
    select ${of.session}, ${of.person}, h, ${of.role}, ${booking}, ${of.start},
      ${of.start}::timestamptz - make_interval(hours => h)
    from unnest(${[...REMIND_HOURS]}::integer[]) h
    where ${of.start}::timestamptz - make_interval(hours => h) > ${now}
    on conflict (session_id, person_id, hours) do update
      set starts_at = excluded.starts_at, due_at = excluded.due_at, booking_id = excluded.booking_id,
        given_at = case when r.starts_at = excluded.starts_at then r.given_at end
      where r.starts_at <> excluded.starts_at or r.booking_id is distinct from excluded.booking_id`
}

/** Takes back what has not been given yet: of one person, or of everybody of a session. */
export async function withdrawReminders(
  tx: Tx,
  of: { session: string; person?: string },
): Promise<void> {
  await tx`delete from messaging.reminder where session_id = ${of.session} and given_at is null
    ${of.person === undefined ? sql`` : sql`and person_id = ${of.person}`}`
}

/** When the next reminder is due. */
export const nextReminder = sql`select min(due_at) from messaging.reminder where given_at is null`

/** Rows of sessions that are over are kept this long, so that a session that is moved back reminds no one twice. */
const KEPT_DAYS = 2

/**
 * Gives the reminders whose time has come: each is a fact (`session.reminder`), told once. After a time
 * in which nothing ran, of several for one person and session only the nearest is given, and none once
 * it has begun. Gives how many.
 */
export async function remindDue(db: Db, now: Temporal.Instant): Promise<number> {
  await db`delete from messaging.reminder
    where (starts_at <= ${now} and given_at is null)
      or starts_at <= ${now.subtract({ hours: 24 * KEPT_DAYS })}`
  const due = await dueOf(db, now)
  let given = 0
  for (const { session_id: session, person_id: person } of due) {
    if (await atomically(db, (tx) => give(tx, session, person, now))) given += 1
  }
  return given
}

function dueOf(q: Query, now: Temporal.Instant) {
  return q<{ session_id: string; person_id: string }>`
    select session_id, person_id from messaging.reminder where given_at is null and due_at <= ${now}
    group by session_id, person_id order by min(due_at), session_id, person_id`
}

type Row = {
  hours: number
  role: 'learner' | 'educator'
  booking_id: string | null
  starts_at: Temporal.Instant
}

async function give(tx: Tx, session: string, person: string, now: Temporal.Instant) {
  const rows = await tx<Row>`
    update messaging.reminder set given_at = ${now}
    where session_id = ${session} and person_id = ${person} and given_at is null and due_at <= ${now}
      and starts_at > ${now}
    returning hours, role, booking_id, starts_at`
  const nearest = rows.sort((a, b) => a.hours - b.hours)[0]
  if (!nearest) return false
  await record(tx, {
    id: newId(),
    kind: 'session.reminder',
    about: { type: 'session', id: session },
    at: now,
    data: {
      personId: person,
      hours: nearest.hours,
      role: nearest.role,
      bookingId: nearest.booking_id,
      start: nearest.starts_at.toString(),
    },
  })
  return true
}
