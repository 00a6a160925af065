import { newId, Problem, type Tx } from '#base'
import { agreed, teaches } from '#earnings'
import { askingPolicy } from '../asking/policy.ts'
import { callOff } from '../cancelling.ts'
import { changeSession } from '../changing.ts'
import { refuse } from '../problems.ts'
import { type By, lockSession, nameOf, zoneOf } from '../session.ts'
import { changeLike, type Likeness } from './likeness.ts'
import { planAll } from './planning.ts'
import { dayAfter, daysBetween, daysOf, occurrenceOn, type Rule } from './rule.ts'
import { type DateState, type InTheWay, lockOwn, lockSeries, type Series } from './series.ts'

export type NewSeries = {
  /** The caller's own id for it, so that sending it twice makes it once. */
  id?: string | undefined
  educator: string
  rule: Omit<Rule, 'zone'> & { zone?: string | undefined }
  likeness: Likeness
}

/**
 * Makes a series, and plans what is in sight. Dates that cannot be planned are left out and named; what
 * none of them could be (a price that is not allowed, another's kind) is refused.
 * Refusals, in order: series_not_yours, not_their_kind, session_zone_unknown, series_rule_empty, and
 * those of a session where no date at all can be planned.
 */
export async function createSeries(
  tx: Tx,
  made: NewSeries,
  by: By,
  now: Temporal.Instant,
): Promise<{ id: string; inTheWay: InTheWay[] }> {
  if (made.educator !== by.person && !by.staff) throw refuse('series_not_yours')
  const id = made.id ?? newId()
  const [there] = await tx`select 1 as one from live.series where id = ${id}`
  if (there) return { id, inTheWay: [] }
  const { zone } = await teaches(tx, made.educator, made.likeness.kind)
  if (!by.staff) await agreed(tx, made.educator, now)
  const rule = { ...made.rule, zone: zoneOf(made.rule.zone ?? zone) }
  refuseIfEmpty(rule, now)

  await write(tx, { ...made, id, rule, continues: null }, by, now)
  const inTheWay = await planAll(tx, await lockSeries(tx, id), now)
  await refuseIfNone(tx, id, inTheWay)
  return { id, inTheWay }
}

type Written = Pick<NewSeries, 'educator' | 'likeness'> & {
  id: string
  rule: Rule
  /** The series that ends where this one begins. */
  continues: string | null
}

async function write(tx: Tx, made: Written, by: By, now: Temporal.Instant): Promise<void> {
  const { rule } = made
  await tx`
    insert into live.series (id, educator_id, zone, weekdays, every_weeks, at_time, minutes, from_day, until_day, times,
      likeness, continues, state, state_by, state_at, next_at, made_by, made_at)
    values (${made.id}, ${made.educator}, ${rule.zone}, ${rule.weekdays}, ${rule.everyWeeks}, ${rule.time},
      ${rule.minutes}, ${rule.fromDay}, ${rule.untilDay}, ${rule.times}, ${made.likeness}, ${made.continues},
      'running', ${nameOf(by)}, ${now}, ${now}, ${nameOf(by)}, ${now})`
}

function refuseIfEmpty(rule: Rule, now: Temporal.Instant): void {
  const today = now.toZonedDateTimeISO(rule.zone).toPlainDate()
  // Its first day from yesterday on, so that one of today whose hour is past is not taken for the last.
  let day = dayAfter(rule, today.subtract({ days: 1 }).toString())
  while (day && Temporal.Instant.compare(occurrenceOn(rule, day).start, now) <= 0) {
    day = dayAfter(rule, day)
  }
  if (!day) throw refuse('series_rule_empty', { fromDay: rule.fromDay, untilDay: rule.untilDay })
}

/** A series without a single date is none: the first refusal is the answer. */
async function refuseIfNone(tx: Tx, id: string, inTheWay: InTheWay[]): Promise<void> {
  const [first] = inTheWay
  if (!first) return
  const planned = await tx`
    select 1 as one from live.series_date where series_id = ${id} and state = 'planned' limit 1`
  if (planned.length === 0) throw refuse('series_in_the_way', { dates: inTheWay })
}

export type SeriesChange = {
  /** From this day on; earlier dates stay as they are. */
  from: string
  rule?: Partial<Omit<Rule, 'zone' | 'fromDay'>> | undefined
  likeness?: Partial<Omit<Likeness, 'kind'>> | undefined
}

export type SeriesChanged = {
  inTheWay: InTheWay[]
  /** Dates that somebody has booked: they stand still. */
  standing: string[]
  /** The series that goes on from that day, where it is not in sight yet; null: this one goes on itself. */
  goesOn: string | null
}

/**
 * Changes a series from a day on: this and all later dates. What somebody has booked stands still, and so
 * does a date that was changed by itself; the others follow the new rule, or are left out by it. From a day that
 * is not in sight yet another series goes on, and this one ends the day before.
 * Refusals, in order: unknown_series, series_not_yours, series_over, series_date_unknown (it has no date so
 * late), series_rule_empty.
 */
export async function changeSeries(
  tx: Tx,
  id: string,
  change: SeriesChange,
  by: By,
  now: Temporal.Instant,
): Promise<SeriesChanged> {
  const series = await lockOwn(tx, id, by)
  const today = now.toZonedDateTimeISO(series.rule.zone).toPlainDate()
  const { seriesWeeks } = await askingPolicy(tx)
  if (Temporal.PlainDate.compare(change.from, today.add({ weeks: seriesWeeks })) > 0) {
    return goOnWith(tx, series, change, by, now)
  }
  const past = Temporal.PlainDate.compare(change.from, today) < 0
  const from = past ? today.toString() : change.from
  const rule = ruleFrom(series, from, change.rule)
  refuseIfEmpty(rule, now)
  // What came into sight meanwhile is still of the rule before.
  await planAll(tx, series, now)
  const next: Series = { ...series, rule, likeness: { ...series.likeness, ...change.likeness } }

  await tx`
    update live.series set weekdays = ${rule.weekdays}, every_weeks = ${rule.everyWeeks}, at_time = ${rule.time},
      minutes = ${rule.minutes}, from_day = ${rule.fromDay}, until_day = ${rule.untilDay}, times = ${rule.times},
      likeness = ${next.likeness}, next_at = ${now} where id = ${id}`
  const dates = await comingDates(tx, id, from, now)
  const kept = new Set(daysBetween(rule, from, dates.at(-1)?.day ?? from))
  const standing: string[] = []
  for (const date of dates) {
    if (date.booked > 0) standing.push(date.day)
    else if (date.state === 'planned' && !date.own && kept.has(date.day)) {
      if (!(await followed(tx, next, date, by, now))) await drop(tx, id, date, by, now)
    } else if (date.state === 'in_the_way' || (date.state === 'planned' && !date.own)) {
      await drop(tx, id, date, by, now)
    }
  }
  return { inTheWay: await planAll(tx, next, now), standing, goesOn: null }
}

/** The rule from a day on: as it was but for what is changed, with the number of times that is left. */
function ruleFrom(series: Series, from: string, change: SeriesChange['rule']): Rule {
  const rule = { ...series.rule, ...timesLeft(series, from), ...change, fromDay: from }
  if (change?.untilDay) rule.times = null
  else if (change?.times) rule.untilDay = null
  return rule
}

/** Ends a series before a day that is not in sight yet, and begins another there that is like it but for the change. */
async function goOnWith(
  tx: Tx,
  series: Series,
  change: SeriesChange,
  by: By,
  now: Temporal.Instant,
): Promise<SeriesChanged> {
  const { from } = change
  const last = Temporal.PlainDate.from(from).subtract({ days: 1 }).toString()
  if (!dayAfter(series.rule, last)) throw refuse('series_date_unknown', { day: from })
  const rule = ruleFrom(series, from, change.rule)
  refuseIfEmpty(rule, now)

  await tx`
    update live.series set until_day = ${last}, times = null, next_at = ${now} where id = ${series.id}`
  const goesOn = newId()
  const likeness = { ...series.likeness, ...change.likeness }
  await write(
    tx,
    { id: goesOn, educator: series.educatorId, rule, likeness, continues: series.id },
    by,
    now,
  )
  await planAll(tx, await lockSeries(tx, series.id), now)
  const inTheWay = await planAll(tx, await lockSeries(tx, goesOn), now)
  return { inTheWay, standing: [], goesOn }
}

/** Of a number of times, those that are left from that day on. */
function timesLeft({ rule }: Series, from: string): Partial<Rule> {
  if (rule.times === null) return {}
  let before = 0
  for (const day of daysOf(rule)) {
    if (Temporal.PlainDate.compare(day, from) >= 0) break
    before += 1
  }
  return { times: Math.max(rule.times - before, 1) }
}

type Coming = {
  day: string
  state: DateState
  own: boolean
  sessionId: string | null
  booked: number
}

/** Dates from a day on that have not begun and were not called off by themselves. */
async function comingDates(
  tx: Tx,
  series: string,
  from: string,
  now: Temporal.Instant,
): Promise<Coming[]> {
  return await tx<Coming>`
    select d.day, d.state, d.own, d.session_id as "sessionId", coalesce(s.seats_taken, 0) as booked
    from live.series_date d left join live.session s on s.id = d.session_id
    where d.series_id = ${series} and d.day >= ${from}::date and d.state in ('planned', 'in_the_way')
      and (s.id is null or (s.state = 'published' and s.starts_at > ${now}))
    order by d.day`
}

/** An unbooked date takes on the new hour and words; false where something is in the way of that. */
async function followed(
  tx: Tx,
  series: Series,
  date: Coming,
  by: By,
  now: Temporal.Instant,
): Promise<boolean> {
  const { start, end } = occurrenceOn(series.rule, date.day)
  if (Temporal.Instant.compare(start, now) <= 0) return false
  try {
    await changeSession(
      tx,
      date.sessionId!,
      { ...changeLike(series.likeness), start, end },
      by,
      now,
    )
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
  await tx`update live.series_date set own = false where session_id = ${date.sessionId}`
  return true
}

/** A date that nobody has booked is taken back; planned again, it is another session. */
async function drop(
  tx: Tx,
  series: string,
  date: Coming,
  by: By,
  now: Temporal.Instant,
  state: 'dropped' | 'skipped' = 'dropped',
): Promise<void> {
  if (date.sessionId) {
    const session = await lockSession(tx, date.sessionId, by)
    await callOff(tx, session, 'educator', nameOf(by), 'The series was changed.', now)
  }
  await tx`
    update live.series_date set state = ${state}, session_id = null, why = null, own = false, at = ${now}
    where series_id = ${series} and day = ${date.day}`
}

/**
 * Ends a series: dates from that day on that nobody has booked are taken back; those that somebody has
 * booked take place. Refusals, in order: unknown_series, series_not_yours, series_over.
 */
export async function stopSeries(
  tx: Tx,
  id: string,
  from: string,
  by: By,
  now: Temporal.Instant,
): Promise<{ standing: string[] }> {
  await lockOwn(tx, id, by)
  const standing: string[] = []
  for (const date of await comingDates(tx, id, from, now)) {
    if (date.booked > 0) standing.push(date.day)
    else await drop(tx, id, date, by, now)
  }
  await tx`
    update live.series set state = 'stopped', state_by = ${nameOf(by)}, state_at = ${now}, next_at = null
    where id = ${id}`
  return { standing }
}

/**
 * Leaves one date out, planned already or not in sight yet. Twice is once.
 * Refusals, in order: unknown_series, series_not_yours, series_over, series_date_unknown, series_date_booked.
 */
export async function skipDate(
  tx: Tx,
  id: string,
  day: string,
  by: By,
  now: Temporal.Instant,
): Promise<void> {
  const series = await lockOwn(tx, id, by)
  const [date] = await tx<Coming & { over: boolean }>`
    select d.day, d.state, d.own, d.session_id as "sessionId", coalesce(s.seats_taken, 0) as booked,
      coalesce(s.state <> 'published' or s.starts_at <= ${now}, false) as over
    from live.series_date d left join live.session s on s.id = d.session_id
    where d.series_id = ${id} and d.day = ${day}::date`
  if (date?.state === 'skipped') return
  const coming = Temporal.Instant.compare(occurrenceOn(series.rule, day).start, now) > 0
  const known = date
    ? !date.over && date.state !== 'passed'
    : daysBetween(series.rule, day, day).length > 0
  if (!known || !coming) throw refuse('series_date_unknown', { day })
  if (date && date.booked > 0) throw refuse('series_date_booked', { session: date.sessionId })
  if (date) return drop(tx, id, date, by, now, 'skipped')
  await tx`
    insert into live.series_date (series_id, day, state, round, at) values (${id}, ${day}, 'skipped', 1, ${now})`
}

/**
 * Takes a date in again that was left out, or that something was in the way of.
 * Refusals, in order: unknown_series, series_not_yours, series_over, series_date_unknown, and what is in the way.
 */
export async function restoreDate(
  tx: Tx,
  id: string,
  day: string,
  by: By,
  now: Temporal.Instant,
): Promise<{ inTheWay: InTheWay[] }> {
  const series = await lockOwn(tx, id, by)
  const out = await tx`
    update live.series_date set state = 'dropped', why = null
    where series_id = ${id} and day = ${day}::date and state in ('skipped', 'in_the_way') returning 1 as one`
  if (out.length === 0) throw refuse('series_date_unknown', { day })
  return { inTheWay: await planAll(tx, series, now) }
}
