import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { value } from '#ledger'
import {
  endPack,
  listConversions,
  listCreditPrices,
  listPacks,
  listRates,
  makePack,
  setCreditPrice,
  withdrawCreditPrice,
} from '#payments'
import { audit } from '#people'
import { addPlanPrice } from '#plans'
import { change, type Deps } from './edge.ts'
import { EverySchema } from './plan-shapes.ts'
import { CurrencySchema, RateTextSchema, unitsOf } from './price-shapes.ts'
import { rateRoutes } from './rates.ts'
import {
  DateSchema,
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  PositiveValueSchema,
  ValueSchema,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const FINANCE = { staff: ['finance'] } as const
const tags = ['prices']
const credits = (units: bigint) => value(units, 'CREDIT')
const Made = Type.Object({ id: IdSchema }, thing)
const State = Type.Enum(['now', 'coming', 'over', 'withdrawn'])
const Whole = Type.Integer({ minimum: 1, maximum: 1_000_000 })

const CreditPriceSchema = Type.Object(
  {
    id: IdSchema,
    currency: CurrencySchema,
    price: orNull(ValueSchema),
    least: ValueSchema,
    most: ValueSchema,
    from: InstantSchema,
    madeBy: Type.String(),
    state: State,
  },
  thing,
)
const PackSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    credits: ValueSchema,
    bonus: ValueSchema,
    bonusDays: orNull(Type.Integer()),
    prices: Type.Array(ValueSchema),
    from: InstantSchema,
    until: orNull(InstantSchema),
    sold: Type.Integer(),
    state: Type.Enum(['now', 'coming', 'over']),
  },
  thing,
)
const RateSchema = Type.Object(
  {
    id: IdSchema,
    base: CurrencySchema,
    quote: CurrencySchema,
    day: DateSchema,
    rate: RateTextSchema,
    source: Type.String(),
    madeBy: Type.String(),
    madeAt: InstantSchema,
  },
  thing,
)
const ConversionSchema = Type.Object(
  {
    id: IdSchema,
    provider: Type.String(),
    ref: Type.String(),
    given: ValueSchema,
    got: ValueSchema,
    valued: ValueSchema,
    difference: ValueSchema,
    rate: RateTextSchema,
    at: InstantSchema,
    madeBy: Type.String(),
  },
  thing,
)

/** What credits, packs and plans cost in each currency, and what currencies are worth. */
export const priceRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(listRoutes(deps))
    await app.register(creditRoutes(deps))
    await app.register(rateRoutes(deps))
  }

const listRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/prices',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Prices of credits, packs, rates on record, and conversions that were booked',
          response: {
            200: Type.Object(
              {
                credits: Type.Array(CreditPriceSchema),
                packs: Type.Array(PackSchema),
                rates: Type.Array(RateSchema),
                conversions: Type.Array(ConversionSchema),
              },
              thing,
            ),
          },
        },
      },
      async () => {
        const now = deps.clock.now()
        const prices = await listCreditPrices(deps.db, now)
        const packs = await listPacks(deps.db, now)
        const rates = await listRates(deps.db, { limit: 50 })
        const conversions = await listConversions(deps.db, { limit: 50 })
        return {
          credits: prices.map((one) => ({
            id: one.id,
            currency: one.currency,
            price: one.price === undefined ? null : value(one.price, one.currency),
            least: credits(one.least),
            most: credits(one.most),
            from: one.from.toString(),
            madeBy: one.madeBy,
            state: one.state,
          })),
          packs: packs.map((pack) => ({
            id: pack.id,
            name: pack.name,
            credits: credits(pack.credits),
            bonus: credits(pack.bonus),
            bonusDays: pack.bonusDays ?? null,
            prices: pack.prices.map(({ price, currency }) => value(price, currency)),
            from: pack.from.toString(),
            until: pack.until?.toString() ?? null,
            sold: pack.sold,
            state: pack.state,
          })),
          rates: rates.map((rate) => ({
            ...rate,
            day: rate.day.toString(),
            madeAt: rate.madeAt.toString(),
          })),
          conversions: conversions.map(({ from, to, given, got, valued, at, ...rest }) => ({
            ...rest,
            given: value(given, from),
            got: value(got, to),
            valued: value(valued, to),
            difference: value(got - valued, to),
            at: at.toString(),
          })),
        }
      },
    )
  }

const creditRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/prices/credits',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary:
            'Say what one credit costs in a currency from an instant on; without a price it is not sold there',
          body: Type.Object(
            {
              currency: CurrencySchema,
              price: Type.Optional(Type.String({ maxLength: 20 })),
              least: Whole,
              most: Whole,
              from: Type.Optional(InstantSchema),
            },
            thing,
          ),
          response: { 201: Made },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { currency, price, least, most, from } = request.body
          const by = `person:${actor.id}`
          const wish = {
            currency,
            price: price ? unitsOf(price, currency) : undefined,
            least: BigInt(least) * 100n,
            most: BigInt(most) * 100n,
            ...(from ? { from: Temporal.Instant.from(from) } : {}),
            by,
          }
          const made = await setCreditPrice(tx, wish, now)
          const about = { type: 'credit_price', id: made.id }
          const entry = { by, deed: 'credit_price.set', about, after: request.body }
          await audit(tx, { ...entry, from: request.id }, now)
          return made
        })
      },
    )
    app.post(
      '/prices/credits/:id/withdraw',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Take back a price that has not begun',
          params: IdParams,
          response: { 200: Made },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          const by = `person:${actor.id}`
          await withdrawCreditPrice(tx, { id, by }, now)
          const about = { type: 'credit_price', id }
          await audit(tx, { by, deed: 'credit_price.withdrawn', about, from: request.id }, now)
          return { id }
        }),
    )
    app.post(
      '/prices/packs',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Put a pack of credits on sale; it never changes',
          body: Type.Object(
            {
              name: Type.String({ minLength: 1, maxLength: 60 }),
              credits: Whole,
              bonus: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
              bonusDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3_650 })),
              prices: Type.Array(PositiveValueSchema, { minItems: 1, maxItems: 40 }),
              from: Type.Optional(InstantSchema),
            },
            thing,
          ),
          response: { 201: Made },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { credits: whole, bonus, prices, from, ...pack } = request.body
          const by = `person:${actor.id}`
          const wish = {
            ...pack,
            credits: BigInt(whole) * 100n,
            bonus: BigInt(bonus) * 100n,
            prices: prices.map(({ amount, asset }) => ({
              currency: asset,
              price: unitsOf(amount, asset),
            })),
            ...(from ? { from: Temporal.Instant.from(from) } : {}),
            by,
          }
          const made = await makePack(tx, wish, now)
          const about = { type: 'pack', id: made.id }
          await audit(
            tx,
            { by, deed: 'pack.made', about, after: request.body, from: request.id },
            now,
          )
          return made
        })
      },
    )
    app.post(
      '/prices/packs/:id/end',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Take a pack off sale; what was bought stays',
          params: IdParams,
          response: { 200: Made },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          await endPack(tx, id, now)
          const by = `person:${actor.id}`
          const about = { type: 'pack', id }
          await audit(tx, { by, deed: 'pack.ended', about, from: request.id }, now)
          return { id }
        }),
    )
    app.post(
      '/prices/plans',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Price a plan that is on sale in one more currency; a price never changes',
          body: Type.Object(
            {
              plan: Type.String({ minLength: 1, maxLength: 64 }),
              every: EverySchema,
              price: PositiveValueSchema,
            },
            thing,
          ),
          response: { 201: Type.Object({ access: ValueSchema }, thing) },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { plan, every, price } = request.body
          const currency = price.asset
          const amount = unitsOf(price.amount, currency)
          const wish = { plan, interval: every, currency, amount }
          const { versionId, access } = await addPlanPrice(tx, wish, now)
          const by = `person:${actor.id}`
          const about = { type: 'plan_version', id: versionId }
          const entry = { by, deed: 'plan_price.set', about, after: request.body }
          await audit(tx, { ...entry, from: request.id }, now)
          return { access: value(access, currency) }
        })
      },
    )
  }
