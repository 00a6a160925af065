import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { value } from '#ledger'
import {
  allowanceOf,
  type Interval,
  leavePlan,
  offered,
  plansOnSale,
  type Subscription,
  startPlan,
  subscriptionsOf,
  type Version,
} from '#plans'
import { actorOf, type Deps, deed } from './edge.ts'
import { OrderSchema, orderOf } from './payments.ts'
import { IdParams, IdSchema, InstantSchema, orNull, page, query, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const AudienceSchema = Type.Enum(['learner', 'educator', 'organization'])
const KindSchema = Type.Enum(['class', 'conversation'])
const EverySchema = Type.Enum(['month', 'year'])

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

function planOf(version: Version, words: Map<string, string>): Static<typeof PlanSchema> {
  const priced = (every: Interval) => version.prices.find((price) => price.interval === every)
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
    includedClasses: included('class'),
    includedConversations: included('conversation'),
    unlimited: unlimited !== undefined,
    fairUse: unlimited?.sessions ?? null,
    features: version.features.map((name) => words.get(name) ?? name),
    opens: version.features,
    limits: version.limits,
  }
}

const SubscriptionSchema = Type.Object(
  {
    id: IdSchema,
    audience: AudienceSchema,
    plan: Type.Object({ id: IdSchema, code: Type.String(), name: Type.String() }, thing),
    state: Type.Enum(['trial', 'active', 'past_due', 'paused', 'leaving', 'ended']),
    price: ValueSchema,
    every: EverySchema,
    credits: ValueSchema,
    startedAt: InstantSchema,
    periodStart: InstantSchema,
    periodEnd: InstantSchema,
    cancelAtPeriodEnd: Type.Boolean(),
    pastDueSince: orNull(InstantSchema),
    endedAt: orNull(InstantSchema),
  },
  thing,
)

function subscriptionShown(one: Subscription): Static<typeof SubscriptionSchema> {
  return {
    id: one.id,
    audience: one.audience,
    plan: { id: one.versionId, code: one.plan, name: one.name },
    state: one.state,
    price: value(one.amount, one.currency),
    every: one.interval,
    credits: value(one.monthlyCredits, 'CREDIT'),
    startedAt: one.startedAt.toString(),
    periodStart: one.periodStart.toString(),
    periodEnd: one.periodEnd.toString(),
    cancelAtPeriodEnd: one.leavingSince !== null,
    pastDueSince: one.pastDueSince?.toString() ?? null,
    endedAt: one.endedAt?.toString() ?? null,
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
      Type.Object({ name: Type.String(), says: Type.String(), most: Type.Integer() }, thing),
    ),
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

export const plansRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(catalogueRoutes(deps))
    await app.register(subscriptionRoutes(deps))
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
          querystring: query({ audience: Type.Optional(AudienceSchema) }),
          response: { 200: PlansSchema },
        },
      },
      async (request) => {
        const { audience } = request.query
        const { features, limits } = await offered(deps.db)
        const words = new Map(features.map(({ name, says }) => [name, says]))
        const versions = (await plansOnSale(deps.db, deps.clock.now())).filter(
          (version) => !audience || version.audience === audience,
        )
        const compared = features
          .map((feature) => ({
            ...feature,
            plans: versions
              .filter((one) => one.features.includes(feature.name))
              .map((one) => one.plan),
          }))
          .filter((feature) => feature.plans.length > 0)
        return {
          items: versions.map((version) => planOf(version, words)),
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
          features: features.map(({ name, says }) => ({
            name,
            says,
            open: mine.features.has(name),
            opensWith: versions.filter((one) => one.features.includes(name)).map((one) => one.plan),
          })),
          limits: limits
            .filter(({ name }) => mine.limits.has(name))
            .map(({ name, says }) => ({ name, says, most: mine.limits.get(name)! })),
          included: included.map((one) => ({ ...one, resetsAt: one.resetsAt.toString() })),
        }
      },
    )
  }

const subscriptionRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['plans']
    app.get(
      '/subscriptions',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'My subscriptions, latest first',
          response: { 200: page(SubscriptionSchema) },
        },
      },
      async (request) => {
        const mine = await subscriptionsOf(deps.db, actorOf(request).id)
        return { items: mine.map(subscriptionShown), next: null }
      },
    )
    app.post(
      '/subscriptions',
      {
        config: { needs: 'person', deed: true },
        schema: {
          tags,
          summary: 'Order a plan; it runs once its order is paid',
          body: Type.Object(
            {
              plan: Type.String({
                minLength: 1,
                maxLength: 64,
                description: 'The plan’s code, or the id of the version on sale',
              }),
              every: Type.Optional(EverySchema),
            },
            thing,
          ),
          response: { 201: OrderSchema },
        },
      },
      async (request, reply) => {
        const { plan, every } = request.body
        reply.code(201)
        return deed(deps, request, reply, async (tx, now, actor) => {
          const start = { personId: actor.id, plan, ...(every ? { interval: every } : {}) }
          return orderOf(await startPlan(tx, start, now))
        })
      },
    )
    app.patch(
      '/subscriptions/:id',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'End a plan with its period, or let it go on',
          params: IdParams,
          body: Type.Object({ cancelAtPeriodEnd: Type.Boolean() }, thing),
          response: { 200: SubscriptionSchema },
        },
      },
      async (request) => {
        const wish = {
          personId: actorOf(request).id,
          id: request.params.id,
          leave: request.body.cancelAtPeriodEnd,
        }
        return subscriptionShown(await leavePlan(deps.payments, wish, deps.clock.now()))
      },
    )
  }
