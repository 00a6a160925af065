import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { CreditDashboard } from '../../../api/stock.ts'
import { Amount, Figure } from '../../../components/Amount.tsx'
import { Chart } from '../../../components/Chart.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { useReader } from '../../../format/reader.tsx'
import { Alarms } from './Alarms.tsx'
import { ASSET_NAME } from './stock-words.tsx'

export const meta = () => [{ title: 'Message credits · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  return context.get(apiOf).get<CreditDashboard>('/api/messaging/dashboard')
}

const share = (basisPoints: number | null) =>
  basisPoints === null ? 'nothing sold' : `${(basisPoints / 100).toFixed(1)} % of sales`

/** The master wallet: what is owned, what of it is sold, and what messages bring in. */
export default function CreditDashboardPage() {
  const { assets, worth, month, months, days, currency, alarms, waiting, owed } =
    useLoaderData<typeof loader>()
  const { locale } = useReader()
  const owns = assets.some(({ owned }) => owned.amount !== '0')
  const used = days.some((day) => day.SMS + day.WHATSAPP + day.EMAIL > 0)
  const sells = months.some(({ sales, costs }) => Number(sales.amount) + Number(costs.amount) > 0)
  return (
    <>
      <PageHead
        title="Message credits"
        lead="The master wallet: what was bought wholesale, what of it is sold to organizations and not spent yet, and what messages bring in."
        deeds={
          <>
            <Link to="/operate/messaging/wholesale">Inventory</Link>
            {waiting > 0 && (
              <Link to="/operate/messaging/wholesale/orders?state=submitted">
                {waiting === 1 ? '1 order waits' : `${waiting} orders wait`} for approval
              </Link>
            )}
            {owed > 0 && (
              <Link to="/operate/messaging/wholesale/orders?state=owed">
                {owed === 1 ? '1 order is' : `${owed} orders are`} to be paid
              </Link>
            )}
          </>
        }
      />
      <Alarms alarms={alarms} />
      <div className="stack-wide">
        <StatFigures
          label="The master wallet"
          stats={[
            {
              label: 'Stock at cost',
              figure: <Amount value={worth.cost} />,
              note: worth.retail ? (
                <>
                  at retail <Amount value={worth.retail} />
                </>
              ) : undefined,
              to: '/operate/messaging/wholesale',
            },
            {
              label: 'Sold and unspent, at retail',
              figure: worth.sold ? <Amount value={worth.sold} /> : '–',
              note: worth.unsold ? (
                <>
                  unsold <Amount value={worth.unsold} />
                </>
              ) : undefined,
            },
            {
              label: 'Earned this month',
              figure: <Amount value={month.sales} />,
              note: (
                <>
                  messages cost <Amount value={month.costs} />
                </>
              ),
              to: '/operate/messaging/wholesale/history',
            },
            {
              label: 'Margin this month',
              figure: <Amount value={month.profit} />,
              note: share(month.margin),
              ...(month.profit.amount.startsWith('-') ? { tone: 'bad' as const } : {}),
            },
          ]}
        />
        <Panel title="By kind of message">
          {owns ? (
            <DataTable
              caption="Message credits by kind"
              rows={assets}
              keyOf={({ asset }) => asset}
              columns={[
                { head: 'Kind', title: true, cell: ({ asset }) => ASSET_NAME[asset] },
                { head: 'Owned', numeric: true, cell: ({ owned }) => <Figure value={owned} /> },
                {
                  head: 'Sold, unspent',
                  numeric: true,
                  cell: ({ sold }) => <Figure value={sold} />,
                },
                {
                  head: 'Free to sell',
                  numeric: true,
                  cell: ({ left }) => <Figure value={left} />,
                },
                {
                  head: `At cost, ${currency}`,
                  numeric: true,
                  cell: ({ cost }) => <Figure value={cost} />,
                },
                {
                  head: `At retail, ${currency}`,
                  numeric: true,
                  cell: ({ retail }) => (retail ? <Figure value={retail} /> : '–'),
                },
                {
                  head: 'Lasts',
                  numeric: true,
                  cell: ({ lastsDays }) =>
                    lastsDays === null
                      ? 'none used lately'
                      : `${lastsDays.toLocaleString(locale)} ${lastsDays === 1 ? 'day' : 'days'}`,
                },
              ]}
            />
          ) : (
            <EmptyState
              title="Nothing was bought yet"
              deed={
                <Button component={Link} to="/operate/messaging/wholesale/orders/new">
                  Write a purchase order
                </Button>
              }
            >
              Message credits can be sold when there is stock: buy some from a provider.
            </EmptyState>
          )}
        </Panel>
        {sells && (
          <Chart
            title={
              month.margin === null
                ? 'Nothing was earned with messages this month yet'
                : `This month ${share(month.margin)} ${month.margin < 0 ? 'are lost' : 'are left'} after what messages cost`
            }
            note="Earned with delivered messages, and what they cost, by month"
            kind="bar"
            along="Month"
            asset={currency}
            points={months.map(({ month: x, sales, costs }) => ({
              x,
              sales: sales.amount,
              costs: costs.amount,
            }))}
            series={[
              { name: 'sales', label: 'Earned', tone: 'good' },
              { name: 'costs', label: 'Cost', tone: 'warm' },
            ]}
          />
        )}
        {used && (
          <Chart
            title={`${days.reduce((sum, day) => sum + day.SMS + day.WHATSAPP + day.EMAIL, 0).toLocaleString(locale)} units of stock were used in 30 days`}
            note="Units of stock used, by day"
            kind="line"
            along="Day"
            points={days.map(({ day, ...units }) => ({ x: day.slice(5), ...units }))}
            series={[
              { name: 'SMS', label: 'SMS', tone: 'accent' },
              { name: 'WHATSAPP', label: 'WhatsApp', tone: 'good' },
              { name: 'EMAIL', label: 'E-mail', tone: 'warm' },
            ]}
          />
        )}
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="finance" />
