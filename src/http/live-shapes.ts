import { type Static, Type } from 'typebox'
import { value } from '#ledger'
import { type BookingView, type Card, meanShown, type Review, type Way } from '#live'
import { IdSchema, InstantSchema, orNull, ValueSchema, ZoneSchema } from './schemas.ts'

/** How live answers: the shapes, and the one place where each is made. */

const thing = { additionalProperties: false } as const

export const KindSchema = Type.Enum(['class', 'conversation'])
export const LevelSchema = Type.Enum(['A1', 'A2', 'B1', 'B2', 'C1', 'C2'])
export const PriceLevelSchema = Type.Enum(['basic', 'standard', 'premium', 'private'])
export const MethodSchema = Type.Enum(['INCLUDED', 'CREDITS', 'CASH', 'TOKENS', 'PACKAGE', 'FREE'])
export const SessionStateSchema = Type.Enum([
  'draft',
  'published',
  'started',
  'completed',
  'cancelled',
])
export const BookingStateSchema = Type.Enum([
  'held',
  'requested',
  'confirmed',
  'in_progress',
  'completed',
  'settled',
  'expired',
  'declined',
  'cancelled_by_learner',
  'late_cancelled',
  'cancelled_by_educator',
  'cancelled_by_platform',
  'no_show_learner',
  'no_show_educator',
  'disputed',
  'resolved',
])
const RatingSchema = orNull(
  Type.String({ description: 'Plain mean; null while there are fewer than three: "New"' }),
)

export const CardSchema = Type.Object(
  {
    id: IdSchema,
    kind: KindSchema,
    title: Type.String(),
    description: Type.String(),
    language: Type.String(),
    level: orNull(LevelSchema),
    topics: Type.Array(Type.String()),
    priceLevel: Type.String(),
    start: InstantSchema,
    end: InstantSchema,
    zone: ZoneSchema,
    price: ValueSchema,
    creditBased: Type.Boolean(),
    priceMoney: orNull(ValueSchema),
    capacity: Type.Integer(),
    minParticipants: Type.Integer(),
    seatsLeft: Type.Integer(),
    asksFirst: Type.Boolean({ description: 'Whoever books asks, and the educator answers' }),
    state: SessionStateSchema,
    educator: Type.Object(
      {
        id: IdSchema,
        name: Type.String(),
        zone: ZoneSchema,
        tier: Type.String(),
        rating: RatingSchema,
        reviewCount: Type.Integer(),
        sessionsHeld: Type.Integer(),
      },
      thing,
    ),
  },
  thing,
)

export function cardOf(card: Card): Static<typeof CardSchema> {
  return {
    id: card.id,
    kind: card.kind,
    title: card.title,
    description: card.description,
    language: card.language,
    level: card.level as Static<typeof LevelSchema> | null,
    topics: card.topics,
    priceLevel: card.priceLevel,
    start: card.start.toString(),
    end: card.end.toString(),
    zone: card.zone,
    price: value(card.price, 'CREDIT'),
    creditBased: card.creditBased,
    priceMoney: card.moneyPrice === null ? null : value(card.moneyPrice, card.moneyCurrency!),
    capacity: card.capacity,
    minParticipants: card.minimum,
    seatsLeft: card.seatsLeft,
    asksFirst: card.asksFirst,
    state: card.state,
    educator: {
      id: card.educatorId,
      name: card.educatorName,
      zone: card.educatorZone,
      tier: card.tier,
      rating: meanShown(card.ratingsSum, card.ratingsCount),
      reviewCount: Number(card.ratingsCount),
      sessionsHeld: card.sessionsHeld,
    },
  }
}

const PartSchema = orNull(Type.Integer({ description: '1 to 5' }))

export const ReviewSchema = Type.Object(
  {
    id: IdSchema,
    sessionId: IdSchema,
    title: Type.String(),
    educator: Type.Object({ id: IdSchema, name: Type.String() }, thing),
    learner: Type.Object({ id: IdSchema, name: Type.String() }, thing),
    stars: Type.Integer(),
    clarity: PartSchema,
    progress: PartSchema,
    preparation: PartSchema,
    encouragement: PartSchema,
    words: Type.String(),
    wordsRemoved: Type.Boolean({ description: 'A moderator took the words away' }),
    publishedAt: InstantSchema,
    changedAt: orNull(InstantSchema),
    reply: orNull(
      Type.Object(
        { words: Type.String(), at: InstantSchema, changeableUntil: InstantSchema },
        { ...thing, description: 'The educator’s one answer' },
      ),
    ),
  },
  thing,
)

export const reviewOf = (review: Review): Static<typeof ReviewSchema> => ({
  id: review.id,
  sessionId: review.sessionId,
  title: review.title,
  educator: { id: review.educatorId, name: review.educatorName },
  learner: { id: review.learnerId, name: review.learnerName },
  stars: review.stars,
  clarity: review.clarity,
  progress: review.progress,
  preparation: review.preparation,
  encouragement: review.encouragement,
  words: review.words,
  wordsRemoved: review.wordsRemoved,
  publishedAt: review.publishedAt.toString(),
  changedAt: review.changedAt?.toString() ?? null,
  reply: review.reply && {
    words: review.reply.words,
    at: review.reply.at.toString(),
    changeableUntil: review.reply.changeableUntil.toString(),
  },
})

export const WaySchema = Type.Object(
  {
    method: MethodSchema,
    available: Type.Boolean(),
    why: Type.Optional(Type.String({ description: 'Why it is not open, as a word' })),
    price: ValueSchema,
    before: Type.Optional(
      Type.String({
        description: 'Credits, tokens, included sessions or lessons of a package, there now',
      }),
    ),
    after: Type.Optional(Type.String()),
    expiring: Type.Optional(
      Type.Object(
        { amount: ValueSchema, at: InstantSchema },
        {
          ...thing,
          description: 'What of the price would come from credits that run out soonest',
        },
      ),
    ),
  },
  thing,
)

export function wayOf(way: Way): Static<typeof WaySchema> {
  const { method, available, why, price, before, after, expiring } = way
  const count = (units: bigint) =>
    method === 'included' || method === 'package'
      ? units.toString()
      : value(units, price.asset).amount
  return {
    method: method.toUpperCase() as Static<typeof MethodSchema>,
    available,
    ...(why ? { why } : {}),
    price: value(price.amount, price.asset),
    ...(before === undefined ? {} : { before: count(before) }),
    ...(after === undefined ? {} : { after: count(after) }),
    ...(expiring
      ? { expiring: { amount: value(expiring.amount, 'CREDIT'), at: expiring.at.toString() } }
      : {}),
  }
}

export const BookingSchema = Type.Object(
  {
    id: IdSchema,
    session: Type.Object(
      {
        id: IdSchema,
        kind: KindSchema,
        title: Type.String(),
        start: InstantSchema,
        end: InstantSchema,
        zone: ZoneSchema,
        materials: Type.String(),
        educator: Type.Object({ id: IdSchema, name: Type.String() }, thing),
      },
      thing,
    ),
    learner: Type.Object({ id: IdSchema, name: Type.String() }, thing),
    method: MethodSchema,
    price: ValueSchema,
    paid: ValueSchema,
    kept: ValueSchema,
    returned: ValueSchema,
    goodwill: ValueSchema,
    orderId: orNull(IdSchema),
    packageId: orNull(IdSchema),
    state: BookingStateSchema,
    reason: orNull(Type.String()),
    bookedAt: InstantSchema,
    freeUntil: InstantSchema,
    halfUntil: InstantSchema,
    seatUntil: orNull(InstantSchema),
    answerUntil: orNull(InstantSchema),
    origin: Type.Enum(['made', 'slot', 'series', 'instant']),
    trial: Type.Boolean({ description: 'A trial lesson' }),
    attended: orNull(Type.Boolean()),
    stars: orNull(Type.Integer({ description: "The learner's own review" })),
  },
  thing,
)

const GONE = new Set([
  'declined',
  'cancelled_by_learner',
  'late_cancelled',
  'cancelled_by_educator',
  'cancelled_by_platform',
  'no_show_educator',
  'resolved',
])

export function bookingOf(b: BookingView): Static<typeof BookingSchema> {
  const nothing = b.method === 'included' || b.method === 'free'
  const paid = nothing ? 0n : b.amount
  const kept = nothing ? 0n : b.kept
  const later = b.graceUntil && Temporal.Instant.compare(b.graceUntil, b.freeUntil) > 0
  return {
    id: b.id,
    session: {
      id: b.sessionId,
      kind: b.kind,
      title: b.title,
      start: b.start.toString(),
      end: b.end.toString(),
      zone: b.zone,
      materials: b.materials,
      educator: { id: b.educatorId, name: b.educatorName },
    },
    learner: { id: b.learnerId, name: b.learnerName },
    method: b.method.toUpperCase() as Static<typeof MethodSchema>,
    price: value(b.price, 'CREDIT'),
    paid: value(paid, b.asset),
    kept: value(kept, b.asset),
    returned: value(GONE.has(b.state) ? paid - kept : 0n, b.asset),
    goodwill: value(b.goodwill, 'CREDIT'),
    orderId: b.orderId,
    packageId: b.packageId,
    state: b.state,
    reason: b.reason,
    bookedAt: b.bookedAt.toString(),
    freeUntil: (later ? b.graceUntil! : b.freeUntil).toString(),
    halfUntil: b.halfUntil.toString(),
    seatUntil: b.seatUntil?.toString() ?? null,
    answerUntil: b.answerUntil?.toString() ?? null,
    origin: b.origin,
    trial: b.trial,
    attended: b.attended,
    stars: b.stars,
  }
}
