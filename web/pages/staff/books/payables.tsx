import { Link, type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { AgedPayable, TrialLine } from '../../../api/operating.ts'
import type { Page, Value } from '../../../api/types.ts'
import { Amount, Figure } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { addressWith } from '../../../components/Filters.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { isZero } from '../../../format/money.ts'
import { negated, sum } from '../../../format/sums.ts'
import { AGES, amountOf, DAYS, payeeAddress } from './ages.ts'
import { accountAddress, asked } from './asked.ts'
import { BooksHead } from './BooksHead.tsx'
import { currenciesIn } from './currencies.ts'

export const meta = () => [{ title: 'Owed to educators · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const what = await asked(request, context)
  const { asOf, currency } = what
  const api = context.get(apiOf)
  const [payables, trial] = await Promise.all([
    api.get<Page<AgedPayable>>('/api/ledger/payables/aged', { asOf, currency }),
    api.get<Page<TrialLine>>('/api/ledger/trial-balance', { asOf }),
  ])
  const names = await namesOf(
    api,
    payables.items.map(({ owner }) => owner),
  )
  return { what, payables: payables.items, names, currencies: currenciesIn(trial.items) }
}

/** What is owed to each educator, and for how long it could have been paid. */
export default function Payables() {
  const { what, payables, names, currencies } = useLoaderData<typeof loader>()
  const { currency } = what
  const total = (of: (row: AgedPayable) => Value) => sum(payables.map(of), currency)
  return (
    <>
      <BooksHead
        title="Owed to educators"
        asked={what}
        currencies={currencies}
        csv="/operate/books/payables.csv"
      />
      <div className="stack-wide" style={{ gap: 24 }}>
        {payables.length > 0 && <Together payables={payables} total={total} />}
        <Panel
          title="By how long it could have been paid"
          note="Held until the days for contesting are over; then available, and paid out oldest first."
        >
          <DataTable
            caption="Owed to educators"
            rows={payables}
            keyOf={(row) => `${row.owner.type}:${row.owner.id}`}
            columns={[
              {
                head: 'Educator',
                title: true,
                cell: (row) =>
                  row.owner.type === 'person' ? (
                    <Link to={`/operate/educators/${row.owner.id}`}>
                      {nameIn(names, row.owner) ?? row.owner.id}
                    </Link>
                  ) : (
                    (nameIn(names, row.owner) ?? row.owner.id)
                  ),
              },
              {
                head: 'Held',
                numeric: true,
                cell: (row) => <Opens row={row} value={row.held} purpose="educator_held" />,
              },
              ...DAYS.map((days) => ({
                head: AGES[days],
                numeric: true,
                cell: (row: AgedPayable) => <Opens row={row} value={amountOf(row, days)} />,
              })),
              {
                head: 'They owe us',
                numeric: true,
                cell: (row) => (
                  <Opens row={row} value={row.receivable} purpose="educator_receivable" />
                ),
              },
              {
                head: 'Together',
                numeric: true,
                cell: (row) => <Figure value={together(row, currency)} />,
              },
            ]}
            foot={[
              'All educators',
              <Figure key="held" value={total((row) => row.held)} />,
              ...DAYS.map((days) => (
                <Figure key={days} value={total((row) => amountOf(row, days))} />
              )),
              <Figure key="owing" value={total((row) => row.receivable)} />,
              <Figure key="all" value={total((row) => together(row, currency))} />,
            ]}
            empty={
              <EmptyState title="Nothing is owed">
                When a class has taken place, the educator’s share stands here until it is paid out.
              </EmptyState>
            }
          />
        </Panel>
      </div>
    </>
  )
}

const available = (row: AgedPayable, currency: string) =>
  sum(
    row.available.map(({ amount }) => amount),
    currency,
  )

const together = (row: AgedPayable, currency: string) =>
  sum([row.held, available(row, currency), negated(row.receivable)], currency)

function Together({
  payables,
  total,
}: {
  payables: AgedPayable[]
  total: (of: (row: AgedPayable) => Value) => Value
}) {
  const { currency } = useLoaderData<typeof loader>().what
  const old = sum(
    (['31-90', '91-'] as const).map((days) => total((row) => amountOf(row, days))),
    currency,
  )
  const accounts = (purpose: string) =>
    `/operate/books/accounts?${new URLSearchParams({ purpose, asset: currency })}`
  return (
    <StatFigures
      label="Owed in all"
      stats={[
        {
          label: 'Owed in all',
          figure: <Amount value={total((row) => together(row, currency))} />,
          note: `to ${payables.length} ${payables.length === 1 ? 'educator' : 'educators'}`,
        },
        {
          label: 'Held',
          figure: <Amount value={total((row) => row.held)} />,
          note: 'not yet available',
          to: accounts('educator_held'),
        },
        {
          label: 'Available',
          figure: <Amount value={total((row) => available(row, currency))} />,
          note: 'goes out with the next payouts',
          to: accounts('educator_available'),
        },
        {
          label: 'Waiting over 30 days',
          figure: <Amount value={old} />,
          note: isZero(old) ? 'nobody waits that long' : 'see why it was not paid out',
          tone: isZero(old) ? 'good' : 'bad',
        },
      ]}
    />
  )
}

/** A figure that opens: held and owed to the account, an age to the entries that it consists of. */
function Opens({ row, value, purpose }: { row: AgedPayable; value: Value; purpose?: string }) {
  const [search] = useSearchParams()
  if (isZero(value)) return null
  const to = purpose
    ? accountAddress(`${row.owner.type}:${row.owner.id}`, purpose, value.asset)
    : payeeAddress(row)
  return (
    <Link to={addressWith(to, search, {})}>
      <Figure value={value} />
    </Link>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
