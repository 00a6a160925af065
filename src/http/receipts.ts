import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { parseUnits } from '#base'
import { scaleOf, value } from '#ledger'
import {
  approveReceipt,
  declineReceipt,
  listReceipts,
  orderById,
  type ReceiptCard,
  receiptCard,
  recordReceipt,
} from '#payments'
import { type Actor, audit } from '#people'
import { pageOf, readMoment } from './cursor.ts'
import { type Deps, deed } from './edge.ts'
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

/** Money that staff saw arrive: a bank transfer, or cash. */
const thing = { additionalProperties: false } as const
const FINANCE = { staff: ['finance'] } as const
const StateSchema = Type.Enum(['waiting', 'counted', 'declined'])
const WaySchema = Type.Enum(['bank_transfer', 'cash'])

const ReceiptSchema = Type.Object(
  {
    id: IdSchema,
    order: Type.Object({ id: IdSchema, number: Type.String() }, thing),
    buyer: Type.Object({ type: Type.String(), id: Type.String() }, thing),
    way: WaySchema,
    amount: ValueSchema,
    receivedOn: DateSchema,
    reference: Type.String(),
    recordedBy: Type.String(),
    recordedAt: InstantSchema,
    needsSecond: Type.Boolean({ description: 'Above the limit: somebody else must approve it' }),
    state: StateSchema,
    decidedBy: orNull(Type.String()),
    decidedAt: orNull(InstantSchema),
    note: orNull(Type.String()),
  },
  thing,
)

function receiptOf(receipt: ReceiptCard): Static<typeof ReceiptSchema> {
  const { orderId, order, buyerType, buyerId, amount, currency, recordedAt, decidedAt, ...rest } =
    receipt
  return {
    ...rest,
    order: { id: orderId, number: order },
    buyer: { type: buyerType, id: buyerId },
    amount: value(amount, currency),
    recordedAt: recordedAt.toString(),
    decidedAt: decidedAt?.toString() ?? null,
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
          summary: 'Money that staff saw arrive, latest first',
          querystring: query({ ...pageQuery, state: Type.Optional(StateSchema) }),
          response: { 200: page(ReceiptSchema) },
        },
      },
      async (request) => {
        const { state, cursor, limit = 20 } = request.query
        const filter = { state, before: readMoment(cursor), limit: limit + 1 }
        return pageOf(await listReceipts(deps.db, filter), limit, receiptOf, (receipt) => [
          receipt.recordedAt,
          receipt.id,
        ])
      },
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
              way: WaySchema,
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
          const { way, amount, receivedOn, reference } = request.body
          const { id: orderId } = request.params
          const { currency } = await orderById(tx, orderId)
          const units =
            amount.asset === currency ? parseUnits(amount.amount, scaleOf(currency)) : undefined
          const day = Temporal.PlainDate.from(receivedOn)
          const by = `person:${actor.id}`
          const given = { orderId, way, amount: units ?? -1n, receivedOn: day, reference, by }
          const { id } = await recordReceipt(tx, given, now)
          const receipt = await receiptCard(tx, id)
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
          summary: 'Approve a receipt that somebody else recorded: the order is paid with it',
          params: IdParams,
          response: { 200: ReceiptSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          await approveReceipt(tx, { id, by: `person:${actor.id}` }, now)
          const receipt = await receiptCard(tx, id)
          await auditReceipt(tx, receipt, 'receipt.approved', request.id, actor, now)
          return receiptOf(receipt)
        }),
    )
    app.post(
      '/receipts/:id/decline',
      {
        config: { needs: FINANCE, deed: true },
        schema: {
          tags,
          summary: 'Decline a receipt, or take back one’s own: the order is not paid',
          params: IdParams,
          body: Type.Object({ note: Type.String({ minLength: 1, maxLength: 500 }) }, thing),
          response: { 200: ReceiptSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          const { note } = request.body
          await declineReceipt(tx, { id, by: `person:${actor.id}`, note }, now)
          const receipt = await receiptCard(tx, id)
          await auditReceipt(tx, receipt, 'receipt.declined', request.id, actor, now)
          return receiptOf(receipt)
        }),
    )
  }

function auditReceipt(
  tx: Parameters<typeof audit>[0],
  receipt: ReceiptCard,
  deed: 'receipt.recorded' | 'receipt.approved' | 'receipt.declined',
  from: string,
  actor: Actor,
  now: Temporal.Instant,
): Promise<void> {
  const { amount, currency, way, reference, state, note } = receipt
  const after = { amount: value(amount, currency), way, reference, state, note }
  const about = { type: 'order', id: receipt.orderId }
  return audit(tx, { by: `person:${actor.id}`, deed, about, after, from }, now)
}
