import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Commission } from '../../../api/teaching.ts'
import type { Page } from '../../../api/types.ts'
import { Amount, Figure } from '../../../components/Amount.tsx'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { percent } from '../../../format/money.ts'
import { useReader } from '../../../format/reader.tsx'
import { methodWord } from '../../../format/teaching.ts'
import { counted } from '../../../format/words.ts'
import { personOf } from '../../../visitor.ts'
import { CommissionState } from '../CommissionState.tsx'
import { TierProgress } from '../TierProgress.tsx'
import { EarnedByMonth } from './EarnedByMonth.tsx'
import { earningsNow } from './months.ts'
import { NextPayout } from './NextPayout.tsx'

export const meta = () => [{ title: 'Earnings · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const { zone } = await personOf(context)
  const search = new URL(request.url).searchParams
  const [{ overview, months }, commissions] = await Promise.all([
    earningsNow(api, zone),
    api.get<Page<Commission>>('/api/educator/revenue/commissions', {
      state: search.get('state'),
      cursor: search.get('cursor'),
      limit: 25,
    }),
  ])
  return { overview, months, commissions }
}

export default function Earnings() {
  const { overview, months, commissions } = useLoaderData<typeof loader>()
  const { locale } = useReader()
  const asset = overview.lifetime.asset
  const thisMonth = months.at(-1)
  return (
    <>
      <PageHead
        title="Earnings"
        lead={<NextPayout next={overview.nextPayout} />}
        deeds={
          <>
            <Button component={Link} to="/teach/figures" variant="outline">
              How it goes
            </Button>
            <Button component={Link} to="/teach/earnings/payouts" variant="outline">
              Payouts
            </Button>
            <Button component={Link} to="/teach/tax" variant="outline">
              Tax
            </Button>
            <Button component={Link} to="/teach/cases" variant="outline">
              Cases
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
          <EarnedByMonth months={months} asset={asset} />
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

const columns = (asset: string, locale: string): Column<Commission>[] => [
  { head: 'Held on', cell: (one) => <Instant at={one.sessionAt} as="short-day" /> },
  {
    head: 'Session',
    title: true,
    cell: (one) =>
      one.sessionId && one.bookingId ? (
        <Link to={`/teach/sessions/${one.sessionId}#seat-${one.bookingId}`}>{one.title}</Link>
      ) : (
        one.title
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
