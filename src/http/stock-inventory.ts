import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { value } from '#ledger'
import {
  balanceReadings,
  inventoryNow,
  lastReadings,
  readBalance,
  stockAlarms,
  termsNow,
} from '#messaging'
import type { Deps } from './edge.ts'
import { IdParams, orNull, query, ValueSchema } from './schemas.ts'
import {
  AlarmSchema,
  AssetSchema,
  alarmFrom,
  calledOf,
  ProviderIdSchema,
  ReadingSchema,
  readingFrom,
  StockLineSchema,
  stockLineFrom,
} from './stock-shapes.ts'

const thing = { additionalProperties: false } as const
const tags = ['wholesale']
const config = { needs: { staff: ['admin', 'finance'] } } as const

export const AssetLineSchema = Type.Object(
  {
    asset: AssetSchema,
    owned: ValueSchema,
    sold: ValueSchema,
    promised: ValueSchema,
    left: ValueSchema,
    cost: ValueSchema,
    retail: orNull(ValueSchema),
    soldRetail: orNull(ValueSchema),
    burn: Type.Object({ units: ValueSchema, days: Type.Integer() }, thing),
    lastsDays: orNull(Type.Integer()),
  },
  thing,
)

export const inventoryOf = async (deps: Deps) => {
  const now = deps.clock.now()
  const { prices } = await termsNow(deps.db, now)
  const found = await inventoryNow(deps.db, prices, now)
  const money = (amount: bigint) => value(amount, found.currency)
  const assets = found.assets.map(({ asset, units, days, lastsDays, ...one }) => {
    const of = (amount: bigint) => value(amount, asset)
    return {
      asset,
      owned: of(one.owned),
      sold: of(one.sold),
      promised: of(one.promised),
      left: of(one.left),
      cost: money(one.cost),
      retail: one.retail === null ? null : money(one.retail),
      soldRetail: one.soldRetail === null ? null : money(one.soldRetail),
      burn: { units: of(units), days },
      lastsDays,
    }
  })
  return { found, assets }
}

export const inventoryRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config,
        schema: {
          summary:
            'What is owned, sold and free to sell, at cost and at retail, and how long it lasts',
          tags,
          response: {
            200: Type.Object(
              {
                currency: Type.String(),
                oversellRate: Type.Integer(),
                assets: Type.Array(AssetLineSchema),
                providers: Type.Array(StockLineSchema),
                alarms: Type.Array(AlarmSchema),
              },
              thing,
            ),
          },
        },
      },
      async () => {
        const { found, assets } = await inventoryOf(deps)
        const called = await calledOf(deps.db)
        const readings = await lastReadings(deps.db)
        return {
          currency: found.currency,
          oversellRate: found.rules.oversellRate,
          assets,
          providers: found.providers.map((one) =>
            stockLineFrom(one, found.currency, readings, called),
          ),
          alarms: (await stockAlarms(deps.db, { open: true })).map((one) => alarmFrom(one, called)),
        }
      },
    )
    app.get(
      '/alarms',
      {
        config,
        schema: {
          summary: 'Alarms about stock, the open ones first',
          tags,
          response: {
            200: Type.Object({ items: Type.Array(AlarmSchema), next: Type.Null() }, thing),
          },
        },
      },
      async () => {
        const called = await calledOf(deps.db)
        const items = await stockAlarms(deps.db, { limit: 100 })
        return { items: items.map((one) => alarmFrom(one, called)), next: null }
      },
    )
    app.get(
      '/readings',
      {
        config,
        schema: {
          summary: 'What providers said they have, newest first',
          tags,
          querystring: query({
            provider: Type.Optional(ProviderIdSchema),
            asset: Type.Optional(AssetSchema),
          }),
          response: {
            200: Type.Object({ items: Type.Array(ReadingSchema), next: Type.Null() }, thing),
          },
        },
      },
      async ({ query: filter }) => {
        const called = await calledOf(deps.db)
        const items = await balanceReadings(deps.db, { ...filter, limit: 100 })
        return { items: items.map((one) => readingFrom(one, called)), next: null }
      },
    )
    app.post(
      '/providers/:id/read',
      {
        config: { ...config, limit: 'checkout' },
        schema: {
          summary: 'Ask a provider now what it has',
          description: 'Nothing is answered where the provider cannot be asked.',
          tags,
          params: IdParams,
          response: { 200: Type.Object({ items: Type.Array(ReadingSchema) }, thing) },
        },
      },
      async ({ params: { id } }) => {
        const provider = await deps.messageProviders.of(id)
        const read = await readBalance(deps.db, provider, deps.clock.now())
        const called = await calledOf(deps.db)
        return { items: read.map((one) => readingFrom(one, called)) }
      },
    )
  }
