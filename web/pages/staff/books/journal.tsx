import { Link, type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
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
import { thingsOf } from './JournalTable.tsx'

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `${loaderData ? kindName(loaderData.journal.kind) : 'Journal'} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const id = /^\d{1,18}$/.test(params.id ?? '') ? params.id : '0'
  const journal = await api.get<Journal>(`/api/ledger/journals/${id}`)
  return { journal, names: await namesOf(api, thingsOf([journal])) }
}

/** One business event: when, by whom, about what, and every transfer that it is made of. */
export default function JournalPage() {
  const { journal, names } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title={kindName(journal.kind)}
        lead={
          <>
            <Instant at={journal.at} />, about{' '}
            <AboutLink about={journal.about} name={nameIn(names, journal.about)} />
          </>
        }
      />
      <div className="stack-wide">
        <Panel
          title="What was moved"
          note="Each line debits one account and credits another with the same amount."
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
                  <AccountName at={line.debit} asset={line.amount.asset} names={names} />
                ),
              },
              {
                head: 'Credit',
                cell: (line) => (
                  <AccountName at={line.credit} asset={line.amount.asset} names={names} />
                ),
              },
              { head: 'Amount', numeric: true, cell: (line) => <Amount value={line.amount} /> },
            ]}
          />
        </Panel>
        <Panel title="How it came to be">
          <FactList
            facts={[
              ['By', byWords(journal.by, nameIn(names, journal.by))],
              ['Happened', <Instant key="at" at={journal.at} />],
              ['Written', <Instant key="written" at={journal.writtenAt} />],
              journal.reverses !== null && [
                'Corrects',
                <JournalLink key="reverses" id={journal.reverses} />,
              ],
              journal.reversedBy !== null && [
                'Corrected by',
                <JournalLink key="reversed" id={journal.reversedBy} />,
              ],
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

const JournalLink = ({ id }: { id: string }) => (
  <Link to={`/operate/books/journals/${id}`}>journal {id}</Link>
)

function AccountName({
  at,
  asset,
  names,
}: {
  at: string
  asset: string
  names: Record<string, string>
}) {
  const [owner = '', purpose = ''] = at.split('/')
  return (
    <Link to={accountAddress(owner, purpose, asset)}>{addressWords(at, nameIn(names, at))}</Link>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
