import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { formatUnits } from '#base'
import {
  askInstant,
  instantOffers,
  itemsOf,
  listPayouts,
  mayInstant,
  nextPayouts,
  onePayout,
  payoutItems,
  payoutPaper,
  payoutStatement,
} from '#earnings'
import { scaleOf, value } from '#ledger'
import { payoutSender } from '#payments'
import { sendCsv } from './csv-file.ts'
import { NextPayoutSchema, nextPayoutFrom } from './earnings-shapes.ts'
import { actorOf, type Deps, deed } from './edge.ts'
import { refuse } from './problems.ts'
import { DateSchema, IdParams, IdSchema, query, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['earnings']

const OfferSchema = Type.Object({ amount: ValueSchema, fee: ValueSchema, net: ValueSchema }, thing)

const HEAD = [
  'Session at',
  'Session',
  'Price',
  'Rate',
  'Fee',
  'Net',
  'Currency',
  'Statement',
  'Payout',
]

/** An educator's own payouts beside the list: being paid at once, statements as files, the next one by currency. */
export const ownPayoutRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/next-payouts',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'My next payout in each currency that I earn in',
          tags,
          response: { 200: Type.Object({ items: Type.Array(NextPayoutSchema) }, thing) },
        },
      },
      async (request) => {
        const payee = { type: 'person', id: actorOf(request).id } as const
        const next = await nextPayouts(deps.db, payee, deps.clock.now())
        return { items: next.map(nextPayoutFrom) }
      },
    )
    app.get(
      '/payouts/instant',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'What being paid at once would bring and cost; my tier opens it or not',
          tags,
          response: {
            200: Type.Object({ open: Type.Boolean(), items: Type.Array(OfferSchema) }, thing),
          },
        },
      },
      async (request) => {
        const { id } = actorOf(request)
        const offers = await instantOffers(deps.db, id, deps.clock.now())
        return {
          open: await mayInstant(deps.db, id),
          items: offers.map(({ currency, amount, fee, net }) => ({
            amount: value(amount, currency),
            fee: value(fee, currency),
            net: value(net, currency),
          })),
        }
      },
    )
    app.post(
      '/payouts/instant',
      {
        config: { needs: 'educator', deed: true },
        schema: {
          summary: 'Pays me what is available at once, for a fee',
          tags,
          body: Type.Object(
            { currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })) },
            thing,
          ),
          response: {
            201: Type.Object({ id: IdSchema, amount: ValueSchema, fee: ValueSchema }, thing),
          },
        },
      },
      async (request, reply) => {
        reply.code(201)
        const educator = actorOf(request).id
        const payee = { type: 'person', id: educator } as const
        const waits = await payoutSender(deps.payments).waits([payee])
        return deed(deps, request, reply, async (tx, now) => {
          const wanted = { educator, currency: request.body.currency, hasBank: waits.length === 0 }
          const { id, currency, amount, fee } = await askInstant(tx, wanted, now)
          return { id, amount: value(amount, currency), fee: value(fee, currency) }
        })
      },
    )
    app.get(
      '/payouts/:id/statement.pdf',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'The statement of a payout as PDF',
          tags,
          params: IdParams,
          produces: ['application/pdf'],
        },
      },
      async (request, reply) => {
        const { name, paper } = await paperFor(deps, request.params.id, actorOf(request).id)
        return reply
          .type('application/pdf')
          .header('content-disposition', `inline; filename="${name}.pdf"`)
          .header('cache-control', 'private, no-store')
          .send(paper)
      },
    )
    app.get(
      '/payouts/:id/statement.csv',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'The statement of a payout as a file',
          tags,
          params: IdParams,
          produces: ['text/csv'],
        },
      },
      async (request, reply) => {
        const payout = await onePayout(deps.db, request.params.id)
        if (!payout || payout.payeeId !== actorOf(request).id) throw refuse('not_found')
        const rows = await linesOf(deps, [payout])
        return sendCsv(reply, `stoa-payout-${payout.scheduledFor}`, HEAD, rows)
      },
    )
    app.get(
      '/payouts/lines.csv',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'Every session in my payouts of a time, as a file',
          tags,
          querystring: query({ from: Type.Optional(DateSchema), to: Type.Optional(DateSchema) }),
          produces: ['text/csv'],
        },
      },
      async (request, reply) => {
        const { from, to } = request.query
        const { items } = await listPayouts(deps.db, {
          payee: { type: 'person', id: actorOf(request).id },
          from: from ? Temporal.PlainDate.from(from) : undefined,
          to: to ? Temporal.PlainDate.from(to) : undefined,
          limit: 1_000,
        })
        const sent = items.filter(({ sentAt }) => sentAt !== null)
        return sendCsv(reply, 'stoa-payouts', HEAD, await linesOf(deps, sent))
      },
    )
  }

type Shown = {
  id: string
  statement: string | null
  currency: string
  setOff: bigint
  fee: bigint
  scheduledFor: string
}

/** Each session a line; what was set off, and the fee of being paid at once, are lines of their own. */
async function linesOf(deps: Deps, payouts: readonly Shown[]) {
  const of = new Map(payouts.map((payout) => [payout.id, payout]))
  const items = await itemsOf(deps.db, [...of.keys()])
  return payouts.flatMap(({ id, statement, currency, setOff, fee, scheduledFor }) => {
    const money = (units: bigint) => formatUnits(units, scaleOf(currency))
    const off = (what: string, units: bigint) =>
      units > 0n ? [[scheduledFor, what, '', '', '', money(-units), currency, statement, id]] : []
    return [
      ...items
        .filter((item) => item.payoutId === id)
        .map((item) => [
          item.sessionAt.toString(),
          item.title,
          money(item.gross),
          `${item.rate / 100} %`,
          money(item.feeBorne),
          money(item.net),
          currency,
          statement,
          id,
        ]),
      ...off('Set off against what was owed', setOff),
      ...off('Fee of being paid at once', fee),
    ]
  })
}

/** The paper of a payout's statement; of one's own payouts only, unless it is staff who asks. */
export async function paperFor(deps: Deps, id: string, owner: string | undefined) {
  const payout = await onePayout(deps.db, id)
  if (!payout || (owner && payout.payeeId !== owner)) throw refuse('not_found')
  const statement = await payoutStatement(deps.db, id)
  if (!statement) throw refuse('not_found')
  const paper = await payoutPaper(statement, payout, await payoutItems(deps.db, id))
  return { name: statement.name, paper: Buffer.from(paper) }
}
