import { Cron } from 'croner'

type Pattern = { cron: Cron; after?: number; next?: Temporal.Instant }

const patterns = new Map<string, Pattern>()

function pattern(cron: string, zone: string): Pattern {
  const key = `${zone} ${cron}`
  let found = patterns.get(key)
  if (!found) {
    found = { cron: new Cron(cron, { timezone: zone, paused: true, mode: '5-part' }) }
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
  const found = pattern(cron, zone)
  const from = after.epochMilliseconds
  // The same is asked again and again until its run has been.
  if (found.after !== from || !found.next) {
    const next = found.cron.nextRun(new Date(from))
    if (!next) throw new RangeError(`The expression "${cron}" names no instant after ${after}`)
    found.after = from
    found.next = Temporal.Instant.fromEpochMilliseconds(next.getTime())
  }
  return found.next
}

function minuteAfter(after: Temporal.Instant): Temporal.Instant {
  const minute = Math.floor(after.epochMilliseconds / 60_000)
  return Temporal.Instant.fromEpochMilliseconds((minute + 1) * 60_000)
}

/** The first instant at or after `from` that a cron expression names. */
export function tickFrom(cron: string, zone: string, from: Temporal.Instant): Temporal.Instant {
  return tickAfter(cron, zone, from.subtract({ nanoseconds: 1 }))
}
