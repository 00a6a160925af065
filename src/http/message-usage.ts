import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { value } from '#ledger'
import {
  type MessageConsumer,
  type MessageUsage,
  messageConsumers,
  messageUsage,
  termsNow,
} from '#messaging'
import { sellerNow } from '#payments'
import { sendCsv } from './csv-file.ts'
import type { Deps, Needs } from './edge.ts'
import { instant } from './periods.ts'
import { IdSchema, InstantSchema, orNull, page, query, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['message usage']
const WaySchema = Type.Enum(['sms', 'whatsapp', 'email'])
const CategorySchema = Type.Enum(['authentication', 'utility', 'service', 'marketing'])

const figures = {
  messages: Type.Integer(),
  units: Type.Integer({ description: 'What they took from wallets' }),
  revenue: ValueSchema,
  cost: Type.Optional(ValueSchema),
}

const UsageSchema = Type.Object(
  {
    zone: Type.String({ description: 'Whose days and hours these are' }),
    from: InstantSchema,
    to: InstantSchema,
    total: Type.Object(figures, thing),
    days: Type.Array(Type.Object({ day: Type.String(), way: WaySchema, ...figures }, thing)),
    hours: Type.Array(
      Type.Object({ hour: Type.Integer(), messages: Type.Integer(), units: Type.Integer() }, thing),
    ),
    kinds: Type.Array(Type.Object({ way: WaySchema, category: CategorySchema, ...figures }, thing)),
  },
  thing,
)

const ConsumerSchema = Type.Object(
  {
    organization: IdSchema,
    name: Type.String(),
    ...figures,
    sms: Type.Integer(),
    whatsapp: Type.Integer(),
    email: Type.Integer(),
    daysLeft: orNull(Type.Integer({ description: 'Until the soonest of them is used up' })),
  },
  thing,
)

const filters = {
  from: Type.Optional(InstantSchema),
  to: Type.Optional(InstantSchema),
  way: Type.Optional(WaySchema),
  category: Type.Optional(CategorySchema),
  organization: Type.Optional(IdSchema),
}
type Asked = Partial<Record<'from' | 'to' | 'organization', string>> & {
  way?: 'sms' | 'whatsapp' | 'email'
  category?: Static<typeof CategorySchema>
}

/** What was sent and what it came to; `needs` of staff: everybody's, with what it cost. */
export const usageRoutes =
  (deps: Deps, needs: Needs): FastifyPluginAsyncTypebox =>
  async (app) => {
    const staff = typeof needs === 'object' && 'staff' in needs
    const shared = staff ? {} : { params: Type.Object({ organizationId: IdSchema }, thing) }
    const wanted = (asked: Asked, params: unknown) => {
      const now = deps.clock.now()
      const { organizationId } = params as { organizationId?: string }
      return {
        from: instant(asked.from) ?? now.subtract({ hours: 24 * 30 }),
        to: instant(asked.to) ?? now,
        way: asked.way,
        category: asked.category,
        organization: staff ? asked.organization : organizationId!,
      }
    }
    const read = async (asked: Asked, params: unknown) => {
      const filter = wanted(asked, params)
      const { zone } = await sellerNow(deps.db)
      const { currency } = await termsNow(deps.db, deps.clock.now())
      return {
        filter,
        zone,
        currency,
        usage: await messageUsage(deps.db, filter, { zone, currency }),
      }
    }
    app.get(
      '',
      {
        config: { needs },
        schema: {
          tags,
          summary: 'Messages that were sent, by day, hour of the day, way and category',
          ...shared,
          querystring: query(filters),
          response: { 200: UsageSchema },
        },
      },
      async (request) => {
        const { filter, zone, usage } = await read(request.query as Asked, request.params)
        return usageFrom(usage, { ...filter, zone, staff })
      },
    )
    app.get(
      '/export',
      {
        config: { needs },
        schema: {
          tags,
          summary: 'By day and way, as a file for spreadsheets',
          ...shared,
          querystring: query(filters),
        },
      },
      async (request, reply) => {
        const { usage, currency } = await read(request.query as Asked, request.params)
        const money = (units: bigint) => value(units, currency).amount
        const head = [
          'day',
          'way',
          'messages',
          'units',
          'value',
          ...(staff ? ['cost'] : []),
          'currency',
        ]
        const rows = usage.days.map((one) => [
          one.day,
          one.way,
          one.messages,
          one.units,
          money(one.revenue),
          ...(staff ? [money(one.cost)] : []),
          currency,
        ])
        return sendCsv(reply, 'message-usage', head, rows)
      },
    )
    if (staff) consumersRoute(deps, needs, app, wanted)
  }

function consumersRoute(
  deps: Deps,
  needs: Needs,
  app: Parameters<FastifyPluginAsyncTypebox>[0],
  wanted: (asked: Asked, params: unknown) => Parameters<typeof messageConsumers>[1],
): void {
  app.get(
    '/consumers',
    {
      config: { needs },
      schema: {
        tags,
        summary: 'Who sends most, and when their credits will be used up',
        querystring: query({
          ...filters,
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
        }),
        response: { 200: page(ConsumerSchema) },
      },
    },
    async (request) => {
      const asked = request.query as Asked & { limit?: number }
      const now = deps.clock.now()
      const { currency } = await termsNow(deps.db, now)
      const shown = { currency, limit: asked.limit ?? 20 }
      const rows = await messageConsumers(deps.db, wanted(asked, {}), shown, now)
      return { items: rows.map((row) => consumerFrom(row, currency)), next: null }
    },
  )
}

type Given = { from: Temporal.Instant; to: Temporal.Instant; zone: string; staff: boolean }

function usageFrom(
  { currency, total, days, hours, kinds }: MessageUsage,
  { from, to, zone, staff }: Given,
): Static<typeof UsageSchema> {
  const money = (units: bigint) => value(units, currency)
  const shown = ({ messages, units, revenue, cost }: MessageUsage['total']) => ({
    messages,
    units: Number(units),
    revenue: money(revenue),
    ...(staff ? { cost: money(cost) } : {}),
  })
  return {
    zone,
    from: from.toString(),
    to: to.toString(),
    total: shown(total),
    days: days.map((one) => ({ day: one.day, way: one.way, ...shown(one) })),
    hours: hours.map((one) => ({ ...one, units: Number(one.units) })),
    kinds: kinds.map((one) => ({ way: one.way, category: one.category, ...shown(one) })),
  }
}

const consumerFrom = (row: MessageConsumer, currency: string): Static<typeof ConsumerSchema> => ({
  organization: row.organization,
  name: row.name,
  messages: row.messages,
  units: Number(row.units),
  revenue: value(row.revenue, currency),
  cost: value(row.cost, currency),
  sms: Number(row.sms),
  whatsapp: Number(row.whatsapp),
  email: Number(row.email),
  daysLeft: row.daysLeft ?? null,
})
