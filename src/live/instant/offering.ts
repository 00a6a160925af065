import type { Query, Tx } from '#base'
import { teaches } from '#earnings'
import { lockedFeature, termsOf } from '#plans'
import { askingPolicy } from '../asking/policy.ts'
import { refuse } from '../problems.ts'

export type InstantPrice = 'basic' | 'standard' | 'premium'

export type InstantOffer = {
  languages: string[]
  /** Levels they take; none: any. */
  levels: string[]
  /** Minutes: 15, 30 or both. */
  lengths: number[]
  /** Of half an hour; a quarter costs its half. */
  priceLevel: InstantPrice
}

/** An educator's switch, as they see it. */
export type Switch = InstantOffer & {
  /** Until when they can be found; null: switched off. */
  until: Temporal.Instant | null
  /** Why it was switched off by itself. */
  offWhy: 'silent' | 'declined' | null
  /** Sessions they have held, and how many it takes. */
  held: number
  needed: number
  /** The booking that waits for their answer now. */
  waiting: string | null
}

/** How long somebody can be available in one go. */
const LONGEST = { hours: 12 }

/**
 * The educator can be found for talking at once, until then.
 * Refusals, in order: not_their_kind, feature_locked, instant_not_earned, instant_end_wrong.
 */
export async function switchOn(
  tx: Tx,
  educator: string,
  offer: InstantOffer & { until: Temporal.Instant },
  now: Temporal.Instant,
): Promise<void> {
  await teaches(tx, educator, 'conversation')
  const feature = 'teaching.sessions'
  if (!(await termsOf(tx, educator, 'educator', now)).features.includes(feature)) {
    throw await lockedFeature(tx, feature, 'educator', now)
  }
  const { instantSessions: needed } = await askingPolicy(tx)
  const held = await heldBy(tx, educator)
  if (held < needed) throw refuse('instant_not_earned', { held, needed })
  const { until } = offer
  const longest = now.add(LONGEST)
  if (Temporal.Instant.compare(until, now) <= 0 || Temporal.Instant.compare(until, longest) > 0) {
    throw refuse('instant_end_wrong', { until: until.toString(), longest: longest.toString() })
  }
  await tx`
    insert into live.instant_offer (educator_id, languages, levels, lengths, price_level, until, changed_at)
    values (${educator}, ${offer.languages}, ${offer.levels}, ${offer.lengths}, ${offer.priceLevel}, ${until}, ${now})
    on conflict (educator_id) do update set languages = excluded.languages, levels = excluded.levels,
      lengths = excluded.lengths, price_level = excluded.price_level, until = excluded.until, off_why = null,
      silences = 0, declines = 0, changed_at = excluded.changed_at`
}

/** Nobody finds them for talking at once any more. Who asked already still waits for their answer. */
export async function switchOff(tx: Tx, educator: string, now: Temporal.Instant): Promise<void> {
  await tx`
    update live.instant_offer set until = null, off_why = null, changed_at = ${now} where educator_id = ${educator}`
}

async function heldBy(q: Query, educator: string): Promise<number> {
  const [row] = await q<{ held: number }>`
    select coalesce(sum(sessions_held), 0)::int as held from earnings.educator_view where educator_id = ${educator}`
  return row!.held
}

/** The educator's own switch. Refusals: not_their_kind. */
export async function switchOf(q: Query, educator: string, now: Temporal.Instant): Promise<Switch> {
  await teaches(q, educator, 'conversation')
  const { instantSessions: needed } = await askingPolicy(q)
  const [offer] = await q<InstantOffer & Pick<Switch, 'until' | 'offWhy'>>`
    select languages, levels, lengths, price_level as "priceLevel",
      case when until > ${now} then until end as until, off_why as "offWhy"
    from live.instant_offer where educator_id = ${educator}`
  const [waiting] = await q<{ id: string }>`
    select b.id from live.session s join live.booking b on b.session_id = s.id and b.state = 'requested'
    where s.educator_id = ${educator} and s.state = 'published' and s.origin = 'instant' and b.answer_until > ${now}
    order by b.answer_until limit 1`
  const none: InstantOffer = {
    languages: [],
    levels: [],
    lengths: [15, 30],
    priceLevel: 'standard',
  }
  return {
    ...(offer ?? { ...none, until: null, offWhy: null }),
    held: await heldBy(q, educator),
    needed,
    waiting: waiting?.id ?? null,
  }
}
