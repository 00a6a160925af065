import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { value } from '#ledger'
import {
  burnOf,
  buyOffer,
  purchasesOf,
  quoteOffer,
  upsellFor,
  walletOf,
  walletStatement,
} from '#messaging'
import { closeOrder, openCheckout, orderOfBuyer } from '#payments'
import { sendCsv } from './csv-file.ts'
import { pageOf, readMoment } from './cursor.ts'
import { change, type Deps, deed, type Needs } from './edge.ts'
import { usageRoutes } from './message-usage.ts'
import { organizationMethodRoutes } from './organization-methods.ts'
import { OrderSchema, orderOf } from './payments.ts'
import { CodeSchema } from './price-shapes.ts'
import { IdSchema, page, pageQuery, query, ValueSchema } from './schemas.ts'
import { deskRoutes } from './wallet-desk.ts'
import { settingRoutes } from './wallet-settings.ts'
import {
  AssetSchema,
  EntrySchema,
  entryFrom,
  PurchaseSchema,
  purchaseFrom,
  thing,
  WalletSchema,
  walletFrom,
} from './wallet-shapes.ts'

const tags = ['message wallets']
const Params = Type.Object({ organizationId: IdSchema }, thing)
const OrderParams = Type.Object({ organizationId: IdSchema, order: IdSchema }, thing)
const READ = { organization: ['owner', 'admin', 'manager', 'billing'] } as const
const BUY = { organization: ['owner', 'admin', 'billing'] } as const

/** Wallets of message credits: an organization's own, and all of them for staff. */
export const walletRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const own = '/organizations/:organizationId/message-wallet'
    const staff = '/message-wallets/:organizationId'
    const desk = { staff: ['finance', 'support'] } as const
    await app.register(seen(deps, { ...READ, key: 'wallet:read' }), { prefix: own })
    await app.register(buying(deps), { prefix: own })
    await app.register(settingRoutes(deps), { prefix: `${own}/settings` })
    await app.register(organizationMethodRoutes(deps), {
      prefix: '/organizations/:organizationId/payment-methods',
    })
    await app.register(usageRoutes(deps, READ), { prefix: `${own}/usage` })
    await app.register(seen(deps, desk), { prefix: staff })
    await app.register(deskRoutes(deps), { prefix: '/message-wallets' })
    await app.register(usageRoutes(deps, { staff: ['finance'] }), { prefix: '/message-usage' })
  }

/** A wallet as its organization and staff see it alike. */
const seen =
  (deps: Deps, needs: Needs): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { needs }
    app.get(
      '',
      {
        config,
        schema: {
          tags,
          summary: 'What an organization has to send with, by lot, and how long it lasts',
          params: Params,
          response: { 200: WalletSchema },
        },
      },
      async ({ params: { organizationId: id } }) => {
        const now = deps.clock.now()
        const wallet = await walletOf(deps.db, id, now)
        const spendable = new Map(wallet.balances.map((one) => [one.asset, one.spendable]))
        const burns = await burnOf(deps.db, id, spendable, now)
        return walletFrom(wallet, burns, await upsellFor(deps.db, id, now))
      },
    )
    const asked = { asset: AssetSchema, ...pageQuery }
    app.get(
      '/statement',
      {
        config,
        schema: {
          tags,
          summary: 'What came in and went out of one kind of credits, the latest first',
          params: Params,
          querystring: query(asked),
          response: { 200: page(EntrySchema) },
        },
      },
      async ({ params: { organizationId }, query: { asset, cursor: before, limit = 20 } }) => {
        const wanted = { before, limit: limit + 1 }
        const rows = await walletStatement(deps.db, organizationId, asset, wanted)
        const items = rows.slice(0, limit).map(entryFrom)
        return { items, next: rows.length > limit ? items.at(-1)!.transfer : null }
      },
    )
    app.get(
      '/statement/export',
      {
        config,
        schema: {
          tags,
          summary: 'The same as a file for spreadsheets, up to 20,000 lines',
          params: Params,
          querystring: query({ asset: AssetSchema }),
        },
      },
      async ({ params: { organizationId }, query: { asset } }, reply) => {
        const rows = await walletStatement(deps.db, organizationId, asset, { limit: 20_000 })
        const head = ['at', 'what', 'units', 'balance', 'about', 'id', 'transfer']
        const lines = rows.map((row) => [
          row.at.toString(),
          row.what,
          row.amount,
          row.balance,
          row.about.type,
          row.about.id,
          row.transfer,
        ])
        return sendCsv(reply, `statement-${asset.toLowerCase()}`, head, lines)
      },
    )
    app.get(
      '/purchases',
      {
        config,
        schema: {
          tags,
          summary: 'Orders of message credits, the latest first',
          params: Params,
          querystring: query(pageQuery),
          response: { 200: page(PurchaseSchema) },
        },
      },
      async ({ params: { organizationId }, query: { cursor, limit = 20 } }) => {
        const wanted = { before: readMoment(cursor), limit: limit + 1 }
        const rows = await purchasesOf(deps.db, organizationId, wanted)
        return pageOf(rows, limit, purchaseFrom, (row) => [row.placedAt, row.order])
      },
    )
  }

const wish = {
  offer: IdSchema,
  quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  code: Type.Optional(CodeSchema),
}

const buying =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/quote',
      {
        config: { needs: READ },
        schema: {
          tags,
          summary: 'What an offer would come to, with tax and a code; nothing is ordered',
          params: Params,
          body: Type.Object(wish, thing),
          response: {
            200: Type.Object(
              {
                net: ValueSchema,
                discount: ValueSchema,
                tax: ValueSchema,
                taxName: Type.Union([Type.String(), Type.Null()]),
                total: ValueSchema,
              },
              thing,
            ),
          },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { organizationId: organization } = request.params
          const asked = { ...request.body, organization, by: `person:${actor.id}` }
          const { chosen, net, tax, total, discount, terms } = await quoteOffer(tx, asked, now)
          const money = (units: bigint) => value(units, chosen.currency)
          return {
            net: money(net),
            discount: money(discount?.amount ?? 0n),
            tax: money(tax),
            taxName: terms?.name ?? null,
            total: money(total),
          }
        }),
    )
    app.post(
      '/orders',
      {
        config: { needs: BUY, deed: true },
        schema: {
          tags,
          summary: 'Order an offer; then open its checkout',
          params: Params,
          body: Type.Object(wish, thing),
          response: { 201: OrderSchema },
        },
      },
      async (request, reply) => {
        reply.code(201)
        const { organizationId: organization } = request.params
        return deed(deps, request, reply, async (tx, now, actor) => {
          const asked = { ...request.body, organization, by: `person:${actor.id}` }
          return orderOf(await buyOffer(tx, asked, now))
        })
      },
    )
    app.post(
      '/orders/:order/checkout',
      {
        config: { needs: BUY, limit: 'checkout' },
        schema: {
          tags,
          summary: 'The page where an order of the organization is paid',
          params: OrderParams,
          response: { 200: Type.Object({ url: Type.String() }, thing) },
        },
      },
      async ({ params: { organizationId: id, order } }) => {
        await orderOfBuyer(deps.db, order, { type: 'organization', id })
        return openCheckout(deps.payments, order, deps.clock.now())
      },
    )
    app.post(
      '/orders/:order/cancel',
      {
        config: { needs: BUY },
        schema: {
          tags,
          summary: 'Leave an order of the organization that is not paid',
          params: OrderParams,
          response: { 200: OrderSchema },
        },
      },
      async ({ params: { organizationId: id, order } }) => {
        await orderOfBuyer(deps.db, order, { type: 'organization', id })
        return orderOf(await closeOrder(deps.payments, order, 'cancelled', deps.clock.now()))
      },
    )
  }
