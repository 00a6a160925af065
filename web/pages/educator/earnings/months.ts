import type { Api } from '../../../api/client.ts'
import type { Earned, Overview } from '../../../api/teaching.ts'
import { startOf } from '../../../format/periods.ts'

const MONTHS = 7

export type Month = { start: string; earned: number; bookings: number }

/** The educator's figures with this month as the period, and what the last seven months brought. */
export async function earningsNow(api: Api, zone: string) {
  const { now } = await api.get<{ now: string }>('/api/me')
  const month = Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().with({ day: 1 })
  const [overview, earned] = await Promise.all([
    api.get<Overview>('/api/educator/revenue/overview', { from: startOf(month.toString(), zone) }),
    api.get<{ items: Earned[] }>('/api/educator/revenue/analytics', {
      step: 'month',
      from: startOf(month.subtract({ months: MONTHS - 1 }).toString(), zone),
    }),
  ])
  const months = Array.from({ length: MONTHS }, (_, index): Month => {
    const start = month.subtract({ months: MONTHS - 1 - index }).toString()
    const found = earned.items.find((one) => one.start === start)
    return { start, earned: Number(found?.earned.amount ?? 0), bookings: found?.bookings ?? 0 }
  })
  return { now, overview, months }
}
