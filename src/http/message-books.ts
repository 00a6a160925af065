import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { formatUnits } from '#base'
import { scaleOf, value } from '#ledger'
import { BOOKED_BY, type BookedBy, type MessageBookLine, messageBooks } from '#messaging'
import { sendCsv } from './csv-file.ts'
import type { Deps } from './edge.ts'
import { WaySchema } from './message-shapes.ts'
import { instant } from './periods.ts'
import { IdSchema, InstantSchema, orNull, query, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['message desk']

const LineSchema = Type.Object(
  {
    organization: orNull(IdSchema),
    organizationName: orNull(Type.String()),
    way: orNull(WaySchema),
    category: orNull(Type.String()),
    provider: orNull(IdSchema),
    providerName: orNull(Type.String()),
    outcome: orNull(Type.String()),
    package: orNull(IdSchema),
    packageName: orNull(Type.String({ description: 'Null where it was given, not bought' })),
    lot: orNull(Type.String()),
    messages: Type.Integer(),
    captured: Type.Integer(),
    released: Type.Integer(),
    stock: Type.Integer(),
    beyond: Type.Integer({ description: 'Used beyond what the organizations pay' }),
    revenue: orNull(ValueSchema),
    cost: orNull(ValueSchema),
    margin: orNull(ValueSchema),
  },
  thing,
)

function bookFrom(line: MessageBookLine): Static<typeof LineSchema> {
  const { currency, ...rest } = line
  const money = (amount: bigint) => (currency ? value(amount, currency) : null)
  return {
    ...rest,
    lot: line.lot === null ? null : `${line.lot}`,
    captured: Number(line.captured),
    released: Number(line.released),
    stock: Number(line.stock),
    beyond: Number(line.beyond),
    revenue: money(line.revenue),
    cost: money(line.cost),
    margin: money(line.margin),
  }
}

const bookQuery = {
  by: Type.String({
    pattern: `^(${BOOKED_BY.join('|')})(,(${BOOKED_BY.join('|')})){0,5}$`,
    examples: ['organization,way'],
  }),
  from: Type.Optional(InstantSchema),
  until: Type.Optional(InstantSchema),
  organization: Type.Optional(IdSchema),
}
type BooksAsked = {
  by: string
  from?: string | undefined
  until?: string | undefined
  organization?: string | undefined
}

/** Units, sales and cost of settled messages, for finance. */
export const messageBookRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { needs: { staff: ['finance'] } } as const
    const linesOf = ({ by, from, until, organization }: BooksAsked) =>
      messageBooks(deps.db, by.split(',') as BookedBy[], {
        from: instant(from),
        until: instant(until),
        organization,
      })
    app.get(
      '',
      {
        config,
        schema: {
          summary: 'Units, sales and cost of settled messages, as the ledger has them',
          tags,
          querystring: query(bookQuery),
          response: { 200: Type.Object({ items: Type.Array(LineSchema) }, thing) },
        },
      },
      async ({ query: asked }) => ({ items: (await linesOf(asked)).map(bookFrom) }),
    )
    app.get(
      '/file',
      {
        config,
        schema: {
          summary: 'The same as CSV',
          tags,
          querystring: query(bookQuery),
          response: { 200: Type.String() },
        },
      },
      async ({ query: asked }, reply) => {
        const lines = await linesOf(asked)
        const head = [
          ...BOOKED_BY,
          'currency',
          'messages',
          'captured',
          'released',
          'stock',
          'beyond',
          'revenue',
          'cost',
          'margin',
        ]
        const money = (amount: bigint, currency: string | null) =>
          currency ? formatUnits(amount, scaleOf(currency)) : ''
        return sendCsv(
          reply,
          'message-books',
          head,
          lines.map((one) => [
            one.organizationName ?? one.organization,
            one.way,
            one.category,
            one.providerName ?? one.provider,
            one.outcome,
            one.packageName,
            one.lot,
            one.currency,
            one.messages,
            one.captured,
            one.released,
            one.stock,
            one.beyond,
            money(one.revenue, one.currency),
            money(one.cost, one.currency),
            money(one.margin, one.currency),
          ]),
        )
      },
    )
  }
