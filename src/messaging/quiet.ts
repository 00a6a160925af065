import type { Query, Tx } from '#base'
import { mayBeMuted } from './kinds.ts'
import { refuse } from './problems.ts'
import type { NoticeKind } from './told.ts'

/**
 * A person's night, on the clock of their own zone: minutes of the day from which and until which no e-mail
 * is sent to them. It may go over midnight. `kept`: false, they do not mind.
 */
export type QuietHours = { kept: boolean; from: number; until: number }

/** For whoever has said nothing. */
export const USUAL_NIGHT: QuietHours = { kept: true, from: 22 * 60, until: 7 * 60 }

/** Whatever names an hour as near as this is worth waking somebody: a start, an end, a time to answer until. */
export const URGENT_HOURS = 12

/** What its reader has just asked for and is waiting for: it is no use in the morning. */
const ASKED_FOR: readonly NoticeKind[] = ['booking.confirmed', 'package.bought', 'gift.sent']

/** When no e-mail is sent to a person. */
export async function quietHoursOf(q: Query, person: string): Promise<QuietHours> {
  const [row] = await q<QuietHours>`
    select kept, from_minute as "from", until_minute as until from messaging.quiet where person_id = ${person}`
  return row ?? USUAL_NIGHT
}

/** Says when one's night is. Refusal: quiet_hours_empty. */
export async function setQuietHours(
  tx: Tx,
  person: string,
  { kept, from, until }: QuietHours,
  now: Temporal.Instant,
): Promise<QuietHours> {
  if (from === until) throw refuse('quiet_hours_empty')
  await tx`
    insert into messaging.quiet (person_id, kept, from_minute, until_minute, set_at)
    values (${person}, ${kept}, ${from}, ${until}, ${now})
    on conflict (person_id) do update set kept = excluded.kept, from_minute = excluded.from_minute,
      until_minute = excluded.until_minute, set_at = excluded.set_at`
  return { kept, from, until }
}

/**
 * When an e-mail may go to somebody: now, or in the first minute that their clock shows and that is not of
 * their night. On a day on which clocks are set forward over its end, that is where the missing hour was.
 */
export function afterNight(
  now: Temporal.Instant,
  zone: string,
  night: QuietHours,
): Temporal.Instant {
  let at = now
  for (;;) {
    const here = at.toZonedDateTimeISO(zone)
    if (!isNight(here, night)) return at
    at = nextChance(here, night)
  }
}

/** The soonest at which a night may end: the clock shows its end, for the second time perhaps, or is set. */
function nextChance(here: Temporal.ZonedDateTime, night: QuietHours): Temporal.Instant {
  const overMidnight = night.from > night.until && minuteOf(here) >= night.from
  const end = here
    .toPlainDate()
    .add({ days: overMidnight ? 1 : 0 })
    .toPlainDateTime({ hour: Math.floor(night.until / 60), minute: night.until % 60 })
  const [soonest] = [
    end.toZonedDateTime(here.timeZoneId),
    end.toZonedDateTime(here.timeZoneId, { disambiguation: 'later' }),
    here.getTimeZoneTransition('next'),
  ]
    .filter((one) => one !== null)
    .filter((one) => Temporal.ZonedDateTime.compare(one, here) > 0)
    .sort(Temporal.ZonedDateTime.compare)
  return soonest!.toInstant()
}

const minuteOf = ({ hour, minute }: Temporal.ZonedDateTime) => hour * 60 + minute

function isNight(at: Temporal.ZonedDateTime, { kept, from, until }: QuietHours): boolean {
  if (!kept) return false
  const minute = minuteOf(at)
  return from < until ? from <= minute && minute < until : minute >= from || minute < until
}

/**
 * Whether a notice goes out by night, too: what keeps an account or proves a payment, what its reader has just
 * asked for, and what names an hour of the next twelve.
 */
export function isUrgent(
  kind: NoticeKind,
  told: Readonly<Record<string, unknown>>,
  now: Temporal.Instant,
): boolean {
  return !mayBeMuted(kind) || ASKED_FOR.includes(kind) || isNear(told, now)
}

/** Whether a notice names an hour of the next twelve. */
export function isNear(told: Readonly<Record<string, unknown>>, now: Temporal.Instant): boolean {
  const near = now.add({ hours: URGENT_HOURS })
  return Object.values(told).some(
    (one) =>
      one instanceof Temporal.Instant &&
      Temporal.Instant.compare(one, now) >= 0 &&
      Temporal.Instant.compare(one, near) <= 0,
  )
}
