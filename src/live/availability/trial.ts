import type { Query } from '#base'
import type { Method } from '../booking.ts'
import { refuse as refuseLive } from '../problems.ts'
import { lessonPrice, type Offer, trialPriceOf } from './offer.ts'
import { refuse } from './problems.ts'

/** Trials that one may have ahead at one time. */
const AHEAD = 3
/** Trials that the platform pays instead of another, for each account; `live.booking.replacement` holds it. */
const REPLACEMENTS = 2
/** How long after a trial it can be replaced. */
const REPLACE_HOURS = 24

/** A trial of a booking that is being made, as it is kept. */
export type Trial = { replaces: string | null; replacement: number | null }

type Before = {
  had: boolean
  known: boolean
  ahead: number
  /** Numbers of replacements that are used. */
  used: number[]
  /** The trial that can be replaced now, the one that ends first. */
  replaceable: string | null
}

/** What there has been of trials between two people, and of the learner's trials altogether. One statement. */
async function before(
  q: Query,
  { educator, learner }: { educator: string; learner: string },
  wish: string | null,
  now: Temporal.Instant,
): Promise<Before> {
  const [row] = await q<Before>`
    select
      exists (select from live.booking b
        where b.learner_id = ${learner} and b.trial_with = ${educator} and b.trial_counts) as had,
      exists (select from live.booking b join live.session s on s.id = b.session_id
        where b.learner_id = ${learner} and s.educator_id = ${educator} and s.capacity = 1
          and (b.state in ('in_progress', 'completed', 'settled')
            or b.disputed_from in ('in_progress', 'completed'))) as known,
      (select count(*)::int from live.booking b where b.learner_id = ${learner} and b.trial_with is not null
        and b.seated and b.starts_at > ${now}) as ahead,
      (select coalesce(array_agg(b.replacement::int), '{}') from live.booking b
        where b.learner_id = ${learner} and b.trial_counts and b.replacement is not null) as used,
      (select b.id from live.booking b where b.learner_id = ${learner} and b.trial_counts
        and b.trial_with <> ${educator} and (${wish}::uuid is null or b.id = ${wish}::uuid)
        and (b.method <> 'free' or b.replacement is not null)
        and (b.state in ('completed', 'settled') or (b.state = 'in_progress' and b.confirm_until is not null))
        and b.ends_at <= ${now} and b.ends_at >= ${now.subtract({ hours: REPLACE_HOURS })}
        and not exists (select from live.booking r where r.trial_replaces = b.id and r.trial_counts)
        order by b.ends_at, b.id limit 1) as replaceable`
  return row!
}

export type TrialTerms = {
  minutes: number
  /** What it costs this reader, in hundredths of a credit. */
  price: bigint
  /** Why this reader cannot have it, as the code of the refusal; null: they can. */
  why: 'trial_had' | 'trial_known' | 'trials_unused' | null
  /** The reader's trial that this one would replace, paid by the platform; null: none. */
  replaces: string | null
}

function inTheWay({ had, known, ahead }: Before): TrialTerms['why'] {
  if (had) return 'trial_had'
  if (known) return 'trial_known'
  return ahead >= AHEAD ? 'trials_unused' : null
}

/** A trial as a reader sees it; null where none is offered. */
export async function trialFor(
  q: Query,
  offer: Offer,
  reader: string | null,
  now: Temporal.Instant,
): Promise<TrialTerms | null> {
  const price = trialPriceOf(offer)
  if (price === null) return null
  const { educator, trialMinutes: minutes } = offer
  if (!reader || reader === educator) return { minutes, price, why: null, replaces: null }
  const found = await before(q, { educator, learner: reader }, null, now)
  const free = price > 0n && found.used.length < REPLACEMENTS ? found.replaceable : null
  return { minutes, price: free ? 0n : price, why: inTheWay(found), replaces: free }
}

/**
 * Whether somebody may have a trial, how it is paid, and at which price its session stands. In the learner's
 * turn. Refusals, in order: trial_not_offered, trial_had, trial_known, trials_unused, trial_replacements_used,
 * trial_not_replaced.
 */
export async function trialOf(
  q: Query,
  offer: Offer,
  { learner, replaces }: { learner: string; replaces?: string | undefined },
  now: Temporal.Instant,
): Promise<{ trial: Trial; method: Method; cost: bigint; listed: bigint }> {
  const price = trialPriceOf(offer)
  if (price === null) throw refuse('trial_not_offered')
  const found = await before(q, { educator: offer.educator, learner }, replaces ?? null, now)
  const why = inTheWay(found)
  if (why) throw refuse(why)
  const none = { replaces: null, replacement: null }
  // What costs nothing anyway uses no replacement up.
  if (price === 0n) {
    const listed = lessonPrice(offer.hourPrice, offer.trialMinutes)
    return { trial: none, method: 'free', cost: 0n, listed }
  }
  if (!replaces) return { trial: none, method: 'credits', cost: price, listed: price }
  const replacement = [1, 2].find((number) => !found.used.includes(number))
  if (!replacement) throw refuse('trial_replacements_used')
  if (!found.replaceable) throw refuse('trial_not_replaced', { booking: replaces })
  return { trial: { replaces, replacement }, method: 'free', cost: 0n, listed: price }
}

/** Refusals, in order: price_changed, payment_way_not_offered. */
export function refuseUnlessPaidSo(
  asked: { method: Method; seenPrice?: bigint | undefined },
  { method, cost }: { method: Method; cost: bigint },
): void {
  const { seenPrice } = asked
  if (seenPrice !== undefined && seenPrice !== cost) {
    throw refuseLive('price_changed', { price: cost, seen: seenPrice })
  }
  if (asked.method !== method) {
    throw refuseLive('payment_way_not_offered', { method: asked.method, instead: method })
  }
}

/** Until when the learner of a trial can have another one instead; null where they cannot. */
export async function replaceableUntil(
  q: Query,
  booking: { id: string; learnerId: string; endsAt: Temporal.Instant; trial: boolean },
  now: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const { id, learnerId: learner, endsAt } = booking
  const until = endsAt.add({ hours: REPLACE_HOURS })
  if (!booking.trial || Temporal.Instant.compare(now, until) > 0) return null
  // Anybody but its own educator: the learner stands for nobody.
  const found = await before(q, { educator: learner, learner }, id, now)
  return found.replaceable && found.used.length < REPLACEMENTS ? until : null
}
