import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { formatUnits } from '#base'
import {
  type Commission,
  type CommissionFilter,
  listCommissions,
  oneCommission,
  onePayout,
} from '#earnings'
import { journals, scaleOf, value } from '#ledger'
import { sendCsv } from './csv-file.ts'
import { cursorOr } from './cursor.ts'
import {
  CommissionSchema,
  CommissionStateSchema,
  commissionFrom,
  PaidBySchema,
  PayoutSchema,
  payoutFrom,
  SourceTypeSchema,
} from './earnings-shapes.ts'
import { actorOf, type Deps } from './edge.ts'
import { period, periodQuery } from './periods.ts'
import { refuse } from './problems.ts'
import {
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  page,
  pageQuery,
  query,
  ValueSchema,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['earnings']
const SEES = { staff: ['admin', 'finance', 'support'] } as const
const FINANCE = { staff: ['admin', 'finance'] } as const

const DetailSchema = Type.Object(
  {
    ...CommissionSchema.properties,
    policyVersion: Type.Integer({ description: 'The version of the rules that it was made under' }),
    payout: orNull(PayoutSchema),
    journals: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          kind: Type.String(),
          at: InstantSchema,
          amount: Type.Object(ValueSchema.properties, {
            ...thing,
            description: 'What it moved on accounts of the payee; below zero: away from them',
          }),
        },
        thing,
      ),
      { description: 'What it moved in the books: earned, let go, paid out' },
    ),
  },
  thing,
)

/** A commission with the booking or sale it is of, what it moved in the books, and its payout. */
async function detail(
  deps: Deps,
  id: string,
  payee: string | undefined,
): Promise<Static<typeof DetailSchema>> {
  const one = await oneCommission(deps.db, id)
  if (!one || (payee && one.payeeId !== payee)) throw refuse('not_found')
  const payout = one.payoutId ? await onePayout(deps.db, one.payoutId) : undefined
  return {
    ...commissionFrom(one),
    policyVersion: one.policyVersion,
    payout: payout ? payoutFrom(payout) : null,
    journals: await movesOf(deps, one),
  }
}

async function movesOf(deps: Deps, one: Commission) {
  const about = await journals(deps.db, { about: one.sourceId, limit: 100 })
  const paid = one.payoutId ? await journals(deps.db, { about: one.payoutId, limit: 20 }) : []
  const own = (address: string) => address.startsWith(`${one.payeeType}:${one.payeeId}/`)
  const names = [one.id, ...(one.payoutId ? [one.payoutId] : [])]
  return [...about, ...paid]
    .filter(({ id, key }) => id === one.journalId || names.some((name) => key.includes(name)))
    .toSorted((a, b) => Number(a.id - b.id))
    .map((journal) => {
      const sum = (side: 'debit' | 'credit') =>
        journal.transfers.reduce(
          (units, leg) =>
            leg.asset === one.currency && own(leg[side]) ? units + leg.amount : units,
          0n,
        )
      const [credited, debited] = [sum('credit'), sum('debit')]
      return {
        id: journal.id.toString(),
        kind: journal.kind,
        at: journal.at.toString(),
        amount: value(credited > 0n ? credited : -debited, one.currency),
      }
    })
}

const filters = {
  ...periodQuery,
  educator: Type.Optional(IdSchema),
  session: Type.Optional(IdSchema),
  payout: Type.Optional(IdSchema),
  state: Type.Optional(CommissionStateSchema),
  paidBy: Type.Optional(PaidBySchema),
  source: Type.Optional(SourceTypeSchema),
  currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3,5}$' })),
  frozen: Type.Optional(Type.Enum(['yes'])),
}

type Asked = Parameters<typeof period>[0] & {
  kind?: 'class' | 'conversation'
  educator?: string
  session?: string
  payout?: string
  state?: string
  paidBy?: string
  source?: string
  currency?: string
  frozen?: string
}

const filterOf = (asked: Asked): Omit<CommissionFilter, 'limit'> => ({
  ...period(asked),
  kind: asked.kind,
  ...(asked.educator ? { educator: asked.educator } : {}),
  session: asked.session,
  payoutId: asked.payout,
  states: asked.state ? [asked.state as never] : undefined,
  paidBy: asked.paidBy,
  sources: asked.source ? [asked.source as never] : undefined,
  currency: asked.currency,
  frozen: asked.frozen === 'yes',
})

/** Every commission, for staff; each opens to its booking, its journals and its payout. */
export const commissionRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/commissions',
      {
        config: { needs: SEES },
        schema: {
          summary: "Everybody's commissions",
          tags,
          querystring: query({ ...pageQuery, ...filters }),
          response: { 200: page(CommissionSchema) },
        },
      },
      async (request) => {
        const { cursor, limit = 40, ...asked } = request.query
        cursorOr(cursor)
        const { items, next } = await listCommissions(deps.db, {
          ...filterOf(asked),
          after: cursor,
          limit,
        })
        return { items: items.map(commissionFrom), next }
      },
    )
    app.get(
      '/commissions/export',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Commissions as a file',
          tags,
          querystring: query(filters),
          produces: ['text/csv'],
        },
      },
      async (request, reply) => {
        actorOf(request)
        const { items } = await listCommissions(deps.db, {
          ...filterOf(request.query),
          limit: 100_000,
        })
        return sendCsv(
          reply,
          'stoa-commissions',
          [
            'Session at',
            'What',
            'Source',
            'Educator',
            'Payee',
            'Paid by',
            'State',
            'Price',
            'At face',
            'Rate',
            'Fee',
            'Net',
            'Currency',
            'Journal',
            'Payout',
          ],
          items.map((one) => {
            const money = (units: bigint) => formatUnits(units, scaleOf(one.currency))
            return [
              one.sessionAt.toString(),
              one.title,
              one.source,
              one.educatorId,
              one.payeeId,
              one.paidBy,
              one.state,
              money(one.gross),
              one.face === null ? '' : money(one.face),
              `${one.rate / 100} %`,
              money(one.feeBorne),
              money(one.net),
              one.currency,
              one.journalId?.toString(),
              one.payoutId,
            ]
          }),
        )
      },
    )
    app.get(
      '/commissions/:id',
      {
        config: { needs: SEES },
        schema: {
          summary: 'One commission with its journals and its payout',
          tags,
          params: IdParams,
          response: { 200: DetailSchema },
        },
      },
      async (request) => detail(deps, request.params.id, undefined),
    )
    for (const at of ['/educator', '/instructor', '/host'] as const) {
      app.get(
        `${at}/revenue/commissions/:id`,
        {
          config: { needs: 'educator' },
          schema: {
            summary: 'One commission of mine with its journals and its payout',
            tags,
            params: IdParams,
            response: { 200: DetailSchema },
          },
        },
        async (request) => detail(deps, request.params.id, actorOf(request).id),
      )
    }
  }
