import type { Tx } from '#base'
import { teaches } from '#earnings'
import { policyNow, priceLevels } from './policy.ts'
import { type Asked, priceOf } from './prices.ts'
import { refuse } from './problems.ts'
import {
  type By,
  lockSession,
  opensAt,
  pricesOpen,
  refuseIfAnyBusy,
  refuseUnlessComing,
  searchText,
  timesOf,
  zoneOf,
} from './session.ts'

export type Change = {
  title?: string | undefined
  description?: string | undefined
  language?: string | undefined
  level?: string | null | undefined
  topics?: string[] | undefined
  materials?: string | undefined
  start?: Temporal.Instant | undefined
  end?: Temporal.Instant | undefined
  zone?: string | undefined
  minimum?: number | undefined
  /** The educator lets it take place below its minimum. */
  goesAhead?: boolean | undefined
  capacity?: number | undefined
  /** Whoever books from now on asks; who asked or is paying for it already was told what holds for them. */
  asksFirst?: boolean | undefined
  price?: Asked | undefined
  creditBased?: boolean | undefined
  money?: { amount: bigint; currency: string } | null | undefined
  /** Staff only. */
  agreedRate?: number | null | undefined
}

/**
 * Changes a session that has not begun. Words may always change; once somebody is booked, its time,
 * price and way of payment stand still. Bookings keep the price and rate that they were made at.
 * Refusals, in order: unknown_session, session_not_yours, session_not_changeable, session_has_bookings,
 * session_in_the_past, session_zone_unknown, price_not_allowed, price_out_of_bounds, money_price_needed,
 * seats_below_taken, educator_busy.
 */
export async function changeSession(
  tx: Tx,
  id: string,
  change: Change,
  by: By,
  now: Temporal.Instant,
): Promise<void> {
  const session = await lockSession(tx, id, by)
  if (session.state !== 'draft' && session.state !== 'published') {
    throw refuse('session_not_changeable')
  }
  const start = change.start ?? session.startsAt
  const end = change.end ?? session.endsAt
  const moves = !start.equals(session.startsAt) || !end.equals(session.endsAt)
  const reprices =
    change.price !== undefined || change.creditBased !== undefined || change.money !== undefined
  if (session.seatsTaken > 0 && (moves || reprices)) {
    throw refuse('session_has_bookings', { seats: session.seatsTaken })
  }
  if (moves) refuseUnlessComing(start, end, now)
  const zone = change.zone === undefined ? session.zone : zoneOf(change.zone)
  const policy = await policyNow(tx)
  const educator = await teaches(tx, session.educatorId, session.kind)
  const own = { educator: session.educatorId, price: change.price }
  const may = { ownPrices: educator.ownPrices || by.staff || (await pricesOpen(tx, own, now)) }
  const levels = await priceLevels(tx, session.kind)
  const price = change.price
    ? priceOf(session.kind, change.price, levels, may, policy)
    : { level: session.priceLevel, credits: session.price }
  const creditBased = change.creditBased ?? session.creditBased
  const before =
    session.moneyPrice === null
      ? null
      : { amount: session.moneyPrice, currency: session.moneyCurrency! }
  const money = change.money === undefined ? before : change.money
  if (!creditBased && !money) throw refuse('money_price_needed')
  const capacity = change.capacity ?? (price.level === 'private' ? 1 : session.capacity)
  const minimum = change.minimum ?? session.minimum
  if (capacity < session.seatsTaken || minimum > capacity) {
    throw refuse('seats_below_taken', { taken: session.seatsTaken, minimum, capacity })
  }
  if (price.level === 'private' && capacity !== 1) throw refuse('price_not_allowed', { capacity })
  if (moves && session.state === 'published') {
    await refuseIfAnyBusy(tx, session, start, end, policy)
  }

  // Moved, it is as if it had been announced so from the beginning.
  const published = session.state === 'published'
  const opens = moves && published ? opensAt(start, session.stateAt, policy) : session.opensAt
  const times = timesOf(start, end, minimum, policy, now)
  const title = change.title ?? session.title
  const description = change.description ?? session.description
  const topics = change.topics ?? session.topics
  await tx`
    update live.session set title = ${title}, description = ${description}, topics = ${topics},
      language = ${change.language ?? session.language},
      level = ${change.level === undefined ? session.level : change.level},
      materials = ${change.materials ?? session.materials},
      starts_at = ${start}, ends_at = ${end}, busy = tstzrange(${times.busyFrom}, ${times.busyUntil}),
      zone = ${zone}, minimum = ${minimum}, goes_ahead = ${change.goesAhead ?? session.goesAhead}, asks_first = ${change.asksFirst ?? session.asksFirst},
      capacity = ${capacity}, price_level = ${price.level}, price = ${price.credits}, credit_based = ${creditBased},
      money_currency = ${money?.currency}, money_price = ${money?.amount},
      agreed_rate = ${by.staff && change.agreedRate !== undefined ? change.agreedRate : session.agreedRate},
      minimum_due_at = ${times.minimumDue}, complete_due_at = ${times.completeDue}, opens_at = ${opens},
      search = ${searchText(title, session.educatorName, topics, description)}
    where id = ${id}`
  // A date of a series that is changed by itself no longer follows the series.
  if (session.origin === 'series') {
    await tx`update live.series_date set own = true where session_id = ${id}`
  }
}
