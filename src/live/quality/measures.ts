import { newId, type Query, raw, record, type Tx } from '#base'
import { tierOpens } from '#earnings'
import { refuse } from '../problems.ts'
import type { Figures, Finding } from './figures.ts'
import { qualityPolicy } from './policy.ts'
import { reckonQuality } from './reckoning.ts'

export const MEASURES = ['notice', 'coaching', 'limits', 'suspension', 'decision'] as const
export type MeasureKind = (typeof MEASURES)[number]

/** One step of the ladder of measures. */
export type MeasureRule = {
  step: number
  measure: MeasureKind
  /** Taken by itself, or put before staff. */
  automatic: boolean
  /** Days since the step before. */
  waitDays: number
  /** Null: until things are better, or staff end it. */
  lastsDays: number | null
  /** With limits: sessions published and still to come, at most. */
  sessionsMost: number | null
}
export type MeasureRules = {
  version: number
  setBy: string
  setAt: Temporal.Instant
  steps: MeasureRule[]
}

/** The ladder of measures that counts now. */
export async function measureRules(q: Query): Promise<MeasureRules> {
  const rows = await q<MeasureRule & { version: number; setBy: string; setAt: Temporal.Instant }>`
    select version, step, measure, automatic, wait_days as "waitDays", lasts_days as "lastsDays",
      sessions_most as "sessionsMost", set_by as "setBy", set_at as "setAt"
    from live.measure_rule where version = (select max(version) from live.measure_rule) order by step`
  const { version, setBy, setAt } = rows[0]!
  const steps = rows.map(({ version: _v, setBy: _b, setAt: _a, ...rule }) => rule)
  return { version, setBy, setAt, steps }
}

/**
 * Sets the ladder of measures as a new version; measures that were taken stay under theirs.
 * Refusals, in order: numbers_changed, measure_order (each kind once, in its order), measure_rule_wrong.
 */
export async function setMeasureRules(
  tx: Tx,
  { seen, steps }: { seen: number; steps: Omit<MeasureRule, 'step'>[] },
  by: string,
  now: Temporal.Instant,
): Promise<MeasureRules> {
  await tx`select pg_advisory_xact_lock(hashtextextended('live.measure_rule', 0))`
  const before = await measureRules(tx)
  if (before.version !== seen) throw refuse('numbers_changed', { version: before.version })
  const places = steps.map(({ measure }) => MEASURES.indexOf(measure))
  if (places.length === 0 || places.some((place, at) => at > 0 && place <= places[at - 1]!)) {
    throw refuse('measure_order')
  }
  const wrong = steps.find(
    (one) =>
      (one.measure === 'limits') !== (one.sessionsMost !== null) ||
      (one.measure === 'decision' && one.automatic),
  )
  if (wrong) throw refuse('measure_rule_wrong', { measure: wrong.measure })
  const version = before.version + 1
  for (const [at, one] of steps.entries()) {
    await tx`
      insert into live.measure_rule values (${version}, ${at + 1}, ${one.measure}, ${one.automatic},
        ${one.waitDays}, ${one.lastsDays}, ${one.sessionsMost}, ${by}, ${now})`
  }
  return measureRules(tx)
}

/** Who says it: the schedule, or a person of the staff with a reason. */
export type MeasureBy = { by: string; words: string }

/**
 * Takes a measure, with the figures that decided as they are. Refusals, in order: unknown_educator,
 * measure_unknown_step, measure_held (that step holds already), measure_without_reason (nothing is found, and
 * staff name none).
 */
export async function takeMeasure(
  tx: Tx,
  wanted: { educator: string; step: number; reasons?: string[] | undefined } & MeasureBy,
  now: Temporal.Instant,
  known?: { figures: Figures; findings: Finding[] },
): Promise<string> {
  const { educator, step, by, words } = wanted
  await tx`select pg_advisory_xact_lock(hashtextextended(${educator}, 25))`
  const policy = await qualityPolicy(tx)
  const card = known ?? (await reckonQuality(tx, policy, now, [educator]))[0]
  if (!card) throw refuse('educator_unmeasured', { educator })
  const { version, steps } = await measureRules(tx)
  const rule = steps.find((one) => one.step === step)
  if (!rule) throw refuse('measure_unknown_step', { step })
  const held = (await openMeasures(tx, educator, now)).some(
    ({ measure }) => measure === rule.measure,
  )
  if (held) throw refuse('measure_held', { measure: rule.measure })
  const reasons = card.findings.length > 0 ? card.findings : (wanted.reasons ?? [])
  if (reasons.length === 0) throw refuse('measure_without_reason')

  const id = newId()
  const until = rule.lastsDays === null ? null : now.add({ hours: 24 * rule.lastsDays })
  await tx`
    insert into live.measure (id, educator_id, step, measure, reasons, figures, words, policy_version, rule_version,
      sessions_most, by, at, until_at)
    values (${id}, ${educator}, ${step}, ${rule.measure}, ${reasons}, ${JSON.stringify(card.figures)}::jsonb, ${words},
      ${policy.version}, ${version}, ${rule.sessionsMost}, ${by}, ${now}, ${until})`
  await record(tx, {
    kind: 'quality.measure_taken',
    about: { type: 'measure', id },
    at: now,
    data: {
      educatorId: educator,
      measure: rule.measure,
      reasons,
      words,
      sessionsMost: rule.sessionsMost,
      until: until?.toString() ?? null,
    },
  })
  return id
}

/** One at a time for a measure: its rows are never changed, so there is none to lock. */
const turn = (tx: Tx, id: string) => tx`select pg_advisory_xact_lock(hashtextextended(${id}, 26))`

export type Open = { id: string; step: number; measure: MeasureKind; at: Temporal.Instant }

/** Measures that hold now, the lowest step first. */
export async function openMeasures(
  q: Query,
  educator: string,
  now: Temporal.Instant,
): Promise<Open[]> {
  return await q<Open>`
    select v.id, v.step, v.measure, m.at from live.measure_view v join live.measure m on m.id = v.id
    where v.educator_id = ${educator} and v.until_at > ${now} order by v.step, m.at`
}

export type HowEnded = 'recovered' | 'over' | 'lifted' | 'appeal'

/** Ends a measure; doing it twice is doing it once. Refusal: measure_unknown. */
export async function endMeasure(
  tx: Tx,
  id: string,
  { how, by, words }: MeasureBy & { how: HowEnded },
  now: Temporal.Instant,
): Promise<void> {
  const [measure] = await tx<{ educator: string; measure: MeasureKind }>`
    select educator_id as educator, measure from live.measure where id = ${id}`
  if (!measure) throw refuse('measure_unknown')
  const ended = await tx`
    insert into live.measure_end (measure_id, how, words, by, at) values (${id}, ${how}, ${words}, ${by}, ${now})
    on conflict do nothing returning 1 as one`
  if (ended.length === 0) return
  await record(tx, {
    kind: 'quality.measure_ended',
    about: { type: 'measure', id },
    at: now,
    data: { educatorId: measure.educator, measure: measure.measure, how, words },
  })
}

/**
 * An educator asks staff to look at a measure again, once. Sooner decided where their tier opens that.
 * Refusals, in order: measure_unknown (also for somebody else's), measure_over, measure_appealed.
 */
export async function appealMeasure(
  tx: Tx,
  id: string,
  educator: string,
  words: string,
  now: Temporal.Instant,
): Promise<void> {
  await turn(tx, id)
  const [measure] = await tx<{ over: boolean; measure: MeasureKind }>`
    select measure, exists (select from live.measure_end where measure_id = m.id) as over
    from live.measure m where id = ${id} and educator_id = ${educator}`
  if (!measure) throw refuse('measure_unknown')
  if (measure.over) throw refuse('measure_over')
  const policy = await qualityPolicy(tx)
  const first = await tierOpens(tx, educator, 'teaching.support')
  const due = now.add({ hours: first ? policy.firstAppealHours : policy.appealHours })
  const made = await tx`
    insert into live.measure_appeal (measure_id, words, at, due_at) values (${id}, ${words}, ${now}, ${due})
    on conflict do nothing returning 1 as one`
  if (made.length === 0) throw refuse('measure_appealed')
  await record(tx, {
    kind: 'quality.appealed',
    about: { type: 'measure', id },
    at: now,
    data: { educatorId: educator, measure: measure.measure, due: due.toString() },
  })
}

/**
 * Staff say whether an appeal is granted; granted, the measure ends. Whoever took a measure does not decide its
 * appeal. Refusals, in order: measure_unknown, appeal_unknown, appeal_answered, appeal_own.
 */
export async function answerAppeal(
  tx: Tx,
  id: string,
  { granted, words, by }: { granted: boolean; words: string; by: string },
  now: Temporal.Instant,
): Promise<void> {
  await turn(tx, id)
  const [measure] = await tx<{
    takenBy: string
    educator: string
    appealed: boolean
    measure: string
  }>`
    select by as "takenBy", educator_id as educator, measure,
      exists (select from live.measure_appeal where measure_id = m.id) as appealed
    from live.measure m where id = ${id}`
  if (!measure) throw refuse('measure_unknown')
  if (!measure.appealed) throw refuse('appeal_unknown')
  const [answered] = await tx`select 1 as one from live.measure_answer where measure_id = ${id}`
  if (answered) throw refuse('appeal_answered')
  if (measure.takenBy === by) throw refuse('appeal_own')
  await tx`
    insert into live.measure_answer (measure_id, granted, words, by, at)
    values (${id}, ${granted}, ${words}, ${by}, ${now})`
  await record(tx, {
    kind: 'quality.appeal_decided',
    about: { type: 'measure', id },
    at: now,
    data: { educatorId: measure.educator, measure: measure.measure, granted, words },
  })
  if (granted) await endMeasure(tx, id, { how: 'appeal', by, words }, now)
}

/** Writes down what was talked about in coaching. Refusals: measure_unknown, measure_over. */
export async function noteCoaching(
  tx: Tx,
  id: string,
  { words, by }: MeasureBy,
  now: Temporal.Instant,
): Promise<void> {
  const [measure] = await tx<{ over: boolean }>`
    select exists (select from live.measure_end where measure_id = m.id) as over
    from live.measure m where id = ${id} and measure = 'coaching'`
  if (!measure) throw refuse('measure_unknown')
  if (measure.over) throw refuse('measure_over')
  await tx`
    insert into live.coaching_note (id, measure_id, words, by, at) values (${newId()}, ${id}, ${words}, ${by}, ${now})`
}

export type Measure = {
  id: string
  educator: string
  name: string
  step: number
  measure: MeasureKind
  reasons: string[]
  words: string
  sessionsMost: number | null
  by: string
  at: Temporal.Instant
  until: Temporal.Instant | null
  end: { how: HowEnded; words: string; by: string; at: string } | null
  appeal: { words: string; at: string; due: string } | null
  answer: { granted: boolean; words: string; by: string; at: string } | null
  notes: { words: string; by: string; at: string }[]
}

const MEASURE = `
  m.id, m.educator_id as educator, p.name, m.step, m.measure, m.reasons, m.words, m.sessions_most as "sessionsMost",
  m.by, m.at, m.until_at as until,
  (select jsonb_build_object('how', e.how, 'words', e.words, 'by', e.by, 'at', e.at)
    from live.measure_end e where e.measure_id = m.id) as end,
  (select jsonb_build_object('words', a.words, 'at', a.at, 'due', a.due_at)
    from live.measure_appeal a where a.measure_id = m.id) as appeal,
  (select jsonb_build_object('granted', a.granted, 'words', a.words, 'by', a.by, 'at', a.at)
    from live.measure_answer a where a.measure_id = m.id) as answer,
  coalesce((select jsonb_agg(jsonb_build_object('words', n.words, 'by', n.by, 'at', n.at) order by n.at)
    from live.coaching_note n where n.measure_id = m.id), '[]') as notes`

/** Measures of one educator, or all that wait for somebody: open coaching, or an appeal without an answer. */
export async function listMeasures(
  q: Query,
  filter: { educator?: string; waits?: 'coaching' | 'appeal' },
  limit = 200,
): Promise<Measure[]> {
  const waits = {
    coaching: `m.measure = 'coaching' and not exists (select from live.measure_end e where e.measure_id = m.id)`,
    appeal: `exists (select from live.measure_appeal a where a.measure_id = m.id)
      and not exists (select from live.measure_answer a where a.measure_id = m.id)`,
  }
  const order =
    filter.waits === 'appeal'
      ? '(select due_at from live.measure_appeal where measure_id = m.id)'
      : 'm.at'
  return await q<Measure>`
    select ${raw(MEASURE)} from live.measure m join earnings.profile_view p on p.educator_id = m.educator_id
    where (${filter.educator ?? null}::uuid is null or m.educator_id = ${filter.educator ?? null})
      and ${raw(filter.waits ? waits[filter.waits] : 'true')}
    order by ${raw(order)} ${raw(filter.waits ? '' : 'desc')}, m.id ${raw(filter.waits ? '' : 'desc')} limit ${limit}`
}
