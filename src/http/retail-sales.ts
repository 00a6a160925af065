import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { formatUnits } from '#base'
import { scaleOf, value } from '#ledger'
import {
  type Performance,
  perMille,
  ratio,
  type SalesFilter,
  salesOf,
  salesReport,
  termsNow,
} from '#messaging'
import { sendCsv } from './csv-file.ts'
import type { Deps } from './edge.ts'
import { span } from './periods.ts'
import { FINANCE, tags } from './retail-desk.ts'
import { thing } from './retail-shapes.ts'
import {
  DateSchema,
  IdSchema,
  InstantSchema,
  orNull,
  query,
  ValueSchema,
  ZoneSchema,
} from './schemas.ts'

const KINDS = ['package', 'topup', 'custom', 'bundle'] as const
const filters = {
  from: Type.Optional(InstantSchema),
  to: Type.Optional(InstantSchema),
  kind: Type.Optional(Type.Enum(KINDS)),
  offer: Type.Optional(IdSchema),
  organization: Type.Optional(IdSchema),
}

const Share = orNull(Type.Integer({ description: 'Thousandths, rounded; null: of nothing' }))
const UnitsSchema = Type.Object(
  { sold: ValueSchema, used: ValueSchema, expired: ValueSchema, left: ValueSchema },
  thing,
)
const sums = {
  sold: Type.Integer(),
  revenue: ValueSchema,
  net: ValueSchema,
  tax: ValueSchema,
  fee: ValueSchema,
  refunded: ValueSchema,
  planned: ValueSchema,
  plannedProfit: ValueSchema,
  plannedMargin: Share,
  cost: ValueSchema,
  earned: ValueSchema,
  breakage: ValueSchema,
  profit: ValueSchema,
  margin: Share,
  owed: ValueSchema,
  units: Type.Array(UnitsSchema),
}
const SumsSchema = Type.Object(sums, {
  ...thing,
  description:
    'planned: by the costs that were reckoned with at the sale. cost, earned, breakage, profit: so far, as the books say',
})
const Named = Type.Object({ id: IdSchema, name: Type.String() }, thing)
const ReportSchema = Type.Object(
  {
    currency: Type.String(),
    all: SumsSchema,
    offers: Type.Array(
      Type.Object({ ...sums, offer: Named, kind: Type.Enum(KINDS), buyers: Type.Integer() }, thing),
    ),
    buyers: Type.Array(
      Type.Object({ organization: Named, sold: Type.Integer(), revenue: ValueSchema }, thing),
    ),
    days: Type.Array(
      Type.Object(
        { day: DateSchema, offer: Named, sold: Type.Integer(), revenue: ValueSchema },
        thing,
      ),
    ),
  },
  thing,
)

const shareOf = (part: bigint, whole: bigint) =>
  whole === 0n ? null : Number(perMille(ratio(part, whole)))

function sumsFrom(sum: Performance, currency: string): Static<typeof SumsSchema> {
  const money = (units: bigint) => value(units, currency)
  const plannedProfit = sum.net - sum.planned - sum.fee
  const profit = sum.earned + sum.breakage - sum.cost
  return {
    sold: sum.sold,
    revenue: money(sum.revenue),
    net: money(sum.net),
    tax: money(sum.tax),
    fee: money(sum.fee),
    refunded: money(sum.refunded),
    planned: money(sum.planned),
    plannedProfit: money(plannedProfit),
    plannedMargin: shareOf(plannedProfit, sum.net),
    cost: money(sum.cost),
    earned: money(sum.earned),
    breakage: money(sum.breakage),
    profit: money(profit),
    margin: shareOf(profit, sum.earned + sum.breakage),
    owed: money(sum.owed),
    units: (['SMS', 'WHATSAPP', 'EMAIL'] as const).map((asset) => {
      const { sold, used, expired, left } = sum.units[asset]
      const units = (count: bigint) => value(count, asset)
      return { sold: units(sold), used: units(used), expired: units(expired), left: units(left) }
    }),
  }
}

type Asked = {
  from?: string
  to?: string
  kind?: SalesFilter['kind']
  offer?: string
  organization?: string
}

/** The last half year, unless asked otherwise. */
async function filterOf(deps: Deps, { from, to, ...rest }: Asked): Promise<SalesFilter> {
  const now = deps.clock.now()
  const { currency } = await termsNow(deps.db, now)
  return { ...rest, ...span({ from, to }, now), currency }
}

/** How what is on sale does, and every sale as a file. */
export const retailSalesRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config: { needs: FINANCE },
        schema: {
          summary:
            'How packages do: sold, planned and real cost, unspent, run out, who buys; half a year unless asked',
          tags,
          querystring: query({ ...filters, zone: Type.Optional(ZoneSchema) }),
          response: { 200: ReportSchema },
        },
      },
      async ({ query: { zone = 'UTC', ...asked } }) => {
        const filter = await filterOf(deps, asked)
        const { currency } = filter
        const report = await salesReport(deps.db, { ...filter, zone })
        const money = (units: bigint) => value(units, currency)
        return {
          currency,
          all: sumsFrom(report.all, currency),
          offers: report.offers.map((one) => ({
            ...sumsFrom(one, currency),
            offer: { id: one.offer, name: one.name },
            kind: one.kind,
            buyers: one.buyers,
          })),
          buyers: report.buyers.map((one) => ({ ...one, revenue: money(one.revenue) })),
          days: report.days.map(({ day, offer, name, sold, revenue }) => ({
            day,
            offer: { id: offer, name },
            sold,
            revenue: money(revenue),
          })),
        }
      },
    )
    app.get(
      '/export',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Every paid order of a package as a file',
          tags,
          querystring: query(filters),
          produces: ['text/csv'],
        },
      },
      async (request, reply) => {
        const filter = await filterOf(deps, request.query)
        const money = (units: bigint) => formatUnits(units, scaleOf(filter.currency))
        const sales = await salesOf(deps.db, filter, 100_000)
        return sendCsv(
          reply,
          'stoa-package-sales',
          HEAD,
          sales.map((one) => [
            one.paidAt.toString(),
            one.number,
            one.name,
            one.kind,
            one.organization.name,
            one.quantity,
            money(one.revenue),
            money(one.net),
            money(one.tax),
            money(one.refunded),
            money(one.planned),
            filter.currency,
            one.promotion,
            one.bundle,
          ]),
        )
      },
    )
  }

const HEAD = [
  'Paid at',
  'Order',
  'Package',
  'Kind',
  'Organization',
  'How many',
  'Paid',
  'Net',
  'Tax',
  'Given back',
  'Planned cost',
  'Currency',
  'Promotion',
  'Bundle',
]
