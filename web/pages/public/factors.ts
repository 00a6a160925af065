/** The parts of the score in words. The numbers in them are those of the formula, as the API tells them. */

export type Rules = {
  completionDays: number
  repeatDays: number
  enough: number
  openingsEnough: number
  openingDays: number
  aboutLetters: number
  newcomerDays: number
  newcomerSessions: number
  cancelled: number
  absent: number
  penaltyMost: number
  unknown: Record<string, number>
}

const percent = (share: number | undefined) => `${Math.round((share ?? 0) * 100)} %`

export const FACTORS: Record<string, { name: string; how: (rules: Rules) => string }> = {
  rated: {
    name: 'Ratings',
    how: () =>
      'A mean to which ten ratings of 4.5 are given beforehand, so that one rating of five stars does not beat forty of 4.9. Recent ones weigh more, and those of people who were there longer.',
  },
  completion: {
    name: 'Sessions held',
    how: ({ completionDays, enough, unknown }) =>
      `Of the sessions promised in the last ${completionDays} days, the share that took place. With fewer than ${enough}: ${percent(unknown.completion)}.`,
  },
  response: {
    name: 'Answers',
    how: ({ enough, unknown }) =>
      `The share of first messages answered within 24 hours. With fewer than ${enough}: ${percent(unknown.response)}.`,
  },
  repeats: {
    name: 'Learners who come again',
    how: ({ repeatDays, enough, unknown }) =>
      `Of the learners of the last ${repeatDays} days, the share that came more than once. With fewer than ${enough}: ${percent(unknown.repeats)}.`,
  },
  free: {
    name: 'Free in your hours',
    how: ({ openingDays, openingsEnough }) =>
      `What can be booked in the coming ${openingDays} days, in the hours you search for; ${openingsEnough} count fully.`,
  },
  completeness: {
    name: 'Profile',
    how: ({ aboutLetters }) =>
      `Four quarters: a headline, a text of ${aboutLetters} letters or more, a language spoken, something that can be booked.`,
  },
  priceFit: {
    name: 'Price',
    how: () =>
      'The lowest open price beside the usual one of its kind: fully at the usual price or below, nothing at twice that.',
  },
  newcomer: {
    name: 'New here',
    how: ({ newcomerDays, newcomerSessions }) =>
      `Fades over the first ${newcomerDays} days or ${newcomerSessions} sessions, whichever is sooner.`,
  },
}
