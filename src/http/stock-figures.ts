import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { formatUnits, type Value } from '#base'
import { messageResult, scaleOf, stockUsed, value } from '#ledger'
import {
  compareProviders,
  deliveryFigures,
  listPurchases,
  type ProviderCompared,
  stepOf,
  stockAlarms,
  stockReturns,
} from '#messaging'
import { sendCsv } from './csv-file.ts'
import { cursorFrom, readCursor } from './cursor.ts'
import type { Deps } from './edge.ts'
import { monthEdges } from './periods.ts'
import { DateSchema, orNull, page, pageQuery, query, ValueSchema } from './schemas.ts'
import { AssetLineSchema, inventoryOf } from './stock-inventory.ts'
import {
  AlarmSchema,
  AssetSchema,
  alarmFrom,
  type Called,
  calledOf,
  ProviderIdSchema,
  ProviderSchema,
  ReturnSchema,
  returnFrom,
} from './stock-shapes.ts'

const thing = { additionalProperties: false } as const
const tags = ['wholesale']
const config = { needs: { staff: ['admin', 'finance'] } } as const

/** Lines of a file at most: what a spreadsheet opens. */
const LINES = 10_000
const MONTHS = 12
const DAYS = 30

/** Figures of message credits for finance: the dashboard, how purchases paid, providers beside each other. */
export const stockFigureRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(dashboardRoutes(deps))
    await app.register(historyRoutes(deps))
    await app.register(fileRoutes(deps))
  }

const ResultFields = { sales: ValueSchema, costs: ValueSchema, profit: ValueSchema }
const margin = orNull(Type.Integer({ description: 'Profit on sales, basis points' }))

const DashboardSchema = Type.Object(
  {
    currency: Type.String(),
    assets: Type.Array(AssetLineSchema),
    worth: Type.Object(
      {
        cost: ValueSchema,
        retail: orNull(ValueSchema),
        sold: orNull(ValueSchema),
        unsold: orNull(ValueSchema),
      },
      thing,
    ),
    month: Type.Object({ ...ResultFields, month: Type.String(), margin }, thing),
    months: Type.Array(Type.Object({ ...ResultFields, month: Type.String(), margin }, thing)),
    days: Type.Array(
      Type.Object(
        { day: DateSchema, SMS: Type.Integer(), WHATSAPP: Type.Integer(), EMAIL: Type.Integer() },
        thing,
      ),
    ),
    waiting: Type.Integer({ description: 'Orders that wait for approval' }),
    owed: Type.Integer({ description: 'Orders of which something is here and not paid' }),
    alarms: Type.Array(AlarmSchema),
  },
  thing,
)

const dashboardRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/dashboard',
      {
        config,
        schema: {
          summary: 'The master wallet: what is owned, sold, unsold, and what messages bring in',
          tags,
          response: { 200: DashboardSchema },
        },
      },
      async () => {
        const { found, assets } = await inventoryOf(deps)
        const { currency, rules } = found
        const now = deps.clock.now()
        const money = (amount: bigint) => value(amount, currency)
        const all = <Row>(rows: readonly Row[], of: (row: Row) => bigint | null) =>
          rows.reduce<bigint | null>((sum, row) => {
            const one = of(row)
            return sum === null || one === null ? null : sum + one
          }, 0n)
        const retail = all(found.assets, (one) => one.retail)
        const sold = all(found.assets, (one) => one.soldRetail)
        const months = await monthsOf(deps, currency, rules.zone, now)
        const called = await calledOf(deps.db)
        const list = async (state: 'submitted' | 'owed') =>
          (await listPurchases(deps.db, { state, limit: 1_000 })).items.length
        return {
          currency,
          assets,
          worth: {
            cost: money(all(found.assets, (one) => one.cost) ?? 0n),
            retail: retail === null ? null : money(retail),
            sold: sold === null ? null : money(sold),
            unsold: retail === null || sold === null ? null : money(retail - sold),
          },
          month: months.at(-1)!,
          months,
          days: await daysOf(deps, rules.zone, now),
          waiting: await list('submitted'),
          owed: await list('owed'),
          alarms: (await stockAlarms(deps.db, { open: true })).map((one) => alarmFrom(one, called)),
        }
      },
    )
  }

async function monthsOf(deps: Deps, currency: string, zone: string, now: Temporal.Instant) {
  const rows = await messageResult(deps.db, currency, monthEdges(now, MONTHS, zone))
  return rows.map(({ from, sales, costs, refundCosts }) => {
    const all = costs + refundCosts
    return {
      month: from.toZonedDateTimeISO(zone).toPlainDate().toString().slice(0, 7),
      sales: value(sales, currency),
      costs: value(all, currency),
      profit: value(sales - all, currency),
      margin: sales === 0n ? null : Number(((sales - all) * 10_000n) / sales),
    }
  })
}

async function daysOf(deps: Deps, zone: string, now: Temporal.Instant) {
  const last = now.toZonedDateTimeISO(zone).toPlainDate()
  const first = last.subtract({ days: DAYS - 1 })
  const rows = await stockUsed(deps.db, {
    from: first.toZonedDateTime(zone).toInstant(),
    to: now.add({ nanoseconds: 1000 }),
    zone,
  })
  return Array.from({ length: DAYS }, (_, index) => {
    const day = first.add({ days: index }).toString()
    const of = (asset: string) =>
      Number(
        rows.reduce((sum, r) => (r.day === day && r.asset === asset ? sum + r.units : sum), 0n),
      )
    return { day, SMS: of('SMS'), WHATSAPP: of('WHATSAPP'), EMAIL: of('EMAIL') }
  })
}

const ComparedSchema = Type.Object(
  {
    provider: ProviderSchema,
    asset: AssetSchema,
    lastCost: orNull(Type.String({ description: 'Of one unit, of what arrived last' })),
    meanCost: orNull(Type.String({ description: 'Of one unit, of all that arrived' })),
    currency: orNull(Type.String()),
    left: ValueSchema,
    figures: orNull(
      Type.Object(
        {
          taken: Type.Integer(),
          delivered: Type.Integer(),
          failed: Type.Integer(),
          errors: Type.Integer(),
          rate: orNull(
            Type.Integer({ description: 'Delivered of those whose end is known, basis points' }),
          ),
          seconds: orNull(Type.Number({ description: 'The mean until delivered' })),
        },
        thing,
      ),
    ),
  },
  thing,
)

/** What one unit cost, to a millionth of the currency's unit, half up. */
function eachCost(cost: { amount: bigint; units: bigint } | null, currency: string | null) {
  if (!cost || !currency || cost.units === 0n) return null
  const scale = 10n ** BigInt(6 - Math.min(6, scaleOf(currency)))
  return formatUnits((cost.amount * scale * 2n + cost.units) / (cost.units * 2n), 6)
}

function comparedFrom(one: ProviderCompared, called: Called): Static<typeof ComparedSchema> {
  const { figures } = one
  const known = figures ? figures.delivered + figures.failed : 0
  return {
    provider: called.provider(one.provider),
    asset: one.asset,
    currency: one.currency,
    lastCost: eachCost(one.lastCost, one.currency),
    meanCost: eachCost(one.meanCost, one.currency),
    left: value(one.left, one.asset),
    figures: figures && {
      taken: figures.taken,
      delivered: figures.delivered,
      failed: figures.failed,
      errors: figures.errors,
      rate: known === 0 ? null : Math.round((figures.delivered * 10_000) / known),
      seconds: figures.seconds,
    },
  }
}

const lotFilters = {
  provider: Type.Optional(ProviderIdSchema),
  asset: Type.Optional(AssetSchema),
}

const historyRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/stock/comparison',
      {
        config,
        schema: {
          summary: 'Providers beside each other: price, and how they delivered in the last 30 days',
          tags,
          response: {
            200: Type.Object({ items: Type.Array(ComparedSchema), next: Type.Null() }, thing),
          },
        },
      },
      async () => {
        const since = deps.clock.now().subtract({ hours: 24 * DAYS })
        const found = await compareProviders(deps.db, await deliveryFigures(deps.db, since))
        const called = await calledOf(deps.db)
        return { items: found.map((one) => comparedFrom(one, called)), next: null }
      },
    )
    app.get(
      '/stock/returns',
      {
        config,
        schema: {
          summary: 'Lots of stock, newest first: what they cost, what was used, what that earned',
          description:
            'What messages earned belongs to the units of stock used in the same entry, first in, first out. Use without sales is cost alone.',
          tags,
          querystring: query({ ...pageQuery, ...lotFilters }),
          response: { 200: page(ReturnSchema) },
        },
      },
      async ({ query: { cursor, limit = 20, ...filter } }) => {
        const at = readCursor(cursor, [/^\d{1,18}$/])
        const found = await stockReturns(deps.db, { ...filter, limit, after: at && BigInt(at[0]) })
        const called = await calledOf(deps.db)
        return {
          items: found.items.map((one) => returnFrom(one, called)),
          next: found.next && cursorFrom(found.next),
        }
      },
    )
  }

const fileRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const amount = (of: Value | null) => of?.amount ?? ''
    app.get(
      '/stock/returns/export',
      {
        config,
        schema: {
          summary: 'The history of lots as a file',
          tags,
          querystring: query(lotFilters),
          produces: ['text/csv'],
        },
      },
      async ({ query: filter }, reply) => {
        const { items } = await stockReturns(deps.db, { ...filter, limit: LINES })
        const called = await calledOf(deps.db)
        return sendCsv(
          reply,
          'stoa-stock-lots',
          'Lot,Order,Provider,Asset,Bought,Used,Run out,Left,Paid,Cost of used,Earned,Profit,Return %,Currency,Arrived,Expires'.split(
            ',',
          ),
          items
            .map((one) => ({ ...returnFrom(one, called), currency: one.currency }))
            .map((one) => [
              one.lot,
              one.purchase?.name,
              one.provider.name,
              one.asset,
              one.issued.amount,
              one.used.amount,
              one.lost.amount,
              one.left.amount,
              amount(one.paid),
              amount(one.usedCost),
              amount(one.revenue),
              amount(one.profit),
              one.roi === null ? '' : one.roi / 100,
              one.currency,
              one.issuedAt,
              one.expiresAt,
            ]),
        )
      },
    )
    app.get(
      '/purchases/export',
      {
        config,
        schema: {
          summary: 'Purchase orders as a file, a line for each line of an order',
          tags,
          querystring: query(lotFilters),
          produces: ['text/csv'],
        },
      },
      async ({ query: filter }, reply) => {
        const { items } = await listPurchases(deps.db, { ...filter, limit: LINES })
        const called = await calledOf(deps.db)
        return sendCsv(
          reply,
          'stoa-purchase-orders',
          'Order,Step,Provider,Asset,Quantity,Received,Unit cost,Net,Tax,Currency,Order paid,Order received,Invoice,Invoice of,Written'.split(
            ',',
          ),
          items.flatMap((one) => {
            const money = (units: bigint) => formatUnits(units, scaleOf(one.currency))
            return one.lines.map((line) => [
              one.name,
              stepOf(one),
              called.provider(one.provider).name,
              line.asset,
              line.quantity,
              line.received,
              formatUnits(line.unitCost, 6),
              money(line.net),
              money(line.tax),
              one.currency,
              money(one.paid),
              money(one.received),
              one.invoiceNumber,
              one.invoiceOn,
              one.madeAt.toString(),
            ])
          }),
        )
      },
    )
  }
