import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import type { Query } from '#base'
import { value } from '#ledger'
import { billingSeen, renewalPrice } from '#payments'
import {
  cardPage,
  changePlan,
  endTrial,
  isOpen,
  leavePlan,
  nextGrantOf,
  PAUSE_AT_MOST,
  pausePlan,
  payPlan,
  previewChange,
  previewLeaving,
  resumePlan,
  type Subscription,
  startPlan,
  subscriptionsOf,
} from '#plans'
import { actorOf, type Deps, deed } from './edge.ts'
import { OrderSchema, orderOf } from './payments.ts'
import { AudienceSchema, EverySchema } from './plan-shapes.ts'
import { CodeSchema, CurrencySchema } from './price-shapes.ts'
import { IdParams, IdSchema, InstantSchema, orNull, page, query, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const

const SubscriptionSchema = Type.Object(
  {
    id: IdSchema,
    audience: AudienceSchema,
    plan: Type.Object({ id: IdSchema, code: Type.String(), name: Type.String() }, thing),
    state: Type.Enum(['trial', 'active', 'past_due', 'paused', 'leaving', 'ended']),
    open: Type.Boolean({ description: 'Whether it opens anything now' }),
    price: ValueSchema,
    every: EverySchema,
    credits: ValueSchema,
    startedAt: InstantSchema,
    trialEndsAt: orNull(InstantSchema),
    periodStart: InstantSchema,
    periodEnd: InstantSchema,
    cancelAtPeriodEnd: Type.Boolean(),
    next: orNull(
      Type.Object(
        { code: Type.String(), name: Type.String(), every: EverySchema, price: ValueSchema },
        { ...thing, description: 'What it becomes with its next period' },
      ),
    ),
    charged: orNull(
      Type.Object(
        { at: InstantSchema, amount: ValueSchema },
        { ...thing, description: 'When it is charged next, and how much' },
      ),
    ),
    granted: orNull(
      Type.Object(
        { at: InstantSchema, credits: ValueSchema },
        { ...thing, description: 'The next credits within what is paid' },
      ),
    ),
    card: orNull(
      Type.Object({ brand: Type.String(), last4: Type.String(), expires: Type.String() }, thing),
    ),
    pastDueSince: orNull(InstantSchema),
    pausedSince: orNull(InstantSchema),
    resumesAt: orNull(InstantSchema),
    endedAt: orNull(InstantSchema),
    order: orNull(IdSchema),
  },
  thing,
)

async function shown(
  q: Query,
  one: Subscription,
  now: Temporal.Instant,
  order?: { id: string },
): Promise<Static<typeof SubscriptionSchema>> {
  const granted = one.endedAt ? undefined : await nextGrantOf(q, one.id)
  const billing = await billingSeen(q, one.provider, one.billing)
  return {
    id: one.id,
    audience: one.audience,
    plan: { id: one.versionId, code: one.plan, name: one.name },
    state: one.state,
    open: isOpen(one, now),
    price: value(one.amount, one.currency),
    every: one.interval,
    credits: value(one.monthlyCredits, 'CREDIT'),
    startedAt: one.startedAt.toString(),
    trialEndsAt: one.trialEndsAt?.toString() ?? null,
    periodStart: one.periodStart.toString(),
    periodEnd: one.periodEnd.toString(),
    cancelAtPeriodEnd: one.leavingSince !== null,
    next: one.next && {
      code: one.next.plan,
      name: one.next.name,
      every: one.next.interval,
      price: value(one.next.amount, one.currency),
    },
    charged: await chargedOf(q, one),
    granted: granted
      ? { at: granted.at.toString(), credits: value(granted.credits, 'CREDIT') }
      : null,
    card: billing?.card ?? null,
    pastDueSince: one.pastDueSince?.toString() ?? null,
    pausedSince: one.pausedSince?.toString() ?? null,
    resumesAt: one.resumesAt?.toString() ?? null,
    endedAt: one.endedAt?.toString() ?? null,
    order: order?.id ?? null,
  }
}

/** The next charge as far as it is settled: none for what ends, rests without end, or waits to be paid. */
async function chargedOf(
  q: Query,
  one: Subscription,
): Promise<Static<typeof SubscriptionSchema>['charged']> {
  if (one.endedAt || one.leavingSince || one.pastDueSince) return null
  const at = one.pausedSince ? one.resumesAt : one.periodEnd
  if (!at) return null
  const amount = await renewalPrice(q, one, one.next?.amount ?? one.amount, at)
  return { at: at.toString(), amount: value(amount, one.currency) }
}

export const subscriptionRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(startRoutes(deps))
    await app.register(changeRoutes(deps))
    await app.register(previewRoutes(deps))
    await app.register(payRoutes(deps))
  }

const tags = ['plans']

const startRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
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
        const now = deps.clock.now()
        const mine = await subscriptionsOf(deps.db, actorOf(request).id)
        const items = await Promise.all(mine.map((one) => shown(deps.db, one, now)))
        return { items, next: null }
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
              trial: Type.Optional(
                Type.Boolean({ description: 'Try it first, where the plan allows that' }),
              ),
              currency: Type.Optional(CurrencySchema),
              code: Type.Optional(CodeSchema),
            },
            thing,
          ),
          response: { 201: OrderSchema },
        },
      },
      async (request, reply) => {
        const { plan, every, currency, trial = false, code } = request.body
        reply.code(201)
        return deed(deps, request, reply, async (tx, now, actor) => {
          const start = {
            personId: actor.id,
            plan,
            trial,
            code,
            ...(every ? { interval: every } : {}),
            ...(currency ? { currency } : {}),
          }
          return orderOf(await startPlan(tx, start, now))
        })
      },
    )
  }

const ChangeSchema = Type.Union([
  Type.Object({ cancelAtPeriodEnd: Type.Boolean() }, thing),
  Type.Object(
    { plan: Type.String({ minLength: 1, maxLength: 64 }), every: Type.Optional(EverySchema) },
    thing,
  ),
  Type.Object(
    { pauseFor: Type.Integer({ minimum: 1, maximum: PAUSE_AT_MOST, description: 'Renewals' }) },
    thing,
  ),
  Type.Object({ paused: Type.Literal(false) }, thing),
  Type.Object({ trial: Type.Literal(false) }, thing),
])

const changeRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.patch(
      '/subscriptions/:id',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'Change, pause, resume or cancel a plan, or end its trial by paying now',
          description:
            'One wish at a time. What is charged for it at once is the order that the answer names; its payment may take a moment to be followed.',
          params: IdParams,
          body: ChangeSchema,
          response: { 200: SubscriptionSchema },
        },
      },
      async (request) => {
        const now = deps.clock.now()
        const own = { personId: actorOf(request).id, id: request.params.id }
        const { subscription, order } = await changed(deps, own, request.body, now)
        return shown(deps.db, subscription, now, order)
      },
    )
  }

/** Which verb a wish is. */
async function changed(
  { payments }: Deps,
  own: { personId: string; id: string },
  wish: Static<typeof ChangeSchema>,
  now: Temporal.Instant,
): Promise<{ subscription: Subscription; order?: { id: string } | undefined }> {
  if ('cancelAtPeriodEnd' in wish) {
    const leaving = { ...own, leave: wish.cancelAtPeriodEnd }
    return { subscription: await leavePlan(payments, leaving, now) }
  }
  if ('pauseFor' in wish) {
    const pause = { ...own, renewals: wish.pauseFor }
    return { subscription: await pausePlan(payments, pause, now) }
  }
  if ('paused' in wish) return resumePlan(payments, own, now)
  if ('trial' in wish) return endTrial(payments, own, now)
  const { plan, every } = wish
  return changePlan(payments, { ...own, plan, ...(every ? { interval: every } : {}) }, now)
}

const ChangePreviewSchema = Type.Object(
  {
    plan: Type.Object({ code: Type.String(), name: Type.String() }, thing),
    every: EverySchema,
    when: Type.Enum(['now', 'renewal', 'keep']),
    due: ValueSchema,
    credits: ValueSchema,
    creditsExpireAt: orNull(InstantSchema),
    monthlyCredits: ValueSchema,
    charged: Type.Object({ at: InstantSchema, amount: ValueSchema }, thing),
  },
  thing,
)

const LeavePreviewSchema = Type.Object(
  {
    endsAt: InstantSchema,
    expiring: ValueSchema,
    staying: ValueSchema,
    held: ValueSchema,
    coming: orNull(Type.Object({ at: InstantSchema, credits: ValueSchema }, thing)),
  },
  thing,
)

const credits = (units: bigint) => value(units, 'CREDIT')

const previewRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/subscriptions/:id/change-preview',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'What another plan would cost and bring, and when; nothing is done',
          params: IdParams,
          querystring: query({
            plan: Type.String({ minLength: 1, maxLength: 64 }),
            every: Type.Optional(EverySchema),
          }),
          response: { 200: ChangePreviewSchema },
        },
      },
      async (request) => {
        const { plan, every } = request.query
        const wish = { personId: actorOf(request).id, id: request.params.id, plan }
        const said = await previewChange(
          deps.payments,
          { ...wish, ...(every ? { interval: every } : {}) },
          deps.clock.now(),
        )
        return {
          plan: { code: said.plan, name: said.name },
          every: said.interval,
          when: said.when,
          due: value(said.due, said.currency),
          credits: credits(said.credits),
          creditsExpireAt: said.creditsExpireAt?.toString() ?? null,
          monthlyCredits: credits(said.monthlyCredits),
          charged: {
            at: said.next.at.toString(),
            amount: value(said.next.amount, said.currency),
          },
        }
      },
    )
    app.get(
      '/subscriptions/:id/cancel-preview',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'What happens to my credits when the plan ends',
          params: IdParams,
          response: { 200: LeavePreviewSchema },
        },
      },
      async (request) => {
        const own = { personId: actorOf(request).id, id: request.params.id }
        const said = await previewLeaving(deps.db, own, deps.clock.now())
        const { coming } = said
        return {
          endsAt: said.endsAt.toString(),
          expiring: credits(said.expiring),
          staying: credits(said.staying),
          held: credits(said.held),
          coming: coming ? { at: coming.at.toString(), credits: credits(coming.credits) } : null,
        }
      },
    )
  }

const payRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/subscriptions/:id/pay',
      {
        config: { needs: 'person', limit: 'checkout' },
        schema: {
          tags,
          summary: 'Try the unpaid renewal of a plan again now',
          params: IdParams,
          response: { 200: SubscriptionSchema },
        },
      },
      async (request) => {
        const now = deps.clock.now()
        const own = { personId: actorOf(request).id, id: request.params.id }
        return shown(deps.db, await payPlan(deps.payments, own, now), now)
      },
    )
    app.post(
      '/subscriptions/card-page',
      {
        config: { needs: 'person', limit: 'checkout' },
        schema: {
          tags,
          summary: 'Open the payment provider’s page, where I change my card',
          response: { 200: Type.Object({ url: Type.String() }, thing) },
        },
      },
      async (request) => cardPage(deps.payments, actorOf(request).id, '/subscription'),
    )
  }
