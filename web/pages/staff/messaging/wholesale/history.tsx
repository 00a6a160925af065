import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { Returns, StockReturn, StockRules } from '../../../../api/stock.ts'
import { Amount, Figure } from '../../../../components/Amount.tsx'
import { Chart } from '../../../../components/Chart.tsx'
import { DataTable } from '../../../../components/DataTable.tsx'
import { FilterForm } from '../../../../components/Filters.tsx'
import { SelectField } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Pager } from '../../../../components/Pager.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import { useReader } from '../../../../format/reader.tsx'
import { ASSET_NAME, assetChoices, WholesaleNav } from '../stock-words.tsx'

export const meta = () => [{ title: 'How purchases paid · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const asked = new URL(request.url).searchParams
  const filter = Object.fromEntries(
    ['provider', 'asset', 'cursor'].map((name) => [name, asked.get(name)]),
  )
  const [found, { providers }] = await Promise.all([
    api.get<Returns>('/api/messaging/stock/returns', { ...filter, limit: 20 }),
    api.get<StockRules>('/api/messaging/stock/rules'),
  ])
  return { ...found, providers }
}

const nameOf = ({ purchase, lot, asset }: StockReturn) =>
  `${purchase?.name ?? 'lot'} · ${lot} · ${ASSET_NAME[asset]}`

/** Each lot: what it cost, what of it was used, and what that earned. */
export default function History() {
  const { items, next, providers } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const { locale } = useReader()
  const any = { value: '', label: 'All' }
  const currency = items.find(({ paid }) => paid)?.paid?.asset
  const used = items.filter(({ usedCost }) => Number(usedCost?.amount ?? 0) > 0)
  const losing = used.filter(({ profit }) => profit?.amount.startsWith('-'))
  return (
    <>
      <PageHead
        title="How purchases paid"
        lead="What messages earned is credited to the stock that they used, first in, first out. What was used without a sale, such as our own notices, is cost alone."
      />
      <WholesaleNav />
      <div className="stack-wide">
        {used.length > 0 && currency && (
          <Chart
            title={
              losing.length > 0
                ? `${losing.length} of ${used.length} lots have not earned what was used of them`
                : 'Every lot has earned more than what was used of it'
            }
            note="What the used part of each lot cost, and what it earned"
            kind="bar"
            along="Lot"
            asset={currency}
            points={used.toReversed().map((one) => ({
              x: nameOf(one),
              cost: one.usedCost?.amount ?? '0',
              revenue: one.revenue?.amount ?? '0',
            }))}
            series={[
              { name: 'revenue', label: 'Earned', tone: 'good' },
              { name: 'cost', label: 'Cost', tone: 'warm' },
            ]}
          />
        )}
        <Panel title="Lots">
          <div className="stack">
            <FilterForm label="Find lots">
              <SelectField
                name="provider"
                label="Provider"
                defaultValue={search.get('provider') ?? ''}
                data={[any, ...providers.map(({ id, name }) => ({ value: id, label: name }))]}
              />
              <SelectField
                name="asset"
                label="Kind"
                defaultValue={search.get('asset') ?? ''}
                data={[any, ...assetChoices]}
              />
              <Button type="submit" variant="outline">
                Find
              </Button>
              <Button
                component="a"
                href={`/api/messaging/stock/returns/export?${fileOf(search)}`}
                variant="subtle"
                download
              >
                As CSV
              </Button>
            </FilterForm>
            <DataTable
              caption="Lots of stock"
              rows={items}
              keyOf={({ lot }) => lot}
              empty={
                <EmptyState title="No lots yet">
                  What arrives of purchase orders appears here, with what it earns.
                </EmptyState>
              }
              columns={[
                {
                  head: 'Lot',
                  title: true,
                  cell: (one) =>
                    one.purchase ? (
                      <Link to={`/operate/messaging/wholesale/orders/${one.purchase.id}`}>
                        {nameOf(one)}
                      </Link>
                    ) : (
                      nameOf(one)
                    ),
                },
                { head: 'From', cell: ({ provider }) => provider.name },
                {
                  head: 'Arrived',
                  cell: ({ issuedAt }) => <Instant at={issuedAt} as="short-day" />,
                },
                { head: 'Bought', numeric: true, cell: ({ issued }) => <Figure value={issued} /> },
                {
                  head: 'Used',
                  numeric: true,
                  cell: ({ used: units }) => <Figure value={units} />,
                },
                {
                  head: 'Left',
                  numeric: true,
                  cell: ({ left, lost }) => (
                    <>
                      <Figure value={left} />
                      {Number(lost.amount) > 0 &&
                        `, ${Number(lost.amount).toLocaleString(locale)} ran out`}
                    </>
                  ),
                },
                {
                  head: 'Paid',
                  numeric: true,
                  cell: ({ paid }) => paid && <Amount value={paid} />,
                },
                {
                  head: 'Cost of used',
                  numeric: true,
                  cell: ({ usedCost }) => usedCost && <Amount value={usedCost} />,
                },
                {
                  head: 'Earned',
                  numeric: true,
                  cell: ({ revenue }) => revenue && <Amount value={revenue} />,
                },
                {
                  head: 'Return on cost',
                  numeric: true,
                  cell: ({ roi }) =>
                    roi === null
                      ? 'nothing used'
                      : `${(roi / 100).toLocaleString(locale, { maximumFractionDigits: 1 })} %`,
                },
              ]}
            />
            <Pager next={next} />
          </div>
        </Panel>
      </div>
    </>
  )
}

const fileOf = (search: URLSearchParams) =>
  new URLSearchParams(
    ['provider', 'asset'].flatMap((name) => {
      const chosen = search.get(name)
      return chosen ? [[name, chosen]] : []
    }),
  )

export const ErrorBoundary = () => <PageError who="finance" />
