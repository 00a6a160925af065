import { type Query, sql } from '#base'
import type { Kind, Rung, Thresholds } from '../tiers.ts'

/** The numbers by which tiers are judged, beside the ladders. Shares in basis points. */
export type TierNumbers = Thresholds & {
  completionDays: number
  warningDays: number
  experiencedYears: number
}

export type Ladders = Record<Kind, Rung[]>

/** A version of the rules of tiers: both ladders and the numbers. */
export type TierRules = {
  version: number
  from: Temporal.Instant
  why: string
  numbers: TierNumbers
  ladders: Ladders
  setBy: string
  setAt: Temporal.Instant
  /** Null: it waits for its day, or was withdrawn. */
  begunAt: Temporal.Instant | null
  withdrawnBy: string | null
  withdrawnAt: Temporal.Instant | null
}

type Row = Omit<TierRules, 'numbers'> & TierNumbers

const COLUMNS = sql`
  version, from_at as "from", why, ratings_needed as "ratingsNeeded",
  completion_needed as "completionNeeded", completion_days as "completionDays",
  completion_sessions as "completionSessions", warning_days as "warningDays",
  experienced_years as "experiencedYears", ladders, set_by as "setBy", set_at as "setAt", begun_at as "begunAt",
  withdrawn_by as "withdrawnBy", withdrawn_at as "withdrawnAt"`

/** A ladder as it counts now, lowest rung first. */
export async function ladder(q: Query, kind: Kind): Promise<Rung[]> {
  return await q<Rung>`
    select tier, rate, sessions_needed as "sessionsNeeded", rating_needed as "ratingNeeded",
      rating_kept as "ratingKept", opens, own_prices as "ownPrices"
    from earnings.rung where kind = ${kind} order by position`
}

/** The numbers that count now: those of the version that began last. */
export async function tierNumbers(q: Query): Promise<TierNumbers> {
  const [row] = await q<Row>`
    select ${COLUMNS} from earnings.ladder_version where begun_at is not null order by version desc limit 1`
  return numbersOf(row!)
}

export const numbersOf = (from: TierNumbers): TierNumbers => ({
  ratingsNeeded: from.ratingsNeeded,
  completionNeeded: from.completionNeeded,
  completionDays: from.completionDays,
  completionSessions: from.completionSessions,
  warningDays: from.warningDays,
  experiencedYears: from.experiencedYears,
})

const rulesOf = ({ ladders, ...row }: Row): TierRules => ({
  version: row.version,
  from: row.from,
  why: row.why,
  numbers: numbersOf(row),
  ladders: { class: ladders.class.map(rungOf), conversation: ladders.conversation.map(rungOf) },
  setBy: row.setBy,
  setAt: row.setAt,
  begunAt: row.begunAt,
  withdrawnBy: row.withdrawnBy,
  withdrawnAt: row.withdrawnAt,
})

/** A rung with nothing but what a rung has. */
export const rungOf = (rung: Omit<Rung, 'ownPrices'>): Rung => ({
  tier: rung.tier,
  rate: rung.rate,
  sessionsNeeded: rung.sessionsNeeded,
  ratingNeeded: rung.ratingNeeded,
  ratingKept: rung.ratingKept,
  opens: rung.opens.toSorted(),
  ownPrices: rung.opens.includes('teaching.own_prices'),
})

/** All versions of the rules of tiers, the newest first: what was, what counts, what waits for its day. */
export async function tierRules(q: Query): Promise<TierRules[]> {
  const rows = await q<Row>`
    select ${COLUMNS} from earnings.ladder_version order by version desc limit 200`
  return rows.map(rulesOf)
}

/** The version that waits for its day, if one does. */
export async function plannedRules(q: Query): Promise<TierRules | undefined> {
  const [row] = await q<Row>`
    select ${COLUMNS} from earnings.ladder_version where begun_at is null and withdrawn_at is null`
  return row && rulesOf(row)
}

/** One version. */
export async function rulesOfVersion(q: Query, version: number): Promise<TierRules | undefined> {
  const [row] = await q<Row>`
    select ${COLUMNS} from earnings.ladder_version where version = ${version}`
  return row && rulesOf(row)
}

/** What counts now, read from where evaluation reads it. */
export async function rulesInForce(q: Query): Promise<{ numbers: TierNumbers; ladders: Ladders }> {
  return {
    numbers: await tierNumbers(q),
    ladders: {
      class: (await ladder(q, 'class')).map(rungOf),
      conversation: (await ladder(q, 'conversation')).map(rungOf),
    },
  }
}

/** What a rung may open: features of plans that are built, and those that only tiers open. */
export async function benefitsThere(q: Query): Promise<{ name: string; says: string }[]> {
  return await q<{ name: string; says: string }>`
    select name, says from plans.feature
    where kept_by is not null and (name like 'teaching.%' or name like 'analytics.%' or name like 'earnings.%'
        or name like 'exports.%' or name like 'marketing.%' or name in ('sessions.priority', 'payouts.instant'))
      or name in (select unnest(opens) from earnings.rung)
    order by position`
}

/** When a version begins, or everybody is still to be looked at under the one that has begun. */
export const nextLadder = sql`
  select min(coalesce(begun_at, from_at)) from earnings.ladder_version
  where looked_at is null and withdrawn_at is null`
