/** What an educator teaches: classes as an instructor, conversations as a host. Each has a ladder. */
export type Kind = 'class' | 'conversation'
export type Tier = 'beginner' | 'intermediate' | 'expert' | 'master'

/** One rung of a ladder. `rate` in basis points; ratings in hundredths of a star, null where none is asked. */
export type Rung = {
  tier: Tier
  rate: number
  sessionsNeeded: number
  ratingNeeded: number | null
  /** The rating below which the rung is lost again. */
  ratingKept: number | null
  /** What standing on it opens beside the educator's plan, by the names of features of plans. */
  opens: string[]
  ownPrices: boolean
}

/** The facts that decide a tier. */
export type Facts = {
  /** Sessions held, of this kind. */
  sessions: number
  /** Sum and number of all published ratings of the educator, over both kinds. */
  ratingsSum: number
  ratings: number
  /** Of the last 90 days: sessions held, and sessions that the educator cancelled or missed. */
  recentHeld: number
  recentFailed: number
}

export type Thresholds = {
  ratingsNeeded: number
  /** Basis points of sessions that must take place. */
  completionNeeded: number
  /** With fewer recent sessions than this, completion is not judged. */
  completionSessions: number
}

export type Verdict =
  | { change: 'none' }
  | { change: 'rise'; to: Tier }
  /** Does not keep the present tier; falls to `to` when the warning period is over. */
  | { change: 'fall'; to: Tier; because: 'rating' | 'completion' }

const enoughRatings = (facts: Facts, limits: Thresholds) => facts.ratings >= limits.ratingsNeeded

/** Compared as whole numbers: a mean of 4.4999 is below 4.5. */
const meanAtLeast = (facts: Facts, hundredths: number) =>
  facts.ratingsSum * 100 >= hundredths * facts.ratings

/** Whether at least the needed share of recent promised sessions took place; too few are not judged. */
export function completes(facts: Facts, limits: Thresholds): boolean {
  const promised = facts.recentHeld + facts.recentFailed
  if (promised < limits.completionSessions) return true
  return facts.recentHeld * 10_000 >= limits.completionNeeded * promised
}

/** Whether a rung's own needs are met: its count, and its rating from enough reviews. */
export function reaches(rung: Rung, facts: Facts, limits: Thresholds): boolean {
  if (facts.sessions < rung.sessionsNeeded) return false
  if (rung.ratingNeeded === null) return true
  return enoughRatings(facts, limits) && meanAtLeast(facts, rung.ratingNeeded)
}

/**
 * What the facts say of an educator who stands on `current` (spec 4.2). The highest rung whose needs
 * are all met wins. A rung is kept with its keeping rating (ignored while there are too few reviews)
 * and 90 % completion. The first tier is a floor until the count of the rung above it is reached.
 * Nobody rises whom the new rung could not keep.
 */
export function judge(
  ladder: readonly Rung[],
  current: Tier,
  firstTier: Tier,
  facts: Facts,
  limits: Thresholds,
): Verdict {
  const at = ladder.findIndex((rung) => rung.tier === current)
  const first = ladder.findIndex((rung) => rung.tier === firstTier)
  const floorHolds = first + 1 < ladder.length && facts.sessions < ladder[first + 1]!.sessionsNeeded
  const floor = floorHolds ? first : 0
  const complete = completes(facts, limits)
  if (complete) {
    for (let higher = ladder.length - 1; higher > at; higher--) {
      if (reaches(ladder[higher]!, facts, limits))
        return { change: 'rise', to: ladder[higher]!.tier }
    }
  }
  if (at <= floor) return { change: 'none' }
  const { ratingKept } = ladder[at]!
  const ratingKeeps =
    ratingKept === null || !enoughRatings(facts, limits) || meanAtLeast(facts, ratingKept)
  if (ratingKeeps && complete) return { change: 'none' }
  let lower = at - 1
  while (lower > floor && !reaches(ladder[lower]!, facts, limits)) lower--
  return { change: 'fall', to: ladder[lower]!.tier, because: ratingKeeps ? 'completion' : 'rating' }
}

export type Missing = {
  tier: Tier
  rate: number
  /** Sessions still to hold. */
  sessions: number
  /** The mean rating asked, as "4.5", where it is not there yet. */
  rating: string | null
  /** Reviews still to receive before the rating counts. */
  reviews: number
}

/** What is missing to the rung above; undefined at the top. */
export function toNext(
  ladder: readonly Rung[],
  current: Tier,
  facts: Facts,
  limits: Thresholds,
): Missing | undefined {
  const next = ladder[ladder.findIndex((rung) => rung.tier === current) + 1]
  if (!next) return undefined
  const rated = next.ratingNeeded === null || meanAtLeast(facts, next.ratingNeeded)
  return {
    tier: next.tier,
    rate: next.rate,
    sessions: Math.max(0, next.sessionsNeeded - facts.sessions),
    rating:
      next.ratingNeeded === null || (rated && facts.ratings > 0) ? null : stars(next.ratingNeeded),
    reviews: next.ratingNeeded === null ? 0 : Math.max(0, limits.ratingsNeeded - facts.ratings),
  }
}

/** Hundredths as people write them: 450 is "4.5". */
export function stars(hundredths: number): string {
  return (hundredths / 100).toFixed(hundredths % 10 === 0 ? 1 : 2)
}

/** The tier given at enrolment: Intermediate with enough years of teaching, else Beginner. */
export function firstTier(yearsTeaching: number, experiencedYears: number): Tier {
  return yearsTeaching >= experiencedYears ? 'intermediate' : 'beginner'
}
