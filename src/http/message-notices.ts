import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  NOTICE_STATES,
  oneProviderNotice,
  providerNotices,
  rechargeSandbox,
  replayNotice,
  SANDBOX_SCENARIOS,
  sandboxOutbox,
} from '#messaging'
import { audit } from '#people'
import { pageOf, readMoment } from './cursor.ts'
import { change, type Deps } from './edge.ts'
import {
  closed,
  noticeAnswer,
  ProviderNoticeSchema,
  SandboxMessageSchema,
  sentAnswer,
  WaySchema,
  WholeNoticeSchema,
} from './message-provider-shapes.ts'
import { IdParams, IdSchema, page, pageQuery, query } from './schemas.ts'

type App = Parameters<FastifyPluginAsyncTypebox>[0]

const SEEN = { staff: ['finance', 'support'] } as const
const tags = ['message providers']

/** What providers of messages told us, as it came; and the sandbox's outbox. */
export const providerNoticeRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    noticeRoutes(app, deps)
    sandboxRoutes(app, deps)
  }

function noticeRoutes(app: App, deps: Deps): void {
  app.get(
    '/provider-notices',
    {
      config: { needs: SEEN },
      schema: {
        tags,
        summary: 'What providers of messages told us, the latest first',
        querystring: query({
          provider: Type.Optional(IdSchema),
          state: Type.Optional(Type.Enum([...NOTICE_STATES])),
          ...pageQuery,
        }),
        response: { 200: page(ProviderNoticeSchema) },
      },
    },
    async ({ query: { provider, state, cursor, limit = 20 } }) => {
      const before = readMoment(cursor)
      const rows = await providerNotices(deps.db, { provider, state, before, limit: limit + 1 })
      return pageOf(rows, limit, noticeAnswer, ({ receivedAt, id }) => [receivedAt, id])
    },
  )
  app.get(
    '/provider-notices/:id',
    {
      config: { needs: SEEN },
      schema: {
        tags,
        summary: 'One notice of a provider, with what it said',
        params: IdParams,
        response: { 200: WholeNoticeSchema },
      },
    },
    async ({ params: { id } }) => {
      const { contentType, text, ...notice } = await oneProviderNotice(deps.db, id)
      return { ...noticeAnswer(notice), contentType, text }
    },
  )
  app.post(
    '/provider-notices/:id/replay',
    {
      config: { needs: SEEN },
      schema: {
        tags,
        summary: 'Have a notice worked again; what it told is heard once all the same',
        params: IdParams,
        response: { 200: ProviderNoticeSchema },
      },
    },
    (request) =>
      change(deps, request, async (tx, now, actor) => {
        const { id } = request.params
        const notice = await replayNotice(tx, id, now)
        const by = `person:${actor.id}`
        const about = { type: 'provider_notice', id }
        await audit(tx, { by, deed: 'provider_notice.replayed', about, from: request.id }, now)
        return noticeAnswer(notice)
      }),
  )
}

function sandboxRoutes(app: App, deps: Deps): void {
  app.get(
    '/message-sandbox',
    {
      config: { needs: SEEN },
      schema: {
        tags,
        summary: 'The sandbox’s outbox: every call, the latest first',
        querystring: query({
          way: Type.Optional(WaySchema),
          to: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          ...pageQuery,
        }),
        response: { 200: page(SandboxMessageSchema) },
      },
    },
    async ({ query: { way, to, cursor, limit = 20 } }) => {
      const before = readMoment(cursor)
      const rows = await sandboxOutbox(deps.db, { way, to, before, limit: limit + 1 })
      return pageOf(rows, limit, sentAnswer, ({ at, id }) => [at, id])
    },
  )
  app.get(
    '/message-sandbox/scenarios',
    {
      config: { needs: SEEN },
      schema: {
        tags,
        summary: 'Whom to write to in the sandbox, and what becomes of it then',
        response: {
          200: Type.Object(
            {
              items: Type.Array(
                Type.Object(
                  {
                    name: Type.String(),
                    number: Type.String(),
                    email: Type.String(),
                    says: Type.String(),
                  },
                  closed,
                ),
              ),
            },
            closed,
          ),
        },
      },
    },
    async () => ({
      items: SANDBOX_SCENARIOS.map(({ name, number, says }) => ({
        name,
        number: `+9198000000${number}`,
        email: `${name}@example.org`,
        says,
      })),
    }),
  )
  app.post(
    '/message-providers/:id/recharge',
    {
      config: { needs: { staff: ['finance'] } },
      schema: {
        tags,
        summary: 'Put something on the sandbox’s own books, as after a purchase there',
        params: IdParams,
        body: Type.Object(
          {
            asset: Type.Enum(['SMS', 'WHATSAPP', 'EMAIL']),
            quantity: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
          },
          closed,
        ),
        response: { 200: Type.Object({ recharged: Type.Literal(true) }, closed) },
      },
    },
    (request) =>
      change(deps, request, async (tx, now, actor) => {
        const { id } = request.params
        const { asset, quantity } = request.body
        const by = `person:${actor.id}`
        await rechargeSandbox(tx, { provider: id, asset, quantity: BigInt(quantity), by }, now)
        const about = { type: 'message_provider', id }
        const after = { asset, quantity }
        await audit(
          tx,
          { by, deed: 'message_sandbox.recharged', about, after, from: request.id },
          now,
        )
        return { recharged: true as const }
      }),
  )
}
