import type { Tone } from '../../../components/Tag.tsx'

type Outcome = 'running' | 'done' | 'failed' | 'lost'

/** How a run ended, in a word and its colour. */
export const outcomeWord: Record<Outcome, [word: string, tone: Tone]> = {
  running: ['Running', 'accent'],
  done: ['Done', 'good'],
  failed: ['Failed', 'bad'],
  lost: ['Cut short', 'attention'],
}

/** `3 expired, 2 released`; `nothing was due` when all counts are zero. */
export function countWords(counts: Record<string, unknown> | null): string {
  if (!counts) return ''
  const told = Object.entries(counts).filter(([, count]) => Number(count) > 0)
  if (told.length === 0) return 'nothing was due'
  return told.map(([what, count]) => `${count} ${inWords(what)}`).join(', ')
}

/** `payoutsSent` → `payouts sent`. */
const inWords = (name: string) =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** A cron expression as people say it; the expression itself where it is out of the ordinary. */
export function cronWords(cron: string): string {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = cron.trim().split(/\s+/)
  const every = day === '*' && month === '*'
  const at =
    /^\d+$/.test(hour) && /^\d+$/.test(minute)
      ? `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
      : undefined
  if (every && weekday === '*') {
    if (hour === '*' && minute === '*') return 'Every minute'
    if (hour === '*' && /^\*\/\d+$/.test(minute)) return `Every ${minute.slice(2)} minutes`
    if (hour === '*' && /^\d+$/.test(minute))
      return minute === '0' ? 'Every hour' : `Every hour, ${minute} minutes past`
    if (/^\*\/\d+$/.test(hour) && /^\d+$/.test(minute)) return `Every ${hour.slice(2)} hours`
    if (at) return `Every day at ${at}`
  }
  if (every && at && /^[0-7]$/.test(weekday)) return `${DAYS[Number(weekday) % 7]}s at ${at}`
  if (month === '*' && weekday === '*' && at && /^\d+$/.test(day))
    return `On day ${day} of each month at ${at}`
  return cron
}
