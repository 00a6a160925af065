import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import {
  afterOf,
  answerMove,
  confirmBooking,
  moveOptions,
  moveSeat,
  oneBooking,
  proposeMove,
  type Target,
  withdrawMove,
} from '#live'
import type { Actor } from '#people'
import { AfterSchema, afterShape } from './after-shapes.ts'
import { actorOf, change, type Deps, deed } from './edge.ts'
import { refuse } from './problems.ts'
import { IdParams, IdSchema, InstantSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['live']

const TargetBody = Type.Union([
  Type.Object({ sessionId: IdSchema }, thing),
  Type.Object({ start: InstantSchema }, thing),
])
const targetOf = (body: Static<typeof TargetBody>): Target =>
  'sessionId' in body ? { session: body.sessionId } : { start: Temporal.Instant.from(body.start) }

const ProposeBody = Type.Object(
  {
    to: TargetBody,
    words: Type.String({ maxLength: 1000, description: 'Read by the other side' }),
  },
  thing,
)
const HourSchema = Type.Object({ start: InstantSchema, end: InstantSchema }, thing)
const OptionsSchema = Type.Object(
  {
    sessions: Type.Array(
      Type.Object(
        {
          id: IdSchema,
          title: Type.String(),
          start: InstantSchema,
          end: InstantSchema,
          seatsLeft: Type.Integer(),
        },
        thing,
      ),
    ),
    hours: Type.Array(HourSchema),
  },
  thing,
)
const hourOf = ({ start, end }: { start: Temporal.Instant; end: Temporal.Instant }) => ({
  start: start.toString(),
  end: end.toString(),
})

/** What the two of a booking do with it after it was made: move it, say that it took place. */
export const afterBookingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(looking(deps))
    await app.register(moving(deps))
    await app.register(confirming(deps))
  }

const looking =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/bookings/:id/after',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'What was found about a booking, and what can still be done',
          tags,
          params: IdParams,
          response: { 200: AfterSchema },
        },
      },
      async (request) => {
        await refuseStranger(deps, request.params.id, actorOf(request))
        return afterShape(await afterOf(deps.db, request.params.id, deps.clock.now()))
      },
    )
    app.get(
      '/bookings/:id/move-options',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Where a seat could go without asking anybody',
          tags,
          params: IdParams,
          response: { 200: OptionsSchema },
        },
      },
      async (request) => {
        await refuseStranger(deps, request.params.id, actorOf(request))
        const { sessions, hours } = await moveOptions(deps.db, request.params.id, deps.clock.now())
        return {
          sessions: sessions.map((one) => ({ ...one, ...hourOf(one) })),
          hours: hours.map(hourOf),
        }
      },
    )
  }

const moving =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const after = { 200: AfterSchema }
    app.post(
      '/bookings/:id/move',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Move my seat',
          tags,
          params: IdParams,
          body: TargetBody,
          response: after,
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          await moveSeat(tx, id, actor.id, targetOf(request.body), now)
          return afterShape(await afterOf(tx, id, now))
        }),
    )
    app.post(
      '/bookings/:id/move-proposals',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Propose another time for a booking',
          tags,
          params: IdParams,
          body: ProposeBody,
          response: after,
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          const wish = { target: targetOf(request.body.to), words: request.body.words }
          await proposeMove(tx, id, actor.id, wish, now)
          return afterShape(await afterOf(tx, id, now))
        }),
    )
    app.post(
      '/move-proposals/:id/answer',
      {
        config: { needs: 'person', deed: true },
        schema: {
          summary: 'Agree to another time, or decline',
          tags,
          params: IdParams,
          body: Type.Object({ agrees: Type.Boolean() }, thing),
          response: { 204: Type.Null() },
        },
      },
      (request, reply) => {
        reply.code(204)
        return deed(deps, request, reply, async (tx, now, actor) => {
          await answerMove(tx, request.params.id, actor.id, request.body.agrees, now)
          return null
        })
      },
    )
    app.post(
      '/move-proposals/:id/withdraw',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Take a proposal back',
          tags,
          params: IdParams,
          response: { 204: Type.Null() },
        },
      },
      (request, reply) => {
        reply.code(204)
        return change(deps, request, async (tx, now, actor) => {
          await withdrawMove(tx, request.params.id, actor.id, now)
          return null
        })
      },
    )
  }

const confirming =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/bookings/:id/confirm',
      {
        config: { needs: 'person', deed: true },
        schema: {
          summary: 'Say that it took place',
          tags,
          params: IdParams,
          response: { 200: AfterSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          await confirmBooking(tx, request.params.id, actor.id, now)
          return afterShape(await afterOf(tx, request.params.id, now))
        }),
    )
  }

async function refuseStranger(deps: Deps, id: string, actor: Actor): Promise<void> {
  const booking = await oneBooking(deps.db, id, deps.clock.now())
  const theirs = booking?.learnerId === actor.id || booking?.educatorId === actor.id
  if (!booking || (!theirs && actor.staffRoles.length === 0)) throw refuse('not_found')
}
