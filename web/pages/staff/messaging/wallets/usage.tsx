import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { Me } from '../../../../api/types.ts'
import type { MessageConsumers, MessageUsage } from '../../../../api/wallets.ts'
import { Amount } from '../../../../components/Amount.tsx'
import { Chart } from '../../../../components/Chart.tsx'
import { DataTable } from '../../../../components/DataTable.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { StatFigures } from '../../../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import {
  askedIn,
  ByDayChart,
  ByHourChart,
  ByKind,
  UsageFilters,
} from '../../../messaging/wallet/UsageParts.tsx'
import { Days, Units } from '../../../messaging/wallet/units.tsx'

export const meta = () => [{ title: 'Usage of messages · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const { person } = await api.get<Me>('/api/me')
  const asked = askedIn(new URL(request.url).searchParams, person?.zone ?? 'UTC')
  const { organization: _, ...everybody } = asked
  const [usage, consumers] = await Promise.all([
    api.get<MessageUsage>('/api/message-usage', asked),
    api.get<MessageConsumers>('/api/message-usage/consumers', everybody),
  ])
  const file = `/api/message-usage/export?${new URLSearchParams(asked)}`
  return { usage, consumers: consumers.items, file }
}

const money = (value: { amount: string } | undefined) => Number(value?.amount ?? 0)

/** What organizations send: who, what, when, what it brings, and whose credits will be used up. */
export default function UsageAnalytics() {
  const { usage, consumers, file } = useLoaderData<typeof loader>()
  const { total } = usage
  const margin = money(total.revenue) - money(total.cost)
  const currency = total.revenue.asset
  const from = Temporal.Instant.from(usage.from)
  const days = Math.max(1, Math.round(from.until(usage.to).total('hours') / 24))
  return (
    <>
      <PageHead
        title="Usage analytics"
        lead="What organizations send, in the last 30 days unless you choose others. Messages count when it is known what became of them."
        deeds={
          <Button component="a" href={file} variant="outline">
            CSV
          </Button>
        }
      />
      <div className="stack-wide">
        <UsageFilters
          organizations={consumers.map(({ organization, name }) => ({
            value: organization,
            label: name,
          }))}
        />
        <StatFigures
          label="In this time"
          stats={[
            {
              label: 'Messages',
              figure: <Units units={total.messages} />,
              note: (
                <>
                  <Units units={total.units} /> credits
                </>
              ),
            },
            {
              label: 'Used a day',
              figure: <Units units={Math.round(total.units / days)} />,
              note: `credits, over ${days} days`,
            },
            { label: 'Revenue', figure: <Amount value={total.revenue} /> },
            {
              label: 'Margin',
              figure: <Amount value={{ amount: margin.toFixed(2), asset: currency }} />,
              note: money(total.revenue) > 0 ? share(margin, money(total.revenue)) : 'nothing sent',
              ...(margin < 0 ? { tone: 'bad' as const } : {}),
            },
          ]}
        />
        {usage.days.length === 0 ? (
          <EmptyState
            title="Nothing was sent in this time"
            deed={<Link to="/operate/messaging/wallets">Wallets</Link>}
          >
            Choose other days, or look at who has credits.
          </EmptyState>
        ) : (
          <>
            <ByDayChart usage={usage} />
            <Revenue usage={usage} />
            <ByHourChart usage={usage} />
            <ByKind usage={usage} />
            <TopConsumers consumers={consumers} />
          </>
        )}
      </div>
    </>
  )
}

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} % of revenue`

/** What each way brought and cost. */
function Revenue({ usage }: { usage: MessageUsage }) {
  const byWay = Map.groupBy(usage.kinds, ({ way }) => way)
  const rows = [...byWay].map(([way, kinds]) => ({
    x: way,
    revenue: kinds.reduce((sum, one) => sum + money(one.revenue), 0).toFixed(2),
    cost: kinds.reduce((sum, one) => sum + money(one.cost), 0).toFixed(2),
  }))
  const best = rows.toSorted((a, b) => Number(b.revenue) - Number(a.revenue))[0]
  if (!best) return null
  return (
    <Chart
      title={`${best.x} brings most`}
      note="Revenue and cost by way"
      kind="bar"
      along="Way"
      asset={usage.total.revenue.asset}
      series={[
        { name: 'revenue', label: 'Revenue' },
        { name: 'cost', label: 'Cost', tone: 'soft' },
      ]}
      points={rows}
    />
  )
}

const TopConsumers = ({ consumers }: { consumers: MessageConsumers['items'] }) => (
  <Panel title="Who sends most" note="And when the soonest of their credits will be used up.">
    <DataTable
      caption="Organizations by what they send"
      rows={consumers}
      keyOf={({ organization }) => organization}
      columns={[
        {
          head: 'Organization',
          title: true,
          cell: ({ organization, name }) => (
            <Link to={`/operate/messaging/wallets/${organization}`}>{name}</Link>
          ),
        },
        { head: 'Messages', numeric: true, cell: ({ messages }) => <Units units={messages} /> },
        { head: 'Credits', numeric: true, cell: ({ units }) => <Units units={units} /> },
        { head: 'Revenue', numeric: true, cell: ({ revenue }) => <Amount value={revenue} /> },
        { head: 'Cost', numeric: true, cell: ({ cost }) => (cost ? <Amount value={cost} /> : '–') },
        { head: 'Lasts', numeric: true, cell: ({ daysLeft }) => <Days days={daysLeft} /> },
      ]}
    />
  </Panel>
)

export function ErrorBoundary() {
  return <PageError />
}
