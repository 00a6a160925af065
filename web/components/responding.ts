import type { Response } from '../api/voices.ts'
import { counted } from '../format/words.ts'

/** "Usually answers in 3 hours": how an educator answers, or nothing while nobody has asked. */
export function answering({ asked, rate, medianSeconds }: Response): string | null {
  if (asked === 0 || rate === null) return null
  const share = `answers ${Math.round(rate * 100)} % of messages within a day`
  if (medianSeconds === null || rate < 0.5) return share
  const minutes = Math.max(1, Math.round(medianSeconds / 60))
  if (minutes < 60) return `usually answers in ${counted(minutes, 'minute')}`
  const hours = Math.round(minutes / 60)
  if (hours < 48) return `usually answers in ${counted(hours, 'hour')}`
  return `usually answers in ${counted(Math.round(hours / 24), 'day')}`
}
