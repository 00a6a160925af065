import type { Policy } from '../policy.ts'
import { type Interval, type Presence, secondsOf, united } from '../room/presence.ts'
import { compareInstants } from '../windows.ts'

/** What is found about one seat when its session is over. */
export type Outcome =
  /** Both were there for half of the time. */
  | 'took_place'
  /** The learner was not there in time, and the educator waited. */
  | 'learner_absent'
  | 'educator_absent'
  /** The learner was not there, and the educator did not wait either. */
  | 'neither_stayed'
  /** The room could not be reached meanwhile: nobody is blamed. */
  | 'outage'
  /** They were there, but not for half of the time: people say what happened. */
  | 'unclear'
  /** The room measured nobody: it was held elsewhere, or nobody can tell. */
  | 'not_measured'

export type Found = { outcome: Outcome; learnerSeconds: number; educatorSeconds: number }

type Rules = Pick<
  Policy,
  | 'noShowMinutes'
  | 'noShowShortMinutes'
  | 'shortSessionMinutes'
  | 'educatorAbsentMinutes'
  | 'educatorPresentMinutes'
  | 'presenceShare'
>

/** A session, as far as its own time goes. */
export type Hour = { startsAt: Temporal.Instant; endsAt: Temporal.Instant }

/**
 * What the room's measure says about one learner's seat. Whoever came with an educator's token counts as the
 * educator, so a colleague who stands in is nobody's absence; one learner's absence says nothing of another's.
 * In this order: nobody measured → not_measured · both there half the time → took_place · the room was out
 * meanwhile → outage · no educator in the first 10 minutes → educator_absent · no learner in the first 15 (10
 * where it is short), and they never met → learner_absent if an educator was there 10 minutes, else
 * neither_stayed · else unclear.
 */
export function verdict(
  presence: readonly Presence[],
  learner: string,
  session: Hour,
  rules: Rules,
  outages: readonly Interval[],
): Found {
  const time = { from: session.startsAt, to: session.endsAt }
  const educators = united(intervalsOf(presence, 'educator'), time)
  const theirs = united(intervalsOf(presence, 'learner', learner), time)
  const found = { learnerSeconds: secondsOf(theirs), educatorSeconds: secondsOf(educators) }
  const whole = secondsOf([time])
  const enough = (seconds: number) => seconds * 10_000 >= whole * rules.presenceShare
  const within = (minutes: number): Interval => ({
    from: time.from,
    to: sooner(time.from.add({ minutes }), time.to),
  })
  const outcome = (): Outcome => {
    if (presence.every(({ intervals }) => united(intervals, time).length === 0))
      return 'not_measured'
    if (enough(found.learnerSeconds) && enough(found.educatorSeconds)) return 'took_place'
    if (united(outages, time).length > 0) return 'outage'
    const soon = within(rules.educatorAbsentMinutes)
    if (united(educators, soon).length === 0) return 'educator_absent'
    const short = whole <= rules.shortSessionMinutes * 60
    const patience = within(short ? rules.noShowShortMinutes : rules.noShowMinutes)
    if (united(theirs, patience).length === 0 && !met(theirs, educators)) {
      const waited = found.educatorSeconds >= rules.educatorPresentMinutes * 60
      return waited ? 'learner_absent' : 'neither_stayed'
    }
    return 'unclear'
  }
  return { outcome: outcome(), ...found }
}

const intervalsOf = (presence: readonly Presence[], role: Presence['role'], person?: string) =>
  presence
    .filter((one) => one.role === role && (person === undefined || one.person === person))
    .flatMap(({ intervals }) => intervals)

const met = (some: readonly Interval[], others: readonly Interval[]) =>
  some.some((one) => united(others, one).length > 0)

const sooner = (a: Temporal.Instant, b: Temporal.Instant) => (compareInstants(a, b) <= 0 ? a : b)
