import type { AgedPayable } from '../../../api/operating.ts'

type Days = AgedPayable['available'][number]['days']

/** How long money has been available, as the head of a column says it. */
export const AGES: Record<Days, string> = {
  '0-7': '0 to 7 days',
  '8-30': '8 to 30 days',
  '31-90': '31 to 90 days',
  '91-': 'Over 90 days',
}

export const DAYS = Object.keys(AGES) as Days[]

export const amountOf = ({ available }: AgedPayable, days: Days) =>
  available.find((part) => part.days === days)!.amount

export const payeeAddress = ({ owner }: Pick<AgedPayable, 'owner'>) =>
  `/operate/books/payables/${encodeURIComponent(`${owner.type}:${owner.id}`)}`
