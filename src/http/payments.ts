import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { value } from '#ledger'
import {
  buyCredits,
  closeOrder,
  listOrders,
  lookAtOrder,
  type Order,
  openCheckout,
  orderById,
  orderOfBuyer,
} from '#payments'
import type { Actor } from '#people'
import { pageOf, readMoment } from './cursor.ts'
import { disputeRoutes } from './disputes.ts'
import { actorOf, type Deps, deed } from './edge.ts'
import { methodRoutes } from './methods.ts'
import { documentRoutes, sellerRoutes } from './papers.ts'
import { inboxRoutes } from './payment-desk.ts'
import { CodeSchema, CurrencySchema, PercentSchema, percentOf } from './price-shapes.ts'
import { refuse } from './problems.ts'
import { providerRoutes } from './providers.ts'
import { receiptRoutes } from './receipts.ts'
import { reconciliationRoutes } from './reconciliation.ts'
import { refundWishRoutes } from './refund-wishes.ts'
import { refundRoutes } from './refunds.ts'
import { riskRoutes } from './risk.ts'
import {
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  page,
  pageQuery,
  query,
  ValueSchema,
} from './schemas.ts'
import { webhookRoute } from './webhooks.ts'

const thing = { additionalProperties: false } as const
const StateSchema = Type.Enum(['waiting', 'paid', 'expired', 'cancelled'])
const KindSchema = Type.Enum(['credits', 'plan', 'booking', 'messages'])

export const OrderSchema = Type.Object(
  {
    id: IdSchema,
    number: Type.String({ examples: ['2026-000042'] }),
    kind: KindSchema,
    state: StateSchema,
    total: ValueSchema,
    tax: ValueSchema,
    refunded: ValueSchema,
    lines: Type.Array(
      Type.Object(
        {
          label: Type.String(),
          kind: KindSchema,
          about: Type.Object({ type: Type.String(), id: Type.String() }, thing),
          amount: ValueSchema,
          quantity: Type.Integer(),
          unitPrice: ValueSchema,
          discount: ValueSchema,
          net: ValueSchema,
          tax: ValueSchema,
          taxName: orNull(Type.String()),
          taxPercent: orNull(PercentSchema),
          taxIncluded: Type.Boolean({ description: 'In the unit price and the discount' }),
          taxDue: Type.Enum(['sale', 'redemption']),
        },
        thing,
      ),
    ),
    buyer: Type.Object({ type: Type.String(), id: Type.String() }, thing),
    placedAt: InstantSchema,
    expiresAt: orNull(InstantSchema),
    paidAt: orNull(InstantSchema),
    paidThrough: orNull(Type.String()),
  },
  thing,
)

export function orderOf(order: Order): Static<typeof OrderSchema> {
  const money = (units: bigint) => value(units, order.currency)
  return {
    id: order.id,
    number: order.name,
    kind: order.lines[0]!.kind,
    state: order.state,
    total: money(order.total),
    tax: money(order.tax),
    refunded: money(order.refunded),
    lines: order.lines.map((line) => ({
      label: line.description,
      kind: line.kind,
      about: line.about,
      amount: money(line.gross),
      quantity: line.quantity,
      unitPrice: money(line.unitPrice),
      discount: money(line.discount),
      net: money(line.net),
      tax: money(line.tax),
      taxName: line.taxName ?? null,
      taxPercent: line.taxRate === undefined ? null : percentOf(line.taxRate),
      taxIncluded: line.taxIncluded,
      taxDue: line.taxDue,
    })),
    buyer: { type: order.buyer.type, id: order.buyer.id },
    placedAt: order.placedAt.toString(),
    expiresAt: order.expiresAt?.toString() ?? null,
    paidAt: order.paidAt?.toString() ?? null,
    paidThrough: order.paidThrough ?? null,
  }
}

/** What credits are asked for with; a pack, or how many. */
const wishFields = {
  credits: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  pack: Type.Optional(IdSchema),
  currency: Type.Optional(CurrencySchema),
  code: Type.Optional(CodeSchema),
}
type Wish = { credits?: number; pack?: string; currency?: string; code?: string }

const buyerOf = (actor: Actor) => ({ type: 'person', id: actor.id }) as const
const isStaff = (actor: Actor) => actor.staffRoles.length > 0

export const paymentsRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(orderRoutes(deps))
    await app.register(checkoutRoutes(deps))
    await app.register(receiptRoutes(deps))
    await app.register(documentRoutes(deps))
    await app.register(sellerRoutes(deps))
    await app.register(methodRoutes(deps))
    await app.register(refundRoutes(deps))
    await app.register(refundWishRoutes(deps))
    await app.register(disputeRoutes(deps))
    await app.register(riskRoutes(deps))
    await app.register(reconciliationRoutes(deps))
    await app.register(inboxRoutes(deps))
    await app.register(providerRoutes(deps))
    await app.register(webhookRoute(deps))
  }

const orderRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['payments']
    app.post(
      '/orders',
      {
        config: { needs: 'person', deed: true },
        schema: {
          tags,
          summary: 'Order credits',
          description:
            'Bookings and plans make their own orders, where they are booked and started.',
          body: Type.Object({ kind: Type.Literal('credits'), ...wishFields }, thing),
          response: { 201: OrderSchema },
        },
      },
      (request, reply) => orderCredits(deps, request, reply, request.body),
    )
    app.post(
      '/user/credits/purchase',
      {
        config: { needs: 'person', deed: true, opens: 'credits.buy' },
        schema: {
          tags: ['credits'],
          summary: 'Order credits; then open its checkout',
          description:
            'So many credits, or a pack; in a currency that they are sold in; with a code.',
          body: Type.Object(wishFields, thing),
          response: { 201: OrderSchema },
        },
      },
      (request, reply) => orderCredits(deps, request, reply, request.body),
    )
    app.get(
      '/orders',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'My orders, newest first; staff see everybody’s',
          querystring: query({
            ...pageQuery,
            state: Type.Optional(StateSchema),
            person: Type.Optional(IdSchema),
            everybody: Type.Optional(Type.Boolean({ description: 'For finance and support' })),
          }),
          response: { 200: page(OrderSchema) },
        },
      },
      async (request) => {
        const actor = actorOf(request)
        const { state, person, everybody, cursor, limit = 20 } = request.query
        const others = everybody || (person !== undefined && person !== actor.id)
        if (others && !isStaff(actor)) throw refuse('not_allowed')
        const buyer = person ? ({ type: 'person', id: person } as const) : buyerOf(actor)
        const filter = { state, before: readMoment(cursor), limit: limit + 1 }
        const rows = await listOrders(deps.db, everybody ? filter : { ...filter, buyer })
        return pageOf(rows, limit, orderOf, (order) => [order.placedAt, order.id])
      },
    )
    app.get(
      '/orders/:id',
      {
        config: { needs: 'person' },
        schema: { tags, summary: 'One order', params: IdParams, response: { 200: OrderSchema } },
      },
      async (request) => {
        const actor = actorOf(request)
        const { id } = request.params
        if (isStaff(actor)) return orderOf(await orderById(deps.db, id))
        return orderOf(await orderOfBuyer(deps.db, id, buyerOf(actor)))
      },
    )
  }

async function orderCredits(
  deps: Deps,
  request: Parameters<typeof deed>[1],
  reply: Parameters<typeof deed>[2],
  { credits = 0, pack, currency, code }: Wish,
): Promise<Static<typeof OrderSchema>> {
  reply.code(201)
  const what = pack ? { pack } : { credits: BigInt(credits) * 100n }
  return deed(deps, request, reply, async (tx, now, actor) =>
    orderOf(await buyCredits(tx, { personId: actor.id, currency, code, ...what }, now)),
  )
}

const checkoutRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['payments']
    app.post(
      '/orders/:id/checkout',
      {
        config: { needs: 'person', limit: 'checkout' },
        schema: {
          tags,
          summary: 'The page where an order of mine is paid',
          description: 'Asking again answers the same page while it is open.',
          params: IdParams,
          response: { 200: Type.Object({ url: Type.String() }, thing) },
        },
      },
      async (request) => {
        const { id } = request.params
        await orderOfBuyer(deps.db, id, buyerOf(actorOf(request)))
        return openCheckout(deps.payments, id, deps.clock.now())
      },
    )
    app.post(
      '/orders/:id/cancel',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'Leave an order of mine that is not paid',
          params: IdParams,
          response: { 200: OrderSchema },
        },
      },
      async (request) => {
        const { id } = request.params
        await orderOfBuyer(deps.db, id, buyerOf(actorOf(request)))
        return orderOf(await closeOrder(deps.payments, id, 'cancelled', deps.clock.now()))
      },
    )
    app.get(
      '/orders/:id/return',
      {
        // The provider sends the buyer here; all it does is look again, and send them on.
        config: { needs: 'anyone', limit: 'checkout' },
        schema: { tags, summary: 'Back from the provider’s page', params: IdParams },
      },
      async (request, reply) => {
        const { id } = request.params
        const sent = request.query as Record<string, unknown>
        // Where the provider signs who it sends back, and this is not its hand, it is not asked for it.
        const { readReturn } = deps.payments.provider
        const forged = 'razorpay_signature' in sent && readReturn && !readReturn(sent)
        // If the provider does not answer now, its notice will come: the page looks again.
        const order = await (forged
          ? orderById(deps.db, id)
          : lookAtOrder(deps.payments, id, deps.clock.now()).catch(() => orderById(deps.db, id)))
        const page = order.returnTo === '/' ? `/orders/${id}` : order.returnTo
        return reply.redirect(`${page}${page.includes('?') ? '&' : '?'}checkout=paid`, 303)
      },
    )
  }
