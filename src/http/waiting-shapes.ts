import { type Static, Type } from 'typebox'
import { value } from '#ledger'
import type { Place } from '#live'
import { IdSchema, InstantSchema, orNull, ValueSchema, ZoneSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const

export const AutoWaySchema = Type.Enum(['INCLUDED', 'CREDITS', 'TOKENS', 'PACKAGE'])

export const PlaceSchema = Type.Object(
  {
    id: IdSchema,
    session: Type.Object(
      {
        id: IdSchema,
        kind: Type.Enum(['class', 'conversation']),
        title: Type.String(),
        start: InstantSchema,
        end: InstantSchema,
        zone: ZoneSchema,
        educator: Type.Object({ id: IdSchema, name: Type.String() }, thing),
      },
      thing,
    ),
    person: Type.Object({ id: IdSchema, name: Type.String() }, thing),
    place: orNull(Type.Integer({ description: '1 is next; null once it is over' })),
    priority: Type.Boolean({ description: 'Of a plan that books before others' }),
    auto: orNull(
      Type.Object(
        { paymentMethod: AutoWaySchema, price: ValueSchema },
        { ...thing, description: 'Booked without asking, paid like this; null: only offered' },
      ),
    ),
    joinedAt: InstantSchema,
    closesAt: InstantSchema,
    state: Type.Enum(['waiting', 'offered', 'booked', 'left', 'lapsed', 'closed']),
    offerUntil: orNull(InstantSchema),
    passedWhy: orNull(Type.String({ description: 'The refusal for which they were passed over' })),
    bookingId: orNull(IdSchema),
    reason: orNull(Type.String()),
  },
  thing,
)

export function placeOf(place: Place): Static<typeof PlaceSchema> {
  return {
    id: place.id,
    session: {
      id: place.sessionId,
      kind: place.kind,
      title: place.title,
      start: place.start.toString(),
      end: place.end.toString(),
      zone: place.zone,
      educator: { id: place.educatorId, name: place.educatorName },
    },
    person: { id: place.personId, name: place.personName },
    place: place.place,
    priority: place.priority,
    auto: place.way && {
      paymentMethod: place.way.toUpperCase() as Static<typeof AutoWaySchema>,
      price: value(place.seenPrice!, 'CREDIT'),
    },
    joinedAt: place.joinedAt.toString(),
    closesAt: place.closesAt.toString(),
    state: place.state,
    // Whoever asked to be booked is booked right after: there is nothing to answer.
    offerUntil: place.way ? null : (place.offerUntil?.toString() ?? null),
    passedWhy: place.passedWhy,
    bookingId: place.bookingId,
    reason: place.reason,
  }
}
