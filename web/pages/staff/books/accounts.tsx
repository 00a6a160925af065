import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { AccountRow } from '../../../api/operating.ts'
import type { Page } from '../../../api/types.ts'
import { Figure } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { plain, purposeName } from '../../../format/books.ts'
import { accountAddress, asked } from './asked.ts'

export const meta = () => [{ title: 'Accounts · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const what = await asked(request, context)
  const search = new URL(request.url).searchParams
  const purpose = search.get('purpose') ?? ''
  const asset = search.get('asset') ?? what.currency
  const accounts = await context.get(apiOf).get<Page<AccountRow>>('/api/ledger/accounts', {
    purpose,
    currency: asset,
    asOf: what.asOf,
    cursor: search.get('cursor'),
    limit: 100,
  })
  return { what, purpose, asset, accounts }
}

/** The accounts that one figure of the books adds up, owner by owner. */
export default function Accounts() {
  const { what, purpose, asset, accounts } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title={purpose ? purposeName(purpose) : 'Accounts'}
        lead={
          <>
            One account for each owner, as of <Instant at={what.asOf ?? what.now} />. Largest first.
          </>
        }
      />
      <Panel>
        <DataTable
          caption={purposeName(purpose)}
          rows={accounts.items}
          keyOf={(row) => `${row.owner} ${row.purpose}`}
          columns={[
            {
              head: 'Owner',
              title: true,
              cell: (row) => (
                <Link to={accountAddress(row.owner, row.purpose, asset)}>
                  {row.name ?? plain(row.owner.split(':').at(-1) ?? '')}
                </Link>
              ),
            },
            { head: asset, numeric: true, cell: (row) => <Figure value={row.balance} /> },
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
