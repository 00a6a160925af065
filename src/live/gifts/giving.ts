import { newId, Problem, record, type Tx } from '#base'
import { freezeLots, hold, type Owner, releaseHold, thawLots, wallet } from '#ledger'
import { buyCredits } from '#payments'
import { onePerson } from '#people'
import { type BuyingPolicy, buyingPolicy } from '../buying-policy.ts'
import { offerOnSale } from '../packages/offers.ts'
import { policyNow } from '../policy.ts'
import { refuse } from '../problems.ts'
import { expireSeatsOf } from '../seats.ts'
import type { SessionRow } from '../session.ts'
import { seatFreed } from '../waitlist/handing.ts'
import { compareInstants } from '../windows.ts'
import { sessionForGift } from './seat.ts'

export type GiveGift = {
  /** The caller's own id for it, so that sending it twice gives once. */
  id?: string | undefined
  giver: string
  toEmail: string
  toName: string
  words?: string | undefined
  /** When the letter goes out; at once where nothing is said. */
  sendAt?: Temporal.Instant | undefined
  method: 'credits' | 'cash'
  currency?: string | undefined
  /** The price that the giver saw, in hundredths of a credit. */
  seen?: bigint | undefined
} & (
  | { what: 'credits'; credits: bigint }
  | { what: 'package'; offer: string }
  | { what: 'seat'; session: string }
)

export type GivenGift = { id: string; state: string; orderId: string | null }

/** Hundredths of a credit. */
const LEAST = 500n
const MOST = 100_000n

/**
 * Gives credits, a package or a seat to somebody by e-mail. What it costs is set aside in the giver's wallet, of
 * credits that were paid for (nothing that a promotion brought can be given away), or bought with money for it;
 * a seat is kept as soon as it is paid.
 *
 * Refusals, in order: gift_to_yourself, gift_amount_invalid, package_not_on_sale, unknown_session,
 * session_not_open, own_session, payment_way_not_offered, booking_closed, session_full, gift_date_invalid,
 * price_changed, then those of the ledger or of `buyCredits`.
 */
export async function giveGift(tx: Tx, gift: GiveGift, now: Temporal.Instant): Promise<GivenGift> {
  const id = gift.id ?? newId()
  const [there] = await tx<GivenGift>`
    select id, state, order_id as "orderId" from live.gift where id = ${id}`
  if (there) return there
  const { giver } = gift
  const toEmail = gift.toEmail.trim().toLowerCase()
  const from = await onePerson(tx, giver)
  if (from.email.toLowerCase() === toEmail) throw refuse('gift_to_yourself')
  const policy = await buyingPolicy(tx)
  const { amount, session } = await priceOfGift(tx, gift, now)
  const sendAt = gift.sendAt && compareInstants(gift.sendAt, now) > 0 ? gift.sendAt : now
  const latest = session?.startsAt ?? now.add({ hours: 24 * 366 })
  if (compareInstants(sendAt, latest) >= 0)
    throw refuse('gift_date_invalid', { latest: latest.toString() })
  if (gift.seen !== undefined && gift.seen !== amount) {
    throw refuse('price_changed', { price: amount, seen: gift.seen })
  }
  const by = `person:${giver}`
  const seatUntil = session ? await seatKeptUntil(tx, session) : null
  const order =
    gift.method === 'cash'
      ? await buyCredits(
          tx,
          { personId: giver, credits: amount, currency: gift.currency, returnTo: `/gifts/${id}` },
          now,
        )
      : undefined
  const held = order ? null : await setAside(tx, { id, giver, amount, by }, now)
  const state = order ? 'paying' : 'waiting'
  await tx`
    insert into live.gift (id, giver_id, giver_name, to_email, to_name, words, what, amount, offer_id, session_id,
      seat_until, order_id, ledger_hold, asked_at, send_at, claim_until, state, state_by, state_at)
    values (${id}, ${giver}, ${from.name}, ${toEmail}, ${gift.toName}, ${gift.words ?? ''}, ${gift.what}, ${amount},
      ${gift.what === 'package' ? gift.offer : null}, ${session?.id}, ${seatUntil}, ${order?.id}, ${held}, ${now},
      ${sendAt}, ${claimUntil(sendAt, policy)}, ${state}, ${by}, ${now})`
  return { id, state, orderId: order?.id ?? null }
}

const claimUntil = (sendAt: Temporal.Instant, { giftDays }: BuyingPolicy) =>
  sendAt.add({ hours: 24 * giftDays })

async function priceOfGift(
  tx: Tx,
  gift: GiveGift,
  now: Temporal.Instant,
): Promise<{ amount: bigint; session?: SessionRow }> {
  if (gift.what === 'package') return { amount: (await offerOnSale(tx, gift.offer)).total }
  if (gift.what === 'seat') {
    const session = await sessionForGift(tx, gift.session, gift.giver, now)
    return { amount: session.price, session }
  }
  const { credits } = gift
  if (credits < LEAST || credits > MOST || credits % 100n !== 0n) {
    throw refuse('gift_amount_invalid')
  }
  return { amount: credits }
}

/** A seat is kept as long as one can be booked. */
async function seatKeptUntil(tx: Tx, session: SessionRow): Promise<Temporal.Instant> {
  const policy = await policyNow(tx)
  const usual = session.capacity === 1 ? policy.privateNoticeMinutes : policy.groupNoticeMinutes
  return session.startsAt.subtract({ minutes: session.noticeMinutes ?? usual })
}

/** Sources of credits that nobody paid for: given away, they would gather where they were not meant to be. */
const FREE = new Set(['promotion', 'bonus', 'goodwill', 'reward'])

type Aside = { id: string; giver: string; amount: bigint; by: string }

/** Sets a gift's credits aside, of those that were paid for. Refusal: insufficient_funds. */
export async function setAside(
  tx: Tx,
  { id, giver, amount: units, by }: Aside,
  at: Temporal.Instant,
): Promise<bigint> {
  const owner: Owner = { type: 'person', id: giver }
  const purse = { owner, purpose: 'wallet', asset: 'CREDIT' } as const
  const { lots } = await wallet(tx, owner, 'CREDIT', { now: at })
  const free = lots.filter((lot) => FREE.has(lot.source) && !lot.frozen)
  // Out of the way for a moment: a hold takes what was given before what was bought.
  for (const lot of free)
    await freezeLots(tx, { ...purse, lot: lot.id }, { at, by, why: 'no gift' })
  const about = { type: 'gift', id }
  const held = await hold(tx, { key: `gift:${id}`, about, by, at, owner, asset: 'CREDIT', units })
  for (const lot of free) await thawLots(tx, { ...purse, lot: lot.id }, { at, by })
  return held.id
}

/**
 * The order of a gift is paid: its credits are set aside. Where they are not there any more they stay the
 * giver's; where the seat is gone, what it cost is given. Told twice is told once.
 */
export async function giftPaid(tx: Tx, orderId: string, now: Temporal.Instant): Promise<void> {
  const [first] = await tx<{ id: string; session: string | null }>`
    select id, session_id as session from live.gift where order_id = ${orderId}`
  if (!first) return
  const { id, session: sessionId } = first
  const [session] = sessionId
    ? await tx<{ free: boolean }>`
        select state = 'published' and seats_taken < capacity as free from live.session
        where id = ${sessionId} for update`
    : []
  const [gift] = await tx<{
    state: string
    giver: string
    amount: bigint
    sendAt: Temporal.Instant
  }>`
    select state, giver_id as giver, amount, send_at as "sendAt" from live.gift where id = ${id} for update`
  if (gift?.state !== 'paying') return
  const by = `person:${gift.giver}`
  await tx`savepoint aside`
  try {
    const held = await setAside(tx, { id, giver: gift.giver, amount: gift.amount, by }, now)
    const sendAt = compareInstants(gift.sendAt, now) > 0 ? gift.sendAt : now
    await tx`
      update live.gift set state = 'waiting', state_by = ${by}, state_at = ${now}, ledger_hold = ${held},
        send_at = ${sendAt}, claim_until = ${claimUntil(sendAt, await buyingPolicy(tx))},
        seat_until = case when ${session?.free ?? false} then seat_until end
      where id = ${id}`
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await tx`rollback to savepoint aside`
    await tx`
      update live.gift set state = 'not_paid', state_by = 'schedule', state_at = ${now} where id = ${id}`
    await tellGiver(tx, 'gift.not_given', { id, giver: gift.giver }, now)
  }
}

/** The order was never paid: nothing is given. */
export async function dropUnpaidGift(
  tx: Tx,
  orderId: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    update live.gift set state = 'not_paid', state_by = 'schedule', state_at = ${now}
    where order_id = ${orderId} and state = 'paying'`
}

/**
 * The giver takes a gift back that nobody has claimed: its credits are theirs again. Twice is once.
 * Refusals: unknown_gift (also for somebody else's), gift_over.
 */
export async function takeBackGift(
  tx: Tx,
  id: string,
  giver: string,
  now: Temporal.Instant,
): Promise<void> {
  const gift = await lockGift(tx, id)
  if (gift?.giver !== giver) throw refuse('unknown_gift')
  if (gift.state === 'taken_back') return
  if (gift.state !== 'waiting' && gift.state !== 'sent') {
    throw refuse('gift_over', { state: gift.state })
  }
  await giveBack(tx, gift, 'taken_back', `person:${giver}`, now)
}

export type LockedGift = {
  id: string
  giver: string
  giverName: string
  toEmail: string
  toName: string
  words: string
  what: 'credits' | 'package' | 'seat'
  amount: bigint
  offer: string | null
  session: string | null
  seatUntil: Temporal.Instant | null
  hold: bigint
  state: string
  sendAt: Temporal.Instant
  claimUntil: Temporal.Instant
  claimedBy: string | null
}

/** A gift, its session locked before it. */
export async function lockGift(tx: Tx, id: string): Promise<LockedGift | undefined> {
  await tx`
    select 1 as one from live.session
    where id = (select session_id from live.gift where id = ${id}) for update`
  const [gift] = await tx<LockedGift>`
    select id, giver_id as giver, giver_name as "giverName", to_email as "toEmail", to_name as "toName", words, what,
      amount, offer_id as offer, session_id as session, seat_until as "seatUntil", ledger_hold as hold, state,
      send_at as "sendAt", claim_until as "claimUntil", claimed_by as "claimedBy"
    from live.gift where id = ${id} for update`
  return gift
}

/** A gift that nobody claimed goes back to the lots that its credits came from. */
export async function giveBack(
  tx: Tx,
  gift: LockedGift,
  state: 'taken_back' | 'expired',
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { id, hold: held, session } = gift
  await releaseHold(tx, { hold: held, key: `gift:${id}:back`, by, at: now })
  await tx`
    update live.gift set state = ${state}, state_by = ${by}, state_at = ${now} where id = ${id}`
  if (session && gift.seatUntil) {
    await expireSeatsOf(tx, session, now)
    await seatFreed(tx, session, now)
  }
  await tellGiver(tx, state === 'expired' ? 'gift.expired' : 'gift.taken_back', gift, now)
}

type GiverFact = 'gift.not_given' | 'gift.expired' | 'gift.taken_back'

async function tellGiver(
  tx: Tx,
  kind: GiverFact,
  { id, giver }: { id: string; giver: string },
  at: Temporal.Instant,
): Promise<void> {
  await record(tx, { kind, about: { type: 'gift', id }, at, data: { giverId: giver } })
}
