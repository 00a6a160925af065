import { idFrom, newId, Problem, type Tx } from '#base'
import { asksFirst } from '../asking/setting.ts'
import { type Booked, bookSession, type Method } from '../booking.ts'
import { refuse as refuseLive } from '../problems.ts'
import { expireSeatsOf } from '../seats.ts'
import { createSession, takeTurn } from '../session.ts'
import { busyOf, freeOf, whatMeets } from './free.ts'
import { lessonMoney, lessonPrice, type Offer, offerOf } from './offer.ts'
import { refuse } from './problems.ts'
import { capOf, outsideOf, type Slot } from './slots.ts'
import { refuseUnlessPaidSo, trialOf } from './trial.ts'

export type LessonRequest = {
  /** The caller's own id for the booking, so that sending it twice books once. */
  id?: string | undefined
  educator: string
  start: Temporal.Instant
  minutes: number
  learner: string
  method: Method
  /** The price that the learner saw, in hundredths of a credit. */
  seenPrice?: bigint | undefined
  /** For tokens: what it costs of them, as the learner saw it. */
  seenTokens?: bigint | undefined
  /** A trial, at the educator's price of one. */
  trial?: boolean | undefined
  /** The trial that was not what they hoped for: the platform pays this one. */
  replaces?: string | undefined
}

/**
 * Books an hour of an educator: makes the session for it (one seat) and takes that seat, in one transaction.
 * Whoever comes second is told which hours are free next.
 *
 * Refusals, in order: own_session, lessons_not_offered, those of a trial (trialOf),
 * length_not_offered, notice_too_short, beyond_horizon,
 * outside_availability, slot_taken, educator_busy, day_full, week_full (all with the next free slots), of a trial
 * price_changed and payment_way_not_offered, then those of `bookSession` from already_booked on (learner_busy, price_changed, insufficient_funds, …).
 */
export async function bookSlot(
  tx: Tx,
  request: LessonRequest,
  now: Temporal.Instant,
): Promise<Booked & { session: string }> {
  const { educator, start, minutes, learner, method, seenPrice } = request
  const id = request.id ?? newId()
  const session = idFrom('lesson', id)
  const seat = { id, session, learner, method, seenPrice, seenTokens: request.seenTokens }
  const [there] = await tx`select 1 as one from live.session where id = ${session}`
  if (there) return { ...(await bookSession(tx, seat, now)), session }
  if (educator === learner) throw refuseLive('own_session')
  // Both turns, in one order for everybody: two educators may book each other at once.
  for (const person of [educator, learner].toSorted()) await takeTurn(tx, person)
  await expireUnpaid(tx, [educator, learner], now)
  const offer = await offerOf(tx, educator, now)
  if (!offer?.open) throw refuse('lessons_not_offered')
  const trial = request.trial ? await trialOf(tx, offer, request, now) : undefined
  const lengths = trial ? [offer.trialMinutes] : offer.lengths
  if (!lengths.includes(minutes)) throw refuse('length_not_offered', { lengths })
  const slot = { start, end: start.add({ minutes }) }
  const outside = outsideOf(offer, slot, now)
  if (outside) throw refuse(outside, { next: await nextFree(tx, offer, slot, now) })
  await refuseIfTaken(tx, offer, slot, now)

  if (trial) refuseUnlessPaidSo(request, trial)
  await makeSession(tx, offer, session, slot, now, trial?.listed)
  const booked = trial
    ? await bookSession(tx, { ...seat, seenPrice: undefined, trial: trial.trial }, now)
    : await bookSession(tx, seat, now)
  return { ...booked, session }
}

/** Hours of theirs that were held for money which did not come in time are free again, before anybody looks. */
async function expireUnpaid(
  tx: Tx,
  people: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  const due = await tx<{ id: string }>`
    select distinct s.id from live.engagement g join live.session s on s.id = g.session_id
    join live.booking b on b.session_id = s.id
    where g.person_id = any(${[...people]}::uuid[]) and s.origin = 'slot' and b.state = 'held'
      and b.seat_until <= ${now} order by s.id`
  for (const { id } of due) {
    await tx`select 1 as one from live.session where id = ${id} for update`
    await expireSeatsOf(tx, id, now)
  }
}

/** Refusals, in order: slot_taken, educator_busy, day_full, week_full. */
async function refuseIfTaken(
  tx: Tx,
  offer: Offer,
  slot: Slot,
  now: Temporal.Instant,
): Promise<void> {
  const window = { from: slot.start, until: slot.end, now }
  const busy = (await busyOf(tx, [offer.educator], window)).get(offer.educator)!
  const met = whatMeets(offer, busy, slot)
  const code = met
    ? met.lesson
      ? 'slot_taken'
      : 'educator_busy'
    : capOf(offer, busy.lessons, slot.start)
  if (!code) return
  const next = await nextFree(tx, offer, slot, now)
  throw code === 'educator_busy' ? refuseLive(code, { next }) : refuse(code, { next })
}

/** The educator's own making, though the learner's click: the price and all else is what was on offer. */
async function makeSession(
  tx: Tx,
  offer: Offer,
  id: string,
  { start, end }: Slot,
  now: Temporal.Instant,
  /** Of a trial: the price that it is listed at. */
  trialPrice?: bigint,
): Promise<void> {
  const { educator, kind, description, language, zone } = offer
  const minutes = start.until(end).total('minutes')
  const title = trialPrice === undefined ? offer.title : `Trial: ${offer.title}`.slice(0, 140)
  const offered = {
    level: offer.priceLevel,
    credits: trialPrice ?? lessonPrice(offer.hourPrice, minutes),
    before: offer.beforeMinutes,
    after: offer.afterMinutes,
    notice: offer.noticeHours * 60,
  }
  const words = { title, description, language, zone }
  const asks = { asksFirst: await asksFirst(tx, educator) }
  const money = trialPrice === undefined ? lessonMoney(offer.hourMoney, minutes) : null
  const draft = {
    ...{ id, kind, educator, ...words, start, end, capacity: 1, offered, ...asks },
    money: money ?? undefined,
    takesTokens: trialPrice === undefined && offer.takesTokens,
  }
  try {
    const by = { person: educator, staff: false }
    await createSession(tx, { ...draft, origin: 'slot' }, by, now)
  } catch (error) {
    // It is the educator's plan that gives no lessons; a learner can do nothing about that.
    const theirs = error instanceof Problem && /^(feature_locked|not_their_kind)$/.test(error.code)
    throw theirs ? refuse('lessons_not_offered') : error
  }
}

/** How many free times a refusal names, and how far it looks. */
const NAMED = 3
const LOOK = { hours: 24 * 14 }

/** The next lessons like one that cannot be had: those after it, else those before. */
async function nextFree(
  tx: Tx,
  offer: Offer,
  { start, end }: Slot,
  now: Temporal.Instant,
): Promise<{ start: string; end: string }[]> {
  const minutes = start.until(end).total('minutes')
  const near = Temporal.Instant.compare(start, now) > 0 ? start : now
  const horizon = now.add({ hours: 24 * offer.horizonDays })
  const from = Temporal.Instant.compare(near, horizon) < 0 ? near : now
  const free = await freeOf(tx, offer, { from, until: from.add(LOOK), minutes }, now)
  const found =
    free.length > 0 ? free : await freeOf(tx, offer, { from: now, until: near, minutes }, now)
  return found
    .slice(0, NAMED)
    .map((slot) => ({ start: slot.start.toString(), end: slot.end.toString() }))
}
