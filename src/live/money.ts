import { shareOf, type Tx } from '#base'
import { cancelCommission, lowerCommission } from '#earnings'
import { hold, postRule } from '#ledger'
import { endOrder, orderById, sell } from '#payments'
import { useAllowance as takeAllowance } from '#plans'
import type { Trial } from './availability/trial.ts'
import type { Method } from './booking.ts'
import { earn, giveBack, isWhole, type Outcome } from './giving.ts'
import type { MovingBooking } from './moving.ts'
import { takeLesson } from './packages/lessons.ts'
import { priceLevels } from './policy.ts'
import { includable } from './prices.ts'
import { refuse } from './problems.ts'
import type { SessionRow } from './session.ts'
import { split } from './splitting.ts'
import { tokenPrice } from './tokens.ts'
import type { MoneyEffect } from './transitions.ts'
import { returnShare } from './windows.ts'

/** What was reserved for a booking, and where. */
export type Paid = {
  /** CREDIT, or a currency; for an included or free one, CREDIT and the list price. */
  asset: string
  amount: bigint
  /** Credits and tokens: the ledger's hold; of a package's lesson, the one made when it was bought. */
  hold?: bigint | null
  /** Money: the order. */
  orderId?: string | null
  /** A lesson of a package: which one. */
  packageId?: string | null
  /** Included: what names the use of the plan's allowance. */
  allowance?: string | null
  /** Credits: the wallet after the hold. */
  wallet?: { posted: bigint; held: bigint; available: bigint }
}

type Reservation = {
  id: string
  learner: string
  method: Method
  session: SessionRow
  by: string
  seatUntil: Temporal.Instant | null
  /** What it costs in tokens, as the learner saw it. */
  seenTokens?: bigint | undefined
  /** It is a trial lesson. */
  trial?: Trial | undefined
}

/**
 * Sets aside what a booking costs: credits or tokens on named lots, a lesson of a package, one use of the
 * plan's allowance, or an order to be paid. Refusals: payment_way_not_offered, price_changed (in tokens),
 * no_package_lesson, then those of ledger, plans and payments.
 */
export async function reserve(tx: Tx, what: Reservation, now: Temporal.Instant): Promise<Paid> {
  const { id, learner, method, session, by } = what
  const about = { type: 'booking', id }
  if (method === 'credits') {
    if (!session.creditBased) throw refuse('payment_way_not_offered', { method })
    const owner = { type: 'person' as const, id: learner }
    const units = session.price
    const held = await hold(tx, {
      key: `booking:${id}`,
      about,
      by,
      at: now,
      owner,
      asset: 'CREDIT',
      units,
    })
    const { posted, available } = held
    return {
      asset: 'CREDIT',
      amount: units,
      hold: held.id,
      wallet: { posted, held: held.held, available },
    }
  }
  if (method === 'included') {
    const levels = await priceLevels(tx, session.kind)
    if (!session.creditBased || !includable(session, levels)) {
      throw refuse('payment_way_not_offered', { method })
    }
    await takeAllowance(tx, { person: learner, kind: session.kind, key: id }, now)
    return { asset: 'CREDIT', amount: session.price, allowance: id }
  }
  if (method === 'free') {
    if (!what.trial) throw refuse('payment_way_not_offered', { method })
    return { asset: 'CREDIT', amount: session.price }
  }
  if (method === 'tokens') return reserveTokens(tx, what, now)
  if (method === 'package') {
    const { packageId, hold, units } = await takeLesson(tx, what, now)
    return { asset: 'CREDIT', amount: units, hold, packageId }
  }
  if (session.moneyPrice === null) throw refuse('payment_way_not_offered', { method })
  const order = await sell(
    tx,
    {
      buyer: { type: 'person', id: learner },
      currency: session.moneyCurrency!,
      items: [
        { kind: 'booking', about, description: session.title, unitPrice: session.moneyPrice },
      ],
      what: { goods: 'booking' },
      by,
      expiresAt: what.seatUntil!,
      returnTo: `/bookings/${id}`,
    },
    now,
  )
  // What is earned on is the price without its tax.
  return { asset: order.currency, amount: order.net, orderId: order.id }
}

async function reserveTokens(tx: Tx, what: Reservation, now: Temporal.Instant): Promise<Paid> {
  const { id, learner, session, by, seenTokens } = what
  if (!session.takesTokens) throw refuse('payment_way_not_offered', { method: 'tokens' })
  const units = await tokenPrice(tx, session)
  if (seenTokens !== undefined && seenTokens !== units) {
    throw refuse('price_changed', { price: units, seen: seenTokens, asset: 'TOKEN' })
  }
  const owner = { type: 'person' as const, id: learner }
  const about = { type: 'booking', id }
  const key = `booking:${id}`
  const held = await hold(tx, { key, about, by, at: now, owner, asset: 'TOKEN', units })
  return { asset: 'TOKEN', amount: units, hold: held.id }
}

export type Effect = (
  tx: Tx,
  booking: MovingBooking,
  by: string,
  now: Temporal.Instant,
) => Promise<Outcome>

/** What each transition does with what was paid; the words of the table in transitions.ts. */
export const EFFECTS: Record<MoneyEffect, Effect> = {
  reserve: async () => {
    throw new Error('Reserving is done before a booking is written')
  },
  order: async () => {
    throw new Error('An order is placed before a booking is written')
  },
  none: async (_tx, booking) => ({ kept: booking.kept, returned: 0n }),
  'drop order': async (tx, booking, _by, now) => {
    await cancelCommission(tx, booking.id, now)
    const order = await orderById(tx, booking.orderId!)
    const how = booking.seatUntil && Temporal.Instant.compare(booking.seatUntil, now) <= 0
    await endOrder(tx, order, how ? 'expired' : 'cancelled', now)
    return { kept: 0n, returned: 0n }
  },
  'return all': async (tx, booking, by, now) => {
    await cancelCommission(tx, booking.id, now)
    // After a late cancellation only the kept part is still here.
    const left = booking.state === 'late_cancelled' ? booking.kept : booking.amount
    await giveBack(tx, booking, left, 'all', by, now)
    return { kept: 0n, returned: left }
  },
  'return share': async (tx, booking, by, now) => {
    const share = isWhole(booking.method) ? 0 : returnShare(booking, booking.policy, now)
    const returned = shareOf(booking.amount, BigInt(share))
    const kept = booking.amount - returned
    if (returned > 0n) await giveBack(tx, booking, returned, 'share', by, now)
    await lowerCommission(tx, booking.id, kept, booking.amount)
    return { kept, returned }
  },
  earn: async (tx, booking, by, now) => {
    await earn(tx, booking, by, now)
    return { kept: booking.amount, returned: 0n }
  },
  'return earned': (tx, booking, by, now) => split(tx, booking, 10_000, by, now),
  split: (tx, booking, by, now) => split(tx, booking, booking.share!, by, now),
}

/** What an educator's late cancellation brings a learner; zero while the start is further away. */
export function goodwillOf(
  {
    startsAt,
    price,
    policy,
    method,
  }: Pick<MovingBooking, 'startsAt' | 'price' | 'policy' | 'method'>,
  now: Temporal.Instant,
): bigint {
  // Nothing was given for it.
  if (method === 'free') return 0n
  const near = startsAt.subtract({ hours: policy.goodwillHours })
  if (Temporal.Instant.compare(now, near) <= 0) return 0n
  return shareOf(price, BigInt(policy.goodwillShare))
}

/**
 * Credits from the platform for a session that the educator let go at short notice: a tenth of the list
 * price, good for 90 days. Hundredths of a credit.
 */
export async function giveGoodwill(
  tx: Tx,
  booking: MovingBooking,
  by: string,
  now: Temporal.Instant,
): Promise<bigint> {
  const { id, policy } = booking
  const credits = goodwillOf(booking, now)
  if (credits === 0n) return 0n
  await postRule(
    tx,
    'credits.granted',
    {
      to: { type: 'person', id: booking.learnerId },
      credits,
      reason: 'goodwill',
      expiresAt: now.add({ hours: 24 * policy.goodwillDays }),
    },
    { key: `booking:${id}:goodwill`, about: { type: 'booking', id }, by, at: now },
  )
  return credits
}
