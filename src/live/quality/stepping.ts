import { atomically, type Db, eachApart, type Query, sql } from '#base'
import type { Finding } from './figures.ts'
import {
  endMeasure,
  type MeasureKind,
  type MeasureRule,
  measureRules,
  openMeasures,
  takeMeasure,
} from './measures.ts'
import { reckonScorecards, type Scorecard } from './reckoning.ts'

const SCHEDULE = { by: 'schedule', words: '' }

export type Looked = { reckoned: number; taken: number; ended: number }

/**
 * The nightly look: everybody is reckoned; who does not meet a threshold comes one step further up the ladder of
 * measures when its wait is over and it is taken by itself; who meets them all again is let off what the schedule
 * had begun. What staff began, staff end.
 */
export async function lookAtQuality(db: Db, now: Temporal.Instant): Promise<Looked> {
  const cards = await reckonScorecards(db, now)
  const { steps } = await measureRules(db)
  const rows = await db<{ educator: string }>`
    select distinct educator_id as educator from live.measure_view where until_at > ${now}`
  const held = new Set(rows.map(({ educator }) => educator))
  let ended = 0
  const taken = await eachApart(
    cards.filter(({ educator, findings }) => findings.length > 0 || held.has(educator)),
    (card) =>
      atomically(db, async (tx) => {
        const open = await openMeasures(tx, card.educator, now)
        if (card.findings.length === 0) {
          const own = await tx<{ id: string }>`
            select m.id from live.measure m join live.measure_view v using (id)
            where m.educator_id = ${card.educator} and m.by = 'schedule' and v.until_at > ${now}`
          for (const { id } of own) {
            await endMeasure(tx, id, { ...SCHEDULE, how: 'recovered' }, now)
            ended += 1
          }
          return false
        }
        const next = await nextStep(tx, card.educator, steps, open.at(-1)?.step ?? 0, now)
        if (!next?.automatic) return false
        const wanted = { educator: card.educator, step: next.step, ...SCHEDULE }
        await takeMeasure(tx, wanted, now, card)
        return true
      }),
  )
  return { reckoned: cards.length, taken, ended }
}

/** The step after the highest that holds, if its wait is over. */
async function nextStep(
  q: Query,
  educator: string,
  steps: readonly MeasureRule[],
  held: number,
  now: Temporal.Instant,
): Promise<MeasureRule | undefined> {
  const next = steps.find(({ step }) => step > held)
  if (!next || held === 0) return next
  const [last] = await q<{ at: Temporal.Instant }>`
    select max(at) as at from live.measure where educator_id = ${educator} and step = ${held}`
  const due = last!.at.add({ hours: 24 * next.waitDays })
  return Temporal.Instant.compare(due, now) <= 0 ? next : undefined
}

/** Whose next step is for staff to take, as last reckoned. */
export async function waitingForStaff(
  q: Query,
  now: Temporal.Instant,
): Promise<
  { educator: string; name: string; step: number; measure: MeasureKind; findings: Finding[] }[]
> {
  const { steps } = await measureRules(q)
  const rows = await q<Scorecard & { name: string; held: number }>`
    select s.educator_id as educator, p.name, s.findings,
      coalesce((select max(v.step) from live.measure_view v
        where v.educator_id = s.educator_id and v.until_at > ${now}), 0) as held
    from live.scorecard s join earnings.profile_view p on p.educator_id = s.educator_id
    where s.findings <> '{}' order by p.name, s.educator_id`
  const out = []
  for (const { educator, name, findings, held } of rows) {
    const next = await nextStep(q, educator, steps, held, now)
    if (!next || next.automatic) continue
    out.push({ educator, name, step: next.step, measure: next.measure, findings })
  }
  return out
}

/** Ends measures whose time is over. Answers how many. */
export async function endMeasures(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select m.id from live.measure m where m.until_at <= ${now}
      and not exists (select from live.measure_end e where e.measure_id = m.id) order by m.until_at, m.id`
  return eachApart(due, ({ id }) =>
    atomically(db, async (tx) => {
      await endMeasure(tx, id, { ...SCHEDULE, how: 'over' }, now)
      return true
    }),
  )
}

/** When the next measure's time is over. */
export const nextMeasureEnd = sql`
  select min(m.until_at) from live.measure m where m.until_at is not null
    and not exists (select from live.measure_end e where e.measure_id = m.id)`
