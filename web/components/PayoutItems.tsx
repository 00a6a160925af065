import { Link } from 'react-router'
import type { PayoutItem } from '../api/teaching.ts'
import type { Value } from '../api/types.ts'
import { isZero, percent } from '../format/money.ts'
import { useReader } from '../format/reader.tsx'
import { sum } from '../format/sums.ts'
import { Amount, Figure } from './Amount.tsx'
import { DataTable } from './DataTable.tsx'
import { Instant } from './Instant.tsx'

/** What a payout is made of: each seat with its price, rate, fee and what came of it. */
export function PayoutItems({
  items,
  total,
  setOff,
  to,
}: {
  items: PayoutItem[]
  total: Value
  /** What of it paid what the payee owed. */
  setOff: Value
  /** Where an item opens. */
  to: (item: PayoutItem) => string
}) {
  const { locale } = useReader()
  const owed = !isZero(setOff)
  return (
    <>
      <DataTable
        caption="What it is made of"
        rows={items}
        keyOf={(item) => item.commissionId}
        columns={[
          { head: 'Held on', cell: (item) => <Instant at={item.sessionAt} as="short-day" /> },
          {
            head: 'Session',
            title: true,
            cell: (item) => (item.bookingId ? <Link to={to(item)}>{item.title}</Link> : item.title),
          },
          {
            head: `Price, ${total.asset}`,
            numeric: true,
            cell: (item) => <Figure value={item.gross} />,
          },
          { head: 'Rate', numeric: true, cell: (item) => percent(item.rate, locale) },
          { head: 'Fee', numeric: true, cell: (item) => <Figure value={item.feeBorne} /> },
          { head: 'Share', numeric: true, cell: (item) => <Figure value={item.net} /> },
        ]}
        foot={[
          'Together',
          '',
          '',
          '',
          '',
          <Figure key="total" value={owed ? sum([total, setOff], total.asset) : total} />,
        ]}
      />
      {owed && (
        <p>
          <Amount value={setOff} /> of it paid what was owed from a lost dispute, so{' '}
          <Amount value={total} /> is what is sent.
        </p>
      )}
    </>
  )
}
