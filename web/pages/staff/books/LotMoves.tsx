import { Link } from 'react-router'
import { type Names, nameIn } from '../../../api/names.ts'
import type { LotMove } from '../../../api/operating.ts'
import { Amount } from '../../../components/Amount.tsx'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { addressWords, plain } from '../../../format/books.ts'

const KINDS: Record<string, string> = {
  issue: 'Came in',
  capture: 'Spent',
  expire: 'Expired',
  revoke: 'Taken back',
  use: 'Used',
  grace: 'Moved to a lot with grace',
  rollover: 'Rolled over',
}

const what: Column<LotMove> = {
  head: 'What',
  title: true,
  cell: ({ kind }) => KINDS[kind] ?? plain(kind),
}
const lot: Column<LotMove> = {
  head: 'Lot',
  cell: (move) => <Link to={`/operate/books/lots/${move.lot}`}>lot {move.lot}</Link>,
}
const figures: Column<LotMove>[] = [
  { head: 'Units', numeric: true, cell: ({ units }) => <Amount value={units} signed /> },
  {
    head: 'Cost',
    numeric: true,
    cell: ({ basis }) => (basis ? <Amount value={basis} signed /> : 'none'),
  },
]

/** The lots that a journal moved units of: whose, from which source, and at what cost. */
export function LotsOfJournal({ moves, names }: { moves: LotMove[]; names: Names }) {
  return (
    <DataTable
      caption="Lots that were moved"
      rows={moves}
      keyOf={(move) => `${move.transfer} ${move.lot} ${move.kind}`}
      columns={[
        lot,
        what,
        { head: 'Of', cell: ({ account }) => addressWords(account, nameIn(names, account)) },
        { head: 'Source', wideOnly: true, cell: ({ source }) => plain(source) },
        ...figures,
      ]}
    />
  )
}

/** Everything that moved one lot, oldest first, each opening to its journal. */
export function MovesOfLot({ moves }: { moves: LotMove[] }) {
  return (
    <DataTable
      caption="What moved this lot"
      rows={moves.map((move, index) => ({ ...move, index }))}
      keyOf={({ index }) => `${index}`}
      columns={[
        { head: 'When', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
        {
          ...what,
          cell: ({ kind, transfer }) => {
            const words = KINDS[kind] ?? plain(kind)
            if (!transfer) return words
            return <Link to={`/operate/books/journals/${transfer.split('.')[0]}`}>{words}</Link>
          },
        },
        ...figures,
      ]}
    />
  )
}
