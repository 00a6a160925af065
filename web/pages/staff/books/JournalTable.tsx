import { Link } from 'react-router'
import type { JournalRow } from '../../../api/operating.ts'
import { AboutLink } from '../../../components/AboutLink.tsx'
import { Figure } from '../../../components/Amount.tsx'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { byWords, kindName } from '../../../format/books.ts'

const COLUMNS: Column<JournalRow>[] = [
  { head: 'When', cell: (row) => <Instant at={row.at} as="short-moment" /> },
  {
    head: 'What',
    title: true,
    cell: (row) => <Link to={`/operate/books/journals/${row.id}`}>{kindName(row.kind)}</Link>,
  },
  { head: 'About', cell: (row) => <AboutLink about={row.about} name={row.aboutName} /> },
  { head: 'By', cell: (row) => <span className="soft">{byWords(row.by, row.byName)}</span> },
  {
    head: 'Money',
    numeric: true,
    cell: (row) => row.money && <Figure value={row.money} />,
  },
  {
    head: 'Credits',
    numeric: true,
    cell: (row) => row.units && <Figure value={row.units} />,
  },
]

/** Journals as a list: what happened, what it is about, and how much was moved. */
export function JournalTable({ journals }: { journals: JournalRow[] }) {
  return (
    <DataTable
      caption="Journals"
      rows={journals}
      keyOf={(row) => row.id}
      columns={COLUMNS}
      empty={
        <EmptyState title="No journals">
          Every purchase, class and payout writes one here, in the moment it happens.
        </EmptyState>
      }
    />
  )
}
