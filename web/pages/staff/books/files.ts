import type { LoaderFunctionArgs } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { everyItem } from '../../../api/every.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type {
  AgedPayable,
  BalanceSheet,
  DeferredBalances,
  Entry,
  Inventory,
  Journal,
  Months,
  Outstanding,
  ProfitAndLoss,
  RollForward,
  SheetPart,
  TrialLine,
} from '../../../api/operating.ts'
import type { Page } from '../../../api/types.ts'
import { type Cell, csv, csvFile } from '../../../format/csv.ts'
import { days } from '../../../format/periods.ts'
import { AGES, amountOf, DAYS } from './ages.ts'
import { type Asked, asked } from './asked.ts'
import { monthsAsked, weeksAsked } from './overtime.ts'

/** Longest list that becomes a file: two hundred pages of a hundred. */
const PAGES = 200

type Reading = LoaderFunctionArgs & { what: Asked; search: URLSearchParams }
type Table = { head: string[]; rows: Cell[][] }

const partRows = (name: string, part: SheetPart): Cell[][] => [
  ...part.lines.map((line): Cell[] => [name, line.purpose, line.balance.amount]),
  [name, 'total', part.total.amount],
]

/** The pages of the books as tables, by the name of their file. */
const TABLES: Record<string, (reading: Reading) => Promise<Table>> = {
  'trial-balance': async ({ context, what }) => {
    const { items } = await context
      .get(apiOf)
      .get<Page<TrialLine>>('/api/ledger/trial-balance', { asOf: what.asOf })
    return {
      head: ['Account', 'Kind', 'Asset', 'Balance (+ debit, - credit)'],
      rows: items.map((line) => [line.purpose, line.class, line.asset, line.balance.amount]),
    }
  },
  'balance-sheet': async ({ context, what: { asOf, currency } }) => {
    const sheet = await context
      .get(apiOf)
      .get<BalanceSheet>('/api/ledger/balance-sheet', { asOf, currency })
    return {
      head: ['Part', 'Account', currency],
      rows: [
        ...partRows('assets', sheet.assets),
        ...partRows('liabilities', sheet.liabilities),
        ...partRows('equity', sheet.equity),
      ],
    }
  },
  'profit-and-loss': async ({ context, what: { period, currency } }) => {
    const books = await context.get(apiOf).get<ProfitAndLoss>('/api/ledger/profit-and-loss', {
      from: period.since,
      to: period.until,
      currency,
    })
    return {
      head: ['Part', 'Account', currency],
      rows: [
        ...partRows('income', books.income),
        ...partRows('expenses', books.expenses),
        ['result', 'result', books.result.amount],
      ],
    }
  },
  deferred: async ({ context, what: { period, currency } }) => {
    const { items } = await context.get(apiOf).get<Page<RollForward>>('/api/ledger/deferred', {
      from: period.since,
      to: period.until,
      currency,
    })
    return {
      head: ['Account', 'What', currency],
      rows: items.flatMap((roll): Cell[][] => [
        [roll.purpose, 'opening', roll.opening.amount],
        ...roll.changes.map(({ kind, amount }): Cell[] => [roll.purpose, kind, amount.amount]),
        [roll.purpose, 'closing', roll.closing.amount],
      ]),
    }
  },
  'profit-and-loss-months': async ({ context, what: { period, currency, zone } }) => {
    const { items } = await context
      .get(apiOf)
      .get<Months>('/api/ledger/profit-and-loss/months', monthsAsked(period, currency, zone))
    return {
      head: ['Month', 'Income', 'Expenses', 'Result', 'Currency'],
      rows: items.map((row) => [
        row.month,
        row.income.amount,
        row.expenses.amount,
        row.result.amount,
        currency,
      ]),
    }
  },
  'deferred-weeks': async ({ context, what: { period, currency, zone } }) => {
    const { items } = await context
      .get(apiOf)
      .get<DeferredBalances>('/api/ledger/deferred/balances', weeksAsked(period, currency, zone))
    return {
      head: ['Week from', 'Account', 'At its end', 'Currency'],
      rows: items.flatMap(({ week, closing }) =>
        closing.map(({ purpose, balance }): Cell[] => [week, purpose, balance.amount, currency]),
      ),
    }
  },
  payables: async ({ context, what: { asOf, currency } }) => {
    const api = context.get(apiOf)
    const { items } = await api.get<Page<AgedPayable>>('/api/ledger/payables/aged', {
      asOf,
      currency,
    })
    const names = await namesOf(
      api,
      items.map(({ owner }) => owner),
    )
    return {
      head: ['Educator', 'Id', 'Held', ...Object.values(AGES), 'They owe us', 'Currency'],
      rows: items.map((row) => [
        nameIn(names, row.owner),
        row.owner.id,
        row.held.amount,
        ...DAYS.map((days) => amountOf(row, days).amount),
        row.receivable.amount,
        currency,
      ]),
    }
  },
  outstanding: async ({ context, what: { asOf, currency }, search }) => {
    const { items } = await context
      .get(apiOf)
      .get<Page<Outstanding>>('/api/ledger/payables/entries', {
        asOf,
        currency,
        owner: search.get('owner'),
      })
    return {
      head: [
        'Owner',
        'Entry',
        'Since',
        'Kind',
        'About',
        'About id',
        'Days',
        'Was',
        'Left',
        currency,
      ],
      rows: items.map((row) => [
        `${row.owner.type}:${row.owner.id}`,
        row.transfer,
        row.at,
        row.kind,
        row.about.type,
        row.about.id,
        row.days,
        row.amount.amount,
        row.left.amount,
        currency,
      ]),
    }
  },
  inventory: async ({ context, what: { asOf, currency } }) => {
    const { lots } = await context
      .get(apiOf)
      .get<Inventory>('/api/ledger/inventory', { asOf, currency })
    return {
      head: [
        'Lot',
        'Stock',
        'Asset',
        'Bought',
        'Good until',
        'Came in',
        'Left',
        'Paid',
        'Worth',
        'Currency',
      ],
      rows: lots.map((lot) => [
        lot.id,
        lot.account,
        lot.left.asset,
        lot.issuedAt,
        lot.expiresAt,
        lot.issued.amount,
        lot.left.amount,
        lot.paid.amount,
        lot.cost.amount,
        currency,
      ]),
    }
  },
  journals: async ({ context, what, search }) => {
    const journals = await all<Journal>(context, '/api/ledger/journals', {
      kind: search.get('kind'),
      about: search.get('about'),
      account: search.get('account'),
      currency: search.get('account') && search.get('currency'),
      ...days(search, what.zone),
    })
    return {
      head: [
        'Transfer',
        'Happened',
        'Kind',
        'About',
        'About id',
        'By',
        'Debit',
        'Credit',
        'Amount',
        'Asset',
      ],
      rows: journals.flatMap((journal) =>
        journal.transfers.map((line): Cell[] => [
          line.id,
          journal.at,
          journal.kind,
          journal.about.type,
          journal.about.id,
          journal.by,
          line.debit,
          line.credit,
          line.amount.amount,
          line.amount.asset,
        ]),
      ),
    }
  },
}

async function all<Item>(
  context: LoaderFunctionArgs['context'],
  path: string,
  query: Record<string, string | null | undefined>,
): Promise<Item[]> {
  return (await everyItem<Item>(context.get(apiOf), path, query, PAGES)).items
}

/** One page of the books, or one account, as a CSV file with the filters of its page. */
export async function loader(args: LoaderFunctionArgs) {
  const what = await asked(args.request, args.context)
  const search = new URL(args.request.url).searchParams
  const { owner, purpose, asset } = args.params
  const file = /([a-z-]+)\.csv$/.exec(new URL(args.request.url).pathname)?.[1]
  if (owner && purpose && asset) {
    const entries = await all<Entry>(args.context, '/api/ledger/statement', {
      account: `${owner}/${purpose}`,
      asset,
      asOf: what.asOf,
    })
    return csvFile(
      `stoa-${purpose}-${asset.toLowerCase()}.csv`,
      csv(
        [
          'Transfer',
          'Happened',
          'Kind',
          'About',
          'About id',
          'Other account',
          'Change',
          'Balance',
          'Asset',
        ],
        entries.map((line) => [
          line.transfer,
          line.at,
          line.kind,
          line.about.type,
          line.about.id,
          line.other,
          line.amount.amount,
          line.balance.amount,
          asset,
        ]),
      ),
    )
  }
  const table = TABLES[file ?? '']
  if (!table) throw new Response(null, { status: 404 })
  const { head, rows } = await table({ ...args, what, search })
  return csvFile(`stoa-${file}.csv`, csv(head, rows))
}
