import { Link, type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Journal } from '../../../api/operating.ts'
import { AboutLink } from '../../../components/AboutLink.tsx'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { FactList } from '../../../components/FactList.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { addressWords, byWords, kindName, plain } from '../../../format/books.ts'
import { accountAddress } from './asked.ts'

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `${loaderData ? kindName(loaderData.kind) : 'Journal'} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  return context.get(apiOf).get<Journal>(`/api/ledger/journals/${params.id}`)
}

/** One business event: when, by whom, about what, and every transfer that it is made of. */
export default function JournalPage() {
  const journal = useLoaderData<typeof loader>()
  const asset = (value: { asset: string }) => value.asset
  return (
    <>
      <PageHead
        title={kindName(journal.kind)}
        lead={
          <>
            <Instant at={journal.at} />, about{' '}
            <AboutLink about={journal.about} name={journal.aboutName} />
          </>
        }
      />
      <div className="stack-wide">
        <Panel
          title="What was moved"
          note="Each line takes from one account and gives the same to the other, so debits equal credits."
        >
          <DataTable
            caption="Transfers"
            rows={journal.transfers}
            keyOf={(line) => line.id}
            columns={[
              {
                head: 'Debit',
                title: true,
                cell: (line) => (
                  <Account at={line.debit} asset={asset(line.amount)} name={line.debitName} />
                ),
              },
              {
                head: 'Credit',
                cell: (line) => (
                  <Account at={line.credit} asset={asset(line.amount)} name={line.creditName} />
                ),
              },
              { head: 'Amount', numeric: true, cell: (line) => <Amount value={line.amount} /> },
            ]}
          />
        </Panel>
        {journal.lots.length > 0 && (
          <Panel
            title="Which credits"
            note="The lots that were issued or taken, with what was paid for them."
          >
            <DataTable
              caption="Lots"
              rows={journal.lots}
              keyOf={(lot) => lot.id}
              columns={[
                { head: 'Lot', title: true, cell: (lot) => `${plain(lot.source)} ${lot.id}` },
                { head: 'What', cell: (lot) => plain(lot.kind) },
                { head: 'Credits', numeric: true, cell: (lot) => <Amount value={lot.units} /> },
                {
                  head: 'Paid for them',
                  numeric: true,
                  cell: (lot) => lot.basis && <Amount value={lot.basis} />,
                },
                {
                  head: 'Run out',
                  cell: (lot) => lot.expiresAt && <Instant at={lot.expiresAt} as="short-day" />,
                },
              ]}
            />
          </Panel>
        )}
        <Panel title="How it came to be">
          <FactList
            facts={[
              ['By', byWords(journal.by, journal.byName)],
              ['Happened', <Instant key="at" at={journal.at} />],
              ['Written', <Instant key="written" at={journal.writtenAt} />],
              ['Its name for repeats', <code key="key">{journal.key}</code>],
              ['Number', journal.id],
              ...Object.entries(journal.metadata ?? {}).map(([name, value]): [string, string] => [
                plain(name),
                typeof value === 'string' ? value : JSON.stringify(value),
              ]),
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

function Account({ at, asset, name }: { at: string; asset: string; name: string | null }) {
  const [owner = '', purpose = ''] = at.split('/')
  return <Link to={accountAddress(owner, purpose, asset)}>{addressWords(at, name)}</Link>
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
