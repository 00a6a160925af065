import { useEffect, useState } from 'react'
import { useReader } from '../format/reader.tsx'

/** `2 days`, `3 hours`, `47 minutes`, `less than a minute`: what is left until then. */
export function timeLeft(until: string, now: string): string {
  const minutes = Math.floor((Date.parse(until) - Date.parse(now)) / 60_000)
  if (minutes < 1) return minutes < 0 ? 'no time' : 'less than a minute'
  const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`
  if (minutes < 120) return counted(minutes, 'minute')
  if (minutes < 48 * 60) return counted(Math.floor(minutes / 60), 'hour')
  return counted(Math.floor(minutes / 1440), 'day')
}

/**
 * The time that is left, counted in minutes on from the moment the page was made: in a sandbox that is
 * the virtual clock's. Said aloud where it changes, politely, once a minute at most.
 */
export function Countdown({ until, aloud = false }: { until: string; aloud?: boolean }) {
  const { now } = useReader()
  const [passed, setPassed] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page read again counts from its own moment
  useEffect(() => {
    const begun = Date.now()
    setPassed(0)
    const ticking = setInterval(() => setPassed(Date.now() - begun), 5_000)
    return () => clearInterval(ticking)
  }, [now])
  const here = new Date(Date.parse(now) + passed).toISOString()
  return (
    <span {...(aloud ? { role: 'status', 'aria-live': 'polite' } : {})} suppressHydrationWarning>
      {timeLeft(until, here)}
    </span>
  )
}
