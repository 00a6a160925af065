import { type Static, Type } from 'typebox'
import { ranksOf, reviewsOf, sessionPage } from '#live'
import type { Deps } from './edge.ts'
import { CardSchema, cardOf, ReviewSchema, reviewOf, WaySchema, wayOf } from './live-shapes.ts'
import { RankSchema, rankOf } from './review-shapes.ts'
import { IdSchema, InstantSchema, orNull } from './schemas.ts'
import { PlaceSchema, placeOf } from './waiting-shapes.ts'

/** All that a session's page shows. */

const thing = { additionalProperties: false } as const
type Kind = 'class' | 'conversation'

export const DetailSchema = Type.Object(
  {
    ...CardSchema.properties,
    ways: Type.Array(WaySchema),
    queue: orNull(
      Type.Object(
        { waiting: Type.Integer(), mine: orNull(PlaceSchema) },
        { ...thing, description: 'Who waits for a seat; null where nobody has to' },
      ),
    ),
    cancellation: Type.Object({ freeUntil: InstantSchema, halfUntil: InstantSchema }, thing),
    closesAt: InstantSchema,
    opensAt: orNull(InstantSchema),
    coEducators: Type.Array(Type.Object({ id: IdSchema, name: Type.String() }, thing), {
      description: 'Who teaches it beside its educator',
    }),
    takesTokens: Type.Boolean(),
    origin: Type.Enum(['made', 'slot', 'series', 'instant']),
    seriesId: orNull(IdSchema),
    answerUntil: orNull(
      Type.String({ description: 'Asked for now, until when the educator may answer' }),
    ),
    locked: orNull(
      Type.Object(
        { code: Type.String(), says: Type.String(), opensWith: Type.Array(Type.String()) },
        { ...thing, description: 'What my plan does not open of it, and the plans that do' },
      ),
    ),
    myBooking: orNull(Type.Object({ id: IdSchema, state: Type.String() }, thing)),
    materials: orNull(Type.String({ description: 'For the educator and those who booked' })),
    reviews: Type.Array(ReviewSchema),
    rank: RankSchema,
  },
  thing,
)

type Reader = { id: string; staffRoles: readonly string[] } | null

export async function detail(
  deps: Deps,
  id: string,
  actor: Reader,
  kind?: Kind,
): Promise<Static<typeof DetailSchema>> {
  const reader = actor && { person: actor.id, staff: actor.staffRoles.length > 0 }
  const found = await sessionPage(deps.db, id, reader, kind, deps.clock.now())
  const educator = found.card.educatorId
  const reviews = await reviewsOf(deps.db, { educator }, { limit: 10 })
  const ranks = await ranksOf(deps.db, [educator])
  return {
    ...cardOf(found.card),
    ways: found.ways.map(wayOf),
    queue: found.queue && {
      waiting: found.queue.waiting,
      mine: found.queue.mine && placeOf(found.queue.mine),
    },
    cancellation: {
      freeUntil: found.cancellation.freeUntil.toString(),
      halfUntil: found.cancellation.halfUntil.toString(),
    },
    closesAt: found.closesAt.toString(),
    opensAt: found.card.opensAt?.toString() ?? null,
    coEducators: found.coEducators,
    takesTokens: found.takesTokens,
    origin: found.card.origin,
    seriesId: found.seriesId,
    answerUntil: found.answerUntil?.toString() ?? null,
    locked: found.locked,
    myBooking: found.myBooking,
    materials: found.materials,
    reviews: reviews.map(reviewOf),
    rank: rankOf(ranks.get(educator)!),
  }
}
