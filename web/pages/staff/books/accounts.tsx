import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { Account } from '../../../api/operating.ts'
import type { Page } from '../../../api/types.ts'
import { Amount, Figure } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { plain, purposeName } from '../../../format/books.ts'
import { isZero } from '../../../format/money.ts'
import { accountAddress, asked } from './asked.ts'

export const meta = () => [{ title: 'Accounts · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const what = await asked(request, context)
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const purpose = search.get('purpose') ?? ''
  const asset = search.get('asset') ?? what.currency
  const accounts = await api.get<Page<Account>>('/api/ledger/accounts', {
    purpose,
    currency: asset,
    asOf: what.asOf,
    cursor: search.get('cursor'),
    limit: 100,
  })
  const names = await namesOf(
    api,
    accounts.items.map(({ owner }) => owner),
  )
  return { what, purpose, asset, accounts, names }
}

/** The accounts that one figure of the books adds up, owner by owner. */
export default function Accounts() {
  const { what, purpose, asset, accounts, names } = useLoaderData<typeof loader>()
  const search = what.asOfDay ? `?asOf=${what.asOfDay}` : ''
  return (
    <>
      <PageHead
        title={purpose ? purposeName(purpose) : 'Accounts'}
        lead={
          <>
            One account for each owner, as of <Instant at={what.asOf ?? what.now} />, in the order
            in which they were opened.
          </>
        }
      />
      <Panel>
        <DataTable
          caption={purposeName(purpose)}
          rows={accounts.items}
          keyOf={(row) => row.id}
          columns={[
            {
              head: 'Owner',
              title: true,
              cell: ({ owner, purpose: own }) => (
                <Link to={`${accountAddress(`${owner.type}:${owner.id}`, own, asset)}${search}`}>
                  {nameIn(names, owner) ?? plain(owner.id)}
                </Link>
              ),
            },
            {
              head: 'Set aside',
              numeric: true,
              cell: (row) => row.held && !isZero(row.held) && <Figure value={row.held} />,
            },
            { head: 'Balance', numeric: true, cell: (row) => <Amount value={row.balance} /> },
          ]}
          empty={
            <EmptyState title="No such accounts">
              An account is opened when something is first booked on it.
            </EmptyState>
          }
        />
        <Pager next={accounts.next} />
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
