/**
 * How educators are ranked. The page "How ranking works" is made from these constants, every educator sees
 * their own factors, and nothing that is paid for is among them.
 */

/** What each factor weighs, in hundredths of the score. They add up to 100. */
export const WEIGHTS = {
  rated: 40,
  completion: 15,
  response: 10,
  repeats: 10,
  free: 10,
  completeness: 5,
  priceFit: 5,
  newcomer: 5,
} as const

export type Factor = keyof typeof WEIGHTS

export const RANKING = {
  /** Sessions that were promised in these days count for completion; cancellations and absences, too. */
  completionDays: 90,
  /** Learners of these days count for coming again. */
  repeatDays: 180,
  /** Fewer promised sessions, asked messages or learners than this say nothing yet. */
  enough: 5,
  /** What stands for a factor of which too little is known. */
  unknown: { completion: 0.9, response: 0.9, repeats: 0.3, priceFit: 0.5 },
  /** So many openings in the coming seven days are as many as one needs. */
  openingsEnough: 10,
  openingDays: 7,
  /** A text about oneself counts as said from so many letters on. */
  aboutLetters: 200,
  newcomerDays: 30,
  newcomerSessions: 10,
  /** Taken off, in hundredths of the score: each session let down in time, and each one missed; no more than this in all. */
  cancelled: 3,
  absent: 10,
  penaltyMost: 50,
} as const

/** What is known of an educator when the factors are made. */
export type Facts = {
  /** The Bayesian mean of their ratings, 1 to 5. */
  bayes: number
  held: number
  cancelled: number
  absent: number
  asked: number
  answeredInTime: number
  learners: number
  returning: number
  headline: boolean
  aboutLetters: number
  languages: number
  /** Whether something of theirs can be booked. */
  open: boolean
  /** Their lowest open price, and the middle one of all open sessions of the same kind; hundredths of a credit. */
  price: number | null
  usualPrice: number | null
  daysHere: number
  sessionsEver: number
}

const clamp = (share: number) => Math.min(1, Math.max(0, share))
const share = (part: number, whole: number, unknown: number) =>
  whole < RANKING.enough ? unknown : clamp(part / whole)

/** One star is 0, five are 1. */
export const rated = ({ bayes }: Pick<Facts, 'bayes'>) => clamp((bayes - 1) / 4)

export const completion = ({ held, cancelled, absent }: Facts) =>
  share(held, held + cancelled + absent, RANKING.unknown.completion)

export const response = ({ asked, answeredInTime }: Facts) =>
  share(answeredInTime, asked, RANKING.unknown.response)

export const repeats = ({ learners, returning }: Facts) =>
  share(returning, learners, RANKING.unknown.repeats)

/** Four quarters: a headline, a text about oneself, a language spoken, something that can be booked. */
export const completeness = ({ headline, aboutLetters, languages, open }: Facts) =>
  [headline, aboutLetters >= RANKING.aboutLetters, languages > 0, open].filter(Boolean).length / 4

/** 1 at the usual price of the kind or below, 0 at twice the usual price. */
export const priceFit = ({ price, usualPrice }: Facts) =>
  price === null || usualPrice === null
    ? RANKING.unknown.priceFit
    : clamp(2 - price / Math.max(1, usualPrice))

/** From 1 on the first day to 0 after thirty days or ten sessions. */
export const newcomer = ({ daysHere, sessionsEver }: Facts) =>
  clamp(1 - Math.max(daysHere / RANKING.newcomerDays, sessionsEver / RANKING.newcomerSessions))

export const penalty = ({ cancelled, absent }: Facts) =>
  Math.min(RANKING.penaltyMost, cancelled * RANKING.cancelled + absent * RANKING.absent) / 100

/** Openings of the coming seven days in the searcher's hours. */
export const free = (openings: number) => clamp(openings / RANKING.openingsEnough)

export type Factors = Record<Exclude<Factor, 'free'>, number> & { penalty: number }

export const factorsOf = (facts: Facts): Factors => ({
  rated: rated(facts),
  completion: completion(facts),
  response: response(facts),
  repeats: repeats(facts),
  completeness: completeness(facts),
  priceFit: priceFit(facts),
  newcomer: newcomer(facts),
  penalty: penalty(facts),
})

/** All of the score but the free hours, which depend on who searches; in millionths. */
export function baseOf(factors: Factors): number {
  let sum = 0
  for (const [name, weight] of Object.entries(WEIGHTS))
    if (name !== 'free') sum += weight * 10_000 * factors[name as keyof Factors]
  return Math.round(sum - factors.penalty * 1_000_000)
}

/** The whole score in millionths. */
export const scoreOf = (factors: Factors, openings: number) =>
  baseOf(factors) + Math.round(WEIGHTS.free * 10_000 * free(openings))

/** Scores closer than a thousandth are equal: among those the day and the id decide, another one first each day. */
export const SCORE_STEP = 1_000

/** The name of a day, by which equals take turns. */
export const dayOf = (now: Temporal.Instant): string =>
  now.toZonedDateTimeISO('UTC').toPlainDate().toString()

export type Raise = { factor: Factor | 'penalty'; says: string }

/** What would raise an educator's score, the largest gain first. */
export function raises(facts: Facts, openings: number): Raise[] {
  const now = factorsOf(facts)
  const out: (Raise & { gain: number })[] = []
  const add = (factor: Factor, value: number, says: string) => {
    if (value < 1) out.push({ factor, says, gain: WEIGHTS[factor] * (1 - value) })
  }
  add(
    'rated',
    now.rated,
    'Ask learners who were there to rate the session: each good rating counts.',
  )
  if (facts.cancelled + facts.absent > 0)
    add(
      'completion',
      now.completion,
      `Hold what you promise: ${facts.cancelled + facts.absent} of your last sessions did not take place. They are forgotten after ${RANKING.completionDays} days.`,
    )
  if (facts.asked >= RANKING.enough)
    add('response', now.response, 'Answer first messages and requests within 24 hours.')
  if (facts.learners >= RANKING.enough)
    add('repeats', now.repeats, 'Offer learners a next session: those who come again count.')
  add(
    'free',
    free(openings),
    `Open more hours: ${openings} in the coming week, ${RANKING.openingsEnough} count fully.`,
  )
  if (!facts.headline) add('completeness', now.completeness, 'Write a headline.')
  if (facts.aboutLetters < RANKING.aboutLetters)
    add(
      'completeness',
      now.completeness,
      `Tell more about yourself: ${facts.aboutLetters} of ${RANKING.aboutLetters} letters are there.`,
    )
  if (facts.languages === 0) add('completeness', now.completeness, 'Say which languages you speak.')
  if (!facts.open) add('completeness', now.completeness, 'Publish a session or open your hours.')
  if (facts.price !== null)
    add('priceFit', now.priceFit, 'Offer one session at or below the usual price of its kind.')
  return out.toSorted((a, b) => b.gain - a.gain).map(({ factor, says }) => ({ factor, says }))
}
