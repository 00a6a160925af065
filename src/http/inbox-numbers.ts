import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  giveNumber,
  inboundPrices,
  numbersOf,
  setInboundUnits,
  takeNumberBack,
  unknownInbound,
} from '#messaging'
import { audit, oneOrganization } from '#people'
import { pageOf, readMoment } from './cursor.ts'
import { change, type Deps } from './edge.ts'
import {
  NumberSchema,
  numberFrom,
  TwoWaySchema,
  thing,
  UnknownSchema,
  unknownFrom,
} from './inbox-shapes.ts'
import { IdParams, IdSchema, page, pageQuery, query } from './schemas.ts'

const tags = ['inbox']
const sees = { needs: { staff: ['admin', 'support', 'finance'] as const } }
const keeps = { needs: { staff: ['admin', 'support'] as const } }
const Done = Type.Object({ id: IdSchema }, thing)

/** Whose a number is, what was sent to those of nobody, and what a message that comes in costs. */
export const inboxNumberRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (all) => {
    await all.register(
      async (app) => {
        await app.register(numbers(deps))
        await app.register(prices(deps))
      },
      { prefix: '/sender-numbers' },
    )
  }

const numbers =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config: sees,
        schema: {
          summary: 'Numbers by which organizations are written to, those in use first',
          tags,
          response: { 200: Type.Object({ items: Type.Array(NumberSchema) }, thing) },
        },
      },
      async () => ({ items: (await numbersOf(deps.db)).map(numberFrom) }),
    )
    app.post(
      '',
      {
        config: keeps,
        schema: {
          summary: 'Give a number to an organization',
          tags,
          body: Type.Object(
            {
              provider: IdSchema,
              way: TwoWaySchema,
              address: Type.String({
                pattern: '^(\\+?[1-9][0-9 ()-]{6,24}|[A-Za-z0-9]{3,14})$',
                examples: ['+918047180000', '56070'],
              }),
              organizationId: IdSchema,
              withWaiting: Type.Boolean({
                description: 'Whether what was sent to it while nobody had it goes along',
              }),
            },
            thing,
          ),
          response: { 201: Done },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { organizationId: organization, ...rest } = request.body
          const by = `person:${actor.id}`
          await oneOrganization(tx, organization, actor)
          const id = await giveNumber(tx, { ...rest, organization }, by, now)
          const about = { type: 'organization', id: organization }
          const after = { ...request.body, number: id }
          await audit(tx, { by, deed: 'number.given', about, after, from: request.ip }, now)
          return { id }
        })
      },
    )
    app.delete(
      '/:id',
      {
        config: keeps,
        schema: {
          summary: 'Take a number back; its conversations stay where they are',
          tags,
          params: IdParams,
          response: { 200: Done },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          const by = `person:${actor.id}`
          const { organization, address } = await takeNumberBack(tx, id, by, now)
          const about = { type: 'organization', id: organization }
          const after = { number: id, address }
          await audit(tx, { by, deed: 'number.taken_back', about, after, from: request.ip }, now)
          return { id }
        }),
    )
    app.get(
      '/unknown',
      {
        config: keeps,
        schema: {
          summary: 'What was sent to numbers of nobody, latest first; kept for 30 days',
          tags,
          querystring: query(pageQuery),
          response: { 200: page(UnknownSchema) },
        },
      },
      async ({ query: { cursor, limit = 20 } }) => {
        const rows = await unknownInbound(deps.db, {
          before: readMoment(cursor),
          limit: limit + 1,
        })
        return pageOf(rows, limit, unknownFrom, (one) => [one.at, one.id])
      },
    )
  }

const PriceSchema = Type.Object(
  {
    provider: Type.Object({ id: IdSchema, name: Type.String() }, thing),
    way: TwoWaySchema,
    units: Type.Integer({ minimum: 0, maximum: 100 }),
  },
  thing,
)

const prices =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/inbound-prices',
      {
        config: sees,
        schema: {
          summary: 'What a message that comes in costs its organization, by provider',
          tags,
          response: { 200: Type.Object({ items: Type.Array(PriceSchema) }, thing) },
        },
      },
      async () => ({
        items: (await inboundPrices(deps.db)).map(
          ({ providerName: name, provider: id, ...rest }) => ({
            provider: { id, name },
            ...rest,
          }),
        ),
      }),
    )
    app.put(
      '/inbound-prices',
      {
        config: { needs: { staff: ['admin', 'finance'] as const } },
        schema: {
          summary: 'Set it; what came in before keeps its price',
          tags,
          body: Type.Object(
            {
              provider: IdSchema,
              way: TwoWaySchema,
              units: Type.Integer({ minimum: 0, maximum: 100 }),
            },
            thing,
          ),
          response: { 200: Type.Object({ units: Type.Integer() }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          await setInboundUnits(tx, request.body, by, now)
          const about = { type: 'provider', id: request.body.provider }
          const after = request.body
          await audit(tx, { by, deed: 'inbound_price.set', about, after, from: request.ip }, now)
          return { units: request.body.units }
        }),
    )
  }
