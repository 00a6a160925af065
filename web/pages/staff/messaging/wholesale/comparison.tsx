import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { Comparison } from '../../../../api/stock.ts'
import { Figure } from '../../../../components/Amount.tsx'
import { DataTable } from '../../../../components/DataTable.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import { useReader } from '../../../../format/reader.tsx'
import { ASSET_NAME, ASSETS, WholesaleNav } from '../stock-words.tsx'

export const meta = () => [{ title: 'Providers compared · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  return context.get(apiOf).get<Comparison>('/api/messaging/stock/comparison')
}

const NONE = 'no messages yet'

/** Providers of each kind beside each other: price, delivery, speed, faults. */
export default function ComparisonPage() {
  const { items } = useLoaderData<typeof loader>()
  const { locale } = useReader()
  const price = (cost: string | null, currency: string | null) =>
    cost === null
      ? 'never bought'
      : `${Number(cost).toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 })} ${currency}`
  return (
    <>
      <PageHead
        title="Providers compared"
        lead="What a unit cost, without tax that is given back, and how messages fared in the last 30 days."
      />
      <WholesaleNav />
      <div className="stack-wide">
        {items.length === 0 && (
          <Panel>
            <EmptyState title="Nothing to compare yet">
              Providers appear here once something was bought from them or sent through them.
            </EmptyState>
          </Panel>
        )}
        {ASSETS.filter((kind) => items.some(({ asset }) => asset === kind)).map((kind) => (
          <Panel key={kind} title={ASSET_NAME[kind]}>
            <DataTable
              caption={`Providers of ${ASSET_NAME[kind]}`}
              rows={items.filter(({ asset }) => asset === kind)}
              keyOf={({ provider }) => provider.id}
              columns={[
                { head: 'Provider', title: true, cell: ({ provider }) => provider.name },
                {
                  head: 'A unit, last',
                  numeric: true,
                  cell: ({ lastCost, currency }) => price(lastCost, currency),
                },
                {
                  head: 'On average',
                  numeric: true,
                  cell: ({ meanCost, currency }) => price(meanCost, currency),
                },
                { head: 'In stock', numeric: true, cell: ({ left }) => <Figure value={left} /> },
                {
                  head: 'Taken',
                  numeric: true,
                  cell: ({ figures }) => figures?.taken.toLocaleString(locale) ?? NONE,
                },
                {
                  head: 'Delivered',
                  numeric: true,
                  cell: ({ figures }) =>
                    figures
                      ? figures.rate === null
                        ? 'not known yet'
                        : `${(figures.rate / 100).toLocaleString(locale)} %`
                      : NONE,
                },
                {
                  head: 'Takes',
                  numeric: true,
                  cell: ({ figures }) =>
                    figures?.seconds === null || !figures
                      ? '–'
                      : `${figures.seconds.toLocaleString(locale, { maximumFractionDigits: 1 })} s`,
                },
                {
                  head: 'Failed',
                  numeric: true,
                  cell: ({ figures }) => figures?.failed.toLocaleString(locale) ?? NONE,
                },
                {
                  head: 'Its own faults',
                  numeric: true,
                  cell: ({ figures }) => figures?.errors.toLocaleString(locale) ?? NONE,
                },
              ]}
            />
          </Panel>
        ))}
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="finance" />
