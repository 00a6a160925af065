import type { DryRun } from '../../../api/teaching.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { isZero } from '../../../format/money.ts'
import { useReader } from '../../../format/reader.tsx'
import { day } from '../../../format/time.ts'
import { counted } from '../../../format/words.ts'

/** What the coming run would send in each currency, and whether the platform has it at the provider. */
export function NextRun({ next }: { next: DryRun }) {
  const { locale } = useReader()
  const lacking = next.items.filter(({ lacks }) => !isZero(lacks))
  return (
    <Panel
      title={
        <span suppressHydrationWarning>
          The next run: {day(`${next.day}T12:00:00Z`, locale, 'UTC')}
        </span>
      }
      note={
        lacking.length > 0
          ? `The balance at the provider does not reach for ${lacking.map(({ currency }) => currency).join(' and ')}: the oldest earnings are paid first, the others wait.`
          : 'As things stand now. Nothing is set aside or sent by looking.'
      }
    >
      <DataTable
        caption="What the next run would send"
        rows={next.items}
        keyOf={(one) => one.currency}
        empty={
          <EmptyState title="Nothing would be sent">
            Nobody has anything available, or set aside, for that day.
          </EmptyState>
        }
        columns={[
          { head: 'Currency', title: true, cell: (one) => one.currency },
          { head: 'Payouts', numeric: true, cell: (one) => one.payouts },
          { head: 'Amount', numeric: true, cell: (one) => <Amount value={one.amount} /> },
          {
            head: 'At the provider',
            numeric: true,
            cell: (one) =>
              one.balance ? <Amount value={one.balance} /> : <span className="soft">unknown</span>,
          },
          {
            head: 'Lacks',
            numeric: true,
            cell: (one) =>
              isZero(one.lacks) ? (
                <span className="soft">nothing</span>
              ) : (
                <Amount value={one.lacks} />
              ),
          },
          {
            head: 'Below the minimum',
            cell: (one) =>
              one.below.payees === 0 ? (
                <span className="soft">nobody</span>
              ) : (
                <>
                  {counted(one.below.payees, 'payee')}, <Amount value={one.below.amount} />
                </>
              ),
          },
          {
            head: 'No bank account',
            cell: (one) =>
              one.parked.payouts === 0 ? (
                <span className="soft">nobody</span>
              ) : (
                <>
                  {counted(one.parked.payouts, 'payout')}, <Amount value={one.parked.amount} />
                </>
              ),
          },
        ]}
      />
    </Panel>
  )
}
