import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Tx } from '#base'
import { value } from '#ledger'
import {
  foundIn,
  listProviders,
  payPurchase,
  purchaseById,
  readBalance,
  receivePurchase,
  refundPurchase,
} from '#messaging'
import { audit } from '#people'
import { type Deps, deed } from './edge.ts'
import { PaymentSchema, paymentFrom, ReceiptSchema, receiptFrom } from './purchase-shapes.ts'
import { DateSchema, IdParams, InstantSchema, orNull } from './schemas.ts'
import { calledOf, moneyOf, UnitsSchema } from './stock-shapes.ts'

const thing = { additionalProperties: false } as const
const tags = ['wholesale']
const config = { needs: { staff: ['admin', 'finance'] }, deed: true } as const

const PayBody = Type.Object(
  {
    amount: orNull(
      Type.String({
        pattern: '^[0-9]{1,12}([.][0-9]{1,3})?$',
        description: 'With tax; null: all that is open',
      }),
    ),
    paidOn: DateSchema,
    reference: Type.String({ minLength: 1, maxLength: 120, description: 'The bank’s own words' }),
  },
  thing,
)

/** What moves value about purchase orders: money to the supplier and back, and stock that arrives. */
export const purchaseDeedRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const kind of ['pay', 'refund'] as const) {
      app.post(
        `/:id/${kind}`,
        {
          config,
          schema: {
            summary:
              kind === 'pay'
                ? 'Money left the bank for it'
                : 'The supplier gave back what was paid and never arrived',
            tags,
            params: IdParams,
            body: PayBody,
            response: { 200: PaymentSchema },
          },
        },
        (request, reply) =>
          deed(deps, request, reply, async (tx, now, { id: person }) => {
            const { id } = request.params
            const { amount, ...rest } = request.body
            const { currency } = await purchaseById(tx, id)
            const given = {
              id,
              ...rest,
              amount: amount === null ? undefined : moneyOf(amount, currency, 'amount'),
            }
            const by = `person:${person}`
            const verb = kind === 'pay' ? payPurchase : refundPurchase
            const paid = await verb(tx, given, by, now)
            const after = { amount: value(paid.amount, currency), reference: paid.reference }
            const about = { type: 'purchase', id }
            await audit(
              tx,
              { by, deed: `purchase.${paid.kind}`, about, after, from: request.ip },
              now,
            )
            return paymentFrom(paid, currency, await calledOf(tx, [by]))
          }),
      )
    }
    app.post(
      '/:id/receive',
      {
        config,
        schema: {
          summary: 'Stock has arrived: all of a line, or a part',
          description:
            'The provider is asked what it has, where it can be: what differs from our books by more than may be counts only with a note.',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              line: Type.Integer({ minimum: 1, maximum: 20 }),
              quantity: UnitsSchema,
              expiresAt: Type.Optional(orNull(InstantSchema)),
              note: orNull(Type.String({ minLength: 3, maxLength: 500 })),
            },
            thing,
          ),
          response: { 200: ReceiptSchema },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const { line, quantity, expiresAt, note } = request.body
        const order = await purchaseById(deps.db, id)
        const asset = order.lines.find((one) => one.line === line)?.asset
        const read = asset ? await asked(deps, order.provider) : []
        return deed(deps, request, reply, async (tx: Tx, now, { id: person }) => {
          const by = `person:${person}`
          const receipt = await receivePurchase(
            tx,
            {
              id,
              line,
              quantity: BigInt(quantity),
              expiresAt: expiresAt
                ? Temporal.Instant.from(expiresAt)
                : (expiresAt as null | undefined),
              found: asset && foundIn(read, asset),
              note: note ?? undefined,
            },
            by,
            now,
          )
          const about = { type: 'purchase', id }
          const after = { line, quantity, checked: receipt.checked, note }
          await audit(tx, { by, deed: 'purchase.received', about, after, from: request.ip }, now)
          return receiptFrom(receipt, order.currency, await calledOf(tx, [by]))
        })
      },
    )
  }

/** What the provider says it has right now; it is not held against our books here. */
async function asked(deps: Deps, provider: string) {
  const known = (await listProviders(deps.db)).some(({ id }) => id === provider)
  if (!known) return []
  const opened = await deps.messageProviders.of(provider)
  return readBalance(deps.db, opened, deps.clock.now(), undefined, false)
}
