import { type Query, sql } from '#base'
import type { Tier } from '#earnings'
import { askingPolicy } from '../asking/policy.ts'
import { policyNow } from '../policy.ts'
import type { InstantPrice } from './offering.ts'

/** Somebody who can be talked to now. */
export type Available = {
  educatorId: string
  name: string
  zone: string
  tier: Tier
  ratingsSum: bigint
  ratingsCount: bigint
  sessionsHeld: number
  languages: string[]
  levels: string[]
  priceLevel: InstantPrice
  /** What can be asked for, with its price in hundredths of a credit. */
  lengths: { minutes: number; price: bigint }[]
  until: Temporal.Instant
}

export type Wanted = {
  language?: string | undefined
  level?: string | undefined
  minutes?: number | undefined
  educator?: string | undefined
  /** Who looks: nobody is offered to themselves. */
  learner?: string | undefined
  /** Somebody who has just not answered. */
  except?: string | undefined
}

export const priceFor = (minutes: number, ofHalfHour: bigint): bigint =>
  (ofHalfHour * BigInt(minutes)) / 30n

/**
 * Who can be talked to now, best rated first: switched on, and free for as long as an answer and the
 * conversation may take. One who is asked, or busy, is not among them.
 */
export async function availableNow(
  q: Query,
  wanted: Wanted,
  now: Temporal.Instant,
): Promise<Available[]> {
  const { instantMinutes } = await askingPolicy(q)
  const { educatorBufferMinutes: buffer } = await policyNow(q)
  const rows = await q<
    Omit<Available, 'lengths'> & {
      offered: number[]
      ofHalfHour: bigint
      nextBusy: Temporal.Instant | null
    }
  >`
    select o.educator_id as "educatorId", e.name, e.zone, e.tier, e.ratings_sum as "ratingsSum",
      e.ratings_count as "ratingsCount", e.sessions_held as "sessionsHeld", o.languages, o.levels,
      o.price_level as "priceLevel", o.lengths as offered, l.credits as "ofHalfHour", o.until,
      (select min(lower(g.busy)) from live.engagement g where g.person_id = o.educator_id
        and g.busy && tstzrange(${now.subtract({ minutes: buffer })}, ${now.add({ hours: 2 })})) as "nextBusy"
    from live.instant_offer o
    join earnings.educator_view e on e.educator_id = o.educator_id and e.kind = 'conversation'
    join live.price_level l on l.kind = 'conversation' and l.level = o.price_level
    where o.until > ${now} and o.educator_id is distinct from ${wanted.learner}
      and o.educator_id is distinct from ${wanted.except}
      and ${wanted.educator ? sql`o.educator_id = ${wanted.educator}` : sql`true`}
      and ${wanted.language ? sql`${wanted.language} = any(o.languages)` : sql`true`}
      and ${wanted.level ? sql`(o.levels = '{}' or ${wanted.level} = any(o.levels))` : sql`true`}
    order by (45 + e.ratings_sum) * 10000 / (10 + e.ratings_count) desc, o.educator_id limit 100`
  return rows.flatMap(({ offered, ofHalfHour, nextBusy, ...one }) => {
    const fits = (minutes: number) =>
      nextBusy === null ||
      Temporal.Instant.compare(now.add({ minutes: instantMinutes + minutes + buffer }), nextBusy) <=
        0
    const lengths = offered
      .toSorted((a, b) => a - b)
      .filter((minutes) => fits(minutes) && (!wanted.minutes || wanted.minutes === minutes))
      .map((minutes) => ({ minutes, price: priceFor(minutes, ofHalfHour) }))
    return lengths.length === 0 ? [] : [{ ...one, lengths }]
  })
}
