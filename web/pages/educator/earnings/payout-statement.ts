import type { LoaderFunctionArgs } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { PayoutDetail } from '../../../api/teaching.ts'
import { csv, csvFile } from '../../../format/csv.ts'

/** The statement of one payout as CSV: each session, rate, fee and share. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const payout = await context
    .get(apiOf)
    .get<PayoutDetail>(`/api/educator/revenue/payouts/${params.id}`)
  return csvFile(
    `stoa-payout-${payout.scheduledFor}.csv`,
    csv(
      ['Session at', 'Session', 'Price', 'Rate', 'Fee', 'Share', 'Currency', 'Booking'],
      payout.items.map((item) => [
        item.sessionAt,
        item.title,
        item.gross.amount,
        item.rate,
        item.feeBorne.amount,
        item.net.amount,
        item.net.asset,
        item.bookingId,
      ]),
    ),
  )
}
