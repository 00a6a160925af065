import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { Payable } from '../../../api/operating.ts'
import type { Page } from '../../../api/types.ts'
import { Figure } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { isZero } from '../../../format/money.ts'
import { negated, sum } from '../../../format/sums.ts'
import { accountAddress, asked } from './asked.ts'
import { BooksHead } from './BooksHead.tsx'

export const meta = () => [{ title: 'Owed to educators · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const what = await asked(request, context)
  const { asOf, currency } = what
  const api = context.get(apiOf)
  const payables = await api.get<Page<Payable>>('/api/ledger/payables', { asOf, currency })
  const names = await namesOf(
    api,
    payables.items.map(({ owner }) => owner),
  )
  return { what, payables: payables.items, names }
}

export default function Payables() {
  const { what, payables, names } = useLoaderData<typeof loader>()
  const { currency } = what
  const figure = (row: Payable, purpose: string, value: Payable['held']) =>
    isZero(value) ? null : (
      <Link to={accountAddress(`${row.owner.type}:${row.owner.id}`, purpose, currency)}>
        <Figure value={value} />
      </Link>
    )
  const total = (of: (row: Payable) => Payable['held']) => (
    <Figure value={sum(payables.map(of), currency)} />
  )
  return (
    <>
      <BooksHead title="Owed to educators" asked={what} csv="/operate/books/payables.csv" />
      <div>
        <Panel note="Held until seven days after the session; then available, and paid out on Mondays.">
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
                cell: (row) => figure(row, 'educator_held', row.held),
              },
              {
                head: 'Available',
                numeric: true,
                cell: (row) => figure(row, 'educator_available', row.available),
              },
              {
                head: 'They owe us',
                numeric: true,
                cell: (row) => figure(row, 'educator_receivable', row.receivable),
              },
              {
                head: 'Together',
                numeric: true,
                cell: (row) => (
                  <Figure
                    value={sum([row.held, row.available, negated(row.receivable)], currency)}
                  />
                ),
              },
            ]}
            foot={[
              'All educators',
              total((row) => row.held),
              total((row) => row.available),
              total((row) => row.receivable),
              <Figure
                key="all"
                value={sum(
                  payables.flatMap((row) => [row.held, row.available, negated(row.receivable)]),
                  currency,
                )}
              />,
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

export const ErrorBoundary = () => <PageError who="administrators and finance" />
