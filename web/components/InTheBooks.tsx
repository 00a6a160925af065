import { Link } from 'react-router'
import type { Api } from '../api/client.ts'
import type { Answer } from '../api/types.ts'
import { kindName, purposeName } from '../format/books.ts'
import { Amount } from './Amount.tsx'
import { DataTable } from './DataTable.tsx'
import { Panel } from './Panel.tsx'

export type MyEntry = Answer<'/api/user/entries'>['items'][number]

/** What the books say of things of the reader's: orders, bookings, subscriptions. */
export async function myEntries(api: Api, ...about: (string | null)[]): Promise<MyEntry[]> {
  const found = await Promise.all(
    about
      .filter((id) => id !== null)
      .map((id) => api.get<Answer<'/api/user/entries'>>('/api/user/entries', { about: id })),
  )
  return found.flatMap(({ items }) => items)
}

/** The entries behind a payment or a seat, each with the proof that it stands. Nothing where there are none. */
export function InTheBooks({ entries }: { entries: MyEntry[] }) {
  if (entries.length === 0) return null
  return (
    <Panel
      title="In the books"
      note="Each entry is sealed, so that nobody can change it unseen. Its proof can be checked by anybody you show it to."
    >
      <DataTable
        caption="Entries in the books"
        rows={entries}
        keyOf={({ transfer }) => transfer}
        columns={[
          { head: 'What', title: true, cell: (entry) => what(entry) },
          { head: 'Amount', numeric: true, cell: ({ amount }) => <Amount value={amount} /> },
          { head: 'Proof', numeric: true, cell: (entry) => <ProofLink {...entry} /> },
        ]}
      />
    </Panel>
  )
}

const purposeOf = (address: string) => purposeName(address.split('/')[1] ?? '').toLowerCase()

/** `Credits bought`, and which accounts it changed. */
function what({ kind, debit, credit }: MyEntry) {
  return (
    <>
      {kindName(kind)}
      <br />
      <span className="soft small">
        debit {purposeOf(debit)} · credit {purposeOf(credit)}
      </span>
    </>
  )
}

/** The number of an entry, opening its proof; one that waits for its seal is said to. */
export function ProofLink({ transfer, sealed }: { transfer: string; sealed?: object | null }) {
  return (
    <>
      <Link to={`/proof/${transfer}`}>
        <span className="visually-hidden">Proof of entry </span>
        {transfer}
      </Link>
      {sealed === null && <span className="soft small"> sealed soon</span>}
    </>
  )
}
