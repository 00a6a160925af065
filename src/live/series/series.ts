import { type Query, raw, type Tx } from '#base'
import { refuse } from '../problems.ts'
import type { By } from '../session.ts'
import { type Kept, type Likeness, likenessFrom } from './likeness.ts'
import type { Rule } from './rule.ts'

export type Series = {
  id: string
  educatorId: string
  rule: Rule
  likeness: Likeness
  state: 'running' | 'stopped'
}

type Row = Omit<Series, 'rule' | 'likeness'> & Omit<Rule, 'time'> & { time: string; likeness: Kept }

const SERIES = `
  r.id, r.educator_id as "educatorId", r.zone, r.weekdays, r.every_weeks as "everyWeeks", r.at_time as time,
  r.minutes, r.from_day as "fromDay", r.until_day as "untilDay", r.times, r.likeness, r.state`

const seriesFrom = ({ id, educatorId, likeness, state, ...rule }: Row): Series => ({
  id,
  educatorId,
  rule,
  likeness: likenessFrom(likeness),
  state,
})

/** Refusals: unknown_series. */
export async function oneSeries(q: Query, id: string): Promise<Series> {
  const [row] = await q<Row>`select ${raw(SERIES)} from live.series r where r.id = ${id}`
  if (!row) throw refuse('unknown_series', { id })
  return seriesFrom(row)
}

/** An educator's series, newest first. */
export async function seriesOf(q: Query, educator: string): Promise<Series[]> {
  const rows = await q<Row>`
    select ${raw(SERIES)} from live.series r where r.educator_id = ${educator} order by r.made_at desc, r.id limit 200`
  return rows.map(seriesFrom)
}

/** The series, locked for this transaction: before any of its sessions. */
export async function lockSeries(tx: Tx, id: string): Promise<Series> {
  const [row] =
    await tx<Row>`select ${raw(SERIES)} from live.series r where r.id = ${id} for update`
  if (!row) throw refuse('unknown_series', { id })
  return seriesFrom(row)
}

/** Refusals, in order: unknown_series, series_not_yours, series_over. */
export async function lockOwn(tx: Tx, id: string, by: By): Promise<Series> {
  const series = await lockSeries(tx, id)
  if (series.educatorId !== by.person && !by.staff) throw refuse('series_not_yours')
  if (series.state === 'stopped') throw refuse('series_over')
  return series
}

export type DateState = 'planned' | 'skipped' | 'in_the_way' | 'passed' | 'dropped'

/** What stands in the way of a date, as it is named to people. */
export type InTheWay = { day: string; code: string; says: string; facts: Record<string, unknown> }
