import { Link, type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { JournalDetail } from '../../../api/operating.ts'
import { AboutLink } from '../../../components/AboutLink.tsx'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { FactList } from '../../../components/FactList.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { ProofLink } from '../../../components/InTheBooks.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { addressWords, byWords, kindName, plain } from '../../../format/books.ts'
import { accountAddress } from './asked.ts'
import { thingsOf } from './JournalTable.tsx'
import { LotsOfJournal } from './LotMoves.tsx'

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `${loaderData ? kindName(loaderData.journal.kind) : 'Journal'} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const id = /^\d{1,18}$/.test(params.id ?? '') ? params.id : '0'
  const journal = await api.get<JournalDetail>(`/api/ledger/journals/${id}`)
  const owners = journal.lots.map(({ account }) => account)
  return { journal, names: await namesOf(api, [...thingsOf([journal]), ...owners]) }
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
              {
                head: 'Proof',
                numeric: true,
                cell: (line) => <ProofLink transfer={line.id} />,
              },
            ]}
          />
        </Panel>
        {journal.lots.length > 0 && (
          <Panel
            title="Lots that were moved"
            note="Units belong to the lot that they came in with, and carry what was paid for them."
          >
            <LotsOfJournal moves={journal.lots} names={names} />
          </Panel>
        )}
        <Panel title="How it came to be">
          <FactList
            facts={[
              ['By', byWords(journal.by, nameIn(names, journal.by))],
              ['Happened', <Instant key="at" at={journal.at} />],
              ['Written', <Instant key="written" at={journal.writtenAt} />],
              ['Sealed', <Sealed key="sealed" sealed={journal.sealed} />],
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

/** Whether it is sealed already: from then on nobody can change it unseen. */
function Sealed({ sealed }: Pick<JournalDetail, 'sealed'>) {
  if (!sealed) return <Tag tone="attention">Waits for its seal</Tag>
  return (
    <>
      <Tag tone="good">In block {sealed.block}</Tag> <Instant at={sealed.at} />
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
