import { atomically, type Db, newId, recordAll, sql, type Tx, toJson } from '#base'
import { type Ladders, ladder, rulesInForce, type TierNumbers } from './ladders/rules.ts'
import { refuse } from './problems.ts'
import { factsOf, type StandingRow, standings } from './standing.ts'
import { judge, type Kind, type Tier, type Verdict } from './tiers.ts'

type Rules = { numbers: TierNumbers; ladders: Ladders }
type Change = 'rise' | 'warned' | 'warning lifted' | 'drop' | 'unpin'
/** One change of a standing; `dropAt` with a warning alone. */
type Step = { change: Change; to: Tier; dropAt: Temporal.Instant | null }
type Decided = { row: StandingRow; steps: Step[] }

/** What is to be done about a standing that is not pinned; undefined: nothing. */
function due(row: StandingRow, verdict: Verdict, now: Temporal.Instant): Change | undefined {
  if (verdict.change === 'rise') return 'rise'
  if (verdict.change === 'none') return row.dropAt ? 'warning lifted' : undefined
  if (!row.dropAt) return 'warned'
  return Temporal.Instant.compare(row.dropAt, now) <= 0 ? 'drop' : undefined
}

/** What becomes of a standing now: it comes off a pin whose time is over, and then the facts decide. */
function decide(row: StandingRow, { numbers, ladders }: Rules, now: Temporal.Instant): Step[] {
  const { pinnedUntil } = row
  if (pinnedUntil && Temporal.Instant.compare(pinnedUntil, now) > 0) return []
  const off: Step[] = pinnedUntil ? [{ change: 'unpin', to: row.tier, dropAt: null }] : []
  const verdict = judge(ladders[row.kind], row.tier, row.firstTier, factsOf(row), numbers)
  const change = due(row, verdict, now)
  if (!change) return off
  const to = verdict.change === 'none' ? row.tier : verdict.to
  const dropAt = change === 'warned' ? now.add({ hours: 24 * numbers.warningDays }) : null
  return [...off, { change, to, dropAt }]
}

const decided = (rows: readonly StandingRow[], rules: Rules, now: Temporal.Instant): Decided[] =>
  rows
    .map((row) => ({ row, steps: decide(row, rules, now) }))
    .filter(({ steps }) => steps.length > 0)

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
  const rules = await rulesInForce(tx)
  const which = sql`s.educator_id = ${educator} and s.kind = ${kind}`
  const changes = decided(await standings(tx, rules.numbers, which, now), rules, now)
  await write(tx, changes, rules, now)
  return changes[0]?.steps.at(-1)?.change
}

/** Writes what was decided of standings that are locked: the standings, their history and the facts. */
async function write(
  tx: Tx,
  changes: readonly Decided[],
  { ladders }: Rules,
  now: Temporal.Instant,
): Promise<void> {
  if (changes.length === 0) return
  const after = changes.map(({ row, steps }) => {
    const { change, to, dropAt } = steps.at(-1)!
    const moves = change === 'rise' || change === 'drop'
    return { row, dropAt, dropTo: dropAt && to, tier: moves ? to : row.tier, moves }
  })
  await tx`
    update earnings.standing s set tier = v.tier, since = case when v.moves then ${now} else s.since end,
      warned_at = case when v.drop_at is not null then ${now}::timestamptz end, drop_at = v.drop_at, drop_to = v.drop_to,
      -- Who is still pinned is not among these.
      pinned_until = null, pinned_by = null, pin_reason = null
    from unnest(${after.map(({ row }) => row.educator)}::uuid[], ${after.map(({ row }) => row.kind)}::text[],
      ${after.map(({ tier }) => tier)}::text[], ${after.map(({ moves }) => moves)}::boolean[],
      ${after.map(({ dropAt }) => dropAt?.toString() ?? null)}::timestamptz[], ${after.map(({ dropTo }) => dropTo)}::text[])
      as v (educator_id, kind, tier, moves, drop_at, drop_to)
    where s.educator_id = v.educator_id and s.kind = v.kind`
  const steps = changes.flatMap(({ row, steps }) =>
    steps.map((step) => {
      const { rate } = ladders[row.kind].find(({ tier }) => tier === step.to)!
      return { row, step, rate }
    }),
  )
  await tx`
    insert into earnings.tier_step (id, educator_id, kind, change, from_tier, to_tier, rate, facts, by, at)
    select id, educator_id, kind, change, from_tier, to_tier, rate, facts::jsonb, 'schedule', ${now}
    from unnest(${steps.map(() => newId())}::uuid[], ${steps.map(({ row }) => row.educator)}::uuid[],
      ${steps.map(({ row }) => row.kind)}::text[], ${steps.map(({ step }) => step.change)}::text[],
      ${steps.map(({ row }) => row.tier)}::text[], ${steps.map(({ step }) => step.to)}::text[],
      ${steps.map(({ rate }) => rate)}::integer[], ${steps.map(({ row }) => toJson(factsOf(row)))}::text[])
      as v (id, educator_id, kind, change, from_tier, to_tier, rate, facts)`
  await recordAll(
    tx,
    steps.map(({ row, step: { change, to, dropAt }, rate }) => ({
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
    })),
  )
}

/** Standings looked at together; those of them that change are one transaction. */
const TOGETHER = 500

type Key = Pick<StandingRow, 'educator' | 'kind'>

const among = (keys: readonly Key[]) => sql`
  (s.educator_id, s.kind) in (select * from unnest(${keys.map(({ educator }) => educator)}::uuid[],
    ${keys.map(({ kind }) => kind)}::text[]))`

/**
 * The nightly look at everybody, so many at a time: what changed is kept with each of them, so that a look that was
 * cut short goes on from there. Answers how many standings changed.
 */
export async function evaluateTiers(
  db: Db,
  now: Temporal.Instant,
  together = TOGETHER,
): Promise<number> {
  let changed = 0
  let last: Key = { educator: '00000000-0000-0000-0000-000000000000', kind: '' as Kind }
  for (;;) {
    const rules = await rulesInForce(db)
    const next = sql`(s.educator_id, s.kind) > (${last.educator}::uuid, ${last.kind}::text)`
    const rows = await standings(db, rules.numbers, next, now, together)
    if (rows.length === 0) return changed
    last = rows.at(-1)!
    changed += await evaluateThese(
      db,
      decided(rows, rules, now).map(({ row }) => row),
      now,
    )
  }
}

/**
 * Nobody waits here while others of the batch are locked: who is busy elsewhere is looked at afterwards, alone.
 * A session that several taught locks them in an order of its own.
 */
async function evaluateThese(db: Db, keys: readonly Key[], now: Temporal.Instant): Promise<number> {
  if (keys.length === 0) return 0
  const { free, changed } = await atomically(db, async (tx) => {
    const free = await tx<Key>`
      select s.educator_id as educator, s.kind from earnings.standing s where ${among(keys)}
      order by s.educator_id, s.kind for update skip locked`
    const rules = await rulesInForce(tx)
    const changes = decided(await standings(tx, rules.numbers, among(free), now), rules, now)
    await write(tx, changes, rules, now)
    return { free, changed: changes.length }
  })
  const got = new Set(free.map(({ educator, kind }) => `${educator} ${kind}`))
  let more = 0
  for (const { educator, kind } of keys) {
    if (got.has(`${educator} ${kind}`)) continue
    if (await atomically(db, (tx) => evaluateTier(tx, educator, kind, now))) more += 1
  }
  return changed + more
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
