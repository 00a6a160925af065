import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { parseUnits } from '#base'
import { scaleOf, value } from '#ledger'
import {
  approveReceipt,
  listInbox,
  listReceipts,
  orderById,
  type Receipt,
  recordReceipt,
  replayNotice,
} from '#payments'
import { type Actor, audit } from '#people'
import { pageOf, readCursor } from './cursor.ts'
import { change, type Deps, deed } from './edge.ts'
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

/** What staff do and see of payments: money that arrived by hand, and what providers told. */
const thing = { additionalProperties: false } as const
const FINANCE = { staff: ['finance'] } as const
const SEES_ORDERS = { staff: ['finance', 'support'] } as const

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

export const receiptRoutes =
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

export const inboxRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/inbox/:provider/:event/replay',
      {
        config: { needs: FINANCE },
        schema: {
          tags: ['payments'],
          summary: 'Work a notice once more: what it is about is looked up as it is now',
          params: Type.Object(
            {
              provider: Type.Enum(['sandbox', 'stripe', 'razorpay', 'sandbox-razorpay']),
              event: Type.String({ pattern: '^[A-Za-z0-9_-]{1,255}$' }),
            },
            thing,
          ),
          response: { 200: Type.Object({ queued: Type.Literal(true) }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { event } = request.params
          await replayNotice(tx, request.params)
          await audit(
            tx,
            {
              by: `person:${actor.id}`,
              deed: 'notice.replayed',
              about: { type: 'notice', id: event },
              from: request.id,
            },
            now,
          )
          return { queued: true as const }
        }),
    )
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
        const key = readCursor(cursor, [MOMENT, /^[A-Za-z0-9_-]{1,255}$/])
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
