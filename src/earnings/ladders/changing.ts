import { atomically, type Db, type Query, record, type Tx } from '#base'
import { evaluateTiers } from '../evaluating.ts'
import { refuse } from '../problems.ts'
import type { Kind } from '../tiers.ts'
import { refuseUnlessRules } from './checking.ts'
import {
  type Ladders,
  numbersOf,
  plannedRules,
  rulesInForce,
  rulesOfVersion,
  rungOf,
  type TierNumbers,
  type TierRules,
} from './rules.ts'

/** What staff want the rules of tiers to be. */
export type WantedRules = { ladders: Ladders; numbers: TierNumbers }

/** The newest version there is: what whoever edits has seen. */
async function newest(q: Query): Promise<number> {
  const [row] = await q<{ version: number }>`
    select max(version) as version from earnings.ladder_version`
  return row!.version
}

/**
 * Sets the rules of tiers as a new version, from a day on (at once where that is not to come). What was stays
 * written; bookings made before keep their rate; everybody is looked at under the new rules when they begin.
 * Refusals, in order: ladder_changed (somebody has set another version since `seen`), ladder_planned (one waits
 * for its day already), those of `refuseUnlessRules`, ladder_same.
 */
export async function changeLadders(
  tx: Tx,
  wanted: WantedRules & { seen: number; from: Temporal.Instant | null; why: string },
  by: string,
  now: Temporal.Instant,
): Promise<TierRules> {
  await tx`select pg_advisory_xact_lock(hashtextextended('earnings.ladders', 0))`
  const version = await newest(tx)
  if (version !== wanted.seen) throw refuse('ladder_changed', { version })
  const planned = await plannedRules(tx)
  if (planned) throw refuse('ladder_planned', { version: planned.version })
  const before = await rulesInForce(tx)
  const { ladders, numbers } = clean(wanted)
  await refuseUnlessRules(tx, { ladders, numbers }, before.ladders)
  if (JSON.stringify({ ladders, numbers }) === JSON.stringify(clean(before))) {
    throw refuse('ladder_same')
  }

  const { from } = wanted
  const at = from && Temporal.Instant.compare(from, now) > 0 ? from : now
  await tx`
    insert into earnings.ladder_version (version, from_at, why, ratings_needed, completion_needed, completion_days,
      completion_sessions, warning_days, experienced_years, ladders, set_by, set_at)
    values (${version + 1}, ${at}, ${wanted.why}, ${numbers.ratingsNeeded}, ${numbers.completionNeeded},
      ${numbers.completionDays}, ${numbers.completionSessions}, ${numbers.warningDays}, ${numbers.experiencedYears},
      ${JSON.stringify(ladders)}::jsonb, ${by}, ${now})`
  await record(tx, {
    kind: 'ladders.changed',
    about: { type: 'ladders', id: String(version + 1) },
    at: now,
    data: { version: version + 1, from: at.toString(), by },
  })
  if (at === now) await begin(tx, version + 1, now)
  return (await rulesOfVersion(tx, version + 1))!
}

/** In one form, so that two can be compared. */
const clean = ({ ladders, numbers }: WantedRules): WantedRules => ({
  ladders: {
    class: ladders.class.map(rungOf),
    conversation: ladders.conversation.map(rungOf),
  },
  numbers: numbersOf(numbers),
})

/** Takes back a version that waits for its day. Refusals: ladder_not_planned. */
export async function withdrawLadders(
  tx: Tx,
  version: number,
  by: string,
  now: Temporal.Instant,
): Promise<TierRules> {
  const taken = await tx`
    update earnings.ladder_version set withdrawn_by = ${by}, withdrawn_at = ${now}
    where version = ${version} and begun_at is null and withdrawn_at is null returning 1 as one`
  if (taken.length === 0) throw refuse('ladder_not_planned', { version })
  return (await rulesOfVersion(tx, version))!
}

/** Puts a version in the place of what counted. */
async function begin(tx: Tx, version: number, now: Temporal.Instant): Promise<void> {
  const { ladders } = (await rulesOfVersion(tx, version))!
  for (const kind of Object.keys(ladders) as Kind[]) {
    const rungs = ladders[kind].map(({ ownPrices, ...rung }, position) => ({ ...rung, position }))
    await tx`
      insert into earnings.rung as r (kind, tier, position, rate, sessions_needed, rating_needed, rating_kept, opens)
      select ${kind}, tier, position, rate, "sessionsNeeded", "ratingNeeded", "ratingKept",
        array(select jsonb_array_elements_text(opens))
      from jsonb_to_recordset(${JSON.stringify(rungs)}::jsonb) as given(tier text, position int, rate int,
        "sessionsNeeded" int, "ratingNeeded" int, "ratingKept" int, opens jsonb)
      on conflict (kind, tier) do update set position = excluded.position, rate = excluded.rate,
        sessions_needed = excluded.sessions_needed, rating_needed = excluded.rating_needed,
        rating_kept = excluded.rating_kept, opens = excluded.opens`
  }
  await tx`update earnings.ladder_version set begun_at = ${now} where version = ${version}`
}

/**
 * Begins the version whose day has come, and looks at everybody under it once. Run by the schedule; answers how
 * many versions began and how many standings changed.
 */
export async function beginLadders(
  db: Db,
  now: Temporal.Instant,
): Promise<{ begun: number; changed: number }> {
  const begun = await atomically(db, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended('earnings.ladders', 0))`
    const planned = await plannedRules(tx)
    if (!planned || Temporal.Instant.compare(planned.from, now) > 0) return 0
    await begin(tx, planned.version, now)
    return 1
  })
  const waiting = await db<{ version: number }>`
    select version from earnings.ladder_version where begun_at is not null and looked_at is null`
  if (waiting.length === 0) return { begun, changed: 0 }
  const changed = await evaluateTiers(db, now)
  await atomically(
    db,
    (tx) => tx`
      update earnings.ladder_version set looked_at = ${now}
      where version = any(${waiting.map(({ version }) => version)}::int[]) and looked_at is null`,
  )
  return { begun, changed }
}
