import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { parseUnits } from '#base'
import { scaleOf, value } from '#ledger'
import {
  everythingNamed,
  moveSubscribers,
  type PlanTerms,
  type Sold,
  sellVersion,
  soldVersions,
} from '#plans'
import { change, type Deps } from './edge.ts'
import { EverySchema } from './plan-shapes.ts'
import { refuse } from './problems.ts'
import { IdParams, IdSchema, InstantSchema, orNull, page, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const FINANCE = { staff: ['finance'] } as const
const tags = ['plans']
const Code = Type.Object({ code: Type.String({ minLength: 1, maxLength: 64 }) }, thing)

const TermsSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 40 }),
    says: Type.String({ minLength: 1, maxLength: 140 }),
    credits: Type.Integer({ minimum: 0, maximum: 10_000, description: 'A month' }),
    unused: Type.Enum(['expire', 'roll', 'keep']),
    rollMonths: orNull(Type.Integer({ minimum: 1, maximum: 36 })),
    trialDays: Type.Integer({ minimum: 0, maximum: 90 }),
    prices: Type.Array(
      Type.Object(
        {
          every: EverySchema,
          price: ValueSchema,
          access: Type.String({
            pattern: '^[0-9]{1,9}([.][0-9]{1,3})?$',
            description: 'What access alone is worth; the rest is for the credits',
          }),
        },
        thing,
      ),
      { maxItems: 40 },
    ),
    included: Type.Array(
      Type.Object(
        {
          kind: Type.Enum(['class', 'conversation']),
          sessions: Type.Integer({ minimum: 1, maximum: 1000 }),
          unlimited: Type.Boolean({ description: 'The number is then the fair-use cap' }),
        },
        thing,
      ),
      { maxItems: 2 },
    ),
    features: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 100, uniqueItems: true }),
    limits: Type.Record(
      Type.String({ maxLength: 64 }),
      Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    ),
  },
  thing,
)

const SoldSchema = Type.Object(
  {
    id: IdSchema,
    version: Type.Integer(),
    onSaleFrom: InstantSchema,
    onSaleUntil: orNull(InstantSchema),
    subscribers: Type.Integer(),
    moving: Type.Integer({
      description: 'Of them: those that become another with their next period',
    }),
    terms: TermsSchema,
  },
  thing,
)

function soldOf(one: Sold): Static<typeof SoldSchema> {
  return {
    id: one.id,
    version: one.version,
    onSaleFrom: one.onSaleFrom.toString(),
    onSaleUntil: one.onSaleUntil?.toString() ?? null,
    subscribers: one.subscribers,
    moving: one.moving,
    terms: {
      name: one.name,
      says: one.says,
      credits: Number(one.monthlyCredits / 100n),
      unused: one.unused,
      rollMonths: one.rollMonths ?? null,
      trialDays: one.trialDays,
      prices: one.prices.map(({ interval, currency, amount, access }) => ({
        every: interval,
        price: value(amount, currency),
        access: value(access, currency).amount,
      })),
      included: one.included,
      features: one.features,
      limits: one.limits,
    },
  }
}

function termsFrom(body: Static<typeof TermsSchema>): PlanTerms {
  const units = (text: string, asset: string) => {
    const parsed = parseUnits(text, scaleOf(asset))
    if (parsed === undefined)
      throw refuse('request_invalid', { detail: `${text} ${asset} is no price.` })
    return parsed
  }
  return {
    ...body,
    monthlyCredits: BigInt(body.credits) * 100n,
    rollMonths: body.rollMonths ?? undefined,
    prices: body.prices.map(({ every, price, access }) => ({
      interval: every,
      currency: price.asset,
      amount: units(price.amount, price.asset),
      access: units(access, price.asset),
    })),
  }
}

const NamedSchema = Type.Object(
  { name: Type.String(), says: Type.String(), built: Type.Boolean() },
  thing,
)

/** Editing plans: each change is a new version, and whoever has an older one keeps it until moved. */
export const planVersionRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/plans/:code/versions',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary:
            'Every version of a plan, the newest first, with who has it, and what it could open',
          params: Code,
          response: {
            200: Type.Object(
              {
                ...page(SoldSchema).properties,
                features: Type.Array(NamedSchema),
                limits: Type.Array(NamedSchema),
              },
              thing,
            ),
          },
        },
      },
      async (request) => {
        const sold = await soldVersions(deps.db, request.params.code)
        const { audience } = sold[0]!
        const named = await everythingNamed(deps.db, audience)
        const told = ({ name, says, keptBy }: (typeof named.features)[number]) => ({
          name,
          says,
          built: keptBy !== null,
        })
        const limits = named.limits.filter((limit) => limit.audience === audience)
        return {
          items: sold.map(soldOf),
          next: null,
          features: named.features.map(told),
          limits: limits.map(told),
        }
      },
    )
    app.post(
      '/plans/:code/versions',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Sell a plan on other terms from now on',
          description:
            'Whoever has the version before keeps it, and its price, until they are moved.',
          params: Code,
          body: TermsSchema,
          response: { 201: Type.Object({ id: IdSchema }, thing) },
        },
      },
      async (request, reply) => {
        reply.code(201)
        const id = await change(deps, request, (tx, now, actor) =>
          sellVersion(
            tx,
            {
              plan: request.params.code,
              terms: termsFrom(request.body),
              by: `person:${actor.id}`,
              from: request.ip,
            },
            now,
          ),
        )
        return { id }
      },
    )
    app.post(
      '/plans/versions/:id/move',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary:
            'Move all who have a version to the one that is sold now, with their next period',
          params: IdParams,
          response: {
            200: Type.Object({ asked: Type.Integer(), staying: Type.Integer() }, thing),
          },
        },
      },
      async (request) =>
        change(deps, request, (tx, now, actor) =>
          moveSubscribers(
            tx,
            { version: request.params.id, by: `person:${actor.id}`, from: request.ip },
            now,
          ),
        ),
    )
  }
