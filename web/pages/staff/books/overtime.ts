import type { Asked } from './asked.ts'

/** How far back the charts of the books look. */
const MONTHS = 12
const WEEKS = 13

const upTo = ({ until }: Asked['period']) =>
  Temporal.Instant.from(until).subtract({ seconds: 1 }).toString()

/** The year of months that ends with a period's last, as the API is asked for it. */
export const monthsAsked = (period: Asked['period'], currency: string, zone: string) => ({
  currency,
  zone,
  months: MONTHS,
  to: upTo(period),
})

/** The quarter of weeks that ends with a period's last. */
export const weeksAsked = (period: Asked['period'], currency: string, zone: string) => ({
  currency,
  zone,
  weeks: WEEKS,
  to: upTo(period),
})
