import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { formatUnits } from '#base'
import { scaleOf } from '#ledger'
import {
  healthOf,
  hoursOfRoutes,
  messageOf,
  messagesOf,
  owedStock,
  type RouteHealth,
  routeChanges,
  setRoute,
} from '#messaging'
import { audit } from '#people'
import { sendCsv } from './csv-file.ts'
import { cursorOr } from './cursor.ts'
import { change, type Deps } from './edge.ts'
import { messageBookRoutes } from './message-books.ts'
import {
  filterFrom,
  filterQuery,
  lifeFrom,
  MessageLifeSchema,
  MessageSchema,
  messageFrom,
  WaySchema,
} from './message-shapes.ts'
import { HEAD, lineOf } from './messages.ts'
import { IdParams, IdSchema, InstantSchema, orNull, page, pageQuery, query } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['message desk']
const SEES = { staff: ['finance', 'support'] } as const
const LINES = 10_000

/** For staff: every message with its life, how ways do, and the books of messages. */
export const messageDeskRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(log(deps), { prefix: '/messages' })
    await app.register(health(deps), { prefix: '/message-routes' })
    await app.register(messageBookRoutes(deps), { prefix: '/message-books' })
  }

const log =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const fields = {
      ...filterQuery,
      organization: Type.Optional(Type.Union([IdSchema, Type.Literal('stoa')])),
    }
    const senderOf = (organization: string | undefined) =>
      organization === undefined
        ? null
        : organization === 'stoa'
          ? ({ type: 'platform', id: 'stoa' } as const)
          : ({ type: 'organization', id: organization } as const)
    app.get(
      '',
      {
        config: { needs: SEES },
        schema: {
          summary:
            'Every message, the newest first; of one organization, or the house’s own (stoa)',
          tags,
          querystring: query({ ...pageQuery, ...fields }),
          response: { 200: page(MessageSchema) },
        },
      },
      async ({ query: { organization, ...asked } }) => {
        const filter = filterFrom({ ...asked, cursor: cursorOr(asked.cursor) })
        const { items, next } = await messagesOf(deps.db, senderOf(organization), {
          limit: 20,
          ...filter,
        })
        return { items: items.map(messageFrom), next }
      },
    )
    app.get(
      '/file',
      {
        config: { needs: SEES },
        schema: {
          summary: `The log as CSV: the newest ${LINES} at most`,
          tags,
          querystring: query(fields),
          response: { 200: Type.String() },
        },
      },
      async ({ query: { organization, ...asked } }, reply) => {
        const filter = { ...filterFrom(asked), limit: LINES }
        const { items } = await messagesOf(deps.db, senderOf(organization), filter)
        return sendCsv(reply, 'messages', HEAD, items.map(lineOf))
      },
    )
    app.get(
      '/:id',
      {
        config: { needs: SEES },
        schema: {
          summary: 'One message with its whole life and its journals',
          tags,
          params: IdParams,
          response: { 200: MessageLifeSchema },
        },
      },
      async ({ params: { id } }) => lifeFrom(await messageOf(deps.db, null, id)),
    )
  }

const RouteSchema = Type.Object(
  {
    way: WaySchema,
    provider: IdSchema,
    name: Type.String(),
    kind: Type.String(),
    active: Type.Boolean(),
    perSecond: Type.Integer(),
    metered: Type.Boolean({ description: 'Messages through it use stock' }),
    stock: orNull(Type.Integer()),
    weight: Type.Integer(),
    restingWeight: Type.Integer(),
    breaker: Type.Enum(['closed', 'open']),
    brokenWhy: orNull(Type.String()),
    brokenAt: orNull(InstantSchema),
    probeAt: orNull(InstantSchema),
    manual: orNull(Type.Enum(['on', 'off'])),
    manualWhy: orNull(Type.String()),
    calls: Type.Integer(),
    taken: Type.Integer(),
    refused: Type.Integer({ description: 'For the recipient or the content' }),
    errors: Type.Integer(),
    unknown: Type.Integer(),
    tookMs: orNull(Type.Integer()),
    slowestMs: orNull(Type.Integer()),
    delivered: Type.Integer(),
    failed: Type.Integer(),
    slow: Type.Integer({ description: 'Delivered later than five minutes' }),
    deliverySeconds: orNull(Type.Integer()),
    unitCost: orNull(
      Type.Object(
        {
          currency: Type.String(),
          amount: Type.String({ description: 'Of one unit of its stock' }),
        },
        thing,
      ),
    ),
    share: orNull(
      Type.Integer({
        description: 'Of a hundred newsletters now, by weight, cost, delivery and speed',
      }),
    ),
  },
  thing,
)

/** What one unit costs, with six places. */
function unitCostOf({ unitCost }: RouteHealth) {
  if (!unitCost) return null
  const { currency, smallest, units } = unitCost
  const places = 6n
  const millionths = (smallest * 10n ** places) / units
  return { currency, amount: formatUnits(millionths, scaleOf(currency) + Number(places)) }
}

function routeFrom(route: RouteHealth): Static<typeof RouteSchema> {
  const { meteredSet, weightChangedAt, manualBy, recent, measured, ...rest } = route
  return {
    ...rest,
    stock: route.stock === undefined ? null : Number(route.stock),
    brokenAt: route.brokenAt && `${route.brokenAt}`,
    probeAt: route.probeAt && `${route.probeAt}`,
    tookMs: route.tookMs ?? null,
    slowestMs: route.slowestMs ?? null,
    deliverySeconds: route.deliverySeconds ?? null,
    unitCost: unitCostOf(route),
    share: route.share ?? null,
  }
}

const HealthSchema = Type.Object(
  {
    since: InstantSchema,
    routes: Type.Array(RouteSchema),
    hours: Type.Array(
      Type.Object(
        {
          hour: InstantSchema,
          way: WaySchema,
          provider: IdSchema,
          name: Type.String(),
          calls: Type.Integer(),
          errors: Type.Integer(),
          unknown: Type.Integer(),
          tookMs: Type.Integer(),
          delivered: Type.Integer(),
          failed: Type.Integer(),
        },
        thing,
      ),
    ),
    changes: Type.Array(
      Type.Object(
        {
          id: IdSchema,
          way: WaySchema,
          name: Type.String(),
          at: InstantSchema,
          what: Type.Enum(['weight', 'broken', 'mended', 'manual', 'setting']),
          was: orNull(Type.String()),
          now: orNull(Type.String()),
          why: Type.String(),
          by: Type.String(),
        },
        thing,
      ),
    ),
    owed: Type.Array(
      Type.Object(
        {
          provider: IdSchema,
          asset: Type.String(),
          quantity: Type.Integer(),
          since: InstantSchema,
        },
        { ...thing, description: 'Used, and not in our books' },
      ),
    ),
  },
  thing,
)

const health =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config: { needs: SEES },
        schema: {
          summary:
            'How every way through a provider does: success, latency, cost, weight and breaker',
          tags,
          querystring: query({
            hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 * 90, default: 24 })),
          }),
          response: { 200: HealthSchema },
        },
      },
      async ({ query: { hours = 24 } }) => {
        const now = deps.clock.now()
        const since = now.subtract({ hours })
        const routes = await healthOf(deps.db, since, now)
        const changes = await routeChanges(deps.db, { limit: 50 })
        return {
          since: `${since}`,
          routes: routes.map(routeFrom),
          hours: (await hoursOfRoutes(deps.db, since)).map((one) => ({
            ...one,
            hour: `${one.hour}`,
          })),
          changes: changes.map(({ provider: _, ...one }) => ({ ...one, at: `${one.at}` })),
          owed: (await owedStock(deps.db)).map((one) => ({
            ...one,
            quantity: Number(one.quantity),
            since: `${one.since}`,
          })),
        }
      },
    )
    app.put(
      '/:way/:provider',
      {
        config: { needs: SEES },
        schema: {
          summary: 'Switch a way on or off by hand, or set its share; said with a reason',
          tags,
          params: Type.Object({ way: WaySchema, provider: IdSchema }, thing),
          body: Type.Object(
            {
              manual: Type.Optional(orNull(Type.Enum(['on', 'off']))),
              restingWeight: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
              metered: Type.Optional(orNull(Type.Boolean())),
              reason: Type.String({ minLength: 3, maxLength: 500, pattern: '\\S' }),
            },
            thing,
          ),
          response: { 200: Type.Object({ way: WaySchema, provider: IdSchema }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { way, provider } = request.params
          const { manual, reason, ...rest } = request.body
          const by = `person:${actor.id}`
          const wish = {
            ...rest,
            ...(manual === undefined ? {} : { manual: { set: manual, why: reason } }),
          }
          await setRoute(tx, { way, provider }, wish, by, now)
          const about = { type: 'message_provider', id: provider }
          await audit(
            tx,
            {
              by,
              deed: 'message_route.set',
              about,
              after: { way, ...request.body },
              from: request.ip,
            },
            now,
          )
          return { way, provider }
        }),
    )
  }
