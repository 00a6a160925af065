import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Static } from 'typebox'
import {
  balanceSheet,
  deferredRollForward,
  payables,
  profitAndLoss,
  type Sheet,
  soldAndUsedByWeek,
  trialBalance,
  value,
} from '#ledger'
import type { Deps } from './edge.ts'
import * as shape from './ledger-schemas.ts'
import { query } from './schemas.ts'

const books = { needs: { staff: ['finance', 'admin'] } } as const

type Moment = Static<typeof shape.AsOfQuery>

/** The moment that a report is asked for: by when things happened, or by when they were written. */
export function momentOf({ asOf, clock }: Moment) {
  if (!asOf) return {}
  const moment = Temporal.Instant.from(asOf)
  return clock === 'written' ? { written: moment } : { at: moment }
}

/** The reports made from the ledger, for staff, as of any moment. */
export const bookRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    balances(app, deps)
    periods(app, deps)
    weeks(app, deps)
  }

type App = Parameters<FastifyPluginAsyncTypebox>[0]

/** The books on one day. */
function balances(app: App, { db }: Deps): void {
  app.get(
    '/ledger/trial-balance',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'Trial balance',
        querystring: query({ ...shape.asOfQuery, ...shape.currencyQuery }),
        response: { 200: shape.TrialBalanceSchema },
      },
    },
    async ({ query: { currency, ...moment } }) => {
      const lines = await trialBalance(db, { ...momentOf(moment), asset: currency })
      return {
        items: lines.map((line) => ({ ...line, balance: value(line.balance, line.asset) })),
        next: null,
      }
    },
  )

  app.get(
    '/ledger/balance-sheet',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'Balance sheet',
        querystring: query({ ...shape.asOfQuery, ...shape.currencyQuery }),
        response: { 200: shape.BalanceSheetSchema },
      },
    },
    async ({ query: { currency = 'USD', ...moment } }) => {
      const sheet = await balanceSheet(db, currency, momentOf(moment))
      return {
        asset: currency,
        assets: sheetOf(sheet.assets, currency),
        liabilities: sheetOf(sheet.liabilities, currency),
        equity: sheetOf(sheet.equity, currency),
      }
    },
  )

  app.get(
    '/ledger/payables',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'What is owed, and to whom',
        querystring: query({ ...shape.asOfQuery, ...shape.currencyQuery }),
        response: { 200: shape.PayablesSchema },
      },
    },
    async ({ query: { currency = 'USD', ...moment } }) => {
      const rows = await payables(db, currency, momentOf(moment))
      return {
        items: rows.map(({ owner, held, available, receivable }) => ({
          owner,
          held: value(held, currency),
          available: value(available, currency),
          receivable: value(receivable, currency),
        })),
        next: null,
      }
    },
  )
}

/** The books over a time. */
function periods(app: App, { db, clock }: Deps): void {
  app.get(
    '/ledger/profit-and-loss',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'Profit and loss of a period',
        querystring: query({ ...shape.currencyQuery, ...shape.periodQuery }),
        response: { 200: shape.ProfitAndLossSchema },
      },
    },
    async ({ query: { currency = 'USD', ...asked } }) => {
      const { from, to } = periodOf(asked)
      const { income, expenses, result } = await profitAndLoss(db, currency, { from, to })
      return {
        asset: currency,
        income: sheetOf(income, currency),
        expenses: sheetOf(expenses, currency),
        result: value(result, currency),
      }
    },
  )

  app.get(
    '/ledger/deferred',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'Deferred revenue: from opening to closing balance',
        querystring: query({ ...shape.currencyQuery, ...shape.periodQuery }),
        response: { 200: shape.DeferredSchema },
      },
    },
    async ({ query: { currency = 'USD', ...asked } }) => {
      const { from = EPOCH, to = clock.now() } = periodOf(asked)
      const rolls = await deferredRollForward(db, currency, { from, to })
      return {
        items: rolls.map((roll) => ({
          purpose: roll.purpose,
          opening: value(roll.opening, currency),
          changes: roll.changes.map(({ kind, amount }) => ({
            kind,
            amount: value(amount, currency),
          })),
          closing: value(roll.closing, currency),
        })),
        next: null,
      }
    },
  )
}

/** Where deferred revenue comes from and goes, week by week: what its chart is drawn from. */
function weeks(app: App, { db, clock }: Deps): void {
  app.get(
    '/ledger/deferred/weeks',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'Credits sold and used, week by week',
        querystring: query({ ...shape.currencyQuery, ...shape.periodQuery }),
        response: { 200: shape.SoldAndUsedSchema },
      },
    },
    async ({ query: { currency = 'USD', ...asked } }) => {
      const { from = clock.now().subtract({ hours: 24 * 7 * 9 }), to = clock.now() } =
        periodOf(asked)
      const rows = await soldAndUsedByWeek(db, currency, { from, to })
      return {
        items: rows.map(({ week, sold, used }) => ({
          week,
          sold: value(sold, currency),
          used: value(used, currency),
        })),
        next: null,
      }
    },
  )
}

const EPOCH = Temporal.Instant.fromEpochMilliseconds(0)

function periodOf({ from, to }: { from?: string; to?: string }) {
  return {
    from: from ? Temporal.Instant.from(from) : undefined,
    to: to ? Temporal.Instant.from(to) : undefined,
  }
}

function sheetOf({ lines, total }: Sheet, currency: string) {
  return {
    lines: lines.map(({ purpose, balance }) => ({ purpose, balance: value(balance, currency) })),
    total: value(total, currency),
  }
}
