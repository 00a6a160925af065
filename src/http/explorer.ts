import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { atomically } from '#base'
import { value } from '#ledger'
import {
  actOnBooking,
  decideMark,
  exploreBookings,
  listMarks,
  policyNow,
  STAFF_DEEDS,
  showAgain,
  staffMay,
  TRANSITIONS,
} from '#live'
import { audit } from '#people'
import { MarkSchema, markOf } from './after-shapes.ts'
import { cursorOr } from './cursor.ts'
import { change, type Deps, deed } from './edge.ts'
import { BookingStateSchema } from './live-shapes.ts'
import { outageRoutes } from './outages.ts'
import {
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  page,
  pageQuery,
  query,
  ValueSchema,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['live']
const SUPPORT = { staff: ['support'] } as const
const Note = Type.String({ minLength: 3, maxLength: 2000 })

const ExploredSchema = Type.Object(
  {
    id: IdSchema,
    state: BookingStateSchema,
    stateAt: InstantSchema,
    stateBy: Type.String(),
    method: Type.String(),
    paid: ValueSchema,
    kept: ValueSchema,
    session: Type.Object({ id: IdSchema, title: Type.String(), start: InstantSchema }, thing),
    learner: Type.Object({ id: IdSchema, name: Type.String() }, thing),
    educator: Type.Object({ id: IdSchema, name: Type.String() }, thing),
  },
  thing,
)

const TransitionSchema = Type.Object(
  {
    deed: Type.String(),
    from: Type.String({ description: 'new, or a state' }),
    to: BookingStateSchema,
    by: Type.Array(Type.String()),
    when: Type.String(),
    money: Type.String(),
    commission: Type.String(),
    goodwill: Type.Boolean(),
    notice: orNull(Type.String()),
  },
  thing,
)

const SearchQuery = query({
  ...pageQuery,
  state: Type.Optional(BookingStateSchema),
  person: Type.Optional(
    Type.String({
      maxLength: 120,
      description: 'An id, or words of the learner’s or educator’s name',
    }),
  ),
  sessionId: Type.Optional(IdSchema),
  from: Type.Optional(InstantSchema),
  until: Type.Optional(InstantSchema),
})

/** Staff’s view of all bookings, and what they decide. */
export const explorerRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/bookings/transitions',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'Every way in which a booking can change',
          tags,
          response: { 200: page(TransitionSchema) },
        },
      },
      async () => ({ items: TRANSITIONS.map(transitionOf), next: null }),
    )
    await app.register(exploring(deps))
    await app.register(deciding(deps))
    await app.register(outageRoutes(deps))
  }

const transitionOf = (one: (typeof TRANSITIONS)[number]) => ({
  deed: one.deed,
  from: one.from,
  to: one.to,
  by: [...one.by],
  when: one.says,
  money: one.money,
  commission: one.commission,
  goodwill: one.goodwill,
  notice: one.notice,
})

const exploring =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/explorer/bookings',
      {
        config: { needs: SUPPORT },
        schema: {
          summary: 'Bookings by state, person, session and time',
          tags,
          querystring: SearchQuery,
          response: { 200: page(ExploredSchema) },
        },
      },
      async (request) => {
        const { state, person, sessionId, from, until, cursor, limit = 50 } = request.query
        cursorOr(cursor)
        const { items, next } = await exploreBookings(deps.db, {
          states: state && [state],
          person: person?.trim() || undefined,
          session: sessionId,
          from: from ? Temporal.Instant.from(from) : undefined,
          until: until ? Temporal.Instant.from(until) : undefined,
          after: cursor,
          limit,
        })
        return {
          items: items.map((one) => ({
            id: one.id,
            state: one.state,
            stateAt: one.stateAt.toString(),
            stateBy: one.stateBy,
            method: one.method.toUpperCase(),
            paid: value(one.amount, one.asset),
            kept: value(one.kept, one.asset),
            session: { id: one.sessionId, title: one.title, start: one.start.toString() },
            learner: { id: one.learnerId, name: one.learner },
            educator: { id: one.educatorId, name: one.educator },
          })),
          next,
        }
      },
    )
    app.get(
      '/explorer/bookings/:id/deeds',
      {
        config: { needs: SUPPORT },
        schema: {
          summary: 'What staff may do with a booking now',
          tags,
          params: IdParams,
          response: { 200: page(Type.String()) },
        },
      },
      async (request) => ({
        items: await atomically(deps.db, (tx) => staffMay(tx, request.params.id, deps.clock.now())),
        next: null,
      }),
    )
    app.post(
      '/explorer/bookings/:id/act',
      {
        config: { needs: SUPPORT, deed: true },
        schema: {
          summary: 'Do something with a booking by hand',
          tags,
          params: IdParams,
          body: Type.Object({ deed: Type.Enum([...STAFF_DEEDS]), reason: Note }, thing),
          response: { 200: Type.Object({ state: BookingStateSchema }, thing) },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          const by = `person:${actor.id}`
          const moved = await actOnBooking(tx, id, { ...request.body, by }, now)
          const { from, to } = moved.transition
          await audit(
            tx,
            {
              by,
              deed: `booking.${request.body.deed.replaceAll(' ', '_')}`,
              about: { type: 'booking', id },
              before: { state: from },
              after: { state: to, reason: request.body.reason },
              from: request.id,
            },
            now,
          )
          return { state: to }
        }),
    )
  }

const deciding =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/explorer/marks',
      {
        config: { needs: SUPPORT },
        schema: {
          summary: 'Marks whose educator asks staff to look',
          tags,
          response: { 200: page(MarkSchema) },
        },
      },
      async () => {
        const { markDays } = await policyNow(deps.db)
        const marks = await listMarks(deps.db, { appealed: true, limit: 100 }, markDays)
        return { items: marks.map(markOf), next: null }
      },
    )
    app.post(
      '/explorer/marks/:id/decide',
      {
        config: { needs: SUPPORT },
        schema: {
          summary: 'Say whether a mark stays; by the session’s id',
          tags,
          params: IdParams,
          body: Type.Object({ lifts: Type.Boolean(), note: Note }, thing),
          response: { 204: Type.Null() },
        },
      },
      (request, reply) => {
        reply.code(204)
        return change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          const by = `person:${actor.id}`
          await decideMark(tx, id, { ...request.body, by }, now)
          const about = { type: 'session', id }
          await audit(
            tx,
            { by, deed: 'educator.mark_decided', about, after: request.body, from: request.id },
            now,
          )
          return null
        })
      },
    )
    app.post(
      '/explorer/educators/:id/show',
      {
        config: { needs: SUPPORT },
        schema: {
          summary: 'Let an educator be found in search again',
          tags,
          params: IdParams,
          body: Type.Object({ note: Note }, thing),
          response: { 204: Type.Null() },
        },
      },
      (request, reply) => {
        reply.code(204)
        return change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          const { note } = request.body
          const by = `person:${actor.id}`
          await showAgain(tx, id, { by, note }, now)
          const about = { type: 'person', id }
          await audit(
            tx,
            { by, deed: 'educator.shown', about, after: { note }, from: request.id },
            now,
          )
          return null
        })
      },
    )
  }
