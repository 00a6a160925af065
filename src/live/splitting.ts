import { shareOf, type Tx } from '#base'
import {
  cancelCommission,
  commissionKeeper,
  lowerCommission,
  madeGood,
  type Returned,
  returnEarned,
} from '#earnings'
import { borneBy, cutLast, postRule, takenFrom } from '#ledger'
import { duesBack, stillTaxedLater } from '#payments'
import { earn, giveBack, isWhole, type Outcome } from './giving.ts'
import type { MovingBooking } from './moving.ts'
import { compareInstants } from './windows.ts'

/** How long units that are given back may still be spent when their lot has run out meanwhile. */
const GRACE_DAYS = 30

/** What of a booking had stayed with its session before it was contested, or voided. */
function keptBefore({ state, disputedFrom, amount, kept }: MovingBooking): bigint {
  const was = state === 'disputed' ? disputedFrom : state
  if (was === 'no_show_educator') return 0n
  return was === 'late_cancelled' ? kept : amount
}

/**
 * `share` of what was paid is the learner's in the end, the rest is earned on. More than came back before goes
 * back where it came from (to lots with the same cost and expiry, to the card), and the educator's part of it
 * is taken from what is held, or owed. What came back before stays with the learner: where less is theirs by
 * the decision, the platform makes it good to the educator. An included session comes back whole from half on.
 */
export async function split(
  tx: Tx,
  booking: MovingBooking,
  share: number,
  by: string,
  now: Temporal.Instant,
): Promise<Outcome> {
  const { id, amount, method } = booking
  const before = keptBefore(booking)
  const theirs = isWhole(method) ? (share >= 5000 ? 10_000 : 0) : share
  const wanted = amount - shareOf(amount, BigInt(theirs))
  const kept = wanted < before ? wanted : before
  await commissionKeeper.thaw(tx, id)
  if (wanted > before) await makeGood(tx, booking, Number((wanted * 10_000n) / amount), by, now)
  if (kept === before) {
    if (kept > 0n) await earnUnlessEarly(tx, booking, by, now)
    return { kept, returned: 0n }
  }
  const back = before - kept
  const returned = await returnEarned(tx, { bookingId: id, kept, of: before }, now)
  if (returned) {
    await post(tx, booking, returned, back, by, now)
    return { kept, returned: back }
  }
  await giveBack(tx, booking, back, kept === 0n ? 'all' : 'split', by, now)
  if (kept === 0n) await cancelCommission(tx, id, now)
  else await lowerCommission(tx, id, kept, before)
  if (kept > 0n) await earnUnlessEarly(tx, booking, by, now)
  return { kept, returned: back }
}

/** What is kept of a session is earned when it is over; moveBooking notes when that is still to come. */
async function earnUnlessEarly(
  tx: Tx,
  booking: MovingBooking,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  if (compareInstants(booking.endsAt, now) <= 0) await earn(tx, booking, by, now)
}

async function makeGood(
  tx: Tx,
  { id }: MovingBooking,
  part: number,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { currency, payees } = await madeGood(tx, { bookingId: id, part }, now)
  if (payees.length === 0) return
  const deed = { key: `booking:${id}:good`, about: { type: 'booking', id }, by, at: now }
  await postRule(tx, 'session.made_good', { currency, payees }, deed)
}

/** The mirror image of what completion posted, for the part that goes back; and the way back itself. */
async function post(
  tx: Tx,
  booking: MovingBooking,
  returned: Returned,
  back: bigint,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { id, learnerId } = booking
  const { currency, payees } = returned
  const deed = { key: `booking:${id}:returned`, about: { type: 'booking', id }, by, at: now }
  const owner = { type: 'person' as const, id: learnerId }
  switch (booking.method) {
    case 'cash':
      await postRule(tx, 'session.returned.money', { currency, payees, net: back }, deed)
      return giveBack(tx, booking, back, 'split', by, now)
    case 'included':
    case 'free':
      await postRule(tx, 'session.returned.included', { currency, payees }, deed)
      return giveBack(tx, booking, back, 'split', by, now)
    case 'tokens':
      // What the educator earned in tokens may be spent: the learner's come from the platform.
      await postRule(tx, 'tokens.earned', { to: owner, tokens: back }, deed)
      return
    default:
      return postCredits(tx, booking, returned, back, deed)
  }
}

async function postCredits(
  tx: Tx,
  booking: MovingBooking,
  { currency, payees, journal, earned, left }: Returned,
  back: bigint,
  deed: { key: string; about: { type: string; id: string }; by: string; at: Temporal.Instant },
): Promise<void> {
  const taken = await takenFrom(tx, journal)
  const { first, last } = cutLast(taken.pieces, back)
  const what = { hold: booking.hold!, currency, capturedAt: taken.at, pieces: last }
  const { taxes, valued } = await duesBack(tx, what, deed.at)
  const owner = { type: 'person' as const, id: booking.learnerId }
  const borne = borneBy(taken.pieces, earned) - borneBy(first, left)
  const grace = deed.at.add({ hours: 24 * GRACE_DAYS })
  const pieces = last.map((piece) => {
    const gone = piece.expiresAt && compareInstants(piece.expiresAt, deed.at) <= 0
    return { ...piece, expiresAt: gone ? grace : piece.expiresAt }
  })
  const facts = { currency, owner, payees, pieces, borne, taxes, valued }
  const { lots } = await postRule(tx, 'session.returned.credits', facts, deed)
  for (const [index, { id }] of lots.entries()) {
    await stillTaxedLater(tx, pieces[index]!.lot, id)
  }
}
