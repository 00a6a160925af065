import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { value } from '#ledger'
import { FACE_CURRENCY } from '#payments'
import { allowanceOf, hasTried, type Interval, offered, plansOnSale, type Version } from '#plans'
import { economicsRoutes } from './economics.ts'
import { actorOf, type Deps } from './edge.ts'
import { AudienceSchema, EverySchema } from './plan-shapes.ts'
import { planVersionRoutes } from './plan-versions.ts'
import { CurrencySchema } from './price-shapes.ts'
import { IdSchema, InstantSchema, orNull, page, query, ValueSchema } from './schemas.ts'
import { subscriptionRoutes } from './subscriptions.ts'
import { usageOf } from './usage.ts'

const thing = { additionalProperties: false } as const
const KindSchema = Type.Enum(['class', 'conversation'])

const PlanSchema = Type.Object(
  {
    id: IdSchema,
    code: Type.String({ examples: ['learner-premium'] }),
    version: Type.Integer(),
    audience: AudienceSchema,
    name: Type.String(),
    says: Type.String(),
    monthly: ValueSchema,
    yearly: orNull(ValueSchema),
    prices: Type.Array(Type.Object({ every: EverySchema, price: ValueSchema }, thing)),
    credits: ValueSchema,
    unused: Type.Enum(['expire', 'roll', 'keep']),
    rollMonths: orNull(Type.Integer()),
    trialDays: Type.Integer(),
    includedClasses: orNull(Type.Integer()),
    includedConversations: orNull(Type.Integer()),
    unlimited: Type.Boolean(),
    fairUse: orNull(Type.Integer()),
    features: Type.Array(Type.String({ description: 'As a person reads them' })),
    opens: Type.Array(Type.String({ description: 'The same features by name' })),
    limits: Type.Record(Type.String(), Type.Integer()),
  },
  thing,
)

const PlansSchema = Type.Object(
  {
    ...page(PlanSchema).properties,
    comparison: Type.Object(
      {
        features: Type.Array(
          Type.Object(
            { name: Type.String(), says: Type.String(), plans: Type.Array(Type.String()) },
            thing,
          ),
        ),
        limits: Type.Array(
          Type.Object(
            {
              name: Type.String(),
              says: Type.String(),
              plans: Type.Record(Type.String(), Type.Integer()),
            },
            thing,
          ),
        ),
      },
      thing,
    ),
  },
  thing,
)

/** Prices are said in the currency that was asked for, or in the house's own where it is not sold so. */
function planOf(
  version: Version,
  words: Map<string, string>,
  currency: string,
): Static<typeof PlanSchema> {
  const priced = (every: Interval) => {
    const prices = version.prices.filter(({ interval }) => interval === every)
    return (
      prices.find((price) => price.currency === currency) ??
      prices.find((price) => price.currency === FACE_CURRENCY)
    )
  }
  const monthly = priced('month')
  const yearly = priced('year')
  const included = (kind: 'class' | 'conversation') =>
    version.included.find((one) => one.kind === kind)?.sessions ?? null
  const unlimited = version.included.find((one) => one.unlimited)
  return {
    id: version.id,
    code: version.plan,
    version: version.version,
    audience: version.audience,
    name: version.name,
    says: version.says,
    monthly: value(monthly?.amount ?? 0n, monthly?.currency ?? 'USD'),
    yearly: yearly ? value(yearly.amount, yearly.currency) : null,
    prices: version.prices.map(({ interval, amount, currency }) => ({
      every: interval,
      price: value(amount, currency),
    })),
    credits: value(version.monthlyCredits, 'CREDIT'),
    unused: version.unused,
    rollMonths: version.rollMonths ?? null,
    trialDays: version.trialDays,
    includedClasses: included('class'),
    includedConversations: included('conversation'),
    unlimited: unlimited !== undefined,
    fairUse: unlimited?.sessions ?? null,
    features: version.features.map((name) => words.get(name) ?? name),
    opens: version.features,
    limits: version.limits,
  }
}

const EntitlementsSchema = Type.Object(
  {
    plans: Type.Array(Type.String()),
    features: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          says: Type.String(),
          open: Type.Boolean(),
          opensWith: Type.Array(Type.String({ description: 'Plans that open it' })),
        },
        thing,
      ),
    ),
    limits: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          says: Type.String(),
          audience: AudienceSchema,
          most: Type.Integer(),
          used: orNull(Type.Integer({ description: 'Null: it is no count' })),
          moreWith: Type.Array(Type.String({ description: 'Plans that allow more' })),
        },
        thing,
      ),
    ),
    tried: Type.Array(AudienceSchema, { description: 'Of whose plans one was tried already' }),
    included: Type.Array(
      Type.Object(
        {
          kind: KindSchema,
          limit: Type.Integer(),
          unlimited: Type.Boolean(),
          used: Type.Integer(),
          left: Type.Integer(),
          resetsAt: InstantSchema,
        },
        thing,
      ),
    ),
  },
  thing,
)

const triedOf = async ({ db }: Deps, personId: string) => {
  const audiences = ['learner', 'educator', 'organization'] as const
  const tried = await Promise.all(audiences.map((audience) => hasTried(db, personId, audience)))
  return audiences.filter((_, index) => tried[index])
}

export const plansRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(catalogueRoutes(deps))
    await app.register(subscriptionRoutes(deps))
    await app.register(economicsRoutes(deps))
    await app.register(planVersionRoutes(deps))
  }

const catalogueRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/plans',
      {
        config: { needs: 'anyone' },
        schema: {
          tags: ['plans'],
          summary: 'Plans on sale, and how they compare',
          querystring: query({
            audience: Type.Optional(AudienceSchema),
            currency: Type.Optional(CurrencySchema),
          }),
          response: { 200: PlansSchema },
        },
      },
      async (request) => {
        const { audience, currency = FACE_CURRENCY } = request.query
        const { features, limits } = await offered(deps.db)
        const words = new Map(features.map(({ name, says }) => [name, says]))
        const versions = (await plansOnSale(deps.db, deps.clock.now())).filter(
          (version) => !audience || version.audience === audience,
        )
        const compared = features
          .map(({ name, says }) => ({
            name,
            says,
            plans: versions.filter((one) => one.features.includes(name)).map((one) => one.plan),
          }))
          .filter((feature) => feature.plans.length > 0)
        return {
          items: versions.map((version) => planOf(version, words, currency)),
          next: null,
          comparison: {
            features: compared,
            limits: limits
              .filter((limit) => !audience || limit.audience === audience)
              .map(({ name, says }) => ({
                name,
                says,
                plans: Object.fromEntries(
                  versions
                    .filter((one) => one.limits[name] !== undefined)
                    .map((one) => [one.plan, one.limits[name]!]),
                ),
              })),
          },
        }
      },
    )
    app.get(
      '/entitlements',
      {
        config: { needs: 'person' },
        schema: {
          tags: ['plans'],
          summary: 'What my plans open, and what would open the rest',
          response: { 200: EntitlementsSchema },
        },
      },
      async (request) => {
        const { id } = actorOf(request)
        const now = deps.clock.now()
        const mine = await deps.entitlements.of(id, now)
        const { features, limits } = await offered(deps.db)
        const versions = await plansOnSale(deps.db, now)
        const included = [
          await allowanceOf(deps.db, id, 'class', now),
          await allowanceOf(deps.db, id, 'conversation', now),
        ]
        return {
          plans: [...mine.plans],
          // What only a tier opens is shown to those who have it.
          features: features
            .map(({ name, says }) => ({
              name,
              says,
              open: mine.features.has(name),
              opensWith: versions
                .filter((one) => one.features.includes(name))
                .map((one) => one.plan),
            }))
            .filter(({ open, opensWith }) => open || opensWith.length > 0),
          limits: await Promise.all(
            limits
              .filter(({ name }) => mine.limits.has(name))
              .map(async ({ name, says, audience }) => {
                const most = mine.limits.get(name)!
                const more = versions.filter((one) => (one.limits[name] ?? 0) > most)
                const used = await usageOf(deps.db, name, id, now)
                return { name, says, audience, most, used, moreWith: more.map(({ plan }) => plan) }
              }),
          ),
          tried: await triedOf(deps, id),
          included: included.map((one) => ({ ...one, resetsAt: one.resetsAt.toString() })),
        }
      },
    )
  }
