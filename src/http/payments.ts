import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { parseUnits } from '#base'
import { scaleOf, value } from '#ledger'
import {
  approveReceipt,
  buyCredits,
  closeOrder,
  listInbox,
  listOrders,
  listReceipts,
  lookAtOrder,
  type Order,
  openCheckout,
  orderById,
  orderOfBuyer,
  type Receipt,
  recordReceipt,
  takeNotice,
} from '#payments'
import { type Actor, audit } from '#people'
import { pageOf, readCursor, readMoment } from './cursor.ts'
import { actorOf, type Deps, deed } from './edge.ts'
import { refuse } from './problems.ts'
import {
  DateSchema,
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  PositiveValueSchema,
  page,
  pageQuery,
  query,
  ValueSchema,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const StateSchema = Type.Enum(['waiting', 'paid', 'expired', 'cancelled'])
const KindSchema = Type.Enum(['credits', 'plan', 'booking'])

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
    lines: order.lines.map(({ description, kind, about, net, tax }) => ({
      label: description,
      kind,
      about,
      amount: money(net + tax),
    })),
    buyer: { type: order.buyer.type, id: order.buyer.id },
    placedAt: order.placedAt.toString(),
    expiresAt: order.expiresAt?.toString() ?? null,
    paidAt: order.paidAt?.toString() ?? null,
    paidThrough: order.paidThrough ?? null,
  }
}

const ReceiptSchema = Type.Object(
  {
    id: IdSchema,
    orderId: IdSchema,
    amount: ValueSchema,
    receivedOn: DateSchema,
    reference: Type.String(),
    recordedBy: Type.String(),
    recordedAt: InstantSchema,
    needsSecond: Type.Boolean({ description: 'Above the limit: somebody else must approve it' }),
    approvedBy: orNull(Type.String()),
    approvedAt: orNull(InstantSchema),
  },
  thing,
)

function receiptOf(receipt: Receipt): Static<typeof ReceiptSchema> {
  return {
    id: receipt.id,
    orderId: receipt.orderId,
    amount: value(receipt.amount, receipt.currency),
    receivedOn: receipt.receivedOn,
    reference: receipt.reference,
    recordedBy: receipt.recordedBy,
    recordedAt: receipt.recordedAt.toString(),
    needsSecond: receipt.needsSecond,
    approvedBy: receipt.approvedBy,
    approvedAt: receipt.approvedAt?.toString() ?? null,
  }
}

const SEES_ORDERS = { staff: ['finance', 'support'] } as const
const FINANCE = { staff: ['finance'] } as const
const buyerOf = (actor: Actor) => ({ type: 'person', id: actor.id }) as const
const isStaff = (actor: Actor) => actor.staffRoles.length > 0

export const paymentsRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(orderRoutes(deps))
    await app.register(checkoutRoutes(deps))
    await app.register(receiptRoutes(deps))
    await app.register(inboxRoutes(deps))
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
          body: Type.Object(
            {
              kind: Type.Literal('credits'),
              credits: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
            },
            thing,
          ),
          response: { 201: OrderSchema },
        },
      },
      (request, reply) => orderCredits(deps, request, reply, request.body.credits),
    )
    app.post(
      '/user/credits/purchase',
      {
        config: { needs: 'person', deed: true },
        schema: {
          tags: ['credits'],
          summary: 'Order credits; then open its checkout',
          body: Type.Object({ credits: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }, thing),
          response: { 201: OrderSchema },
        },
      },
      (request, reply) => orderCredits(deps, request, reply, request.body.credits),
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
  credits: number,
): Promise<Static<typeof OrderSchema>> {
  reply.code(201)
  return deed(deps, request, reply, async (tx, now, actor) =>
    orderOf(await buyCredits(tx, { personId: actor.id, credits: BigInt(credits) * 100n }, now)),
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
        config: { needs: 'anyone' },
        schema: { tags, summary: 'Back from the provider’s page', params: IdParams },
      },
      async (request, reply) => {
        const { id } = request.params
        // If the provider does not answer now, its notice will come: the page looks again.
        const order = await lookAtOrder(deps.payments, id, deps.clock.now()).catch(() =>
          orderById(deps.db, id),
        )
        const page = order.returnTo === '/' ? `/orders/${id}` : order.returnTo
        return reply.redirect(`${page}${page.includes('?') ? '&' : '?'}checkout=paid`, 303)
      },
    )
  }

const receiptRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['payments']
    app.get(
      '/receipts',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Money that staff saw arrive; what waits for a second person first',
          response: { 200: page(ReceiptSchema) },
        },
      },
      async () => ({ items: (await listReceipts(deps.db, 100)).map(receiptOf), next: null }),
    )
    app.post(
      '/orders/:id/receipt',
      {
        config: { needs: FINANCE, deed: true },
        schema: {
          tags,
          summary: 'Record that an order was paid by bank transfer or in cash',
          params: IdParams,
          body: Type.Object(
            {
              amount: PositiveValueSchema,
              receivedOn: DateSchema,
              reference: Type.String({ minLength: 1, maxLength: 200 }),
            },
            thing,
          ),
          response: { 200: ReceiptSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { amount, receivedOn, reference } = request.body
          const { id } = request.params
          const order = await orderById(tx, id)
          const units =
            amount.asset === order.currency
              ? parseUnits(amount.amount, scaleOf(order.currency))
              : undefined
          const receipt = await recordReceipt(
            tx,
            {
              orderId: id,
              amount: units ?? -1n,
              receivedOn: Temporal.PlainDate.from(receivedOn),
              reference,
              by: `person:${actor.id}`,
            },
            now,
          )
          await auditReceipt(tx, receipt, 'receipt.recorded', request.id, actor, now)
          return receiptOf(receipt)
        }),
    )
    app.post(
      '/receipts/:id/approve',
      {
        config: { needs: FINANCE, deed: true },
        schema: {
          tags,
          summary: 'Approve a receipt that somebody else recorded',
          params: IdParams,
          response: { 200: ReceiptSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const given = { id: request.params.id, by: `person:${actor.id}` }
          const receipt = await approveReceipt(tx, given, now)
          await auditReceipt(tx, receipt, 'receipt.approved', request.id, actor, now)
          return receiptOf(receipt)
        }),
    )
  }

function auditReceipt(
  tx: Parameters<typeof audit>[0],
  receipt: Receipt,
  what: 'receipt.recorded' | 'receipt.approved',
  from: string,
  actor: Actor,
  now: Temporal.Instant,
): Promise<void> {
  const { amount, currency, reference } = receipt
  return audit(
    tx,
    {
      by: `person:${actor.id}`,
      deed: what,
      about: { type: 'order', id: receipt.orderId },
      after: { amount: value(amount, currency), reference },
      from,
    },
    now,
  )
}

const InboxSchema = Type.Object(
  {
    provider: Type.String(),
    event: Type.String(),
    type: Type.String(),
    about: orNull(Type.String()),
    state: Type.String(),
    attempts: Type.Integer(),
    error: orNull(Type.String()),
    receivedAt: InstantSchema,
  },
  thing,
)
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/

const inboxRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/inbox',
      {
        config: { needs: SEES_ORDERS },
        schema: {
          tags: ['payments'],
          summary: 'What payment providers told us, latest first',
          querystring: query({
            ...pageQuery,
            state: Type.Optional(Type.Enum(['received', 'done', 'ignored', 'failed'])),
          }),
          response: { 200: page(InboxSchema) },
        },
      },
      async (request) => {
        const { state, cursor, limit = 20 } = request.query
        const key = readCursor(cursor, [MOMENT, /^[A-Za-z0-9_]{1,255}$/])
        const before = key && { at: Temporal.Instant.from(key[0]), id: key[1] }
        const rows = await listInbox(deps.db, { state, before, limit: limit + 1 })
        return pageOf(
          rows,
          limit,
          ({ event_id: event, received_at: receivedAt, ...row }) => ({
            ...row,
            event,
            receivedAt: receivedAt.toString(),
          }),
          (row) => [row.received_at, row.event_id],
        )
      },
    )
  }

/** A room of its own: only here bodies are taken as raw bytes, for the signature is over them. */
const webhookRoute =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    app.post(
      '/webhooks/:provider/:endpoint',
      {
        config: { needs: 'provider', anyHost: true },
        schema: {
          tags: ['payments'],
          summary: 'Notices of a payment provider, signed',
          params: Type.Object(
            {
              provider: Type.Enum(['sandbox', 'stripe']),
              endpoint: Type.Enum(['own', 'connect']),
            },
            thing,
          ),
          response: {
            200: Type.Object({ received: Type.Literal(true), repeated: Type.Boolean() }, thing),
          },
        },
      },
      async (request) => {
        const signature = request.headers['stripe-signature']
        const fresh = await takeNotice(
          deps.payments,
          {
            ...request.params,
            raw: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
            signature: typeof signature === 'string' ? signature : undefined,
          },
          deps.clock.now(),
        )
        return { received: true as const, repeated: !fresh }
      },
    )
  }
