import type { LoaderFunctionArgs } from 'react-router'
import { apiOf } from '../../api/context.ts'
import { everyItem } from '../../api/every.ts'
import type { Answer, ItemOf } from '../../api/types.ts'
import { csv, csvFile } from '../../format/csv.ts'

type Commission = ItemOf<Answer<'/api/organizations/{organizationId}/teaching/commissions'>>

/** Longest statement: a hundred pages of a hundred seats. */
const PAGES = 100

/** An institution's own part of each seat, as CSV. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const at = `/api/organizations/${params.id}/teaching/commissions`
  const { items } = await everyItem<Commission>(context.get(apiOf), at, {}, PAGES)
  return csvFile(
    'stoa-institution-statement.csv',
    csv(
      [
        'Session at',
        'Session',
        'Educator',
        'Price',
        'Share',
        'Amount',
        'Currency',
        'State',
        'Booking',
        'Payout',
      ],
      items.map((one) => [
        one.sessionAt,
        one.title,
        one.educatorId,
        one.gross.amount,
        one.rate,
        one.net.amount,
        one.net.asset,
        one.state,
        one.bookingId,
        one.payoutId,
      ]),
    ),
  )
}
