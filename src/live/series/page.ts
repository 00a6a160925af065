import type { Query } from '#base'
import type { BookingState } from '../transitions.ts'
import { daysOf, type Occurrence, occurrenceOn, type Rule } from './rule.ts'
import { type DateState, type InTheWay, oneSeries, type Series } from './series.ts'
import { type Shifts, shiftsFor } from './shifts.ts'

/** One date of a series, as its page shows it. */
export type SeriesDate = {
  day: string
  state: DateState
  why: InTheWay | null
  own: boolean
  session: {
    id: string
    start: Temporal.Instant
    end: Temporal.Instant
    state: string
    seatsLeft: number
    capacity: number
    price: bigint
    /** The reader's own seat in it. */
    mine: { id: string; state: BookingState } | null
  } | null
}

export type SeriesPage = Series & {
  educatorName: string
  /** Dates in sight that are not over, soonest first. */
  dates: SeriesDate[]
  /** Dates at which the clocks of the educator's zone do something to the hour. */
  odd: Occurrence[]
  /** The hour on the reader's own clock, where it is not the same each time. */
  shifts: Shifts | null
}

/** A series and its dates that are still to come. Refusals: unknown_series. */
export async function seriesPage(
  q: Query,
  id: string,
  reader: { person?: string | undefined; zone?: string | undefined },
  now: Temporal.Instant,
): Promise<SeriesPage> {
  const series = await oneSeries(q, id)
  const [named] = await q<{ name: string }>`
    select name from earnings.educator_view where educator_id = ${series.educatorId} limit 1`
  const yesterday = now.toZonedDateTimeISO(series.rule.zone).toPlainDate().subtract({ days: 1 })
  const dates = await q<SeriesDate>`
    select d.day, d.state, d.why, d.own, case when s.id is not null then jsonb_build_object('id', s.id,
        'start', s.starts_at, 'end', s.ends_at, 'state', s.state, 'seatsLeft', s.capacity - s.seats_taken,
        'capacity', s.capacity, 'price', s.price::text,
        'mine', (select jsonb_build_object('id', b.id, 'state', b.state) from live.booking b
          where b.session_id = s.id and b.learner_id = ${reader.person} and b.seated limit 1)) end as session
    from live.series_date d left join live.session s on s.id = d.session_id
    where d.series_id = ${id} and d.state not in ('passed', 'dropped') and d.day >= ${yesterday}
      and (s.id is null or s.ends_at > ${now})
    order by d.day`
  const read = dates.map(dateFrom)
  const starts = read
    .filter(({ own, session }) => session && !own && session.state !== 'cancelled')
    .map(({ session }) => session!.start)
  return {
    ...series,
    educatorName: named?.name ?? '',
    dates: read,
    odd: oddDates(series.rule, now),
    shifts: reader.zone ? shiftsFor(starts, reader.zone) : null,
  }
}

/** Inside JSON moments and amounts are text. */
function dateFrom(row: SeriesDate): SeriesDate {
  if (!row.session) return row
  const { start, end, price } = row.session as unknown as Record<'start' | 'end' | 'price', string>
  const moment = (text: string) => Temporal.Instant.from(text)
  return {
    ...row,
    session: { ...row.session, start: moment(start), end: moment(end), price: BigInt(price) },
  }
}

/** Within a year, the dates of a rule whose hour the clocks skip or show twice. */
export function oddDates(rule: Rule, now: Temporal.Instant): Occurrence[] {
  const until = now.toZonedDateTimeISO(rule.zone).toPlainDate().add({ years: 1 })
  const out: Occurrence[] = []
  for (const day of daysOf(rule)) {
    if (Temporal.PlainDate.compare(day, until) > 0) break
    const one = occurrenceOn(rule, day.toString())
    if (one.oddity && Temporal.Instant.compare(one.start, now) > 0) out.push(one)
  }
  return out
}

/** The first dates of a rule that is not made yet, and what the clocks do to any within a year. */
export function previewRule(
  rule: Rule,
  now: Temporal.Instant,
): { first: Occurrence[]; odd: Occurrence[] } {
  const first: Occurrence[] = []
  for (const day of daysOf(rule)) {
    if (first.length === 8) break
    const one = occurrenceOn(rule, day.toString())
    if (Temporal.Instant.compare(one.start, now) > 0) first.push(one)
  }
  return { first, odd: oddDates(rule, now) }
}

/** The series that a session is a date of; null where it is none. */
export async function seriesOfSession(q: Query, session: string): Promise<string | null> {
  const [row] = await q<{ id: string }>`
    select series_id as id from live.series_date where session_id = ${session}`
  return row?.id ?? null
}
