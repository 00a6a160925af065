import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { newId, parseUnits, type Tx } from '#base'
import { scaleOf, value } from '#ledger'
import {
  bearRefund,
  limitsNow,
  listRefunds,
  orderById,
  previewRefund,
  refundDetail,
  refundOrder,
  retryRefund,
  withdrawRefund,
} from '#payments'
import { type Actor, audit } from '#people'
import { pageOf, readMoment } from './cursor.ts'
import { type Deps, deed } from './edge.ts'
import { refuse } from './problems.ts'
import {
  CauseSchema,
  detailOf,
  planOf,
  RefundDetailSchema,
  RefundPlanSchema,
  RefundSchema,
  refundOf,
} from './refund-shapes.ts'
import { IdParams, IdSchema, page, pageQuery, query } from './schemas.ts'

const thing = { additionalProperties: false } as const
const FINANCE = { staff: ['finance'] } as const
const SEES = { staff: ['finance', 'support'] } as const
const tags = ['refunds']

const AmountSchema = Type.String({
  pattern: '^[0-9]{1,12}([.][0-9]{1,6})?$',
  description: 'In the order’s currency; left out: all that is unspent',
  examples: ['12.50'],
})

/** What of an order goes back, and why. */
export const RefundBody = Type.Object(
  {
    amount: Type.Optional(AmountSchema),
    cause: CauseSchema,
    reason: Type.String({ minLength: 1, maxLength: 500 }),
    platformBears: Type.Optional(Type.Boolean()),
    endPlan: Type.Optional(Type.Boolean()),
  },
  thing,
)

/** Money back, as staff look at it before, and do it. */
export const refundRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(looking(deps))
    await app.register(giving(deps))
    await app.register(deciding(deps))
  }

const looking =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/refunds',
      {
        config: { needs: SEES },
        schema: {
          tags,
          summary: 'Refunds, latest first',
          querystring: query({
            ...pageQuery,
            order: Type.Optional(IdSchema),
            waits: Type.Optional(Type.Boolean({ description: 'Those that somebody must look at' })),
          }),
          response: { 200: page(RefundSchema) },
        },
      },
      async (request) => {
        const { order: orderId, waits, cursor, limit = 20 } = request.query
        const filter = { orderId, waits, before: readMoment(cursor), limit: limit + 1 }
        const rows = await listRefunds(deps.db, filter)
        return pageOf(rows, limit, refundOf, (one) => [one.askedAt, one.id])
      },
    )
    app.get(
      '/refunds/:id',
      {
        config: { needs: SEES },
        schema: {
          tags,
          summary: 'One refund: what was given up for it, and how it went',
          params: IdParams,
          response: { 200: RefundDetailSchema },
        },
      },
      async ({ params: { id } }) => detailOf(await refundDetail(deps.db, id)),
    )
    app.get(
      '/orders/:id/refund-preview',
      {
        config: { needs: SEES },
        schema: {
          tags,
          summary: 'What a refund would give back and what for; nothing is changed',
          params: IdParams,
          querystring: query({
            amount: Type.Optional(AmountSchema),
            platformBears: Type.Optional(Type.Boolean()),
          }),
          response: { 200: RefundPlanSchema },
        },
      },
      async (request) => {
        const { id } = request.params
        const { amount, platformBears = false } = request.query
        const wish = { orderId: id, amount: await refundUnits(deps, id, amount), platformBears }
        const { keepers } = deps.payments
        const plan = await previewRefund(deps.db, wish, keepers, deps.clock.now())
        return planOf(plan, await limitsNow(deps.db))
      },
    )
  }

/** An amount as staff typed it, in the order's smallest units. Refuses what has more places than the currency. */
export async function refundUnits(
  deps: Deps,
  orderId: string,
  amount: string | undefined,
): Promise<bigint | undefined> {
  if (amount === undefined) return undefined
  const { currency } = await orderById(deps.db, orderId)
  const units = parseUnits(amount, scaleOf(currency))
  if (units === undefined)
    throw refuse('request_invalid', { detail: `${amount} is no amount in ${currency}.` })
  return units
}

const giving =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/orders/:id/refund',
      {
        config: { needs: FINANCE, deed: true },
        schema: {
          tags,
          summary: 'Give an order back, in whole or in part',
          description: 'Credits leave the wallet at once; the money leaves by a job.',
          params: IdParams,
          body: RefundBody,
          response: { 200: RefundDetailSchema },
        },
      },
      async (request, reply) => {
        const { id: orderId } = request.params
        const { amount, cause, reason, platformBears = false, endPlan = false } = request.body
        const units = await refundUnits(deps, orderId, amount)
        return deed(deps, request, reply, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const { keepers } = deps.payments
          const wish = {
            id: newId(),
            orderId,
            amount: units,
            cause,
            reason,
            platformBears,
            endPlan,
            by,
          }
          const { id } = await refundOrder(tx, wish, keepers, now)
          const detail = await refundDetail(tx, id)
          const { refund } = detail
          const after = { amount: value(refund.amount, refund.currency), cause, reason }
          await note(tx, actor, 'refund.asked', orderId, after, request.id, now)
          return detailOf(detail)
        })
      },
    )
  }

const deciding =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { needs: FINANCE, deed: true } as const
    const schema = { tags, params: IdParams, response: { 200: RefundDetailSchema } }
    app.post(
      '/refunds/:id/retry',
      {
        config,
        schema: {
          ...schema,
          summary: 'Ask again for a refund that was refused or came back',
          body: Type.Object(
            {
              byHand: Type.Optional(
                Type.Boolean({ description: 'Staff have sent it by bank transfer or in cash' }),
              ),
            },
            thing,
          ),
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          const { byHand = false } = request.body
          await retryRefund(tx, { id, by: `person:${actor.id}`, byHand }, now)
          return decided(tx, actor, 'refund.retried', id, request.id, now)
        }),
    )
    app.post(
      '/refunds/:id/withdraw',
      {
        config,
        schema: { ...schema, summary: 'Give up on it: what was given up for it comes back' },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          await withdrawRefund(deps.payments, tx, { id, by: `person:${actor.id}` }, now)
          return decided(tx, actor, 'refund.withdrawn', id, request.id, now)
        }),
    )
    app.post(
      '/refunds/:id/bear',
      {
        config,
        schema: { ...schema, summary: 'The platform bears what nothing of ours explains' },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          await bearRefund(tx, { id, by: `person:${actor.id}` }, now)
          return decided(tx, actor, 'refund.borne', id, request.id, now)
        }),
    )
  }

async function decided(
  tx: Tx,
  actor: Actor,
  what: string,
  id: string,
  from: string,
  now: Temporal.Instant,
) {
  const detail = await refundDetail(tx, id)
  const { orderId, amount, currency, state } = detail.refund
  await note(
    tx,
    actor,
    what,
    orderId,
    { refund: id, amount: value(amount, currency), state },
    from,
    now,
  )
  return detailOf(detail)
}

const note = (
  tx: Tx,
  actor: Actor,
  what: string,
  orderId: string,
  after: Record<string, unknown>,
  from: string,
  now: Temporal.Instant,
) =>
  audit(
    tx,
    { by: `person:${actor.id}`, deed: what, about: { type: 'order', id: orderId }, after, from },
    now,
  )
