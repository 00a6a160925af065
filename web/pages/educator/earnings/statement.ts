import type { LoaderFunctionArgs } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Commission } from '../../../api/teaching.ts'
import type { Page } from '../../../api/types.ts'
import { csv, csvFile } from '../../../format/csv.ts'

/** Longest statement: a hundred pages of a hundred commissions. */
const PAGES = 100

/** Every commission of the educator as CSV, newest first. */
export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const all: Commission[] = []
  let cursor: string | null = null
  for (let page = 0; page < PAGES; page += 1) {
    const found: Page<Commission> = await api.get('/api/educator/revenue/commissions', {
      cursor,
      limit: 100,
    })
    all.push(...found.items)
    cursor = found.next
    if (!cursor) break
  }
  return csvFile(
    'stoa-commissions.csv',
    csv(
      [
        'Session at',
        'Session',
        'Kind',
        'Paid by',
        'State',
        'Held until',
        'Price',
        'Rate',
        'Fee',
        'Share',
        'Currency',
        'Booking',
        'Payout',
      ],
      all.map((one) => [
        one.sessionAt,
        one.title,
        one.kind,
        one.paidBy,
        one.state,
        one.heldUntil,
        one.gross.amount,
        one.rate,
        one.feeBorne.amount,
        one.net.amount,
        one.net.asset,
        one.bookingId,
        one.payoutId,
      ]),
    ),
  )
}
