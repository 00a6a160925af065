import {
  atomically,
  type Db,
  eachApart,
  type Fragment,
  idFrom,
  Problem,
  record,
  sql,
  type Tx,
} from '#base'
import { askingPolicy } from '../asking/policy.ts'
import { createSession } from '../session.ts'
import { draftLike } from './likeness.ts'
import { dayAfter, daysBetween, occurrenceOn } from './rule.ts'
import { type DateState, type InTheWay, lockSeries, type Series } from './series.ts'

/**
 * Plans the next date of a locked series that has come into sight and is not planned yet: its session is
 * made, or what is in the way is written down and the date is left out. Answers undefined when there is
 * none, and then notes when the next one comes into sight.
 */
export async function planNext(
  tx: Tx,
  series: Series,
  now: Temporal.Instant,
): Promise<{ day: string; inTheWay: InTheWay | null } | undefined> {
  const { rule } = series
  const { seriesWeeks } = await askingPolicy(tx)
  const today = now.toZonedDateTimeISO(rule.zone).toPlainDate()
  const sight = today.add({ weeks: seriesWeeks }).toString()
  const known = new Map(
    (
      await tx<{ day: string; state: DateState; round: number }>`
        select day, state, round from live.series_date where series_id = ${series.id}`
    ).map((row) => [row.day, row]),
  )
  const day = daysBetween(rule, null, sight).find(
    (one) => (known.get(one)?.state ?? 'dropped') === 'dropped',
  )
  if (day) return { day, inTheWay: await planDay(tx, series, day, known.get(day)?.round ?? 0, now) }
  const next = dayAfter(rule, sight)
  const nextAt =
    next &&
    Temporal.PlainDate.from(next)
      .subtract({ weeks: seriesWeeks })
      .toZonedDateTime(rule.zone)
      .toInstant()
  await tx`update live.series set next_at = ${nextAt} where id = ${series.id}`
  return undefined
}

async function planDay(
  tx: Tx,
  series: Series,
  day: string,
  rounds: number,
  now: Temporal.Instant,
): Promise<InTheWay | null> {
  const { start, end } = occurrenceOn(series.rule, day)
  const round = rounds + 1
  if (Temporal.Instant.compare(start, now) <= 0) {
    await writeDate(tx, series.id, { day, state: 'passed', round }, now)
    return null
  }
  const inTheWay = (await holidayOn(tx, series, day)) ?? (await make())
  if (!inTheWay) return null
  await writeDate(tx, series.id, { day, state: 'in_the_way', round, why: inTheWay }, now)
  return inTheWay

  async function make(): Promise<InTheWay | null> {
    const by = { person: series.educatorId, staff: false }
    const { zone } = series.rule
    const id = idFrom('series', series.id, day, String(round))
    const draft = { ...draftLike(series.likeness), id, educator: by.person, start, end, zone }
    try {
      const session = await createSession(tx, { ...draft, origin: 'series' }, by, now)
      await writeDate(tx, series.id, { day, state: 'planned', round, session }, now)
      return null
    } catch (error) {
      // A refusal comes before anything is written, so the transaction is as it was.
      if (!(error instanceof Problem)) throw error
      return { day, code: error.code, says: error.message, facts: error.facts }
    }
  }
}

/** The educator is away on that date. */
async function holidayOn(tx: Tx, series: Series, day: string): Promise<InTheWay | null> {
  const [away] = await tx<{ note: string }>`
    select note from live.away where educator_id = ${series.educatorId} and dates @> ${day}::date limit 1`
  if (!away) return null
  const says = away.note ? `You are away on that date: ${away.note}` : 'You are away on that date.'
  return { day, code: 'away', says, facts: {} }
}

type Written = {
  day: string
  state: DateState
  round: number
  session?: string
  why?: InTheWay
}

async function writeDate(
  tx: Tx,
  series: string,
  date: Written,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    insert into live.series_date (series_id, day, state, session_id, round, why, at)
    values (${series}, ${date.day}, ${date.state}, ${date.session}, ${date.round}, ${date.why}, ${now})
    on conflict (series_id, day) do update set state = excluded.state, session_id = excluded.session_id,
      round = excluded.round, why = excluded.why, own = false, at = excluded.at`
}

/** Plans all that is in sight, in the caller's own transaction; answers what was in the way. */
export async function planAll(tx: Tx, series: Series, now: Temporal.Instant): Promise<InTheWay[]> {
  const out: InTheWay[] = []
  for (;;) {
    const planned = await planNext(tx, series, now)
    if (!planned) return out
    if (planned.inTheWay) out.push(planned.inTheWay)
  }
}

/**
 * Plans the dates of all series that have come into sight, each date in a transaction of its own: killed
 * at any moment it goes on where it was, and after weeks of standing still it catches up. A date that
 * cannot be planned is named to its educator and left out. Answers how many dates it looked at.
 */
export async function planSeries(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.series where state = 'running' and next_at <= ${now} order by next_at, id`
  let dates = 0
  await eachApart(due, async ({ id }) => {
    while (await atomically(db, (tx) => planOne(tx, id, now))) dates += 1
    return true
  })
  return dates
}

async function planOne(tx: Tx, id: string, now: Temporal.Instant): Promise<boolean> {
  const series = await lockSeries(tx, id)
  if (series.state !== 'running') return false
  const planned = await planNext(tx, series, now)
  if (planned?.inTheWay) {
    const { day, code, says } = planned.inTheWay
    await record(tx, {
      kind: 'series.date_left_out',
      about: { type: 'series', id },
      at: now,
      data: { educatorId: series.educatorId, title: series.likeness.title, day, code, says },
    })
  }
  return planned !== undefined
}

/** When the next date of any series comes into sight. */
export const nextSeriesDate: Fragment = sql`select min(next_at) from live.series where next_at is not null`
