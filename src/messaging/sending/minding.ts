import { atomically, type Db, sql, type Tx } from '#base'
import type { Way } from '../message.ts'
import { PROVIDER_CARDS } from '../providers/index.ts'
import { noteChange, type Route } from './routes.ts'

/** What became of one call, as the way is judged by it. */
export type Outcome = {
  route: Pick<Route, 'way' | 'provider'>
  at: Temporal.Instant
  took: number
  /** `refused`: the recipient's or the content's fault; the way works. */
  what: 'taken' | 'refused' | 'error' | 'unknown'
  why?: string
  /** It is of no use to go on: the account is empty, or set up wrongly. */
  breaks?: boolean
}

/** Points of weight that go at once, as GOV.UK Notify does it. */
const STEP = 10
const ERRORS_A_MINUTE = 50
const OF_THE_LAST_TEN = 5
const PROBE_SECONDS = 30
/** An empty or misconfigured account is not mended by itself so soon. */
const BROKEN_SECONDS = 300
const DRIFT_MINUTES = 15
const SLOW_MINUTES = 5
/** Of a hundred messages of the last quarter of an hour. */
const SLOW_PERCENT = 15
const SLOW_AT_LEAST = 10

const bucketOf = (at: Temporal.Instant) =>
  at.round({ smallestUnit: 'second', roundingIncrement: 10, roundingMode: 'floor' })

/** Judges the ways by what has just happened on them: tallies, the breaker, and weights. Says whether something changed. */
export async function noteOutcomes(
  tx: Tx,
  outcomes: readonly Outcome[],
): Promise<{ changed: boolean }> {
  const ways = [...Map.groupBy(outcomes, ({ route }) => `${route.way} ${route.provider}`)]
  let changed = false
  for (const [, own] of ways.sort(([a], [b]) => (a < b ? -1 : 1)))
    changed = (await noteOn(tx, own)) || changed
  return { changed }
}

type Kept = {
  recent: string
  breaker: 'closed' | 'open'
  weight: number
  errors: number
}

async function noteOn(tx: Tx, own: readonly Outcome[]): Promise<boolean> {
  const { way, provider } = own[0]!.route
  const { at } = own.at(-1)!
  const count = (what: Outcome['what']) => own.filter((one) => one.what === what).length
  const took = own.reduce((sum, one) => sum + one.took, 0)
  await tx`
    insert into messaging.route_tally as t (way, provider_id, since, taken, errors, refused, unknown, took_ms, slowest_ms)
    values (${way}, ${provider}, ${bucketOf(at)}, ${count('taken')}, ${count('error')}, ${count('refused')},
      ${count('unknown')}, ${took}, ${Math.max(...own.map((one) => one.took))})
    on conflict (way, provider_id, since) do update set taken = t.taken + excluded.taken,
      errors = t.errors + excluded.errors, refused = t.refused + excluded.refused,
      unknown = t.unknown + excluded.unknown, took_ms = t.took_ms + excluded.took_ms,
      slowest_ms = greatest(t.slowest_ms, excluded.slowest_ms)`
  const faults = own.filter(({ what }) => what === 'error' || what === 'unknown')
  const [row] = await tx<Kept>`
    select recent, breaker, weight,
      case when ${faults.length} > 0 then (select coalesce(sum(errors + unknown), 0)::integer from messaging.route_tally
        where way = ${way} and provider_id = ${provider} and since > ${at.subtract({ seconds: 60 })}) else 0 end as errors
    from messaging.route where way = ${way} and provider_id = ${provider} for update`
  const marks = own.map(({ what }) => (what === 'error' || what === 'unknown' ? 'x' : 'o')).join('')
  const recent = `${row!.recent}${marks}`.slice(-10)
  if (recent !== row!.recent)
    await tx`update messaging.route set recent = ${recent} where way = ${way} and provider_id = ${provider}`
  if (row!.breaker === 'open') return noteOnBroken(tx, own, at)
  if (faults.length === 0) return false
  const why = faults.at(-1)!.why ?? ''
  const failing = recent.split('x').length - 1 >= OF_THE_LAST_TEN && recent.endsWith('x')
  const breaks = own.some((one) => one.breaks)
  if (failing || row!.errors >= ERRORS_A_MINUTE) await shiftAway(tx, way, provider, why, 60, at)
  if (!failing && !breaks) return row!.errors >= ERRORS_A_MINUTE
  await open(tx, way, provider, why, at, breaks ? BROKEN_SECONDS : PROBE_SECONDS)
  return true
}

async function open(
  tx: Tx,
  way: Way,
  provider: string,
  why: string,
  at: Temporal.Instant,
  seconds: number,
): Promise<void> {
  await tx`
    update messaging.route set breaker = 'open', broken_why = ${why}, broken_at = ${at}, probe_at = ${at.add({ seconds })},
      recent = '' where way = ${way} and provider_id = ${provider}`
  const broken = {
    way,
    provider,
    what: 'broken',
    was: 'closed',
    now: 'open',
    why,
    by: 'stoa',
  } as const
  await noteChange(tx, broken, at)
}

/** What was under way as it broke says nothing; whoever is taken now shows that it works again. */
async function noteOnBroken(
  tx: Tx,
  own: readonly Outcome[],
  at: Temporal.Instant,
): Promise<boolean> {
  const { way, provider } = own[0]!.route
  const last = own.at(-1)!
  if (last.what === 'taken' || last.what === 'refused') {
    await tx`
      update messaging.route set breaker = 'closed', broken_why = null, broken_at = null, probe_at = null, recent = 'o'
      where way = ${way} and provider_id = ${provider}`
    const why = 'A message that tried it was taken.'
    await noteChange(
      tx,
      { way, provider, what: 'mended', was: 'open', now: 'closed', why, by: 'stoa' },
      at,
    )
    return true
  }
  const seconds = last.breaks ? BROKEN_SECONDS : PROBE_SECONDS
  await tx`
    update messaging.route set probe_at = greatest(probe_at, ${at.add({ seconds })}), broken_why = ${last.why ?? null}
    where way = ${way} and provider_id = ${provider}`
  return false
}

/** Ten points go from a way to the others; not sooner after the last time than `seconds`. */
async function shiftAway(
  tx: Tx,
  way: Way,
  provider: string,
  why: string,
  seconds: number,
  at: Temporal.Instant,
): Promise<boolean> {
  const all = await tx<{
    provider_id: string
    weight: number
    weight_changed_at: Temporal.Instant
    resting_weight: number
  }>`
    select r.provider_id, r.weight, r.weight_changed_at, r.resting_weight
    from messaging.route r join messaging.provider p on p.id = r.provider_id and p.active
    where r.way = ${way} order by r.provider_id for update of r`
  const own = all.find((one) => one.provider_id === provider)
  if (!own || all.length < 2 || own.weight === 0) return false
  const moved = own.weight !== own.resting_weight
  const since = own.weight_changed_at.until(at).total('seconds')
  if (moved && since < seconds) return false
  for (const one of all) {
    const weight = one === own ? Math.max(0, one.weight - STEP) : Math.min(100, one.weight + STEP)
    await setWeight(tx, way, one.provider_id, one.weight, weight, why, at)
  }
  return true
}

async function setWeight(
  tx: Tx,
  way: Way,
  provider: string,
  was: number,
  weight: number,
  why: string,
  at: Temporal.Instant,
): Promise<void> {
  if (was === weight) return
  await tx`update messaging.route set weight = ${weight}, weight_changed_at = ${at}
    where way = ${way} and provider_id = ${provider}`
  const change = {
    way,
    provider,
    what: 'weight',
    was: `${was}`,
    now: `${weight}`,
    why,
    by: 'stoa',
  } as const
  await noteChange(tx, change, at)
}

/** When ways are to be looked at again: weights that drift back, and every five minutes while something is sent. */
export const nextMinding = sql`
  select least(
    (select min(r.weight_changed_at) + interval '15 minutes' from messaging.route r where r.weight <> r.resting_weight),
    (select m.looked_at + interval '5 minutes' from messaging.minding m where exists (
      select from messaging.route_tally t where t.since > m.looked_at - interval '15 minutes')))`

/** Lets weights drift back, and shifts them away from ways that are slow. Gives how many changed. */
export function mindRoutes(db: Db, now: Temporal.Instant): Promise<number> {
  return atomically(db, async (tx) => {
    await tx`update messaging.minding set looked_at = ${now}`
    const away = await tx<{
      way: Way
      provider_id: string
      weight: number
      resting_weight: number
    }>`
      select way, provider_id, weight, resting_weight from messaging.route
      where weight <> resting_weight and weight_changed_at <= ${now.subtract({ minutes: DRIFT_MINUTES })}
      order by way, provider_id for update`
    for (const { way, provider_id, weight, resting_weight } of away) {
      const back =
        weight < resting_weight
          ? Math.min(resting_weight, weight + STEP)
          : Math.max(resting_weight, weight - STEP)
      await setWeight(tx, way, provider_id, weight, back, 'quiet for 15 minutes', now)
    }
    return away.length + (await shiftFromSlow(tx, now))
  })
}

type Slow = { way: Way; provider_id: string; messages: number; slow: number }

/** Of these nobody hears what became of a message, so that none of them is late. */
const TELLS_NOTHING = Object.values(PROVIDER_CARDS)
  .filter(({ proves }) => proves === 'nothing told')
  .map(({ kind }) => kind)

/** Late ones are those that were delivered late and those that should have been by now. Where all are slow, nothing is gained. */
async function shiftFromSlow(tx: Tx, now: Temporal.Instant): Promise<number> {
  const all = await tx<Slow>`
    select r.way, r.provider_id, coalesce(sum(x.messages), 0)::integer as messages, coalesce(sum(x.slow), 0)::integer as slow
    from messaging.route r join messaging.provider p on p.id = r.provider_id and p.active left join (
      select way, provider_id, sum(delivered) as messages, sum(slow) as slow from messaging.route_tally
      where since > ${now.subtract({ minutes: 15 })} group by way, provider_id
      union all
      select way, provider_id, count(*), count(*) from messaging.message
      where settled_at is null and state in ('accepted', 'sent')
        and settle_at > ${now.add({ hours: 72 }).subtract({ minutes: 15 })}
        and settle_at <= ${now.add({ hours: 72 }).subtract({ minutes: SLOW_MINUTES })}
      group by way, provider_id) x
      on x.way = r.way and x.provider_id = r.provider_id and p.kind <> all(${TELLS_NOTHING}::text[])
    group by r.way, r.provider_id order by r.way, r.provider_id`
  const isSlow = ({ messages, slow }: Slow) =>
    messages >= SLOW_AT_LEAST && slow * 100 >= messages * SLOW_PERCENT
  let changed = 0
  for (const one of all.filter(isSlow)) {
    if (!all.some((other) => other.way === one.way && other !== one && !isSlow(other))) continue
    const why = `${one.slow} of ${one.messages} took longer than five minutes`
    const moved = await shiftAway(tx, one.way, one.provider_id, why, SLOW_MINUTES * 60, now)
    if (moved) changed += 1
  }
  return changed
}
