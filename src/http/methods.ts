import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { value } from '#ledger'
import {
  addMethod,
  creditsOf,
  endRefill,
  forgetMethod,
  makeDefault,
  methodsOf,
  type Refill,
  refillOf,
  type SavedMethod,
  selfService,
  setRefill,
} from '#payments'
import type { Actor } from '#people'
import { actorOf, change, type Deps } from './edge.ts'
import { InstantSchema, orNull, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
export const PageSchema = Type.Object({ url: Type.String() }, thing)

export const MethodSchema = Type.Object(
  {
    id: Type.String(),
    kind: Type.String({ examples: ['visa'] }),
    last4: Type.String(),
    expires: orNull(Type.String({ examples: ['12/2040'] })),
    default: Type.Boolean({ description: 'Charged by refills, and by plans when they renew' }),
    renews: Type.Boolean({ description: 'A plan is paid with it: it cannot be taken away' }),
  },
  thing,
)
export const MethodIdSchema = Type.String({ pattern: '^[A-Za-z0-9_]{4,80}$' })
const MethodParams = Type.Object({ id: MethodIdSchema }, thing)
/** Where a person may be sent back to: the billing pages of learners and of educators. */
const Back = Type.Object({ back: Type.Optional(Type.Enum(['/billing', '/teach/billing'])) }, thing)

const credits = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const RefillSchema = Type.Object(
  {
    on: Type.Boolean(),
    below: ValueSchema,
    buy: ValueSchema,
    most: ValueSchema,
    bought: ValueSchema,
    offBecause: orNull(Type.Enum(['owner', 'failures', 'no_method', 'not_on_sale'])),
    failures: Type.Integer(),
    nextTryAt: orNull(InstantSchema),
    heldBack: orNull(Type.String({ description: 'The refusal that stands against it now' })),
  },
  thing,
)

export const shownMethod = ({
  ref: id,
  expires,
  ...rest
}: SavedMethod): Static<typeof MethodSchema> => ({
  ...rest,
  id,
  expires: expires ?? null,
})

const shownRefill = (refill: Refill): Static<typeof RefillSchema> => ({
  on: refill.state === 'on',
  below: value(refill.below, 'CREDIT'),
  buy: value(refill.buy, 'CREDIT'),
  most: value(refill.most, 'CREDIT'),
  bought: value(refill.bought, 'CREDIT'),
  offBecause: refill.offBecause,
  failures: refill.failures,
  nextTryAt: refill.nextTryAt?.toString() ?? null,
  heldBack: refill.heldBack,
})

const mine = (actor: Actor) => ({ type: 'person', id: actor.id }) as const

/** What a person keeps to pay with, and what is bought with it by itself. */
export const methodRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['payments']
    app.get(
      '/payment-methods',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'What I keep with the payment provider, latest first',
          response: { 200: Type.Object({ items: Type.Array(MethodSchema) }, thing) },
        },
      },
      async (request) => ({
        items: (await methodsOf(deps.payments, mine(actorOf(request)))).map(shownMethod),
      }),
    )
    app.post(
      '/payment-methods',
      {
        config: { needs: 'person', limit: 'checkout' },
        schema: {
          tags,
          summary: 'A page of the provider’s where I add one; nothing is charged',
          body: Back,
          response: { 200: PageSchema },
        },
      },
      (request) =>
        addMethod(
          deps.payments,
          mine(actorOf(request)),
          { returnTo: request.body.back ?? '/billing' },
          deps.clock.now(),
        ),
    )
    app.post(
      '/payment-methods/:id/default',
      {
        config: { needs: 'person', limit: 'checkout' },
        schema: {
          tags,
          summary: 'Charge this one from now on',
          params: MethodParams,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        await makeDefault(deps.payments, mine(actorOf(request)), id, deps.clock.now())
        return reply.code(204).send(null)
      },
    )
    app.delete(
      '/payment-methods/:id',
      {
        config: { needs: 'person', limit: 'checkout' },
        schema: {
          tags,
          summary: 'Take this one away for good',
          params: MethodParams,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await forgetMethod(deps.payments, mine(actorOf(request)), request.params.id)
        return reply.code(204).send(null)
      },
    )
    app.post(
      '/payment-methods/portal',
      {
        config: { needs: 'person', limit: 'checkout' },
        schema: {
          tags,
          summary: 'The provider’s own page for my plans and cards',
          body: Back,
          response: { 200: PageSchema },
        },
      },
      (request) =>
        selfService(deps.payments, mine(actorOf(request)), request.body.back ?? '/billing'),
    )
    await app.register(refillRoutes(deps))
  }

const refillRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['credits']
    const now = async (person: string) => {
      const refill = await refillOf(deps.db, creditsOf(person), deps.clock.now())
      return { refill: refill ? shownRefill(refill) : null }
    }
    const response = { 200: Type.Object({ refill: orNull(RefillSchema) }, thing) }
    app.get(
      '/user/refill',
      {
        config: { needs: 'person' },
        schema: { tags, summary: 'When my credits are refilled by themselves', response },
      },
      (request) => now(actorOf(request).id),
    )
    app.put(
      '/user/refill',
      {
        config: { needs: 'person', limit: 'checkout', opens: 'credits.refill' },
        schema: {
          tags,
          summary: 'Refill my credits by themselves from now on',
          description:
            'Below so many credits, so many are bought with my default method of payment; in a month of my own zone at most so many.',
          body: Type.Object({ below: credits, buy: credits, most: credits }, thing),
          response,
        },
      },
      async (request) => {
        const { below, buy, most } = request.body
        const rule = {
          below: BigInt(below) * 100n,
          buy: BigInt(buy) * 100n,
          most: BigInt(most) * 100n,
        }
        const { id } = actorOf(request)
        await setRefill(deps.payments, id, rule, deps.clock.now())
        return now(id)
      },
    )
    app.delete(
      '/user/refill',
      {
        config: { needs: 'person' },
        schema: { tags, summary: 'Refill no more', response },
      },
      async (request) => {
        await change(deps, request, (tx, _now, actor) => endRefill(tx, creditsOf(actor.id)))
        return now(actorOf(request).id)
      },
    )
  }
