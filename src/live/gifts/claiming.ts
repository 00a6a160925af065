import { createHash, randomBytes } from 'node:crypto'
import {
  atomically,
  type Db,
  eachApart,
  idFrom,
  Problem,
  type Query,
  record,
  sql,
  type Tx,
} from '#base'
import { postRule } from '#ledger'
import { stillTaxedLater } from '#payments'
import { bookSession } from '../booking.ts'
import { buyPackage } from '../packages/buying.ts'
import { refuse } from '../problems.ts'
import { takeTurn } from '../session.ts'
import { seatFreed } from '../waitlist/handing.ts'
import { compareInstants } from '../windows.ts'
import { giveBack, type LockedGift, lockGift } from './giving.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** What a letter says of a gift before it is claimed; the giver's address is nobody's business. */
export type GiftLetter = {
  id: string
  giverName: string
  toName: string
  words: string
  what: 'credits' | 'package' | 'seat'
  amount: bigint
  offer: string | null
  session: string | null
  claimUntil: Temporal.Instant
  state: string
}

/** The gift behind a link. Refusal: unknown_gift. */
export async function giftBehind(q: Query, token: string): Promise<GiftLetter> {
  const [gift] = await q<GiftLetter>`
    select id, giver_name as "giverName", to_name as "toName", words, what, amount, offer_id as offer,
      case when seat_until is not null then session_id end as session, claim_until as "claimUntil", state
    from live.gift where claim_hash = ${hashOf(token)}`
  if (!gift) throw refuse('unknown_gift')
  return gift
}

export type Claimed = {
  id: string
  bookingId: string | null
  packageId: string | null
  /** Why it is credits, where the seat or the package could not be had. */
  insteadWhy: string | null
}

/**
 * Claims a gift into one's own account: its credits come with what was paid for them, and the seat or the
 * package is taken with them at once. Where that cannot be (the learner is elsewhere, the seat is gone) the
 * credits are theirs all the same. Claiming twice answers with the first outcome.
 * Refusals, in order: unknown_gift, gift_over, gift_to_yourself.
 */
export async function claimGift(
  tx: Tx,
  token: string,
  person: string,
  now: Temporal.Instant,
): Promise<Claimed> {
  const { id } = await giftBehind(tx, token)
  await takeTurn(tx, person)
  const gift = (await lockGift(tx, id))!
  if (gift.state === 'claimed' && gift.claimedBy === person) return outcomeOf(tx, id)
  if (gift.state !== 'sent' || compareInstants(gift.claimUntil, now) <= 0) {
    throw refuse('gift_over', { state: gift.state })
  }
  if (gift.giver === person) throw refuse('gift_to_yourself')

  const by = `person:${person}`
  const about = { type: 'gift', id }
  const to = { type: 'person' as const, id: person }
  const deed = { key: `gift:${id}:given`, about, by, at: now }
  const { lots } = await postRule(tx, 'credits.given', { hold: gift.hold, to }, deed)
  // A tax that falls due when credits are used falls due with their new owner.
  for (const { id: before, leg } of lots.filter((lot) => lot.kind === 'capture')) {
    const came = lots.find((lot) => lot.kind === 'issue' && lot.leg === leg)!
    await stillTaxedLater(tx, before, came.id)
  }
  await tx`
    update live.gift set state = 'claimed', state_by = ${by}, state_at = ${now}, claimed_by = ${person}
    where id = ${id}`
  await take(tx, gift, person, now)
  const outcome = await outcomeOf(tx, id)
  await record(tx, {
    kind: 'gift.claimed',
    about,
    at: now,
    data: {
      giverId: gift.giver,
      personId: person,
      what: gift.what,
      insteadWhy: outcome.insteadWhy,
    },
  })
  return outcome
}

async function outcomeOf(tx: Tx, id: string): Promise<Claimed> {
  const [row] = await tx<Claimed>`
    select id, booking_id as "bookingId", package_id as "packageId", instead_why as "insteadWhy"
    from live.gift where id = ${id}`
  return row!
}

/** Takes the seat or the package, if it can be had; the credits are there already. */
async function take(
  tx: Tx,
  gift: LockedGift,
  person: string,
  now: Temporal.Instant,
): Promise<void> {
  const { id, what, session } = gift
  if (what === 'credits') return
  await tx`savepoint taking`
  try {
    if (what === 'seat') {
      const request = { id: idFrom('booking', id), session: session!, learner: person } as const
      const { id: booking } = await bookSession(tx, { ...request, method: 'credits' }, now)
      await tx`update live.gift set booking_id = ${booking} where id = ${id}`
    } else {
      const wish = { id: idFrom('package', id), offer: gift.offer!, learner: person } as const
      const bought = await buyPackage(
        tx,
        { ...wish, method: 'credits', seenTotal: gift.amount },
        now,
      )
      await tx`update live.gift set package_id = ${bought.id} where id = ${id}`
    }
    await tx`release savepoint taking`
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await tx`rollback to savepoint taking`
    await tx`update live.gift set instead_why = ${error.code} where id = ${id}`
    // The seat that was kept for it is free now.
    if (session && gift.seatUntil) await seatFreed(tx, session, now)
  }
}

/**
 * Sends the letters whose day has come: each with a link of its own, of which only a hash is kept.
 * Answers how many.
 */
export async function sendGifts(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.gift where state = 'waiting' and send_at <= ${now} order by send_at, id`
  return eachApart(due, ({ id }) =>
    atomically(db, async (tx) => {
      const gift = await lockGift(tx, id)
      if (gift?.state !== 'waiting' || compareInstants(gift.sendAt, now) > 0) return false
      const token = randomBytes(24).toString('base64url')
      await tx`
        update live.gift set state = 'sent', state_by = 'schedule', state_at = ${now}, claim_hash = ${hashOf(token)}
        where id = ${id}`
      await record(tx, {
        kind: 'gift.sent',
        about: { type: 'gift', id },
        at: now,
        data: {
          giverId: gift.giver,
          giver: gift.giverName,
          email: gift.toEmail,
          name: gift.toName,
          words: gift.words,
          what: gift.what,
          amount: gift.amount.toString(),
          claimUntil: gift.claimUntil.toString(),
          token,
        },
      })
      return true
    }),
  )
}

/** Gives back what nobody claimed in time, and lets seats go that can be kept no longer. Answers how many. */
export async function endGifts(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.gift where state in ('waiting', 'sent') and (claim_until <= ${now} or seat_until <= ${now})
    order by id`
  return eachApart(due, ({ id }) =>
    atomically(db, async (tx) => {
      const gift = await lockGift(tx, id)
      if (gift?.state !== 'waiting' && gift?.state !== 'sent') return false
      if (compareInstants(gift.claimUntil, now) <= 0) {
        await giveBack(tx, gift, 'expired', 'schedule', now)
        return true
      }
      if (!gift.seatUntil || compareInstants(gift.seatUntil, now) > 0) return false
      await tx`update live.gift set seat_until = null where id = ${id}`
      await seatFreed(tx, gift.session!, now)
      return true
    }),
  )
}

/** When a letter is next to be sent, and when a gift or its seat next ends. */
export const nextGiftSending = sql`select min(send_at) from live.gift where state = 'waiting'`
export const nextGiftEnd = sql`
  select least(min(claim_until), min(seat_until)) from live.gift where state in ('waiting', 'sent')`
