import { type Query, sql, type Tx } from '#base'

/** The operator's rules of badges, featured places and bonuses. Nothing of it enters the ranking's score. */
export type ExposurePolicy = {
  version: number
  topRating: number
  topReviews: number
  dependableHeld: number
  dependableCompletion: number
  quickAsked: number
  quickAnswers: number
  places: number
  restWeeks: number
  /** Hundredths of a token for each featured week, and for all of them in a calendar month (UTC). */
  bonusTokens: bigint
  budgetTokens: bigint
}

const COLUMNS = sql`
  version, top_rating as "topRating", top_reviews as "topReviews", dependable_held as "dependableHeld",
  dependable_completion as "dependableCompletion", quick_asked as "quickAsked", quick_answers as "quickAnswers",
  places, rest_weeks as "restWeeks", bonus_tokens as "bonusTokens", budget_tokens as "budgetTokens"`

/** The rules that count now: the newest version. */
export async function exposurePolicy(q: Query): Promise<ExposurePolicy> {
  const [row] = await q<ExposurePolicy>`
    select ${COLUMNS} from live.exposure_policy order by version desc limit 1`
  return row!
}

/** Sets rules as a new version. Weeks that were featured stay as they were picked. */
export async function setExposurePolicy(
  tx: Tx,
  changes: Partial<Omit<ExposurePolicy, 'version'>>,
  by: string,
  now: Temporal.Instant,
): Promise<ExposurePolicy> {
  await tx`select pg_advisory_xact_lock(hashtextextended('live.exposure_policy', 0))`
  const before = await exposurePolicy(tx)
  const n = { ...before, ...changes, version: before.version + 1 }
  await tx`
    insert into live.exposure_policy values (${n.version}, ${n.topRating}, ${n.topReviews}, ${n.dependableHeld},
      ${n.dependableCompletion}, ${n.quickAsked}, ${n.quickAnswers}, ${n.places}, ${n.restWeeks}, ${n.bonusTokens},
      ${n.budgetTokens}, ${by}, ${now})`
  return n
}
