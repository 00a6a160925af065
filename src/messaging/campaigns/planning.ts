import { afterNight, type QuietHours } from '../quiet.ts'
import type { Timing } from './campaign.ts'

/** When a campaign lets people sleep: whoever is written to, on their own clock. */
export const CAMPAIGN_NIGHT: QuietHours = { kept: true, from: 21 * 60, until: 9 * 60 }

/** Where neither the receiver's zone nor their country is known. */
export const ELSEWHERE = 'Asia/Kolkata'

/** The first place on earth where a day begins, and the last. */
const FIRST_HOURS = 14
const LAST_HOURS = 12

export type Plan = {
  when: Timing
  quiet: boolean
  perMinute: number | null
}

/** When a campaign begins, seen from the moment at which it is confirmed. */
export function beginsAt(when: Timing, now: Temporal.Instant): Temporal.Instant {
  if (when.timing === 'now') return now
  if (when.timing === 'at') return later(when.at, now)
  const first = Temporal.PlainDateTime.from(when.at)
    .toZonedDateTime('UTC')
    .subtract({ hours: FIRST_HOURS })
  return later(first.toInstant(), now)
}

/** The last moment at which somebody could still be written to in time; undefined: there is none. */
export function lastCall(when: Timing): Temporal.Instant | undefined {
  if (when.timing === 'now') return undefined
  if (when.timing === 'at') return when.at
  return Temporal.PlainDateTime.from(when.at)
    .toZonedDateTime('UTC')
    .add({ hours: LAST_HOURS })
    .toInstant()
}

/**
 * When each receiver is written to, in the order of those given: not before the campaign's hour (on their own
 * clock where it says so), not in their night, and not more in a minute than it says. An hour that has passed
 * for somebody is now.
 */
export function planTimes(
  plan: Plan,
  zones: readonly (string | null)[],
  start: Temporal.Instant,
): Temporal.Instant[] {
  const wake = waking(plan.quiet)
  const hour = hours(plan.when, start)
  if (!plan.perMinute) return zones.map((zone) => wake(hour(zone ?? ELSEWHERE), zone ?? ELSEWHERE))
  const most = plan.perMinute
  const taken = new Map<number, number>()
  // Where the next free minute is looked for first: minutes only fill up.
  const from = new Map<string, Temporal.Instant>()
  return zones.map((given) => {
    const zone = given ?? ELSEWHERE
    let at = from.get(zone) ?? wake(hour(zone), zone)
    while ((taken.get(minuteOf(at)) ?? 0) >= most) at = wake(nextMinute(at), zone)
    taken.set(minuteOf(at), (taken.get(minuteOf(at)) ?? 0) + 1)
    from.set(zone, at)
    return at
  })
}

const later = (a: Temporal.Instant, b: Temporal.Instant) =>
  Temporal.Instant.compare(a, b) < 0 ? b : a
const minuteOf = (at: Temporal.Instant) => Math.floor(at.epochMilliseconds / 60_000)
const nextMinute = (at: Temporal.Instant) =>
  Temporal.Instant.fromEpochMilliseconds((minuteOf(at) + 1) * 60_000)

/** The campaign's hour in a zone, each zone asked once. */
function hours(when: Timing, start: Temporal.Instant): (zone: string) => Temporal.Instant {
  if (when.timing !== 'local') return () => start
  const known = new Map<string, Temporal.Instant>()
  return (zone) => {
    let at = known.get(zone)
    if (!at) {
      at = later(Temporal.PlainDateTime.from(when.at).toZonedDateTime(zone).toInstant(), start)
      known.set(zone, at)
    }
    return at
  }
}

/** The same moment, or when the night that it falls into is over. */
function waking(quiet: boolean): (at: Temporal.Instant, zone: string) => Temporal.Instant {
  if (!quiet) return (at) => at
  const known = new Map<string, Temporal.Instant>()
  return (at, zone) => {
    const name = `${zone} ${minuteOf(at)}`
    let awake = known.get(name)
    if (!awake) {
      awake = afterNight(at, zone, CAMPAIGN_NIGHT)
      known.set(name, awake)
    }
    return later(awake, at)
  }
}
