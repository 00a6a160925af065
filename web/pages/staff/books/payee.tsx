import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { Outstanding } from '../../../api/operating.ts'
import type { Page } from '../../../api/types.ts'
import { AboutLink } from '../../../components/AboutLink.tsx'
import { Figure } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { kindName, ownerOf } from '../../../format/books.ts'
import { sum } from '../../../format/sums.ts'
import { counted } from '../../../format/words.ts'
import { AGES } from './ages.ts'
import { accountAddress, asked } from './asked.ts'
import { BooksHead } from './BooksHead.tsx'

export const meta = () => [{ title: 'Owed to an educator · Stoa' }]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const what = await asked(request, context)
  const { asOf, currency } = what
  const api = context.get(apiOf)
  const owner = params.owner ?? ''
  const { items } = await api.get<Page<Outstanding>>('/api/ledger/payables/entries', {
    owner,
    asOf,
    currency,
  })
  const names = await namesOf(api, [owner, ...items.map(({ about }) => about)])
  return { what, owner, entries: items, names }
}

/** The entries that an educator's available money still consists of: what each age is made of. */
export default function Payee() {
  const { what, owner, entries, names } = useLoaderData<typeof loader>()
  const { currency } = what
  const { id } = ownerOf(owner)
  return (
    <>
      <BooksHead
        title={`Owed to ${nameIn(names, owner) ?? id}`}
        asked={what}
        csv={`/operate/books/outstanding.csv?owner=${encodeURIComponent(owner)}`}
      />
      <Panel
        title="Available, and not paid out"
        note="Payouts go against the oldest first; these are what is left."
        side={
          <Link to={accountAddress(owner, 'educator_available', currency)}>
            All entries of the account
          </Link>
        }
      >
        <DataTable
          caption="Available, and not paid out"
          rows={entries}
          keyOf={({ transfer }) => transfer}
          columns={[
            { head: 'Since', cell: ({ at }) => <Instant at={at} as="short-day" /> },
            {
              head: 'What',
              title: true,
              cell: (entry) => (
                <Link to={`/operate/books/journals/${entry.transfer.split('.')[0]}`}>
                  {kindName(entry.kind)}
                </Link>
              ),
            },
            {
              head: 'About',
              cell: ({ about }) => <AboutLink about={about} name={nameIn(names, about)} />,
            },
            {
              head: 'Waiting',
              cell: ({ days, age }) => (
                <>
                  {counted(days, 'day')} <span className="soft small">({AGES[age]})</span>
                </>
              ),
            },
            { head: 'Was', numeric: true, cell: ({ amount }) => <Figure value={amount} /> },
            {
              head: `Left, ${currency}`,
              numeric: true,
              cell: ({ left }) => <Figure value={left} />,
            },
          ]}
          foot={[
            'Together',
            '',
            '',
            '',
            '',
            <Figure
              key="left"
              value={sum(
                entries.map(({ left }) => left),
                currency,
              )}
            />,
          ]}
          empty={
            <EmptyState title="Nothing was available and unpaid">
              What is released from its hold stands here until a payout takes it.
            </EmptyState>
          }
        />
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
