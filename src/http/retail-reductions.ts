import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  type Bundle,
  endBundle,
  endPromotion,
  listBundles,
  listPromotions,
  makeBundle,
  makePromotion,
  type Promotion,
} from '#messaging'
import { change, type Deps } from './edge.ts'
import { instant } from './periods.ts'
import { FINANCE, logged, Made, tags } from './retail-desk.ts'
import { thing } from './retail-shapes.ts'
import { IdParams, IdSchema, InstantSchema, orNull, page } from './schemas.ts'

const Named = Type.Object({ id: IdSchema, name: Type.String() }, thing)
const wished = {
  name: Type.String({ minLength: 2, maxLength: 80 }),
  offRate: Type.Integer({ minimum: 1, maximum: 9999, description: 'Basis points off the price' }),
  from: Type.Optional(InstantSchema),
  until: InstantSchema,
  lossLeader: Type.Boolean({ description: 'May go below cost; then sales are limited' }),
  salesCap: orNull(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
}
const running = {
  ...wished,
  id: IdSchema,
  from: InstantSchema,
  sold: Type.Integer(),
  madeBy: Type.String(),
  state: Type.Enum(['now', 'coming', 'over']),
}
const PromotionSchema = Type.Object({ ...running, offer: Named }, thing)
const BundleSchema = Type.Object(
  {
    ...running,
    needs: Named,
    needsQuantity: Type.Integer(),
    withinDays: Type.Integer(),
    gives: Named,
  },
  thing,
)

const dated = <Row extends Promotion | Bundle>(row: Row) => ({
  ...row,
  from: row.from.toString(),
  until: row.until.toString(),
  salesCap: row.salesCap ?? null,
})

/** What takes something off an offer: promotions for a while, and bundles. */
export const retailReductionRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(promotions(deps), { prefix: '/promotions' })
    await app.register(bundles(deps), { prefix: '/bundles' })
  }

const promotions =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Promotions, the latest first',
          tags,
          response: { 200: page(PromotionSchema) },
        },
      },
      async () => ({
        items: (await listPromotions(deps.db, deps.clock.now())).map(dated),
        next: null,
      }),
    )
    app.post(
      '',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Take something off one offer for a while',
          tags,
          body: Type.Object({ ...wished, offer: IdSchema }, thing),
          response: { 201: Made },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { from, until, salesCap, ...rest } = request.body
          const wish = {
            ...rest,
            from: instant(from),
            until: instant(until)!,
            salesCap: salesCap ?? undefined,
          }
          const made = await makePromotion(tx, wish, `person:${actor.id}`, now)
          const about = { type: 'message_promotion', id: made.id }
          const where = { from: request.id, now }
          await logged(tx, actor, 'message_promotion.made', about, request.body, where)
          return made
        })
      },
    )
    app.post(
      '/:id/end',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'End a promotion now, or before it begins',
          tags,
          params: IdParams,
          response: { 200: Made },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          await endPromotion(tx, { id, by: `person:${actor.id}` }, now)
          const about = { type: 'message_promotion', id }
          await logged(tx, actor, 'message_promotion.ended', about, {}, { from: request.id, now })
          return { id }
        }),
    )
  }

const bundles =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Bundles, the latest first',
          tags,
          response: { 200: page(BundleSchema) },
        },
      },
      async () => ({
        items: (await listBundles(deps.db, deps.clock.now())).map(dated),
        next: null,
      }),
    )
    app.post(
      '',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Let whoever buys so many of one offer have one of another for less, once',
          tags,
          body: Type.Object(
            {
              ...wished,
              needs: IdSchema,
              needsQuantity: Type.Integer({ minimum: 1, maximum: 1000 }),
              withinDays: Type.Integer({ minimum: 1, maximum: 3650 }),
              gives: IdSchema,
            },
            thing,
          ),
          response: { 201: Made },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { from, until, salesCap, ...rest } = request.body
          const wish = {
            ...rest,
            from: instant(from),
            until: instant(until)!,
            salesCap: salesCap ?? undefined,
          }
          const made = await makeBundle(tx, wish, `person:${actor.id}`, now)
          const about = { type: 'message_bundle', id: made.id }
          const where = { from: request.id, now }
          await logged(tx, actor, 'message_bundle.made', about, request.body, where)
          return made
        })
      },
    )
    app.post(
      '/:id/end',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'End a bundle now, or before it begins',
          tags,
          params: IdParams,
          response: { 200: Made },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          await endBundle(tx, { id, by: `person:${actor.id}` }, now)
          const about = { type: 'message_bundle', id }
          await logged(tx, actor, 'message_bundle.ended', about, {}, { from: request.id, now })
          return { id }
        }),
    )
  }
