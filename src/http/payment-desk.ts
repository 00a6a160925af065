import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  listInbox,
  type NoticeCard,
  type NoticeFilter,
  noticeDetail,
  replayNotice,
  replayNotices,
} from '#payments'
import { audit } from '#people'
import { pageOf, readCursor } from './cursor.ts'
import { change, type Deps } from './edge.ts'
import { ProviderSchema } from './providers.ts'
import { InstantSchema, orNull, page, pageQuery, query } from './schemas.ts'

/** What staff see of what providers told. */
const thing = { additionalProperties: false } as const
const FINANCE = { staff: ['finance'] } as const
const SEES_ORDERS = { staff: ['finance', 'support'] } as const

const StateSchema = Type.Enum(['received', 'done', 'ignored', 'failed'])
const NOTICE = {
  provider: Type.String(),
  event: Type.String(),
  type: Type.String(),
  about: orNull(Type.String()),
  state: StateSchema,
  attempts: Type.Integer(),
  error: orNull(Type.String()),
  receivedAt: InstantSchema,
}
const InboxSchema = Type.Object(NOTICE, thing)
const DetailSchema = Type.Object(
  {
    ...NOTICE,
    endpoint: Type.String(),
    account: orNull(Type.String()),
    happenedAt: InstantSchema,
    workedAt: orNull(InstantSchema),
    body: orNull(Type.String({ description: 'Word for word' })),
  },
  thing,
)
const NamedParams = Type.Object(
  { provider: ProviderSchema, event: Type.String({ pattern: '^[A-Za-z0-9_-]{1,255}$' }) },
  thing,
)
const WhichSchema = {
  state: Type.Optional(StateSchema),
  type: Type.Optional(
    Type.String({
      pattern: '^[a-z0-9_.]{1,100}$',
      description: 'The beginning of what it is called',
    }),
  ),
  ref: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9_-]{1,255}$',
      description: 'The provider’s name of what it is about, or of the notice',
    }),
  ),
  from: Type.Optional(InstantSchema),
  until: Type.Optional(InstantSchema),
}
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/

const cardOf = ({ event_id: event, received_at: receivedAt, ...row }: NoticeCard) => ({
  ...row,
  event,
  receivedAt: receivedAt.toString(),
})

type Which = { [Name in keyof typeof WhichSchema]?: string | undefined }

/** What was asked for, as the verbs take it. */
function filterOf({ state, type, ref, from, until }: Which): NoticeFilter {
  return {
    state: state as NoticeFilter['state'],
    type,
    ref,
    from: from ? Temporal.Instant.from(from) : undefined,
    until: until ? Temporal.Instant.from(until) : undefined,
  }
}

export const inboxRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(readingRoutes(deps))
    await app.register(replayRoutes(deps))
  }

const replayRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/inbox/:provider/:event/replay',
      {
        config: { needs: FINANCE },
        schema: {
          tags: ['payments'],
          summary: 'Work a notice once more: what it is about is looked up as it is now',
          params: NamedParams,
          response: { 200: Type.Object({ queued: Type.Literal(true) }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { event } = request.params
          await replayNotice(tx, request.params)
          const about = { type: 'notice', id: event }
          const by = `person:${actor.id}`
          await audit(tx, { by, deed: 'notice.replayed', about, from: request.id }, now)
          return { queued: true as const }
        }),
    )
    app.post(
      '/inbox/replay',
      {
        config: { needs: FINANCE },
        schema: {
          tags: ['payments'],
          summary: 'Work once more all notices that match, oldest first, a thousand at most',
          body: Type.Object(WhichSchema, thing),
          response: {
            200: Type.Object({ queued: Type.Integer(), more: Type.Boolean() }, thing),
          },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const done = await replayNotices(tx, filterOf(request.body))
          const about = { type: 'notice', id: 'many' }
          const by = `person:${actor.id}`
          const after = { ...request.body, queued: done.queued }
          await audit(tx, { by, deed: 'notice.replayed', about, after, from: request.id }, now)
          return done
        }),
    )
  }

const readingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/inbox',
      {
        config: { needs: SEES_ORDERS },
        schema: {
          tags: ['payments'],
          summary: 'What payment providers told us, latest first',
          querystring: query({ ...pageQuery, ...WhichSchema }),
          response: { 200: page(InboxSchema) },
        },
      },
      async (request) => {
        const { cursor, limit = 20, ...which } = request.query
        const key = readCursor(cursor, [MOMENT, /^[A-Za-z0-9_-]{1,255}$/])
        const before = key && { at: Temporal.Instant.from(key[0]), id: key[1] }
        const rows = await listInbox(deps.db, { ...filterOf(which), before, limit: limit + 1 })
        return pageOf(rows, limit, cardOf, (row) => [row.received_at, row.event_id])
      },
    )
    app.get(
      '/inbox/:provider/:event',
      {
        config: { needs: FINANCE },
        schema: {
          tags: ['payments'],
          summary: 'One notice, word for word',
          params: NamedParams,
          response: { 200: DetailSchema },
        },
      },
      async (request) => {
        const { happened_at, worked_at, endpoint, account, body, ...card } = await noticeDetail(
          deps.db,
          request.params,
        )
        return {
          ...cardOf(card),
          endpoint,
          account,
          body,
          happenedAt: happened_at.toString(),
          workedAt: worked_at?.toString() ?? null,
        }
      },
    )
  }
