import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { formatUnits, zip } from '#base'
import { itemsOf, listPayouts, oneRun, payoutPapers } from '#earnings'
import { scaleOf } from '#ledger'
import { sendCsv } from './csv-file.ts'
import { PayoutStatusSchema, payoutStates } from './earnings-shapes.ts'
import { actorOf, type Deps } from './edge.ts'
import { paperFor } from './own-payouts.ts'
import { refuse } from './problems.ts'
import { DateSchema, IdParams, IdSchema, query } from './schemas.ts'

const tags = ['earnings']
const FINANCE = { staff: ['admin', 'finance'] } as const

/** Lines of a file at most: what a spreadsheet opens. */
const LINES = 100_000

/** Statements and lists of payouts as files, for finance. */
export const payoutFileRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/payouts/:id/statement.pdf',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'The statement of a payout as PDF',
          tags,
          params: IdParams,
          produces: ['application/pdf'],
        },
      },
      async (request, reply) => {
        const { name, paper } = await paperFor(deps, request.params.id, undefined)
        return reply
          .type('application/pdf')
          .header('content-disposition', `inline; filename="${name}.pdf"`)
          .header('cache-control', 'private, no-store')
          .send(paper)
      },
    )
    app.get(
      '/payouts/runs/:id/statements.zip',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'All statements of a run as PDF, in one ZIP',
          tags,
          params: IdParams,
          produces: ['application/zip'],
        },
      },
      async (request, reply) => {
        actorOf(request)
        const run = await oneRun(deps.db, request.params.id)
        if (!run) throw refuse('not_found')
        const { items } = await listPayouts(deps.db, { run: run.id, limit: LINES })
        const sent = items.filter(({ statement }) => statement !== null).toReversed()
        if (sent.length === 0) throw refuse('not_found')
        return reply
          .type('application/zip')
          .header('content-disposition', `attachment; filename="stoa-statements-${run.day}.zip"`)
          .header('cache-control', 'private, no-store')
          .send(Readable.from(zip(payoutPapers(deps.db, sent), deps.clock.now())))
      },
    )
    app.get(
      '/payouts/export',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Payouts as a file; with lines=yes, every session in them on a line of its own',
          tags,
          querystring: query({
            status: Type.Optional(PayoutStatusSchema),
            run: Type.Optional(IdSchema),
            from: Type.Optional(DateSchema),
            to: Type.Optional(DateSchema),
            lines: Type.Optional(Type.Enum(['yes', 'no'])),
          }),
          produces: ['text/csv'],
        },
      },
      async (request, reply) => {
        actorOf(request)
        const { status, run, from, to, lines } = request.query
        const { items } = await listPayouts(deps.db, {
          states: status ? payoutStates(status) : undefined,
          run,
          from: from ? Temporal.PlainDate.from(from) : undefined,
          to: to ? Temporal.PlainDate.from(to) : undefined,
          limit: LINES,
        })
        const money = (units: bigint, currency: string) => formatUnits(units, scaleOf(currency))
        if (lines === 'yes') {
          const of = new Map(items.map((payout) => [payout.id, payout]))
          const parts = await itemsOf(deps.db, [...of.keys()])
          return sendCsv(
            reply,
            'stoa-payout-lines',
            [
              'Statement',
              'Payout',
              'Payee',
              'Session at',
              'Session',
              'Price',
              'Rate',
              'Fee',
              'Net',
              'Currency',
            ],
            parts.map((part) => {
              const { statement, name, payeeId, currency } = of.get(part.payoutId)!
              return [
                statement,
                part.payoutId,
                name ?? payeeId,
                part.sessionAt.toString(),
                part.title,
                money(part.gross, currency),
                `${part.rate / 100} %`,
                money(part.feeBorne, currency),
                money(part.net, currency),
                currency,
              ]
            }),
          )
        }
        return sendCsv(
          reply,
          'stoa-payouts',
          [
            'Statement',
            'Payout',
            'Payee',
            'Day',
            'State',
            'Amount',
            'Set off',
            'Fee',
            'Currency',
            'Sent',
            'Arrived',
            'Reference',
            'Reason',
          ],
          items.map((payout) => [
            payout.statement,
            payout.id,
            payout.name ?? payout.payeeId,
            payout.scheduledFor,
            payout.state,
            money(payout.amount, payout.currency),
            money(payout.setOff, payout.currency),
            money(payout.fee, payout.currency),
            payout.currency,
            payout.sentAt?.toString(),
            payout.completedAt?.toString(),
            payout.providerRef,
            payout.reason,
          ]),
        )
      },
    )
  }
