import { Button } from '@mantine/core'
import {
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
  useLocation,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { type Names, nameIn, namesOf } from '../../../api/names.ts'
import type { Account, Entry } from '../../../api/operating.ts'
import type { Page } from '../../../api/types.ts'
import { AboutLink } from '../../../components/AboutLink.tsx'
import { Amount, Figure } from '../../../components/Amount.tsx'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { FilterForm } from '../../../components/Filters.tsx'
import { TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import {
  accountName,
  addressWords,
  kindName,
  OWNED,
  ownerOf,
  purposeName,
} from '../../../format/books.ts'
import { isZero } from '../../../format/money.ts'
import { difference } from '../../../format/sums.ts'
import { accountAddress, asked } from './asked.ts'

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `${loaderData ? purposeName(loaderData.purpose) : 'Account'} · Stoa` },
]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const what = await asked(request, context)
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const { owner = '', purpose = '', asset = '' } = params
  const [entries, accounts] = await Promise.all([
    api.get<Page<Entry>>('/api/ledger/statement', {
      account: `${owner}/${purpose}`,
      asset,
      asOf: what.asOf,
      cursor: search.get('cursor'),
      limit: 50,
    }),
    api.get<Page<Account>>('/api/ledger/accounts', {
      owner: ownerOf(owner).id,
      purpose,
      currency: asset,
      asOf: what.asOf,
    }),
  ])
  const names = await namesOf(api, [
    owner,
    ...entries.items.flatMap(({ about, by, other }) => [about, by, other]),
  ])
  return { what, owner, purpose, asset, entries, account: accounts.items[0] ?? null, names }
}

/** Every entry of one account, newest first, each with the balance after it. */
export default function AccountPage() {
  const { what, owner, purpose, asset, entries, account, names } = useLoaderData<typeof loader>()
  const { search } = useLocation()
  const several = OWNED.has(purpose)
  return (
    <>
      <PageHead
        title={accountName(purpose, several ? (nameIn(names, owner) ?? ownerOf(owner).id) : null)}
        lead={
          <>
            As of{' '}
            <span className="strong">
              <Instant at={what.asOf ?? what.now} />
            </span>
            {account?.frozenWhy && ` · frozen: ${account.frozenWhy}`}
          </>
        }
        deeds={
          <>
            {several && (
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
              href={`${accountAddress(owner, purpose, asset)}/statement.csv${search}`}
              download
              variant="outline"
            >
              Export CSV
            </Button>
          </>
        }
      />
      <div className="stack-wide">
        {account && <Figures account={account} />}
        <Panel
          title="Entries"
          note="Newest first. Each opens to the journal that it is a part of."
          side={
            <FilterForm label="As of">
              <TextField
                name="asOf"
                type="date"
                label="As of the end of"
                max={what.today}
                defaultValue={what.asOfDay}
              />
              <Button type="submit" variant="outline">
                Show
              </Button>
            </FilterForm>
          }
        >
          <DataTable
            caption={`Entries of ${purposeName(purpose)}`}
            rows={entries.items}
            keyOf={(line) => line.transfer}
            columns={columns(names)}
            empty={
              <EmptyState title="No entries by then">
                Each movement on this account appears here with the balance after it.
              </EmptyState>
            }
          />
          <Pager next={entries.next} />
        </Panel>
      </div>
    </>
  )
}

function Figures({ account: { balance, held } }: { account: Account }) {
  if (!held || isZero(held))
    return (
      <StatFigures
        label="Balance"
        stats={[{ label: 'Balance', figure: <Amount value={balance} /> }]}
      />
    )
  return (
    <StatFigures
      label="Balance"
      stats={[
        { label: 'Balance', figure: <Amount value={balance} /> },
        { label: 'Set aside', figure: <Amount value={held} />, note: 'for bookings' },
        { label: 'Free', figure: <Amount value={difference(balance, held)} /> },
      ]}
    />
  )
}

const columns = (names: Names): Column<Entry>[] => [
  { head: 'When', cell: (line) => <Instant at={line.at} as="short-moment" /> },
  {
    head: 'What',
    title: true,
    cell: (line) => (
      <Link to={`/operate/books/journals/${line.journalId}`}>{kindName(line.kind)}</Link>
    ),
  },
  {
    head: 'About',
    cell: (line) => <AboutLink about={line.about} name={nameIn(names, line.about)} />,
  },
  {
    head: 'Other account',
    wideOnly: true,
    cell: (line) => (
      <span className="soft">{addressWords(line.other, nameIn(names, line.other))}</span>
    ),
  },
  { head: 'Change', numeric: true, cell: (line) => <Figure value={line.amount} /> },
  { head: 'Balance', numeric: true, cell: (line) => <Figure value={line.balance} /> },
]

export const ErrorBoundary = () => <PageError who="administrators and finance" />
