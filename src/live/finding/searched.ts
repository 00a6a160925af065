import type { Kind } from '#earnings'
import type { Ahead } from './hours.ts'
import type { Words } from './words.ts'

export const SESSION_SORTS = ['start', '-start', 'price', '-price', 'rating', 'best'] as const
export type SessionSort = (typeof SESSION_SORTS)[number]

/** Where a list goes on; `day` names the turn of equals that it began with. */
export type FoundAt = { key: string; id: string; day: string }

export type SessionSearch = {
  words?: Words | undefined
  kind?: Kind | undefined
  /** Taught in it. */
  language?: string | undefined
  level?: string | undefined
  topic?: string | undefined
  priceLevel?: string | undefined
  educator?: string | undefined
  /** A language that the educator speaks. */
  speaks?: string | undefined
  /** Hundredths of a credit. */
  priceMin?: bigint | undefined
  priceMax?: bigint | undefined
  from?: Temporal.Instant | undefined
  to?: Temporal.Instant | undefined
  /** The whole session lies in these hours. */
  hours?: Ahead | undefined
  /** It begins in these hours. */
  days?: Ahead | undefined
  /** Stars that the educator has at least, of three reviews or more. */
  rating?: number | undefined
  /** So many seats are left. */
  seats?: number | undefined
}

/** From how many reviews on a rating is one. */
export const RATED_FROM = 3

/** Words in the title go before any standing, which is below this in steps of the score. */
export const TITLE = 10_000
