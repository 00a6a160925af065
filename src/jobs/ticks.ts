import { Cron } from 'croner'

const patterns = new Map<string, Cron>()

function pattern(cron: string, zone: string): Cron {
  const key = `${zone} ${cron}`
  let found = patterns.get(key)
  if (!found) {
    found = new Cron(cron, { timezone: zone, paused: true, mode: '5-part' })
    patterns.set(key, found)
  }
  return found
}

/**
 * The first instant after `after` that a cron expression names, read in its zone. An hour that
 * daylight-saving leaves out is made up for when the clocks have gone forward; an hour that comes
 * twice counts once (for expressions with a fixed hour).
 */
export function tickAfter(cron: string, zone: string, after: Temporal.Instant): Temporal.Instant {
  // Every minute needs no calendar, and is asked most.
  if (cron === '* * * * *') return minuteAfter(after)
  const next = pattern(cron, zone).nextRun(new Date(after.epochMilliseconds))
  if (!next) throw new RangeError(`The expression "${cron}" names no instant after ${after}`)
  return Temporal.Instant.fromEpochMilliseconds(next.getTime())
}

function minuteAfter(after: Temporal.Instant): Temporal.Instant {
  const minute = Math.floor(after.epochMilliseconds / 60_000)
  return Temporal.Instant.fromEpochMilliseconds((minute + 1) * 60_000)
}

/** The first instant at or after `from` that a cron expression names. */
export function tickFrom(cron: string, zone: string, from: Temporal.Instant): Temporal.Instant {
  return tickAfter(cron, zone, from.subtract({ nanoseconds: 1 }))
}
