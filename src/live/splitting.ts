import { shareOf, type Tx } from '#base'
import {
  type Amended,
  amendEarned,
  cancelCommission,
  commissionKeeper,
  commissionsOf,
  lowerCommission,
} from '#earnings'
import { borneBy, cutLast, type Deed, postRule, takenFrom } from '#ledger'
import { duesBack, stillTaxedLater } from '#payments'
import { earn, giveBack, isWhole, type Outcome } from './giving.ts'
import type { MovingBooking } from './moving.ts'
import { refuse } from './problems.ts'
import { compareInstants } from './windows.ts'

/** How long units that are given back may still be spent when their lot has run out meanwhile. */
const GRACE_DAYS = 30

/** What of a booking stays with its session, before it is decided about or voided. */
export function keptBefore({ state, disputedFrom, amount, kept, round }: MovingBooking): bigint {
  if (round === 2) return kept
  const was = state === 'disputed' ? disputedFrom : state
  if (was === 'no_show_educator' || was?.startsWith('cancelled_')) return 0n
  return was === 'late_cancelled' ? kept : amount
}

/** What of what was paid is kept where `share` of it is the learner's; an included seat comes back whole or not. */
export function keptOf({ amount, method }: MovingBooking, share: number): bigint {
  const theirs = isWhole(method) ? (share >= 5000 ? 10_000 : 0) : share
  return amount - shareOf(amount, BigInt(theirs))
}

/**
 * `share` of what was paid is the learner's in the end. More than came back before goes back where it came from
 * (to lots with the same cost and expiry, to the card); what came back before stays with them. The educator earns
 * on what is kept, or on what `earns` says: less is taken from what is held, or owed; more is the platform's to
 * pay. An included session comes back whole from half on.
 * Refusal: case_earns_later (what is kept is earned on only when the session is over).
 */
export async function split(
  tx: Tx,
  booking: MovingBooking,
  share: number,
  by: string,
  now: Temporal.Instant,
): Promise<Outcome> {
  const { id, amount, round } = booking
  const before = keptBefore(booking)
  const wanted = booking.stands ? before : keptOf(booking, share)
  const kept = wanted < before ? wanted : before
  const back = before - kept
  const units = booking.earns === undefined ? wanted : shareOf(amount, BigInt(booking.earns))
  const over = compareInstants(booking.endsAt, now) <= 0
  const [commission] = await commissionsOf(tx, id)
  const pending = commission?.state === 'pending'
  if (pending && !over && units !== kept) throw refuse('case_earns_later')
  await commissionKeeper.thaw(tx, id)
  const deed = round === 2 ? 'appeal' : 'decision'
  if (pending) {
    if (back > 0n) {
      await giveBack(tx, booking, back, kept === 0n ? 'all' : wayOf(round), by, now)
      if (kept === 0n) await cancelCommission(tx, id, now)
      else await lowerCommission(tx, id, kept, before)
    }
    // What is kept of a session is earned when it is over; moveBooking notes when that is still to come.
    if (kept > 0n && over) await earn(tx, booking, by, now)
    if (units !== kept) {
      const of = kept === 0n ? before : kept
      const amended = await amendEarned(tx, { bookingId: id, name: deed, units, of, by }, now)
      await bookAmended(tx, booking, amended, deed, by, now)
    }
    return { kept, returned: back }
  }
  const of = before === 0n ? amount : before
  const amended = await amendEarned(tx, { bookingId: id, name: deed, units, of, by }, now)
  if (back > 0n) await giveEarnedBack(tx, booking, amended, back, by, now)
  await bookAmended(tx, booking, back > 0n ? { ...amended, down: [] } : amended, deed, by, now)
  return { kept, returned: back }
}

const wayOf = (round: MovingBooking['round']) => (round === 2 ? 'appeal' : 'split')

/** What the educator loses and the learner does not get is the platform's; what they get on top, it pays. */
async function bookAmended(
  tx: Tx,
  { id }: MovingBooking,
  { currency, down, up }: Amended,
  name: string,
  by: string,
  at: Temporal.Instant,
): Promise<void> {
  const about = { type: 'booking', id }
  const deed = (what: string) => ({ key: `booking:${id}:${name}:${what}`, about, by, at })
  if (down.length > 0)
    await postRule(tx, 'session.lowered', { currency, payees: down }, deed('lowered'))
  if (up.length > 0) await postRule(tx, 'session.made_good', { currency, payees: up }, deed('good'))
}

/** The mirror image of what completion posted, for the part that goes back; and the way back itself. */
async function giveEarnedBack(
  tx: Tx,
  booking: MovingBooking,
  amended: Amended,
  back: bigint,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { id, learnerId } = booking
  const { currency, down: payees } = amended
  const way = wayOf(booking.round)
  const key = `booking:${id}:${way === 'appeal' ? 'appeal:' : ''}returned`
  const deed = { key, about: { type: 'booking', id }, by, at: now }
  const owner = { type: 'person' as const, id: learnerId }
  switch (booking.method) {
    case 'cash':
      await postRule(tx, 'session.returned.money', { currency, payees, net: back }, deed)
      return giveBack(tx, booking, back, way, by, now)
    case 'included':
    case 'free':
      if (payees.length > 0)
        await postRule(tx, 'session.returned.included', { currency, payees }, deed)
      return giveBack(tx, booking, back, way, by, now)
    case 'tokens':
      // What the educator earned in tokens may be spent: the learner's come from the platform.
      await postRule(tx, 'tokens.earned', { to: owner, tokens: back }, deed)
      return
    default:
      return giveCreditsBack(tx, booking, amended, back, deed)
  }
}

async function giveCreditsBack(
  tx: Tx,
  booking: MovingBooking,
  { currency, down: payees, journal, earned, left }: Amended,
  back: bigint,
  deed: Deed & { at: Temporal.Instant },
): Promise<void> {
  const taken = await takenFrom(tx, journal!)
  // What went back before is the last of what was taken.
  const there = cutLast(taken.pieces, pieceSum(taken.pieces) - keptBefore(booking)).first
  const { first, last } = cutLast(there, back)
  const what = { hold: booking.hold!, currency, capturedAt: taken.at, pieces: last }
  const { taxes, valued } = await duesBack(tx, what, deed.at)
  const owner = { type: 'person' as const, id: booking.learnerId }
  const borne = borneBy(there, earned) - borneBy(first, left)
  const grace = deed.at.add({ hours: 24 * GRACE_DAYS })
  const pieces = last.map((piece) => {
    const gone = piece.expiresAt && compareInstants(piece.expiresAt, deed.at) <= 0
    return { ...piece, expiresAt: gone ? grace : piece.expiresAt }
  })
  const facts = { currency, owner, payees, pieces, borne: borne < 0n ? 0n : borne, taxes, valued }
  const { lots } = await postRule(tx, 'session.returned.credits', facts, deed)
  for (const [index, { id }] of lots.entries()) {
    await stillTaxedLater(tx, pieces[index]!.lot, id)
  }
}

const pieceSum = (pieces: readonly { units: bigint }[]) =>
  pieces.reduce((sum, { units }) => sum + units, 0n)
