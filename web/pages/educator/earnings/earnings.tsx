import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Commission, Earned, Overview } from '../../../api/teaching.ts'
import type { Page } from '../../../api/types.ts'
import { Amount, Figure } from '../../../components/Amount.tsx'
import { Chart } from '../../../components/Chart.tsx'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { percent } from '../../../format/money.ts'
import { startOf } from '../../../format/periods.ts'
import { useReader } from '../../../format/reader.tsx'
import { methodWord } from '../../../format/teaching.ts'
import { counted } from '../../../format/words.ts'
import { personOf } from '../../../visitor.ts'
import { CommissionState } from '../CommissionState.tsx'
import { TierProgress } from '../TierProgress.tsx'
import { NextPayout } from './NextPayout.tsx'
import { conclusion, monthName } from './words.ts'

export const meta = () => [{ title: 'Earnings · Stoa' }]

const MONTHS = 7

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const { zone } = await personOf(context)
  const search = new URL(request.url).searchParams
  const { now } = await api.get<{ now: string }>('/api/me')
  const month = Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().with({ day: 1 })
  const since = startOf(month.toString(), zone)
  const state = search.get('state')
  const [overview, months, commissions] = await Promise.all([
    api.get<Overview>('/api/educator/revenue/overview', { from: since }),
    api.get<{ items: Earned[] }>('/api/educator/revenue/analytics', {
      step: 'month',
      from: startOf(month.subtract({ months: MONTHS - 1 }).toString(), zone),
    }),
    api.get<Page<Commission>>('/api/educator/revenue/commissions', {
      state: state === 'paid' ? 'PAID' : state,
      cursor: search.get('cursor'),
      limit: 25,
    }),
  ])
  const earned = Array.from({ length: MONTHS }, (_, index) => {
    const start = month.subtract({ months: MONTHS - 1 - index }).toString()
    const found = months.items.find((one) => one.start === start)
    return { start, earned: Number(found?.earned.amount ?? 0), bookings: found?.bookings ?? 0 }
  })
  return { overview, earned, commissions, state }
}

export default function Earnings() {
  const { overview, earned, commissions } = useLoaderData<typeof loader>()
  const { locale } = useReader()
  const asset = overview.lifetime.asset
  const thisMonth = earned.at(-1)
  return (
    <>
      <PageHead
        title="Earnings"
        lead={<NextPayout next={overview.nextPayout} />}
        deeds={
          <>
            <Button component={Link} to="/teach/earnings/payouts" variant="outline">
              Payouts
            </Button>
            <Button component="a" href="/teach/earnings/statement.csv" download variant="outline">
              Download statement
            </Button>
          </>
        }
      />
      <div className="stack-wide" style={{ gap: 24 }}>
        <StatFigures
          label="Earnings at a glance"
          stats={[
            {
              label: 'This month',
              figure: <Amount value={overview.period} />,
              note: counted(thisMonth?.bookings ?? 0, 'seat'),
            },
            {
              label: 'Waiting for the session',
              figure: <Amount value={overview.pending} />,
              note: 'booked, not held yet',
              to: '/teach/earnings?state=pending#commissions',
            },
            {
              label: 'Held for 7 days',
              figure: <Amount value={overview.held} />,
              note: 'while learners may object',
              to: '/teach/earnings?state=held#commissions',
            },
            {
              label: 'Since you joined',
              figure: <Amount value={overview.lifetime} />,
              note: (
                <>
                  <Amount value={overview.paid} /> of it paid out
                </>
              ),
            },
          ]}
        />
        <div className="wide-and-narrow">
          <Chart
            kind="bar"
            title={conclusion(earned, locale)}
            note="Earned per month, by when the session was held"
            along="Month"
            asset={asset}
            series={[{ name: 'earned', label: 'Earned' }]}
            points={earned.map((one) => ({
              x: monthName(one.start, locale),
              earned: one.earned.toFixed(2),
            }))}
            mark={monthName(best(earned).start, locale)}
            height={220}
          />
          <div className="stack" style={{ gap: 24 }}>
            {overview.standings.map((standing) => (
              <TierProgress
                key={standing.kind}
                standing={standing}
                several={overview.standings.length > 1}
              />
            ))}
          </div>
        </div>
        <Panel
          id="commissions"
          title="Commissions"
          note="What each seat brings you. The rate is the one of the day it was booked."
          side={
            <ChoiceFilter
              name="state"
              label="Which commissions"
              choices={[
                { value: '', label: 'All' },
                { value: 'pending', label: 'Waiting' },
                { value: 'held', label: 'Held' },
                { value: 'available', label: 'Available' },
                { value: 'paid', label: 'Paid' },
              ]}
            />
          }
        >
          <DataTable
            caption="Commissions"
            rows={commissions.items}
            keyOf={(one) => one.id}
            columns={columns(asset, locale)}
            empty={
              <EmptyState title="No commissions here yet">
                When a learner books a seat of yours, what it brings you appears here at once.
              </EmptyState>
            }
          />
          <Pager next={commissions.next} />
        </Panel>
      </div>
    </>
  )
}

const best = (earned: { start: string; earned: number }[]) =>
  earned.reduce((so, one) => (one.earned >= so.earned ? one : so))

const columns = (asset: string, locale: string): Column<Commission>[] => [
  { head: 'Held on', cell: (one) => <Instant at={one.sessionAt} as="short-day" /> },
  {
    head: 'Session',
    title: true,
    cell: (one) => (
      <Link to={`/teach/sessions/${one.sessionId}#seat-${one.bookingId}`}>{one.title}</Link>
    ),
  },
  { head: 'Paid by', cell: (one) => methodWord(one.paidBy) },
  { head: 'State', cell: (one) => <CommissionState commission={one} /> },
  { head: `Price, ${asset}`, numeric: true, cell: (one) => <Figure value={one.gross} /> },
  { head: 'Rate', numeric: true, cell: (one) => percent(one.rate, locale) },
  { head: 'Fee', numeric: true, cell: (one) => <Figure value={one.feeBorne} /> },
  {
    head: 'You get',
    numeric: true,
    cell: (one) => (
      <span className="strong">
        <Figure value={one.net} />
      </span>
    ),
  },
]

export const ErrorBoundary = () => <PageError who="educators" />
