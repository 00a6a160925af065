import { type Static, type TObject, type TProperties, type TSchema, Type } from 'typebox'
import type { Fact, Value } from '#base'
import { value } from '#ledger'

const id = Type.String({ format: 'uuid' })
const moment = Type.String({ format: 'date-time' })
const worth = Type.Object(
  { amount: Type.String({ examples: ['13.12'] }), asset: Type.String({ examples: ['USD'] }) },
  { description: 'A decimal in units of the asset, never a float' },
)
const whoever = Type.Object({ type: Type.Enum(['person', 'organization']), id })
const maybe = <Schema extends TSchema>(schema: Schema) => Type.Optional(schema)
const shape = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })

/** What an event tells: ids, states and amounts. Names and addresses are asked for at the API, by whoever may. */
const SHAPES = {
  booking: shape({
    bookingId: id,
    sessionId: id,
    learnerId: id,
    educatorId: id,
    state: maybe(Type.String()),
    method: maybe(Type.String()),
    deed: maybe(Type.String()),
    returned: maybe(worth),
    kept: maybe(worth),
    goodwill: maybe(worth),
    reason: maybe(Type.String()),
  }),
  session: shape({ sessionId: id, educatorId: id, reason: maybe(Type.String()) }),
  waitlist: shape({ waitingId: id, sessionId: id, learnerId: id, until: maybe(moment) }),
  review: shape({
    reviewId: id,
    sessionId: id,
    educatorId: id,
    stars: Type.Integer({ minimum: 1, maximum: 5 }),
  }),
  order: shape({ orderId: id, name: Type.String(), buyer: whoever, total: worth }),
  dispute: shape({ disputeId: id, orderId: id, buyer: whoever, total: worth }),
  credits: shape({ personId: id, credits: worth, expiresAt: maybe(moment) }),
  purchase: shape({ orderId: id, buyer: whoever, credits: worth, total: worth }),
  subscription: shape({ subscriptionId: id, personId: id, plan: Type.String() }),
  commission: shape({ educatorId: id, amount: worth, bookingId: maybe(id) }),
  payout: shape({ payoutId: id, payee: whoever, amount: worth, reason: maybe(Type.String()) }),
  tier: shape({
    educatorId: id,
    kind: Type.Enum(['class', 'conversation']),
    from: Type.String(),
    to: Type.String(),
  }),
  room: shape({ sessionId: id }),
  package: shape({
    packageId: id,
    learnerId: maybe(id),
    educatorId: maybe(id),
    lessons: maybe(Type.Integer()),
  }),
  gift: shape({ giftId: id, giverId: id, personId: maybe(id) }),
  educator: shape({
    educatorId: id,
    sessionId: maybe(id),
    marks: maybe(Type.Integer()),
    until: maybe(moment),
  }),
  report: shape({ reportId: id, sessionId: id, kind: Type.String() }),
  message: shape({ threadId: id, messageId: id, senderId: id }),
  person: shape({ personId: id }),
  application: shape({
    applicationId: id,
    personId: id,
    kinds: Type.Array(Type.Enum(['class', 'conversation'])),
  }),
  contract: shape({ educatorId: id, contractId: id, version: Type.Integer() }),
  ping: shape({ words: Type.String() }),
} satisfies Record<string, TObject>

type Shape = keyof typeof SHAPES

/** What can be told to machines: in words, and of which shape. Facts that are not here stay in the house. */
export const EVENTS: Readonly<Record<string, { says: string; shape: Shape }>> = {
  'booking.held': { says: 'A seat is held while it is paid for', shape: 'booking' },
  'booking.lapsed': { says: 'A held seat was not paid for, and is free again', shape: 'booking' },
  'booking.dropped': { says: 'A learner gave up a held seat', shape: 'booking' },
  'booking.requested': { says: 'A learner asks for a seat', shape: 'booking' },
  'booking.declined': { says: 'The educator declined a request', shape: 'booking' },
  'booking.expired': { says: 'A request was not answered in time', shape: 'booking' },
  'booking.confirmed': { says: 'A seat is booked', shape: 'booking' },
  'booking.moved': { says: 'A booked session has another hour', shape: 'booking' },
  'booking.move_proposed': { says: 'Another hour is proposed', shape: 'booking' },
  'booking.move_declined': { says: 'Another hour was declined', shape: 'booking' },
  'booking.started': { says: 'The session of a seat has begun', shape: 'booking' },
  'booking.cancelled': {
    says: 'A seat was cancelled: by whom is in `state`, what came back in `returned`',
    shape: 'booking',
  },
  'booking.completed': { says: 'A seat was taught and earned', shape: 'booking' },
  'booking.no_show': { says: 'Learner or educator did not come', shape: 'booking' },
  'booking.unclear': { says: 'Nobody can tell whether a seat was taught', shape: 'booking' },
  'booking.disputed': { says: 'What became of a seat is contested', shape: 'booking' },
  'booking.resolved': { says: 'What was contested is decided', shape: 'booking' },
  'case.answered': { says: 'A side of a case has answered', shape: 'booking' },
  'case.asked': { says: 'Staff ask a side of a case something', shape: 'booking' },
  'case.lost': { says: 'A side of a case has not answered in time', shape: 'booking' },
  'case.appealed': { says: 'A decision is appealed', shape: 'booking' },
  'booking.settled': { says: 'The days for contesting are over', shape: 'booking' },
  'session.published': { says: 'A session can be booked', shape: 'session' },
  'session.cancelled': { says: 'A session is called off', shape: 'session' },
  'waitlist.joined': { says: 'Somebody waits for a seat', shape: 'waitlist' },
  'waitlist.offered': { says: 'A freed seat is kept for somebody who waits', shape: 'waitlist' },
  'waitlist.booked': { says: 'A freed seat was booked for whoever waited', shape: 'waitlist' },
  'waitlist.lapsed': { says: 'An offered seat was not taken', shape: 'waitlist' },
  'waitlist.left': { says: 'Somebody no longer waits', shape: 'waitlist' },
  'waitlist.closed': { says: 'A queue ended before a seat was free', shape: 'waitlist' },
  'review.published': { says: 'A review can be read', shape: 'review' },
  'session.too_few': { says: 'A group has too few, and its educator decides', shape: 'session' },
  'session.goes_ahead': { says: 'A small group takes place all the same', shape: 'session' },
  'session.empty': { says: 'A session that nobody booked was called off', shape: 'session' },
  'session.reopened': {
    says: 'A session that was called off can be booked again',
    shape: 'session',
  },
  'package.bought': { says: 'Lessons were bought in one piece', shape: 'package' },
  'package.not_opened': {
    says: 'A package was paid for and could not be opened',
    shape: 'package',
  },
  'package.ending': { says: 'Lessons of a package run out soon', shape: 'package' },
  'package.extended': { says: 'A package lasts longer', shape: 'package' },
  'package.expired': { says: 'The time of a package is over', shape: 'package' },
  'package.ended': { says: 'A package was given back', shape: 'package' },
  'gift.sent': { says: 'A gift is on its way', shape: 'gift' },
  'gift.claimed': { says: 'A gift was taken', shape: 'gift' },
  'gift.expired': { says: 'A gift was not taken in time', shape: 'gift' },
  'gift.not_given': { says: 'A gift could not be given', shape: 'gift' },
  'educator.marked': { says: 'Something counts against an educator', shape: 'educator' },
  'educator.hidden': { says: 'An educator is hidden from search', shape: 'educator' },
  'educator.shown': { says: 'An educator can be found again', shape: 'educator' },
  'message.sent': { says: 'A message was written; its words stay here', shape: 'message' },
  'room.reported': { says: 'Something in a room was reported', shape: 'report' },
  'room.ended': { says: 'The host ended the meeting in the room', shape: 'room' },
  'person.joined': { says: 'Somebody has an account', shape: 'person' },
  'application.sent': { says: 'Somebody applies to teach', shape: 'application' },
  'application.approved': { says: 'An applicant is an educator', shape: 'application' },
  'application.rejected': { says: 'An application was rejected', shape: 'application' },
  'application.withdrawn': { says: 'An application was taken back', shape: 'application' },
  'contract.accepted': { says: 'An educator accepted the agreement', shape: 'contract' },
  'order.paid': { says: 'An order is paid', shape: 'order' },
  'order.expired': { says: 'An order was not paid in time', shape: 'order' },
  'order.cancelled': { says: 'An order was given up', shape: 'order' },
  'order.refunded': { says: 'Money of an order goes back', shape: 'order' },
  'refund.failed': { says: 'A refund did not reach its owner', shape: 'order' },
  'dispute.opened': { says: 'A bank asks for money back', shape: 'dispute' },
  'dispute.won': { says: 'The bank decided for us', shape: 'dispute' },
  'dispute.lost': { says: 'The bank decided for the buyer', shape: 'dispute' },
  'credits.purchased': { says: 'Credits were bought', shape: 'purchase' },
  'credits.granted': { says: 'Credits were given', shape: 'credits' },
  'subscription.started': { says: 'A plan began', shape: 'subscription' },
  'subscription.renewed': { says: 'A plan was renewed', shape: 'subscription' },
  'subscription.changed': { says: 'A plan became another', shape: 'subscription' },
  'subscription.paused': { says: 'A plan rests', shape: 'subscription' },
  'subscription.resumed': { says: 'A plan goes on', shape: 'subscription' },
  'subscription.payment_failed': { says: 'A plan was not paid', shape: 'subscription' },
  'subscription.leaving': { says: 'A plan will end', shape: 'subscription' },
  'subscription.ended': { says: 'A plan has ended', shape: 'subscription' },
  'commission.available': { says: 'Earnings can be paid out', shape: 'commission' },
  'commission.taken_back': { says: 'Earnings were taken back', shape: 'commission' },
  'tier.changed': { says: 'An educator has another tier', shape: 'tier' },
  'payout.sent': { says: 'A payout is on its way', shape: 'payout' },
  'payout.paid': { says: 'A payout has arrived', shape: 'payout' },
  'payout.failed': { says: 'A payout came back', shape: 'payout' },
  'payout.stopped': { says: 'A payout is not sent', shape: 'payout' },
  'webhook.ping': { says: 'A test that was asked for', shape: 'ping' },
}

export const EVENT_KINDS = Object.keys(EVENTS)

/** The schema of a kind's whole body, as it is documented and as it is sent. */
export function eventSchema(kind: string) {
  return Type.Object(
    {
      id: Type.String({
        format: 'uuid',
        description: 'Of what happened; the same for all who hear of it',
      }),
      type: Type.Literal(kind),
      timestamp: Type.String({ format: 'date-time', description: 'When it happened' }),
      data: SHAPES[EVENTS[kind]!.shape],
    },
    { additionalProperties: false, description: EVENTS[kind]!.says },
  )
}

export type Event = {
  id: string
  type: string
  timestamp: string
  data: Record<string, unknown>
}

/** What is sent of a fact: what its shape names, and nothing else. Undefined: it is no event. */
export function eventOf(
  fact: Pick<Fact, 'id' | 'kind' | 'about' | 'at' | 'data'>,
): Event | undefined {
  const known = EVENTS[fact.kind]
  if (!known) return undefined
  const own = TELL[known.shape](fact)
  const data = Object.fromEntries(
    Object.keys(SHAPES[known.shape].properties)
      .filter((name) => own[name] !== undefined && own[name] !== null)
      .map((name) => [name, own[name]]),
  )
  return { id: fact.id, type: fact.kind, timestamp: fact.at.toString(), data }
}

type Telling = (fact: Pick<Fact, 'about' | 'data'>) => Record<string, unknown>

/** Facts carry some amounts in smallest units as text: outside, all are decimals. */
const units = (amount: unknown, asset: unknown): Value | undefined =>
  typeof amount === 'string' && /^-?\d+$/.test(amount) && typeof asset === 'string'
    ? value(BigInt(amount), asset)
    : undefined

const ownerOf = (buyer: unknown) => {
  const { type, id: own } = (buyer ?? {}) as { type?: string; id?: string }
  return { type, id: own }
}

const TELL: Record<Shape, Telling> = {
  booking: ({ about, data }) => ({
    ...data,
    bookingId: about.id,
    returned: units(data.returned, data.asset),
    kept: units(data.kept, data.asset),
    goodwill: units(data.goodwill, 'CREDIT'),
  }),
  session: ({ about, data }) => ({ ...data, sessionId: about.id }),
  waitlist: ({ about, data }) => ({ ...data, waitingId: about.id }),
  review: ({ about, data }) => ({ ...data, reviewId: about.id }),
  order: ({ data }) => ({ ...data, buyer: ownerOf(data.buyer) }),
  dispute: ({ about, data }) => ({ ...data, disputeId: about.id, buyer: ownerOf(data.buyer) }),
  credits: ({ data }) => data,
  purchase: ({ about, data }) => ({ ...data, orderId: about.id, buyer: ownerOf(data.buyer) }),
  subscription: ({ about, data }) => ({ ...data, subscriptionId: about.id, plan: data.code }),
  commission: ({ data }) => ({ ...data, amount: units(data.amount, data.currency) }),
  payout: ({ about, data }) => ({
    ...data,
    payoutId: about.id,
    payee: { type: data.payeeType, id: data.payeeId },
    amount: units(data.amount, data.currency),
  }),
  tier: ({ data }) => data,
  package: ({ about, data }) => ({ ...data, packageId: about.id }),
  gift: ({ about, data }) => ({ ...data, giftId: about.id }),
  educator: ({ data }) => data,
  report: ({ about, data }) => ({ ...data, sessionId: about.id }),
  message: ({ about, data }) => ({ ...data, threadId: about.id }),
  room: ({ about }) => ({ sessionId: about.id }),
  person: ({ about }) => ({ personId: about.id }),
  application: ({ data }) => data,
  contract: ({ data }) => data,
  ping: ({ data }) => data,
}

export type EventBody = Static<ReturnType<typeof eventSchema>>
