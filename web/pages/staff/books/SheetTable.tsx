import type { SheetPart } from '../../../api/operating.ts'
import { Figure } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { AccountLink } from './AccountLink.tsx'

/** One side of a sheet: its accounts, each opening to its entries, and their total. */
export function SheetTable({
  title,
  note,
  part,
  asset,
  total,
}: {
  title: string
  note?: string
  part: SheetPart
  asset: string
  total: string
}) {
  return (
    <Panel title={title} note={note}>
      <DataTable
        caption={title}
        rows={part.lines}
        keyOf={(line) => line.purpose}
        columns={[
          {
            head: 'Account',
            title: true,
            cell: (line) => <AccountLink purpose={line.purpose} asset={asset} />,
          },
          { head: asset, numeric: true, cell: (line) => <Figure value={line.balance} /> },
        ]}
        foot={[total, <Figure key="total" value={part.total} />]}
      />
    </Panel>
  )
}
