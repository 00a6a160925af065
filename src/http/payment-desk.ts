import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { listInbox, replayNotice } from '#payments'
import { audit } from '#people'
import { pageOf, readCursor } from './cursor.ts'
import { change, type Deps } from './edge.ts'
import { ProviderSchema } from './providers.ts'
import { InstantSchema, orNull, page, pageQuery, query } from './schemas.ts'

/** What staff see of what providers told. */
const thing = { additionalProperties: false } as const
const FINANCE = { staff: ['finance'] } as const
const SEES_ORDERS = { staff: ['finance', 'support'] } as const

const InboxSchema = Type.Object(
  {
    provider: Type.String(),
    event: Type.String(),
    type: Type.String(),
    about: orNull(Type.String()),
    state: Type.String(),
    attempts: Type.Integer(),
    error: orNull(Type.String()),
    receivedAt: InstantSchema,
  },
  thing,
)
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/

export const inboxRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/inbox/:provider/:event/replay',
      {
        config: { needs: FINANCE },
        schema: {
          tags: ['payments'],
          summary: 'Work a notice once more: what it is about is looked up as it is now',
          params: Type.Object(
            {
              provider: ProviderSchema,
              event: Type.String({ pattern: '^[A-Za-z0-9_-]{1,255}$' }),
            },
            thing,
          ),
          response: { 200: Type.Object({ queued: Type.Literal(true) }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { event } = request.params
          await replayNotice(tx, request.params)
          await audit(
            tx,
            {
              by: `person:${actor.id}`,
              deed: 'notice.replayed',
              about: { type: 'notice', id: event },
              from: request.id,
            },
            now,
          )
          return { queued: true as const }
        }),
    )
    app.get(
      '/inbox',
      {
        config: { needs: SEES_ORDERS },
        schema: {
          tags: ['payments'],
          summary: 'What payment providers told us, latest first',
          querystring: query({
            ...pageQuery,
            state: Type.Optional(Type.Enum(['received', 'done', 'ignored', 'failed'])),
          }),
          response: { 200: page(InboxSchema) },
        },
      },
      async (request) => {
        const { state, cursor, limit = 20 } = request.query
        const key = readCursor(cursor, [MOMENT, /^[A-Za-z0-9_-]{1,255}$/])
        const before = key && { at: Temporal.Instant.from(key[0]), id: key[1] }
        const rows = await listInbox(deps.db, { state, before, limit: limit + 1 })
        return pageOf(
          rows,
          limit,
          ({ event_id: event, received_at: receivedAt, ...row }) => ({
            ...row,
            event,
            receivedAt: receivedAt.toString(),
          }),
          (row) => [row.received_at, row.event_id],
        )
      },
    )
  }
