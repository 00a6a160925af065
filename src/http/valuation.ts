import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  AGES,
  type Age,
  agedPayables,
  deferredOverTime,
  inventory,
  outstanding,
  resultOverTime,
  value,
} from '#ledger'
import { momentOf } from './books.ts'
import type { Deps } from './edge.ts'
import * as shape from './ledger-schemas.ts'
import { instant, monthEdges, weekEdges } from './periods.ts'
import { query } from './schemas.ts'

const books = { needs: { staff: ['finance', 'admin'] } } as const

/** What stock is worth, how long educators have been waiting, and the books over time, for staff. */
export const valuationRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    stock(app, deps)
    ageing(app, deps)
    overTime(app, deps)
  }

type App = Parameters<FastifyPluginAsyncTypebox>[0]

function stock(app: App, { db }: Deps): void {
  app.get(
    '/ledger/inventory',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'Inventory at cost, lot by lot, first in, first out',
        querystring: query({ ...shape.asOfQuery, ...shape.currencyQuery }),
        response: { 200: shape.InventorySchema },
      },
    },
    async ({ query: { currency = 'USD', ...moment } }) => {
      const { lots, total, account } = await inventory(db, currency, momentOf(moment))
      return {
        asset: currency,
        lots: lots.map((lot) => ({
          id: `${lot.lot}`,
          account: lot.account,
          issued: value(lot.issued, lot.asset),
          left: value(lot.left, lot.asset),
          paid: value(lot.paid, currency),
          cost: value(lot.cost, currency),
          issuedAt: lot.issuedAt.toString(),
          expiresAt: lot.expiresAt?.toString() ?? null,
          journalId: `${lot.journalId}`,
        })),
        total: value(total, currency),
        account: value(account, currency),
      }
    },
  )
}

function ageing(app: App, { db, clock }: Deps): void {
  const asked = (moment: Parameters<typeof momentOf>[0], owner?: string) => ({
    ...momentOf(moment),
    owner,
    now: instant(moment.asOf) ?? clock.now(),
  })

  app.get(
    '/ledger/payables/aged',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'What is owed to educators, by how many days it has been available',
        querystring: query({ ...shape.asOfQuery, ...shape.currencyQuery }),
        response: { 200: shape.AgedPayablesSchema },
      },
    },
    async ({ query: { currency = 'USD', ...moment } }) => {
      const rows = await agedPayables(db, currency, asked(moment))
      const ages = (available: Record<Age, bigint>) =>
        AGES.map((age) => ({ days: age, amount: value(available[age], currency) }))
      return {
        items: rows.map(({ owner, held, available, receivable }) => ({
          owner,
          held: value(held, currency),
          available: ages(available),
          receivable: value(receivable, currency),
        })),
        next: null,
      }
    },
  )

  app.get(
    '/ledger/payables/entries',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'The entries that an available balance consists of, oldest first',
        querystring: query({ ...shape.asOfQuery, ...shape.currencyQuery, ...shape.payeeQuery }),
        response: { 200: shape.OutstandingSchema },
      },
    },
    async ({ query: { currency = 'USD', owner, ...moment } }) => {
      const rows = await outstanding(db, currency, asked(moment, owner))
      return {
        items: rows.map((row) => ({
          ...row,
          at: row.at.toString(),
          amount: value(row.amount, currency),
          left: value(row.left, currency),
        })),
        next: null,
      }
    },
  )
}

function overTime(app: App, { db, clock }: Deps): void {
  app.get(
    '/ledger/profit-and-loss/months',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'Profit and loss month by month, oldest first',
        querystring: query({ ...shape.currencyQuery, ...shape.monthsQuery }),
        response: { 200: shape.MonthsSchema },
      },
    },
    async ({ query: { currency = 'USD', months = 12, to, zone = 'UTC' } }) => {
      const edges = monthEdges(instant(to) ?? clock.now(), months, zone)
      const rows = await resultOverTime(db, currency, edges)
      return {
        items: rows.map(({ from, income, expenses, result }) => ({
          month: from.toZonedDateTimeISO(zone).toPlainDate().toString().slice(0, 7),
          income: value(income, currency),
          expenses: value(expenses, currency),
          result: value(result, currency),
        })),
        next: null,
      }
    },
  )

  app.get(
    '/ledger/deferred/balances',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'What deferred revenue stood at when each week ended, oldest first',
        querystring: query({ ...shape.currencyQuery, ...shape.weeksQuery }),
        response: { 200: shape.DeferredBalancesSchema },
      },
    },
    async ({ query: { currency = 'USD', weeks = 13, to, zone = 'UTC' } }) => {
      const edges = weekEdges(instant(to) ?? clock.now(), weeks, zone)
      const rows = await deferredOverTime(db, currency, edges)
      return {
        items: rows.map(({ from, closing }) => ({
          week: from.toZonedDateTimeISO(zone).toPlainDate().toString(),
          closing: closing.map(({ purpose, balance }) => ({
            purpose,
            balance: value(balance, currency),
          })),
        })),
        next: null,
      }
    },
  )
}
