import { Link } from 'react-router'
import { type Names, nameIn } from '../../../api/names.ts'
import type { About, Journal } from '../../../api/operating.ts'
import type { Value } from '../../../api/types.ts'
import { AboutLink } from '../../../components/AboutLink.tsx'
import { Amount } from '../../../components/Amount.tsx'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { byWords, kindName } from '../../../format/books.ts'
import { isMoney } from '../../../format/money.ts'
import { sum } from '../../../format/sums.ts'

/** Everything in journals that has a name to look up. */
export const thingsOf = (journals: Journal[]): (About | string)[] =>
  journals.flatMap(({ about, by, transfers }) => [
    about,
    by,
    ...transfers.flatMap(({ debit, credit }) => [debit, credit]),
  ])

/** How much one journal moved of each asset: money first. */
function moved({ transfers }: Journal): { money: Value[]; units: Value[] } {
  const assets = [...new Set(transfers.map(({ amount }) => amount.asset))]
  const totals = assets.map((asset) =>
    sum(
      transfers.map(({ amount }) => amount).filter((amount) => amount.asset === asset),
      asset,
    ),
  )
  return {
    money: totals.filter(({ asset }) => isMoney(asset)),
    units: totals.filter(({ asset }) => !isMoney(asset)),
  }
}

const columns = (names: Names): Column<Journal>[] => [
  { head: 'When', cell: (row) => <Instant at={row.at} as="short-moment" /> },
  {
    head: 'What',
    title: true,
    cell: (row) => <Link to={`/operate/books/journals/${row.id}`}>{kindName(row.kind)}</Link>,
  },
  {
    head: 'About',
    cell: (row) => <AboutLink about={row.about} name={nameIn(names, row.about)} />,
  },
  {
    head: 'By',
    cell: (row) => <span className="soft">{byWords(row.by, nameIn(names, row.by))}</span>,
  },
  {
    head: 'Money',
    numeric: true,
    cell: (row) => moved(row).money.map((value) => <Amount key={value.asset} value={value} />),
  },
  {
    head: 'Units',
    numeric: true,
    cell: (row) => moved(row).units.map((value) => <Amount key={value.asset} value={value} />),
  },
]

/** Journals as a list: what happened, what it is about, and how much was moved. */
export function JournalTable({ journals, names }: { journals: Journal[]; names: Names }) {
  return (
    <DataTable
      caption="Journals"
      rows={journals}
      keyOf={(row) => row.id}
      columns={columns(names)}
      empty={
        <EmptyState title="No journals">
          Every purchase, class and payout writes one here, in the moment it happens.
        </EmptyState>
      }
    />
  )
}
