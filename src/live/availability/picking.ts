import type { Query } from '#base'
import { type Locked, lockOf } from '../opened.ts'
import { type Way, waysOf } from '../page.ts'
import { policyNow } from '../policy.ts'
import { deadlines, freeAtLatest } from '../windows.ts'
import { freeOf } from './free.ts'
import { type Hours, minuteAfter, minuteOf, type OddHours, oddHoursIn } from './hours.ts'
import { lessonMoney, lessonPrice, type Offer, offerOf } from './offer.ts'
import type { Slot } from './slots.ts'
import { type TrialTerms, trialFor } from './trial.ts'

/** A slot with what holds for whoever books it now. */
export type Pickable = Slot & {
  /** Until then all comes back. */
  freeUntil: Temporal.Instant
  halfUntil: Temporal.Instant
}

export type SlotsPage = {
  /** Undefined: no lessons are on offer. */
  offer: Offer | undefined
  minutes: number
  until: Temporal.Instant
  /** How far ahead anything can be booked. */
  horizon: Temporal.Instant
  slots: Pickable[]
  ways: Way[]
  locked: Locked | null
  /** A trial, as it stands for the reader; null: none is offered. */
  trial: TrialTerms | null
}

const USUALLY = { hours: 24 * 31 }
const MOST = { hours: 24 * 62 }

/** All that is needed to choose a lesson: what is free, what it costs, how it can be paid, until when it is undone. */
export async function slotsPage(
  q: Query,
  educator: string,
  wanted: {
    from: Temporal.Instant
    until?: Temporal.Instant | undefined
    minutes?: number | undefined
    /** Trials rather than lessons. */
    trial?: boolean | undefined
  },
  reader: string | null,
  now: Temporal.Instant,
): Promise<SlotsPage> {
  const found = await offerOf(q, educator, now)
  const offer = found?.open ? found : undefined
  const { from } = wanted
  const most = from.add(MOST)
  const asked = wanted.until ?? from.add(USUALLY)
  const until = Temporal.Instant.compare(asked, most) < 0 ? asked : most
  const terms = offer ? await trialFor(q, offer, reader, now) : null
  const trial = wanted.trial ? terms : null
  const minutes = trial?.minutes ?? wanted.minutes ?? offer?.lengths.at(-1) ?? 60
  const horizon = now.add({ hours: 24 * (offer?.horizonDays ?? 0) })
  if (!offer || !(trial || offer.lengths.includes(minutes)) || (wanted.trial && !trial)) {
    return { offer, minutes, until, horizon, slots: [], ways: [], locked: null, trial: terms }
  }
  const policy = await policyNow(q)
  const slots = await freeOf(q, offer, { from, until, minutes }, now)
  const money = trial ? null : lessonMoney(offer.hourMoney, minutes)
  const card = {
    kind: offer.kind,
    capacity: 1,
    price: trial?.price ?? lessonPrice(offer.hourPrice, minutes),
    creditBased: true,
    moneyPrice: money?.amount ?? null,
    moneyCurrency: money?.currency ?? null,
  }
  const { priceLevel } = offer
  const locked =
    reader && reader !== educator
      ? await lockOf(q, { priceLevel, opensAt: null }, reader, now)
      : null
  return {
    offer,
    minutes,
    until,
    horizon,
    slots: slots.map((slot) => {
      const ends = deadlines(slot.start, now, policy)
      return { ...slot, freeUntil: freeAtLatest(ends), halfUntil: ends.halfUntil }
    }),
    ways: trial
      ? await trialWays(q, card, reader, now)
      : await waysOf(q, card, reader, now, {
          ...card,
          takesTokens: offer.takesTokens,
          educatorId: educator,
          start: now,
          end: now.add({ minutes }),
        }),
    locked,
    trial: terms,
  }
}

/** A trial is paid with credits, or with nothing. */
async function trialWays(
  q: Query,
  card: Parameters<typeof waysOf>[1],
  reader: string | null,
  now: Temporal.Instant,
): Promise<Way[]> {
  const price = { amount: 0n, asset: 'CREDIT' }
  if (card.price === 0n) return [{ method: 'free', available: true, price }]
  return (await waysOf(q, card, reader, now)).filter(({ method }) => method === 'credits')
}

/** When the clock skips or repeats hours that are open, within the horizon. */
export function oddHoursAhead(
  hours: Hours & { horizonDays: number },
  now: Temporal.Instant,
): OddHours[] {
  const until = now.add({ hours: 24 * hours.horizonDays })
  return oddHoursIn(hours, { from: minuteOf(now), until: minuteAfter(until) })
}
