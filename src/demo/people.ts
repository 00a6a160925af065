/** Who lives in the demo town. Weeks count from the first week of its history. */

export type StaffRole = 'admin' | 'finance' | 'support' | 'moderator' | 'reviewer'

type Person = {
  key: string
  name: string
  /** IANA time zone. */
  zone: string
  locale: string
  /** May sign in with the demo password. */
  signsIn?: boolean
}

export type Staff = Person & { role: StaffRole }

export type Educator = Person & {
  kinds: readonly ('instructor' | 'host')[]
  /** Two or more and the first tier is Intermediate (spec 4.1). */
  yearsTeaching: number
  native: string
  teaches: readonly string[]
  /** ISO 3166-1: where their bank is. */
  country: string
  headline: string
  about: string
  /** The week in which the application is approved. */
  joins: number
  /** What an attentive learner would say: the mean of the stars that are given. */
  quality: number
}

export type Learner = Person & {
  /** Languages that are learned, the favourite first. */
  learns: readonly string[]
  level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1'
  joins: number
  plan: 'free' | 'premium' | 'pro'
  /** Weeks after joining in which the plan is bought, and is cancelled to the end of its period. */
  planAfter: number | undefined
  leavesPlanAfter: number | undefined
  /** Bookings wanted in a week. */
  rhythm: number
  /** Credits bought when there are too few; none: waits for the next month. */
  topsUp: number | undefined
  /** Pays for single sessions with a card rather than with credits. */
  paysCash: boolean
  /** The card is refused at the first renewal. */
  cardFails: boolean
}

export const STAFF: readonly Staff[] = [
  {
    key: 'helen',
    name: 'Helen Marsh',
    zone: 'America/New_York',
    locale: 'en',
    role: 'admin',
    signsIn: true,
  },
  {
    key: 'tomasz',
    name: 'Tomasz Wójcik',
    zone: 'Europe/Warsaw',
    locale: 'en',
    role: 'finance',
    signsIn: true,
  },
  {
    key: 'amara',
    name: 'Amara Okafor',
    zone: 'Africa/Lagos',
    locale: 'en',
    role: 'support',
    signsIn: true,
  },
  {
    key: 'lucia',
    name: 'Lucía Paredes',
    zone: 'America/Mexico_City',
    locale: 'es',
    role: 'moderator',
    signsIn: true,
  },
  {
    key: 'noor',
    name: 'Noor de Vries',
    zone: 'Europe/Amsterdam',
    locale: 'en',
    role: 'reviewer',
    signsIn: true,
  },
]
