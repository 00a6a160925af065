import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { atomically } from '#base'
import { value } from '#ledger'
import { creditPricesNow, listPacks, placeOf, quoteCredits, sayPlace } from '#payments'
import { quotePlan } from '#plans'
import { actorOf, change, type Deps } from './edge.ts'
import { EverySchema } from './plan-shapes.ts'
import {
  CodeSchema,
  CountrySchema,
  CurrencySchema,
  QuoteSchema,
  quoteOf,
  TaxZoneSchema,
} from './price-shapes.ts'
import { IdSchema, orNull, query, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const credits = (units: bigint) => value(units, 'CREDIT')

const PlaceSchema = Type.Object(
  { country: orNull(CountrySchema), zone: orNull(TaxZoneSchema), said: Type.Boolean() },
  { ...thing, description: 'Where I am taxed; not said: where the operator is' },
)

const PackSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    credits: ValueSchema,
    bonus: ValueSchema,
    bonusDays: orNull(Type.Integer()),
    prices: Type.Array(ValueSchema),
  },
  thing,
)

/** What credits and plans cost somebody. */
export const pricingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['credits']
    app.get(
      '/credits/offers',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'What credits cost, by currency, and the packs',
          response: {
            200: Type.Object(
              {
                prices: Type.Array(
                  Type.Object({ price: ValueSchema, least: ValueSchema, most: ValueSchema }, thing),
                ),
                packs: Type.Array(PackSchema),
                place: PlaceSchema,
              },
              thing,
            ),
          },
        },
      },
      async (request) => {
        const now = deps.clock.now()
        const packs = (await listPacks(deps.db, now)).filter(({ state }) => state === 'now')
        return {
          prices: (await creditPricesNow(deps.db, now)).map((one) => ({
            price: value(one.price, one.currency),
            least: credits(one.least),
            most: credits(one.most),
          })),
          packs: packs.map((pack) => ({
            id: pack.id,
            name: pack.name,
            credits: credits(pack.credits),
            bonus: credits(pack.bonus),
            bonusDays: pack.bonusDays ?? null,
            prices: pack.prices.map(({ price, currency }) => value(price, currency)),
          })),
          place: await placeShown(deps, actorOf(request).id, now),
        }
      },
    )
    app.get(
      '/credits/quote',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'What credits or a pack come to, with tax and a code; nothing is ordered',
          querystring: query({
            credits: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
            pack: Type.Optional(IdSchema),
            currency: Type.Optional(CurrencySchema),
            code: Type.Optional(CodeSchema),
          }),
          response: {
            200: Type.Object(
              { credits: ValueSchema, bonus: ValueSchema, quote: QuoteSchema },
              thing,
            ),
          },
        },
      },
      async (request) => {
        const { credits: whole = 0, pack, currency, code } = request.query
        const what = pack ? { pack } : { credits: BigInt(whole) * 100n }
        const wish = { personId: actorOf(request).id, currency, code, ...what }
        const said = await atomically(deps.db, (tx) => quoteCredits(tx, wish, deps.clock.now()))
        return {
          credits: credits(said.credits),
          bonus: credits(said.bonus),
          quote: quoteOf(said, said.currency),
        }
      },
    )
    app.get(
      '/plans/quote',
      {
        config: { needs: 'person' },
        schema: {
          tags: ['plans'],
          summary: 'What a plan’s first period comes to, with tax and a code; nothing is ordered',
          querystring: query({
            plan: Type.String({ minLength: 1, maxLength: 64 }),
            every: Type.Optional(EverySchema),
            currency: Type.Optional(CurrencySchema),
            code: Type.Optional(CodeSchema),
          }),
          response: {
            200: Type.Object(
              {
                name: Type.String(),
                every: EverySchema,
                quote: QuoteSchema,
                renewal: ValueSchema,
              },
              thing,
            ),
          },
        },
      },
      async (request) => {
        const { plan, every, currency, code } = request.query
        const wish = {
          personId: actorOf(request).id,
          plan,
          code,
          ...(every ? { interval: every } : {}),
          ...(currency ? { currency } : {}),
        }
        const said = await atomically(deps.db, (tx) => quotePlan(tx, wish, deps.clock.now()))
        return {
          name: said.name,
          every: said.interval,
          quote: quoteOf(said.first, said.currency),
          renewal: value(said.renewal.total, said.currency),
        }
      },
    )
    app.put(
      '/user/tax-place',
      {
        config: { needs: 'person' },
        schema: {
          tags: ['payments'],
          summary: 'Say where I live, which decides the tax on what I buy from now on',
          body: Type.Object({ country: CountrySchema, zone: Type.Optional(TaxZoneSchema) }, thing),
          response: { 200: PlaceSchema },
        },
      },
      async (request) => {
        const { id } = actorOf(request)
        await change(deps, request, (tx, now) =>
          sayPlace(tx, { type: 'person', id }, request.body, now),
        )
        return placeShown(deps, id, deps.clock.now())
      },
    )
  }

async function placeShown({ db }: Deps, id: string, now: Temporal.Instant) {
  const { place, said } = await placeOf(db, { type: 'person', id }, now)
  return { country: place?.country ?? null, zone: place?.zone ?? null, said }
}
