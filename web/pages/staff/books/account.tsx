import { Button } from '@mantine/core'
import {
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
  useLocation,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Statement } from '../../../api/operating.ts'
import { AboutLink } from '../../../components/AboutLink.tsx'
import { Amount, BigAmount, Figure } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { FilterForm } from '../../../components/Filters.tsx'
import { TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { addressWords, kindName, OWNED, purposeName } from '../../../format/books.ts'
import { asked } from './asked.ts'

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `${loaderData ? purposeName(loaderData.purpose) : 'Account'} · Stoa` },
]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const what = await asked(request, context)
  const search = new URL(request.url).searchParams
  const { owner = '', purpose = '', asset = '' } = params
  const statement = await context.get(apiOf).get<Statement>('/api/ledger/statement', {
    owner,
    purpose,
    asset,
    asOf: what.asOf,
    cursor: search.get('cursor'),
    limit: 50,
  })
  return { what, day: search.get('asOf') ?? '', owner, purpose, asset, statement }
}

/** Every entry of one account, newest first, each with the balance after it. */
export default function Account() {
  const { what, day, owner, purpose, asset, statement } = useLoaderData<typeof loader>()
  const { search } = useLocation()
  const mine = owner === 'platform:stoa'
  return (
    <>
      <PageHead
        title={purposeName(purpose)}
        lead={
          <>
            {mine ? '' : `${statement.name ?? owner} · `}
            <Instant at={what.asOf ?? what.now} />: <BigAmount value={statement.balance} />
            {statement.held && (
              <>
                {' '}
                of which <Amount value={statement.held} /> is set aside for bookings
              </>
            )}
          </>
        }
        deeds={
          <>
            {!mine && OWNED.has(purpose) && (
              <Button
                component={Link}
                to={`/operate/books/accounts?purpose=${purpose}&asset=${asset}`}
                variant="outline"
              >
                All such accounts
              </Button>
            )}
            <Button
              component="a"
              href={`/operate/books/accounts/${owner}/${purpose}/${asset}/statement.csv${search}`}
              download
              variant="outline"
            >
              Export CSV
            </Button>
          </>
        }
      />
      <Panel>
        <div className="stack">
          <FilterForm label="As of">
            <TextField
              name="asOf"
              type="date"
              label="As of the end of"
              max={what.today}
              defaultValue={day}
            />
            <Button type="submit" variant="outline">
              Show
            </Button>
          </FilterForm>
          <DataTable
            caption={`Entries of ${purposeName(purpose)}`}
            rows={statement.items}
            keyOf={(line) => line.transfer}
            columns={[
              { head: 'When', cell: (line) => <Instant at={line.at} as="short-moment" /> },
              {
                head: 'What',
                title: true,
                cell: (line) => (
                  <Link to={`/operate/books/journals/${line.journalId}`}>
                    {kindName(line.kind)}
                  </Link>
                ),
              },
              {
                head: 'About',
                cell: (line) => <AboutLink about={line.about} name={line.aboutName} />,
              },
              {
                head: 'Other account',
                wideOnly: true,
                cell: (line) => (
                  <span className="soft">{addressWords(line.other, line.otherName)}</span>
                ),
              },
              { head: 'Change', numeric: true, cell: (line) => <Figure value={line.amount} /> },
              { head: 'Balance', numeric: true, cell: (line) => <Figure value={line.balance} /> },
            ]}
            empty={
              <EmptyState title="No entries by then">
                Each movement on this account appears here with the balance after it.
              </EmptyState>
            }
          />
          <Pager next={statement.next} />
        </div>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
