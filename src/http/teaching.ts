import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { value } from '#ledger'
import {
  cancelSession,
  changeSession,
  educatorMissed,
  listBookings,
  markAttendance,
  previewCallOff,
  publishSession,
  refuseUnlessKind,
  sessionPage,
  takeTokens,
  teachesToo,
} from '#live'
import { actorOf, change, type Deps, deed } from './edge.ts'
import { byOf, ChangeBody, changeFrom } from './live-asking.ts'
import { BookingSchema, bookingOf, CardSchema, cardOf } from './live-shapes.ts'
import { refuse } from './problems.ts'
import { IdParams, IdSchema, page, pageQuery, query, ValueSchema } from './schemas.ts'

import { DetailSchema, detail } from './session-detail.ts'

const thing = { additionalProperties: false } as const
type Kind = 'class' | 'conversation'

const MarksBody = Type.Object(
  {
    marks: Type.Array(Type.Object({ bookingId: IdSchema, present: Type.Boolean() }, thing), {
      minItems: 1,
      maxItems: 500,
    }),
  },
  thing,
)

const CallOffSchema = Type.Object(
  {
    bookings: Type.Integer({ description: 'Learners who get everything back' }),
    goodwill: ValueSchema,
    lost: ValueSchema,
    counts: Type.Boolean({ description: 'Whether it counts against the educator' }),
  },
  thing,
)

const ReasonBody = Type.Object({ reason: Type.String({ minLength: 3, maxLength: 1000 }) }, thing)

/** What an educator does with a session of theirs, or staff with anybody's. */
export const teaching =
  (deps: Deps, kind: Kind | undefined): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.patch(
      '/:id',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Change a session',
          tags: ['live'],
          params: IdParams,
          body: ChangeBody,
          response: { 200: DetailSchema },
        },
      },
      async (request) => {
        const { id } = request.params
        await change(deps, request, async (tx, now, actor) => {
          await refuseUnlessKind(tx, id, kind)
          await changeSession(tx, id, changeFrom(request.body), byOf(actor), now)
          const { publish, takesTokens } = request.body
          if (takesTokens !== undefined) await takeTokens(tx, id, takesTokens, byOf(actor))
          if (publish) await publishSession(tx, id, byOf(actor), now)
        })
        return detail(deps, id, actorOf(request), kind)
      },
    )
    app.post(
      '/:id/cancel',
      {
        config: { needs: 'person', deed: true },
        schema: {
          summary: 'Call a session off',
          tags: ['live'],
          params: IdParams,
          body: ReasonBody,
          response: { 200: CardSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          await refuseUnlessKind(tx, id, kind)
          await cancelSession(tx, id, byOf(actor), request.body.reason, now)
          return cardOf(
            (await sessionPage(tx, id, { person: actor.id, staff: true }, kind, now)).card,
          )
        }),
    )
    app.get(
      '/:id/cancel-preview',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'What calling a session off would do',
          tags: ['live'],
          params: IdParams,
          response: { 200: CallOffSchema },
        },
      },
      async (request) => {
        const now = deps.clock.now()
        const found = await previewCallOff(deps.db, request.params.id, byOf(actorOf(request)), now)
        return {
          bookings: found.bookings,
          goodwill: value(found.goodwill, 'CREDIT'),
          lost: value(found.lost.amount, found.lost.currency),
          counts: found.counts,
        }
      },
    )
    app.post(
      '/:id/attendance',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Mark who was there',
          tags: ['live'],
          params: IdParams,
          body: MarksBody,
          response: { 200: page(BookingSchema) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          await refuseUnlessKind(tx, id, kind)
          const marks = request.body.marks.map(({ bookingId, present }) => ({
            booking: bookingId,
            present,
          }))
          await markAttendance(tx, id, marks, byOf(actor), now)
          const { items } = await listBookings(tx, { session: id, limit: 500 }, now)
          return { items: items.map(bookingOf), next: null }
        }),
    )
    app.get(
      '/:id/bookings',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'The roster',
          tags: ['live'],
          params: IdParams,
          querystring: query(pageQuery),
          response: { 200: page(BookingSchema) },
        },
      },
      async (request) => {
        const now = deps.clock.now()
        const actor = actorOf(request)
        const { id } = request.params
        const staff = actor.staffRoles.length > 0
        const { card } = await sessionPage(deps.db, id, { person: actor.id, staff }, kind, now)
        const theirs = card.educatorId === actor.id || (await teachesToo(deps.db, id, actor.id))
        if (!theirs && !staff) throw refuse('not_allowed')
        const { items, next } = await listBookings(
          deps.db,
          { session: id, after: request.query.cursor, limit: request.query.limit ?? 100 },
          now,
        )
        return { items: items.map(bookingOf), next }
      },
    )
    app.post(
      '/:id/missed',
      {
        config: { needs: { staff: ['support'] }, deed: true },
        schema: {
          summary: 'The educator did not come',
          tags: ['live'],
          params: IdParams,
          response: { 200: CardSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          await refuseUnlessKind(tx, id, kind)
          await educatorMissed(tx, id, { person: actor.id, staff: true }, now)
          return cardOf(
            (await sessionPage(tx, id, { person: actor.id, staff: true }, kind, now)).card,
          )
        }),
    )
  }
