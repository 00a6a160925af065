import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { outageMeets, outages, sayOutage, workOutages } from '#live'
import { audit } from '#people'
import { type Deps, deed } from './edge.ts'
import { IdSchema, InstantSchema, page, query } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['live']
const SUPPORT = { staff: ['support'] } as const
const Note = Type.String({ minLength: 3, maxLength: 2000 })

const MeetsSchema = Type.Object(
  {
    sessionId: IdSchema,
    title: Type.String(),
    start: InstantSchema,
    end: InstantSchema,
    state: Type.String(),
    bookings: Type.Integer({ description: 'Seats that get everything back' }),
  },
  thing,
)
const OutageSchema = Type.Object(
  { from: InstantSchema, until: InstantSchema, saidBy: Type.String(), note: Type.String() },
  thing,
)
const Span = { from: InstantSchema, until: InstantSchema }
const BACK_DAYS = 30

/** When the room could not be reached: staff say it, having looked at what it meets. */
export const outageRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/explorer/outages',
      {
        config: { needs: SUPPORT },
        schema: {
          summary: 'Outages of the last 30 days, the latest first',
          tags,
          response: { 200: page(OutageSchema) },
        },
      },
      async () => {
        const now = deps.clock.now()
        const rows = await outages(deps.db, now.subtract({ hours: 24 * BACK_DAYS }), now)
        const items = rows.toReversed().map(({ from, to, saidBy, note }) => ({
          from: from.toString(),
          until: to.toString(),
          saidBy,
          note,
        }))
        return { items, next: null }
      },
    )
    app.get(
      '/explorer/outages/preview',
      {
        config: { needs: SUPPORT },
        schema: {
          summary: 'What an outage would meet',
          tags,
          querystring: query(Span),
          response: { 200: page(MeetsSchema) },
        },
      },
      async (request) => {
        const from = Temporal.Instant.from(request.query.from)
        const to = Temporal.Instant.from(request.query.until)
        const rows = await outageMeets(deps.db, { from, to })
        const items = rows.map((row) => ({
          ...row,
          start: row.start.toString(),
          end: row.end.toString(),
        }))
        return { items, next: null }
      },
    )
    app.post(
      '/explorer/outages',
      {
        config: { needs: SUPPORT, deed: true },
        schema: {
          summary: 'Say that the room could not be reached',
          tags,
          body: Type.Object({ ...Span, note: Note }, thing),
          response: { 200: Type.Object({ givenBack: Type.Integer() }, thing) },
        },
      },
      async (request, reply) => {
        const { from, until, note } = request.body
        await deed(deps, request, reply, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const span = { from: Temporal.Instant.from(from), to: Temporal.Instant.from(until) }
          const id = await sayOutage(tx, { ...span, note }, by, now)
          const about = { type: 'outage', id }
          await audit(
            tx,
            { by, deed: 'room.outage', about, after: { from, until, note }, from: request.id },
            now,
          )
          return { id }
        })
        // Each session in a transaction of its own; the schedule would do it within a minute.
        return { givenBack: await workOutages(deps.db, deps.clock.now()) }
      },
    )
  }
