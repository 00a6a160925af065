import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { newId } from '#base'
import { value } from '#ledger'
import {
  agreeToRefund,
  declineRefund,
  listWishes,
  type RefundWishCard,
  refundDetail,
  wishById,
  wishRefund,
} from '#payments'
import { audit } from '#people'
import { type Deps, deed } from './edge.ts'
import { CauseSchema, detailOf, RefundDetailSchema } from './refund-shapes.ts'
import { RefundBody, refundUnits } from './refunds.ts'
import { IdParams, IdSchema, InstantSchema, orNull, page, query, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const FINANCE = { staff: ['finance'] } as const
const SEES = { staff: ['finance', 'support'] } as const
const tags = ['refunds']

const WishSchema = Type.Object(
  {
    id: IdSchema,
    order: Type.Object({ id: IdSchema, number: Type.String() }, thing),
    buyer: Type.Object({ type: Type.String(), id: Type.String() }, thing),
    amount: orNull(ValueSchema),
    cause: CauseSchema,
    reason: Type.String(),
    platformBears: Type.Boolean(),
    endPlan: Type.Boolean(),
    askedBy: Type.String(),
    askedAt: InstantSchema,
    state: Type.Enum(['waiting', 'agreed', 'declined']),
    decidedBy: orNull(Type.String()),
    decidedAt: orNull(InstantSchema),
    note: orNull(Type.String()),
  },
  thing,
)

const wishOf = (wish: RefundWishCard): Static<typeof WishSchema> => ({
  id: wish.id,
  order: {
    id: wish.orderId,
    number: `${wish.orderYear}-${String(wish.orderNumber).padStart(6, '0')}`,
  },
  buyer: { type: wish.buyerType, id: wish.buyerId },
  amount: wish.amount === null ? null : value(wish.amount, wish.currency),
  cause: wish.cause as Static<typeof CauseSchema>,
  reason: wish.reason,
  platformBears: wish.platformBears,
  endPlan: wish.endPlan,
  askedBy: wish.askedBy,
  askedAt: wish.askedAt.toString(),
  state: wish.state,
  decidedBy: wish.decidedBy,
  decidedAt: wish.decidedAt?.toString() ?? null,
  note: wish.note,
})

/** Refunds that are too large for one person: one asks, another agrees. */
export const refundWishRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { needs: FINANCE, deed: true } as const
    app.get(
      '/refund-wishes',
      {
        config: { needs: SEES },
        schema: {
          tags,
          summary: 'Refunds that wait, or waited, for a second person, latest first',
          querystring: query({ waits: Type.Optional(Type.Boolean()) }),
          response: { 200: page(WishSchema) },
        },
      },
      async ({ query: { waits } }) => {
        const rows = await listWishes(deps.db, { waits, limit: 100 })
        return { items: rows.map(wishOf), next: null }
      },
    )
    app.post(
      '/orders/:id/refund-wish',
      {
        config,
        schema: {
          tags,
          summary: 'Ask for a refund that another person must agree to',
          description: 'Nothing is given up yet: the buyer may still spend what it is for.',
          params: IdParams,
          body: RefundBody,
          response: { 201: WishSchema },
        },
      },
      async (request, reply) => {
        const { id: orderId } = request.params
        const { amount, cause, reason, platformBears = false, endPlan = false } = request.body
        const units = await refundUnits(deps, orderId, amount)
        reply.code(201)
        return deed(deps, request, reply, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const asked = { orderId, amount: units, cause, reason, platformBears, endPlan, by }
          const { keepers } = deps.payments
          const { id } = await wishRefund(tx, { id: newId(), ...asked }, keepers, now)
          const about = { type: 'order', id: orderId }
          const after = { wish: id, amount: amount ?? 'all', cause, reason }
          await audit(tx, { by, deed: 'refund.wished', about, after, from: request.id }, now)
          return wishOf(await wishById(tx, id))
        })
      },
    )
    app.post(
      '/refund-wishes/:id/agree',
      {
        config,
        schema: {
          tags,
          summary: 'Agree: the refund is made now',
          params: IdParams,
          response: { 200: RefundDetailSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          const by = `person:${actor.id}`
          await agreeToRefund(tx, { id, by }, deps.payments.keepers, now)
          const detail = await refundDetail(tx, id)
          const { orderId, amount, currency } = detail.refund
          const about = { type: 'order', id: orderId }
          const after = { wish: id, amount: value(amount, currency) }
          await audit(tx, { by, deed: 'refund.agreed', about, after, from: request.id }, now)
          return detailOf(detail)
        }),
    )
    app.post(
      '/refund-wishes/:id/decline',
      {
        config,
        schema: {
          tags,
          summary: 'Decline it, or take one’s own wish back',
          params: IdParams,
          body: Type.Object({ note: Type.String({ minLength: 1, maxLength: 500 }) }, thing),
          response: { 200: WishSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          const { note } = request.body
          const by = `person:${actor.id}`
          await declineRefund(tx, { id, by, note }, now)
          const wish = await wishById(tx, id)
          const about = { type: 'order', id: wish.orderId }
          const after = { wish: id, note }
          await audit(tx, { by, deed: 'refund.declined', about, after, from: request.id }, now)
          return wishOf(wish)
        }),
    )
  }
