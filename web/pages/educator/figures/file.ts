import type { LoaderFunctionArgs } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { csv, csvFile } from '../../../format/csv.ts'
import { personOf } from '../../../visitor.ts'
import { figuresNow } from './reading.ts'

/** The figures of the page as one table: what it is of, of when, and what was counted. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { zone } = await personOf(context)
  const search = new URL(request.url).searchParams
  const { earned, step, analytics } = await figuresNow(context.get(apiOf), zone, search)
  const { sessions } = analytics
  const rows = [
    ...earned.map((one) => [step, one.start, null, one.bookings, null, one.earned.amount]),
    ...sessions.byTime.map((one) => [
      'hour',
      `${one.weekday} ${String(one.hour).padStart(2, '0')}:00`,
      one.sessions,
      one.seats,
      one.capacity,
      one.earned.amount,
    ]),
    ...sessions.byType.map((one) => [
      'sort',
      `${one.kind} ${one.priceLevel}`,
      one.sessions,
      one.seats,
      one.capacity,
      one.earned.amount,
    ]),
  ]
  return csvFile(
    'stoa-figures.csv',
    csv(['Of', 'Which', 'Sessions', 'Seats', 'Capacity', `Earned ${analytics.currency}`], rows),
  )
}
