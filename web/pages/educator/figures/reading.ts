import type { Api } from '../../../api/client.ts'
import type { Analytics, Earned } from '../../../api/teaching.ts'
import { startOf } from '../../../format/periods.ts'

export const SPANS = [
  { value: 'weeks', label: '12 weeks', step: 'week', count: 12 },
  { value: '', label: '6 months', step: 'month', count: 6 },
  { value: 'year', label: '12 months', step: 'month', count: 12 },
] as const

/** What the address asks for: a span, and a kind where it names one. */
export function askedOf(search: URLSearchParams) {
  const span = SPANS.find((one) => one.value === search.get('span')) ?? SPANS[1]
  const kind = search.get('kind')
  return { span, kind: kind === 'class' || kind === 'conversation' ? kind : undefined }
}

/** The educator's figures over whole weeks or months of their zone, up to now, with the empty ones filled in. */
export async function figuresNow(api: Api, zone: string, search: URLSearchParams) {
  const { now } = await api.get<{ now: string }>('/api/me')
  const { span, kind } = askedOf(search)
  const steps = stepsUpTo(
    Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate(),
    span.step,
    span.count,
  )
  const analytics = await api.get<Analytics>('/api/educator/revenue/analytics', {
    step: span.step,
    kind,
    from: startOf(steps[0]!, zone),
  })
  const found = new Map(analytics.items.map((one) => [one.start, one]))
  const earned = steps.map((start): Earned => found.get(start) ?? nothing(start, analytics))
  return { now, step: span.step, earned, analytics }
}

const nothing = (start: string, { currency }: Analytics): Earned => ({
  start,
  earned: { amount: '0.00', asset: currency },
  bookings: 0,
})

function stepsUpTo(day: Temporal.PlainDate, step: 'week' | 'month', count: number): string[] {
  const first = step === 'month' ? day.with({ day: 1 }) : day.subtract({ days: day.dayOfWeek - 1 })
  return Array.from({ length: count }, (_, index) =>
    first.subtract({ [`${step}s`]: count - 1 - index }).toString(),
  )
}
