import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { namesOf } from '../../../api/names.ts'
import type {
  Journal,
  Payable,
  ProfitAndLoss,
  Schedule,
  TrialLine,
  Weeks,
} from '../../../api/operating.ts'
import type { Page, Value } from '../../../api/types.ts'
import { Amount, Figure } from '../../../components/Amount.tsx'
import { Chart } from '../../../components/Chart.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { type Stat, StatFigures } from '../../../components/StatFigures.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { isZero, percent } from '../../../format/money.ts'
import { startOf } from '../../../format/periods.ts'
import { useReader } from '../../../format/reader.tsx'
import { negated, sum } from '../../../format/sums.ts'
import { AccountLink } from './AccountLink.tsx'
import { asked } from './asked.ts'
import { BooksHead } from './BooksHead.tsx'
import { JournalTable, thingsOf } from './JournalTable.tsx'

export const meta = () => [{ title: 'Books · Stoa' }]

const WEEKS = 9

export async function loader({ context, request }: LoaderFunctionArgs) {
  const what = await asked(request, context)
  const { asOf, currency, zone } = what
  const api = context.get(apiOf)
  const day = Temporal.Instant.from(asOf ?? what.now)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
  const month = day.with({ day: 1 })
  const last = month.subtract({ months: 1 })
  const at = (date: Temporal.PlainDate) => startOf(date.toString(), zone)
  const books = <Answer,>(path: string, query: Record<string, string | undefined> = {}) =>
    api.get<Answer>(`/api/ledger/${path}`, { currency, ...query })
  const monday = day.subtract({ days: day.dayOfWeek - 1 })
  const [trial, payables, result, before, weeks, journals, schedule] = await Promise.all([
    books<Page<TrialLine>>('trial-balance', { asOf, currency: undefined }),
    books<Page<Payable>>('payables', { asOf }),
    books<ProfitAndLoss>('profit-and-loss', { from: at(month), to: at(day.add({ days: 1 })) }),
    books<ProfitAndLoss>('profit-and-loss', { from: at(last), to: at(month) }),
    books<Weeks>('deferred/weeks', {
      from: at(monday.subtract({ weeks: WEEKS - 1 })),
      to: at(day.add({ days: 1 })),
    }),
    api.get<Page<Journal>>('/api/ledger/journals', { asOf, limit: 8 }),
    api.get<Schedule>('/api/jobs'),
  ])
  return {
    what,
    lines: trial.items.filter((line) => line.asset === currency),
    currencies: [
      ...new Set(trial.items.filter((line) => line.class !== 'unit').map((line) => line.asset)),
    ],
    payables: payables.items,
    result,
    before,
    weeks: Array.from({ length: WEEKS }, (_, index) => {
      const week = monday.subtract({ weeks: WEEKS - 1 - index }).toString()
      const found = weeks.items.find((one) => one.week === week)
      return { week, sold: found?.sold.amount ?? '0.00', used: found?.used.amount ?? '0.00' }
    }),
    journals: journals.items,
    names: await namesOf(api, thingsOf(journals.items)),
    proof: schedule.items.find((job) => job.name === 'ledger.verify')?.lastRun ?? null,
  }
}

/** The state of the business as its books have it; every figure opens to what it is made of. */
export default function Books() {
  const data = useLoaderData<typeof loader>()
  const { what, lines, currencies, weeks, journals, names, proof } = data
  const { locale } = useReader()
  return (
    <>
      <BooksHead
        title="Books"
        asked={what}
        currencies={currencies}
        proof={
          proof && (
            <Link to="/operate/jobs?name=ledger.verify">
              <Tag tone={proof.outcome === 'done' ? 'good' : 'bad'}>
                {proof.outcome === 'done' ? 'Proved right ' : 'Not right '}
                <Instant at={proof.startedAt} as="short-moment" />
              </Tag>
            </Link>
          )
        }
      />
      <div className="stack-wide" style={{ gap: 24 }}>
        <StatFigures label="The books at a glance" stats={stats(data, locale)} />
        <div className="wide-and-narrow">
          <Chart
            kind="line"
            title={conclusion(weeks)}
            note="Credits sold against credits used, by week"
            along="Week from"
            asset={what.currency}
            series={[
              { name: 'sold', label: 'sold', tone: 'accent' },
              { name: 'used', label: 'used', tone: 'warm' },
            ]}
            points={weeks.map(({ week, sold, used }) => ({
              x: weekName(week, locale),
              sold,
              used,
            }))}
            height={260}
          />
          <Panel title="Where the money is">
            <DataTable
              caption="Where the money is"
              rows={lines.filter((line) => WHERE.includes(line.purpose))}
              keyOf={(line) => line.purpose}
              columns={[
                {
                  head: 'Account',
                  title: true,
                  cell: (line) => <AccountLink purpose={line.purpose} asset={what.currency} />,
                },
                { head: 'Balance', numeric: true, cell: (line) => <Figure value={line.balance} /> },
              ]}
              empty={<p className="soft">Nothing was booked by then.</p>}
            />
          </Panel>
        </div>
        <Panel
          title="Latest journals"
          side={<Link to="/operate/books/journals">every figure above opens to these</Link>}
        >
          <JournalTable journals={journals} names={names} />
        </Panel>
      </div>
    </>
  )
}

/** What an operator looks at first; the trial balance has the rest. */
const WHERE = [
  'provider_clearing',
  'bank',
  'suspense',
  'deferred_credits',
  'deferred_access',
  'deferred_bookings',
  'educator_held',
  'educator_available',
  'tax_payable',
  'platform_fee',
  'subscriptions',
]

type Data = Awaited<ReturnType<typeof loader>>

function stats({ what, lines, payables, result, before }: Data, locale: string): Stat[] {
  const { currency } = what
  const nothing: Value = { amount: '0', asset: currency }
  const balance = (purpose: string) =>
    lines.find((line) => line.purpose === purpose)?.balance ?? {
      ...nothing,
      amount: result.result.amount.replace('-', '').replace(/\d/g, '0'),
    }
  const available = sum(
    payables.map((row) => row.available),
    currency,
  )
  const now = Number(result.income.total.amount)
  const then = Number(before.income.total.amount)
  const suspense = balance('suspense')
  return [
    {
      label: what.asOf ? 'Revenue that month' : 'Revenue this month',
      figure: <Amount value={result.income.total} />,
      note: (
        <span suppressHydrationWarning>
          {then > 0
            ? `${now >= then ? '+' : ''}${percent((now - then) / then, locale, 1)} on the whole month before`
            : 'the first month with revenue'}
        </span>
      ),
      to: '/operate/books/profit-and-loss',
    },
    {
      label: 'Owed to educators',
      figure: (
        <Amount
          value={sum(
            payables.flatMap((row) => [row.held, row.available, negated(row.receivable)]),
            currency,
          )}
        />
      ),
      note: (
        <>
          <Amount value={available} /> available for payout
        </>
      ),
      to: '/operate/books/payables',
    },
    {
      label: 'Credits sold, not used',
      figure: <Amount value={negated(balance('deferred_credits'))} />,
      note: 'deferred revenue',
      to: '/operate/books/deferred',
    },
    {
      label: 'Unexplained',
      figure: <Amount value={suspense} />,
      note: isZero(suspense) ? 'suspense is empty' : 'money nobody has explained yet',
      tone: isZero(suspense) ? 'good' : 'bad',
      to: `/operate/books/accounts/platform:stoa/suspense/${currency}`,
    },
  ]
}

type Week = { week: string; sold: string; used: string }

/** What the chart says, in a sentence; the week under way counts as it stands. */
function conclusion(weeks: Week[]): string {
  const of = (name: 'sold' | 'used') => weeks.reduce((so, week) => so + Number(week[name]), 0)
  const sold = of('sold')
  const used = of('used')
  if (sold + used === 0) return 'No credits were sold or used in these weeks'
  if (used > sold * 1.05) return 'Deferred revenue fell: more credits were used than sold'
  if (sold > used * 1.05) return 'Deferred revenue grew: more credits were sold than used'
  return 'Credits were used about as fast as they were sold'
}

const weekName = (week: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${week}T12:00:00Z`),
  )

export const ErrorBoundary = () => <PageError who="administrators and finance" />
