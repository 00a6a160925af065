import type { LoaderFunctionArgs } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { everyItem } from '../../../api/every.ts'
import type { Commission } from '../../../api/teaching.ts'
import { csv, csvFile } from '../../../format/csv.ts'

/** Longest statement: a hundred pages of a hundred commissions. */
const PAGES = 100

/** Every commission of the educator as CSV, newest first. */
export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const path = '/api/educator/revenue/commissions'
  const { items } = await everyItem<Commission>(api, path, {}, PAGES)
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
      items.map((one) => [
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
