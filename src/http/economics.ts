import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { policyNow } from '#earnings'
import { value } from '#ledger'
import { priceLevels } from '#live'
import { FACE_CURRENCY } from '#payments'
import { economicsOf, plansOnSale, type SessionKind } from '#plans'
import type { Deps } from './edge.ts'
import { AudienceSchema, EverySchema } from './plan-shapes.ts'
import { orNull, page, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const

const EconomicsSchema = Type.Object(
  {
    plan: Type.Object({ code: Type.String(), name: Type.String() }, thing),
    audience: AudienceSchema,
    every: EverySchema,
    revenue: ValueSchema,
    points: Type.Array(
      Type.Object(
        {
          use: Type.Integer({ description: 'Per cent of credits and included sessions' }),
          credits: ValueSchema,
          included: ValueSchema,
          cost: ValueSchema,
          margin: ValueSchema,
        },
        thing,
      ),
    ),
    breakEven: orNull(
      Type.Number({ description: 'Per cent of use at which cost reaches revenue' }),
    ),
    losesAtFull: Type.Boolean(),
  },
  thing,
)

/** The highest price of a session that plans include. */
async function includedPrice(deps: Deps, kind: SessionKind): Promise<bigint> {
  const levels = await priceLevels(deps.db, kind)
  return levels.find(({ level }) => level === 'standard')?.credits ?? 0n
}

/** Costs are counted in the currency in which a credit is worth one unit; prices in others come in at rates. */
const inFace = ({ currency }: { currency: string }) => currency === FACE_CURRENCY

/** What each plan costs the platform by how much of it is used, for the operator. */
export const economicsRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/plans/economics',
      {
        config: { needs: { staff: ['finance'] } },
        schema: {
          tags: ['plans'],
          summary: 'What each plan costs at 0 to 100 % use, and where it begins to lose money',
          description:
            'A month of each plan on sale, at the usual share of educators and the list price of included sessions.',
          response: {
            200: Type.Object({ ...page(EconomicsSchema).properties, rate: Type.Number() }, thing),
          },
        },
      },
      async () => {
        const { defaultRate } = await policyNow(deps.db, deps.clock.now())
        const prices = {
          class: await includedPrice(deps, 'class'),
          conversation: await includedPrice(deps, 'conversation'),
        }
        const costs = { rate: BigInt(defaultRate), prices }
        const plans = await plansOnSale(deps.db, deps.clock.now())
        const items = plans.flatMap((plan) =>
          plan.prices.filter(inFace).map((price) => {
            const { interval, currency, revenue, points, breakEven, losesAtFull } = economicsOf(
              plan,
              price,
              costs,
            )
            const money = (units: bigint) => value(units, currency)
            return {
              plan: { code: plan.plan, name: plan.name },
              audience: plan.audience,
              every: interval,
              revenue: money(revenue),
              points: points.map(({ use, ...sums }) => ({
                use,
                credits: money(sums.credits),
                included: money(sums.included),
                cost: money(sums.cost),
                margin: money(sums.margin),
              })),
              breakEven: breakEven === null ? null : breakEven / 100,
              losesAtFull,
            }
          }),
        )
        return { items, next: null, rate: defaultRate / 100 }
      },
    )
  }
