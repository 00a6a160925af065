import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { value } from '#ledger'
import {
  type BookingView,
  cancelBooking,
  listBookings,
  oneBooking,
  previewCancel,
  reviewBooking,
  stepsOf,
} from '#live'
import type { Actor } from '#people'
import { cursorOr } from './cursor.ts'
import { actorOf, change, type Deps, deed } from './edge.ts'
import { BookingSchema, bookingOf } from './live-shapes.ts'
import { refuse } from './problems.ts'
import { ReviewBody } from './review-shapes.ts'
import {
  IdParams,
  IdSchema,
  InstantSchema,
  page,
  pageQuery,
  query,
  ValueSchema,
} from './schemas.ts'

const thing = { additionalProperties: false } as const

const StepSchema = Type.Object(
  { from: Type.String(), to: Type.String(), by: Type.String(), at: InstantSchema },
  thing,
)
const DetailSchema = Type.Object(
  { ...BookingSchema.properties, steps: Type.Array(StepSchema) },
  thing,
)

const PreviewSchema = Type.Object(
  {
    possible: Type.Boolean(),
    returned: ValueSchema,
    kept: ValueSchema,
    freeUntil: InstantSchema,
    halfUntil: InstantSchema,
  },
  thing,
)

const ListQuery = query({
  ...pageQuery,
  when: Type.Optional(Type.Enum(['upcoming', 'past'])),
  seated: Type.Optional(
    Type.Boolean({
      description: 'Only those that have a seat: not what was cancelled or never paid',
    }),
  ),
  as: Type.Optional(Type.Enum(['learner', 'educator'], { description: 'Whose eyes: learner' })),
  sessionId: Type.Optional(IdSchema),
  learnerId: Type.Optional(IdSchema),
})

/** Bookings: mine as a learner, of my sessions as an educator; cancelling and reviewing them. */
export const bookingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/bookings',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'My bookings',
          tags: ['live'],
          querystring: ListQuery,
          response: { 200: page(BookingSchema) },
        },
      },
      async (request) => {
        const actor = actorOf(request)
        const { when, seated, as, sessionId, learnerId, cursor, limit = 20 } = request.query
        if (learnerId && learnerId !== actor.id && actor.staffRoles.length === 0) {
          throw refuse('not_allowed')
        }
        cursorOr(cursor)
        const whose =
          as === 'educator' ? { educator: actor.id } : { learner: learnerId ?? actor.id }
        const { items, next } = await listBookings(
          deps.db,
          { ...whose, session: sessionId, when, seated, after: cursor, limit },
          deps.clock.now(),
        )
        return { items: items.map(bookingOf), next }
      },
    )
    app.get(
      '/bookings/:id',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'One booking',
          tags: ['live'],
          params: IdParams,
          response: { 200: DetailSchema },
        },
      },
      async (request) => detail(deps, request.params.id, actorOf(request)),
    )
    app.get(
      '/bookings/:id/cancel-preview',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'What cancelling now would bring',
          tags: ['live'],
          params: IdParams,
          response: { 200: PreviewSchema },
        },
      },
      async (request) => {
        const actor = actorOf(request)
        const found = await previewCancel(deps.db, request.params.id, actor.id, deps.clock.now())
        return {
          possible: found.possible,
          returned: value(found.returned, found.asset),
          kept: value(found.kept, found.asset),
          freeUntil: found.freeUntil.toString(),
          halfUntil: found.halfUntil.toString(),
        }
      },
    )
    app.post(
      '/bookings/:id/cancel',
      {
        config: { needs: 'person', deed: true },
        schema: {
          summary: 'Give a seat back',
          tags: ['live'],
          params: IdParams,
          response: { 200: BookingSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          await cancelBooking(tx, request.params.id, actor.id, now)
          return bookingOf((await oneBooking(tx, request.params.id, now))!)
        }),
    )
    app.post(
      '/bookings/:id/review',
      {
        config: { needs: 'person', opens: 'sessions.reviews', limit: 'writing' },
        schema: {
          summary: 'Review a session I attended',
          tags: ['live'],
          params: IdParams,
          body: ReviewBody,
          response: { 201: BookingSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          await reviewBooking(tx, request.params.id, actor.id, request.body, now)
          return bookingOf((await oneBooking(tx, request.params.id, now))!)
        })
      },
    )
  }

async function detail(deps: Deps, id: string, actor: Actor): Promise<Static<typeof DetailSchema>> {
  const booking = await oneBooking(deps.db, id, deps.clock.now())
  if (!booking || !maySee(booking, actor)) throw refuse('not_found')
  const steps = await stepsOf(deps.db, id)
  return {
    ...bookingOf(booking),
    steps: steps.map((step) => ({ ...step, at: step.at.toString() })),
  }
}

const maySee = (booking: BookingView, actor: Actor) =>
  booking.learnerId === actor.id || booking.educatorId === actor.id || actor.staffRoles.length > 0
