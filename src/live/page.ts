import type { Query } from '#base'
import type { Kind } from '#earnings'
import { wallet } from '#ledger'
import { allowanceOf, termsOf } from '#plans'
import { answerUntil } from './asking/clock.ts'
import type { Method } from './booking.ts'
import { type Card, sessionCard } from './catalogue.ts'
import { type Locked, lockOf } from './opened.ts'
import { type Alone, packageWay, tokensWay } from './packages/way.ts'
import { policyNow, priceLevels } from './policy.ts'
import { includable } from './prices.ts'
import { refuse } from './problems.ts'
import { seriesOfSession } from './series/page.ts'
import { coEducatorsOf } from './sharing/teaching.ts'
import { type Place, placeIn, waitingIn } from './waitlist/joining.ts'
import { deadlines, freeAtLatest } from './windows.ts'

/** A way of paying for a seat, cheapest for the learner first. */
export type Way = {
  method: Method
  available: boolean
  /** Why not, where it is not. */
  why?:
    | 'not_included'
    | 'used_up'
    | 'no_plan'
    | 'not_for_credits'
    | 'too_few_credits'
    | 'not_for_money'
    | 'no_package'
    | 'too_few_tokens'
  /** In hundredths of a credit or smallest units of the currency; zero for an included one. */
  price: { amount: bigint; asset: string }
  /** Credits and tokens: what the wallet has, and would have after; included: sessions left this month; a package: lessons. */
  before?: bigint
  after?: bigint
  /** Credits: what of the price would come from credits that run out soonest, and when. */
  expiring?: { amount: bigint; at: Temporal.Instant }
}

export type SessionPage = {
  card: Card
  ways: Way[]
  /** Who waits for a seat, and the reader's own place; null: nobody has to. */
  queue: { waiting: number; mine: Place | null } | null
  /** What holds for somebody who books now. */
  cancellation: { freeUntil: Temporal.Instant; halfUntil: Temporal.Instant }
  /** The last moment to book. */
  closesAt: Temporal.Instant
  /** Asked for now, until when the educator may answer; null where nobody is asked. */
  answerUntil: Temporal.Instant | null
  /** The series that it is a date of. */
  seriesId: string | null
  /** What the reader's plan does not open of it; null: nothing is in the way, or nobody is signed in. */
  locked: Locked | null
  /** Who teaches it beside its educator. */
  coEducators: { id: string; name: string }[]
  /** Its educator takes tokens for it. */
  takesTokens: boolean
  /** The reader's own seat, if they have one. */
  myBooking: { id: string; state: string } | null
  materials: string | null
}

/**
 * All that a session's page shows, to anyone or to a person. Refusals: unknown_session, also for a draft
 * that is not one's own, and for another kind than the address says.
 */
export async function sessionPage(
  q: Query,
  id: string,
  reader: { person: string; staff: boolean } | null,
  kind: Kind | undefined,
  now: Temporal.Instant,
): Promise<SessionPage> {
  const card = await sessionCard(q, id, now)
  const leads = reader !== null && card?.educatorId === reader.person
  const others = card ? await coEducatorsOf(q, id) : []
  const asked = others.find((one) => one.educatorId === reader?.person)?.state
  const own = leads || asked === 'accepted' || asked === 'invited'
  const hidden = card?.state === 'draft' && !own && !reader?.staff
  if (!card || hidden || (kind && card.kind !== kind)) throw refuse('unknown_session', { id })
  const policy = await policyNow(q)
  const until = deadlines(card.start, now, policy)
  const notice = card.capacity === 1 ? policy.privateNoticeMinutes : policy.groupNoticeMinutes
  const [mine] = reader
    ? await q<{ id: string; state: string; seated: boolean; materials: string }>`
        select b.id, b.state, b.seated, s.materials from live.booking b join live.session s on s.id = b.session_id
        where b.session_id = ${id} and b.learner_id = ${reader.person} order by b.seated desc, b.id desc limit 1`
    : []
  // A lesson of one learner is nobody else's business.
  const between = card.origin === 'slot' || card.origin === 'instant'
  if (between && !mine && !own && !reader?.staff) throw refuse('unknown_session', { id })
  const closesAt = card.start.subtract({ minutes: notice })
  const tokens = await takesTokensFor(q, id)
  return {
    card,
    coEducators: others
      .filter(({ state }) => state === 'accepted')
      .map(({ educatorId, name }) => ({ id: educatorId, name })),
    answerUntil: card.asksFirst ? await answerUntil(q, closesAt, now) : null,
    seriesId: card.origin === 'series' ? await seriesOfSession(q, id) : null,
    takesTokens: tokens,
    ways: await waysOf(q, card, reader?.person ?? null, now, { ...card, takesTokens: tokens }),
    queue: await queueSeen(q, card, reader?.person ?? null),
    cancellation: { freeUntil: freeAtLatest(until), halfUntil: until.halfUntil },
    locked: reader && !own ? await lockOf(q, card, reader.person, now) : null,
    closesAt,
    myBooking: mine ? { id: mine.id, state: mine.state } : null,
    materials: mine?.seated && (await mayRead(q, reader!.person, now)) ? mine.materials : null,
  }
}

async function takesTokensFor(q: Query, id: string): Promise<boolean> {
  const [row] = await q<{ takes: boolean }>`
    select takes_tokens as takes from live.session where id = ${id}`
  return row!.takes
}

async function queueSeen(
  q: Query,
  card: Card,
  person: string | null,
): Promise<SessionPage['queue']> {
  if (card.state !== 'published') return null
  const waiting = await waitingIn(q, card.id)
  if (waiting === 0 && card.seatsLeft > 0) return null
  return { waiting, mine: (person && (await placeIn(q, card.id, person))) || null }
}

async function mayRead(q: Query, person: string, now: Temporal.Instant): Promise<boolean> {
  return (await termsOf(q, person, 'learner', now)).features.includes('sessions.materials')
}

/**
 * The ways of paying for a session, cheapest for the learner first, with what each would cost and leave;
 * without a person, as on the price list. A package and tokens are looked for where `lesson` is given.
 */
export async function waysOf(
  q: Query,
  card: Pick<Card, 'kind' | 'capacity' | 'price' | 'creditBased' | 'moneyPrice' | 'moneyCurrency'>,
  person: string | null,
  now: Temporal.Instant,
  lesson?: Alone & { takesTokens?: boolean },
): Promise<Way[]> {
  const ways = [
    await includedWay(q, card, person, now),
    ...(lesson ? await packageWay(q, lesson, person, now) : []),
    await creditsWay(q, card, person, now),
    ...(lesson ? await tokensWay(q, { ...lesson, price: card.price }, person, now) : []),
    cashWay(card),
  ]
  return ways.toSorted((a, b) => Number(b.available) - Number(a.available))
}

async function includedWay(
  q: Query,
  card: { kind: Kind; capacity: number; price: bigint; creditBased: boolean },
  person: string | null,
  now: Temporal.Instant,
): Promise<Way> {
  const way = {
    method: 'included',
    available: false,
    price: { amount: 0n, asset: 'CREDIT' },
  } as const
  const levels = await priceLevels(q, card.kind)
  if (!card.creditBased || !includable(card, levels)) return { ...way, why: 'not_included' }
  if (!person) return { ...way, why: 'no_plan' }
  const left = await allowanceOf(q, person, card.kind, now)
  if (left.limit === 0) return { ...way, why: 'no_plan' }
  if (left.left <= 0) return { ...way, why: 'used_up' }
  return { ...way, available: true, before: BigInt(left.left), after: BigInt(left.left - 1) }
}

async function creditsWay(
  q: Query,
  card: { price: bigint; creditBased: boolean },
  person: string | null,
  now: Temporal.Instant,
): Promise<Way> {
  const way = {
    method: 'credits',
    available: false,
    price: { amount: card.price, asset: 'CREDIT' },
  } as const
  if (!card.creditBased) return { ...way, why: 'not_for_credits' }
  if (!person) return { ...way, available: true }
  const have = await wallet(q, { type: 'person', id: person }, 'CREDIT', { at: now })
  const before = have.available
  if (before < card.price) return { ...way, why: 'too_few_credits', before }
  const first = have.lots.find((lot) => lot.expiresAt && lot.remaining - lot.held > 0n)
  const free = first ? first.remaining - first.held : 0n
  return {
    ...way,
    available: true,
    before,
    after: before - card.price,
    ...(first?.expiresAt
      ? { expiring: { amount: free < card.price ? free : card.price, at: first.expiresAt } }
      : {}),
  }
}

function cashWay(card: {
  price: bigint
  moneyPrice: bigint | null
  moneyCurrency: string | null
}): Way {
  if (card.moneyPrice === null) {
    const price = { amount: card.price, asset: 'CREDIT' }
    return { method: 'cash', available: false, why: 'not_for_money', price }
  }
  const price = { amount: card.moneyPrice, asset: card.moneyCurrency! }
  return { method: 'cash', available: true, price }
}
