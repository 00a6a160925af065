import { atomically, type Db, type Fragment, newId, type Query, record, sql, type Tx } from '#base'
import { ladder, type TierNumbers, tierNumbers } from './ladders/rules.ts'
import { refuse } from './problems.ts'
import {
  type Facts,
  judge,
  type Kind,
  type Missing,
  type Rung,
  type Tier,
  toNext,
  type Verdict,
} from './tiers.ts'

type Row = {
  educator: string
  kind: Kind
  tier: Tier
  since: Temporal.Instant
  firstTier: Tier
  sessions: number
  dropAt: Temporal.Instant | null
  dropTo: Tier | null
  pinnedUntil: Temporal.Instant | null
  ratingsSum: bigint
  ratings: bigint
  recentHeld: number
  recentFailed: number
}

/** Standings with the facts that decide them, as far as `which` holds. */
async function standings(
  q: Query,
  { completionDays }: Pick<TierNumbers, 'completionDays'>,
  which: Fragment,
  now: Temporal.Instant,
): Promise<Row[]> {
  const since = now.subtract({ hours: 24 * completionDays })
  return await q<Row>`
    select s.educator_id as educator, s.kind, s.tier, s.since, s.first_tier as "firstTier",
      s.sessions_held as sessions, s.drop_at as "dropAt", s.drop_to as "dropTo", s.pinned_until as "pinnedUntil",
      e.ratings_sum as "ratingsSum", e.ratings_count as ratings,
      recent.held as "recentHeld", recent.failed as "recentFailed"
    from earnings.standing s
    join earnings.educator e on e.person_id = s.educator_id
    cross join lateral (
      select (count(*) filter (where outcome = 'held'))::int as held,
        (count(*) filter (where outcome <> 'held'))::int as failed
      from earnings.delivery d
      where d.educator_id = s.educator_id and d.kind = s.kind and d.at > ${since}
    ) recent
    where ${which} order by s.educator_id, s.kind`
}

const factsOf = (row: Row): Facts => ({
  sessions: row.sessions,
  ratingsSum: Number(row.ratingsSum),
  ratings: Number(row.ratings),
  recentHeld: row.recentHeld,
  recentFailed: row.recentFailed,
})

export type StandingFacts = Pick<
  Row,
  'educator' | 'kind' | 'tier' | 'firstTier' | 'dropAt' | 'pinnedUntil'
> & { facts: Facts }

/** Everybody's standing with its facts, completion counted over so many days: for a look ahead (ladders/). */
export async function standingFacts(
  q: Query,
  completionDays: number,
  now: Temporal.Instant,
): Promise<StandingFacts[]> {
  const rows = await standings(q, { completionDays }, sql`true`, now)
  return rows.map((row) => ({ ...row, facts: factsOf(row) }))
}

type Change = 'rise' | 'warned' | 'warning lifted' | 'drop' | 'unpin'

/** What is to be done about a standing now; undefined: nothing. */
function due(row: Row, verdict: Verdict, now: Temporal.Instant): Change | undefined {
  const passed = (at: Temporal.Instant) => Temporal.Instant.compare(at, now) <= 0
  if (row.pinnedUntil) return passed(row.pinnedUntil) ? 'unpin' : undefined
  if (verdict.change === 'rise') return 'rise'
  if (verdict.change === 'none') return row.dropAt ? 'warning lifted' : undefined
  if (!row.dropAt) return 'warned'
  return passed(row.dropAt) ? 'drop' : undefined
}

/**
 * Looks at one standing again and changes it where the facts ask for it: rises at once, falls after
 * the warning period, comes off a pin whose time is over. Each change is written down with the facts
 * that decided. Safe to run any number of times.
 */
export async function evaluateTier(
  tx: Tx,
  educator: string,
  kind: Kind,
  now: Temporal.Instant,
): Promise<Change | undefined> {
  await tx`select 1 as one from earnings.standing where educator_id = ${educator} and kind = ${kind} for update`
  const numbers = await tierNumbers(tx)
  const which = sql`s.educator_id = ${educator} and s.kind = ${kind}`
  const [row] = await standings(tx, numbers, which, now)
  if (!row) return undefined
  const rungs = await ladder(tx, kind)
  const verdict = judge(rungs, row.tier, row.firstTier, factsOf(row), numbers)
  const change = due(row, verdict, now)
  if (!change) return undefined

  if (change === 'unpin') {
    await tx`
      update earnings.standing set pinned_until = null, pinned_by = null, pin_reason = null
      where educator_id = ${educator} and kind = ${kind}`
    await note(tx, row, change, row.tier, rungs, now)
    return (await evaluateTier(tx, educator, kind, now)) ?? change
  }
  const to = verdict.change === 'none' ? row.tier : verdict.to
  const dropAt = change === 'warned' ? now.add({ hours: 24 * numbers.warningDays }) : null
  const moves = change === 'rise' || change === 'drop'
  await tx`
    update earnings.standing set
      tier = ${moves ? to : row.tier}, since = ${moves ? now : row.since},
      warned_at = ${dropAt && now}, drop_at = ${dropAt}, drop_to = ${dropAt && to}
    where educator_id = ${educator} and kind = ${kind}`
  await note(tx, row, change, to, rungs, now, dropAt)
  return change
}

async function note(
  tx: Tx,
  row: Row,
  change: Change,
  to: Tier,
  rungs: readonly Rung[],
  now: Temporal.Instant,
  dropAt: Temporal.Instant | null = null,
): Promise<void> {
  const { rate } = rungs.find((rung) => rung.tier === to)!
  const id = newId()
  await tx`
    insert into earnings.tier_step (id, educator_id, kind, change, from_tier, to_tier, rate, facts, by, at)
    values (${id}, ${row.educator}, ${row.kind}, ${change}, ${row.tier}, ${to}, ${rate}, ${factsOf(row)},
      'schedule', ${now})`
  await record(tx, {
    kind: 'tier.changed',
    about: { type: 'person', id: row.educator },
    at: now,
    data: {
      educatorId: row.educator,
      kind: row.kind,
      change,
      from: row.tier,
      // A warning is no change yet: what they would fall to stands beside it.
      to: dropAt ? row.tier : to,
      rate,
      dropTo: dropAt ? to : null,
      dropAt: dropAt?.toString() ?? null,
    },
  })
}

/** The nightly look at everybody. One transaction for each standing that changes; answers how many did. */
export async function evaluateTiers(db: Db, now: Temporal.Instant): Promise<number> {
  const numbers = await tierNumbers(db)
  const rungs = { class: await ladder(db, 'class'), conversation: await ladder(db, 'conversation') }
  let changed = 0
  for (const row of await standings(db, numbers, sql`true`, now)) {
    const verdict = judge(rungs[row.kind], row.tier, row.firstTier, factsOf(row), numbers)
    if (!due(row, verdict, now)) continue
    if (await atomically(db, (tx) => evaluateTier(tx, row.educator, row.kind, now))) changed += 1
  }
  return changed
}

/**
 * Counts how a promised session ended for one who was to teach it; it counts once for each, however often it is told.
 * A held one may raise the tier at once.
 */
export async function noteDelivery(
  tx: Tx,
  session: { id: string; educator: string; kind: Kind; outcome: 'held' | 'cancelled' | 'absent' },
  now: Temporal.Instant,
): Promise<void> {
  const counted = await tx`
    with told as (
      insert into earnings.delivery (session_id, educator_id, kind, outcome, at)
      values (${session.id}, ${session.educator}, ${session.kind}, ${session.outcome}, ${now})
      on conflict (session_id, educator_id) do nothing returning outcome
    )
    update earnings.standing set sessions_held = sessions_held + (told.outcome = 'held')::int
    from told where educator_id = ${session.educator} and kind = ${session.kind}
    returning 1 as one`
  if (counted.length > 0) await evaluateTier(tx, session.educator, session.kind, now)
}

/** What an educator's published ratings come to now: how many, and the sum of their stars. May move the tier. */
export async function setRatings(
  tx: Tx,
  educator: string,
  { sum, count }: { sum: number; count: number },
  now: Temporal.Instant,
): Promise<void> {
  const [row] = await tx<{ kinds: Kind[] }>`
    update earnings.educator set ratings_sum = ${sum}, ratings_count = ${count}
    where person_id = ${educator} and (ratings_sum, ratings_count) is distinct from (${sum}::bigint, ${count}::bigint)
    returning kinds`
  for (const kind of row?.kinds.toSorted() ?? []) await evaluateTier(tx, educator, kind, now)
}

/**
 * Staff keep an educator on a tier until a date, with a reason.
 * Refusals, in order: pin_in_the_past, unknown_educator, unknown_tier.
 */
export async function pinTier(
  tx: Tx,
  pin: { educator: string; kind: Kind; tier: Tier; until: Temporal.Instant; reason: string },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  if (Temporal.Instant.compare(pin.until, now) <= 0) throw refuse('pin_in_the_past')
  const { educator, kind } = pin
  const [row] = await tx<{ tier: Tier }>`
    select tier from earnings.standing where educator_id = ${educator} and kind = ${kind} for update`
  if (!row) throw refuse('unknown_educator', { educator, kind })
  const rung = (await ladder(tx, kind)).find((one) => one.tier === pin.tier)
  if (!rung) throw refuse('unknown_tier', { kind, tier: pin.tier })

  await tx`
    update earnings.standing set tier = ${pin.tier}, since = ${now}, warned_at = null, drop_at = null,
      drop_to = null, pinned_until = ${pin.until}, pinned_by = ${by}, pin_reason = ${pin.reason}
    where educator_id = ${educator} and kind = ${kind}`
  await tx`
    insert into earnings.tier_step (id, educator_id, kind, change, from_tier, to_tier, rate, facts, by, at)
    values (${newId()}, ${educator}, ${kind}, 'pin', ${row.tier}, ${pin.tier}, ${rung.rate},
      ${{ until: pin.until.toString(), reason: pin.reason }}, ${by}, ${now})`
}

export type Standing = {
  kind: Kind
  tier: Tier
  rate: number
  since: Temporal.Instant
  sessions: number
  /** What is missing to the next rung; null at the top. */
  next: Missing | null
  /** What the next rung asks in all; its rating in hundredths of a star. Null at the top. */
  goal: { sessions: number; rating: number | null } | null
  /** Mean of all published ratings in hundredths of a star, and how many they are. */
  rating: number | null
  ratings: number
  /** Basis points of the last 90 days' promised sessions that took place; null while too few to judge. */
  completion: number | null
  completionNeeded: number
  /** A drop that comes unless things get better. */
  warning: { to: Tier; at: Temporal.Instant } | null
  pinnedUntil: Temporal.Instant | null
  /** What the rung opens beside the educator's plan, by name. */
  opens: string[]
}

/** Where an educator stands on each of their ladders. */
export async function standingsOf(
  q: Query,
  educator: string,
  now: Temporal.Instant,
): Promise<Standing[]> {
  const numbers = await tierNumbers(q)
  const out: Standing[] = []
  for (const row of await standings(q, numbers, sql`s.educator_id = ${educator}`, now)) {
    const rungs = await ladder(q, row.kind)
    const above = rungs[rungs.findIndex((rung) => rung.tier === row.tier) + 1]
    const promised = row.recentHeld + row.recentFailed
    const ratings = Number(row.ratings)
    out.push({
      kind: row.kind,
      tier: row.tier,
      rate: rungs.find((rung) => rung.tier === row.tier)!.rate,
      since: row.since,
      sessions: row.sessions,
      next: toNext(rungs, row.tier, factsOf(row), numbers) ?? null,
      goal: above ? { sessions: above.sessionsNeeded, rating: above.ratingNeeded } : null,
      rating: ratings > 0 ? Math.floor((Number(row.ratingsSum) * 100) / ratings) : null,
      ratings,
      completion:
        promised >= numbers.completionSessions
          ? Math.floor((row.recentHeld * 10_000) / promised)
          : null,
      completionNeeded: numbers.completionNeeded,
      warning: row.dropAt ? { to: row.dropTo!, at: row.dropAt } : null,
      pinnedUntil: row.pinnedUntil,
      opens: rungs.find((rung) => rung.tier === row.tier)!.opens,
    })
  }
  return out
}

export type TierStep = {
  kind: Kind
  change: string
  from: Tier | null
  to: Tier
  rate: number
  facts: Record<string, unknown>
  by: string
  at: Temporal.Instant
}

/** How an educator came to their tiers, newest first, with the facts that decided. */
export async function tierHistory(q: Query, educator: string): Promise<TierStep[]> {
  return await q<TierStep>`
    select kind, change, from_tier as "from", to_tier as "to", rate, facts, by, at
    from earnings.tier_step where educator_id = ${educator} order by at desc, id desc limit 200`
}
