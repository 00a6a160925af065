import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Analytics } from '../../../api/teaching.ts'
import { Amount } from '../../../components/Amount.tsx'
import { Chart } from '../../../components/Chart.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { percent } from '../../../format/money.ts'
import { useReader } from '../../../format/reader.tsx'
import { capital, counted, kindName } from '../../../format/words.ts'
import { personOf } from '../../../visitor.ts'
import { Beside } from './Beside.tsx'
import { figuresNow, SPANS } from './reading.ts'
import { bestHours, earnedSays, hourName, stepName, weekdayName } from './words.ts'

export const meta = titled('How it goes')

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { zone, educator } = await personOf(context)
  const search = new URL(request.url).searchParams
  const figures = await figuresNow(context.get(apiOf), zone, search)
  return { ...figures, kinds: educator?.kinds ?? [] }
}

type Figures = Analytics['sessions']
const HOURS_SHOWN = 8

export default function HowItGoes() {
  const { earned, step, analytics, kinds } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const { locale } = useReader()
  const { sessions, compared, currency } = analytics
  return (
    <>
      <PageHead
        title="How it goes"
        lead="What your teaching brings, when it goes best, and how you stand beside others of your tier."
        deeds={
          <>
            <Button component={Link} to="/teach/earnings" variant="outline">
              Earnings
            </Button>
            <Button
              component="a"
              href={`/teach/figures.csv${search.size ? `?${search}` : ''}`}
              download
              variant="outline"
            >
              Download figures
            </Button>
          </>
        }
      />
      <div className="stack" style={{ gap: 24 }}>
        <div style={{ display: 'flex', gap: 16, flexWrap: 'wrap' }}>
          <ChoiceFilter
            name="span"
            label="How far back"
            choices={SPANS.map(({ value, label }) => ({ value, label }))}
          />
          {kinds.length > 1 && (
            <ChoiceFilter
              name="kind"
              label="Which sessions"
              choices={[
                { value: '', label: 'All' },
                { value: 'class', label: 'Classes' },
                { value: 'conversation', label: 'Conversations' },
              ]}
            />
          )}
        </div>
        <Glance sessions={sessions} />
        <Chart
          kind="bar"
          title={earnedSays(earned, step, locale)}
          note={`Earned per ${step}, by when the session was held`}
          along={step === 'week' ? 'Week of' : 'Month'}
          asset={currency}
          series={[{ name: 'earned', label: 'Earned' }]}
          points={earned.map((one) => ({
            x: stepName(one.start, step, locale),
            earned: one.earned.amount,
          }))}
        />
        {compared.map((one) => (
          <Beside key={one.kind} compared={one} several={compared.length > 1} />
        ))}
        <BestHours sessions={sessions} />
        <Sorts sessions={sessions} />
        {sessions.ratings.length > 1 && (
          <Chart
            kind="line"
            title="Your rating, month by month"
            note="The mean of the reviews published in each month"
            along="Month"
            series={[{ name: 'rating', label: 'Rating' }]}
            points={sessions.ratings.map(({ start, stars, reviews }) => ({
              x: stepName(start, 'month', locale),
              rating: Number((stars / reviews).toFixed(2)),
            }))}
          />
        )}
      </div>
    </>
  )
}

function Glance({ sessions }: { sessions: Figures }) {
  const { locale } = useReader()
  const share = (part: number, whole: number) => (whole === 0 ? '–' : percent(part / whole, locale))
  const promised = sessions.held + sessions.failed
  const reviews = sessions.ratings.reduce((sum, one) => sum + one.reviews, 0)
  const stars = sessions.ratings.reduce((sum, one) => sum + one.stars, 0)
  return (
    <StatFigures
      label="Your teaching at a glance"
      stats={[
        {
          label: 'Sessions held',
          figure: sessions.held,
          note:
            promised === 0
              ? 'none was promised'
              : `${share(sessions.held, promised)} of those promised`,
        },
        {
          label: 'Seats taken',
          figure: share(sessions.seats, sessions.capacity),
          note: `${sessions.seats} of ${sessions.capacity}`,
        },
        {
          label: 'Learners',
          figure: sessions.learners,
          note: `${sessions.returning} had come before or came again`,
        },
        {
          label: 'Rating',
          figure: reviews === 0 ? '–' : (stars / reviews).toFixed(2),
          note: counted(reviews, 'review'),
        },
      ]}
    />
  )
}

function BestHours({ sessions }: { sessions: Figures }) {
  const { locale } = useReader()
  const best = bestHours(sessions.byTime).slice(0, HOURS_SHOWN)
  const first = best[0]
  return (
    <Panel
      title={
        first
          ? `Best at ${hourName(first.hour, locale)} on ${weekdayName(first.weekday, locale)}s`
          : 'Best hours'
      }
      note="Hours at which held sessions began, on your clock, by what one session brings."
    >
      <DataTable
        caption="Best hours"
        rows={best}
        keyOf={(one) => `${one.weekday} ${one.hour}`}
        empty={
          <EmptyState title="No sessions held in this time">
            When you have held some, the hours that go best stand here.
          </EmptyState>
        }
        columns={[
          {
            head: 'When',
            title: true,
            cell: (one) => `${weekdayName(one.weekday, locale)}, ${hourName(one.hour, locale)}`,
          },
          { head: 'Sessions', numeric: true, cell: (one) => one.sessions },
          {
            head: 'Seats taken',
            numeric: true,
            cell: (one) => percent(one.seats / one.capacity, locale),
          },
          { head: 'A session brings', numeric: true, cell: (one) => <PerSession one={one} /> },
        ]}
      />
    </Panel>
  )
}

function Sorts({ sessions }: { sessions: Figures }) {
  const { locale } = useReader()
  if (sessions.byType.length === 0) return null
  return (
    <Panel title="Sorts of sessions" note="Held sessions by kind and price level.">
      <DataTable
        caption="Sorts of sessions"
        rows={sessions.byType}
        keyOf={(one) => `${one.kind} ${one.priceLevel}`}
        columns={[
          {
            head: 'Sort',
            title: true,
            cell: (one) => `${kindName(one.kind)}, ${capital(one.priceLevel)}`,
          },
          { head: 'Sessions', numeric: true, cell: (one) => one.sessions },
          {
            head: 'Seats taken',
            numeric: true,
            cell: (one) => percent(one.seats / one.capacity, locale),
          },
          { head: 'Earned', numeric: true, cell: (one) => <Amount value={one.earned} /> },
          { head: 'A session brings', numeric: true, cell: (one) => <PerSession one={one} /> },
        ]}
      />
    </Panel>
  )
}

function PerSession({
  one,
}: {
  one: { earned: { amount: string; asset: string }; sessions: number }
}) {
  const amount = (Number(one.earned.amount) / one.sessions).toFixed(2)
  return <Amount value={{ amount, asset: one.earned.asset }} />
}

export function ErrorBoundary() {
  return <PageError who="educators" />
}
