import { record, type Tx } from '#base'
import { keepStill } from '#earnings'
import { postRule } from '#ledger'
import { isWhole } from '../giving.ts'
import { liftMark } from '../marks/lifting.ts'
import { markEducator } from '../marks/marking.ts'
import { type MovingBooking, moveBooking } from '../moving.ts'
import { refuse } from '../problems.ts'
import { compareInstants } from '../windows.ts'
import {
  type Case,
  type Decided,
  days,
  decisionsOf,
  lockCase,
  peopleOf,
  sideOf,
  toStage,
} from './case.ts'

/** What staff decide of a case. */
export type Decision = {
  /** Of all that was paid, what is the learner's in the end; basis points. */
  share: number
  /** On how much of what was paid the educator earns; the rest of the share, unless said. */
  earns?: number | undefined
  /** Credits for the learner on top, at the platform's cost; hundredths. */
  goodwill?: bigint | undefined
  /** Whether it counts against the educator. */
  marked: boolean
  note: string
  /** The person who decides. */
  person: string
}

/**
 * Staff decide, in the first round or on appeal, with the postings that follow: what goes back to the learner by
 * the means it was paid by, what the educator loses or gets, goodwill. Deciding the same again is deciding once.
 * Refusals, in order: unknown_booking, case_own (a side; on appeal, whoever decided first), case_over,
 * case_earns_later.
 */
export async function decideCase(
  tx: Tx,
  id: string,
  decision: Decision,
  now: Temporal.Instant,
): Promise<void> {
  const { booking, found } = await lockCase(tx, id)
  const { person, share, earns, goodwill = 0n, marked, note } = decision
  const by = `person:${person}`
  if (person === booking.learnerId || person === booking.educatorId) throw refuse('case_own')
  const decided = await decisionsOf(tx, id)
  const last = decided.at(-1)
  const round = found.stage === 'appealed' ? 2 : 1
  if (found.stage === 'decided' || found.stage === 'final') {
    if (
      last &&
      isSame(last, by, { share, earns: earns ?? rest(booking, share), goodwill, marked, note })
    )
      return
    throw refuse('case_over')
  }
  if (round === 2 && last?.by === by) throw refuse('case_own')
  const ending = { how: 'staff', share, earns, goodwill, marked, note, role: 'staff', by } as const
  await end({ tx, booking: { ...booking, round }, found, now }, ending)
}

type Figures = Pick<Decided, 'share' | 'earns' | 'goodwill' | 'marked' | 'note'>
const isSame = (last: Decided, by: string, now: Figures) =>
  last.by === by &&
  last.share === now.share &&
  last.earns === now.earns &&
  last.goodwill === now.goodwill &&
  last.marked === now.marked &&
  last.note === now.note

/** What the educator earns on where nothing else is said: what is not the learner's. */
const rest = ({ method }: MovingBooking, share: number) =>
  isWhole(method) ? (share >= 5000 ? 0 : 10_000) : 10_000 - share

type Ending = {
  how: Decided['how']
  share: number
  earns?: number | undefined
  goodwill?: bigint | undefined
  marked?: boolean
  note?: string
  role: 'learner' | 'educator' | 'staff' | 'schedule'
  by: string
}

/** Ends a round: moves what is to be moved, writes it down, and lets the days for an appeal begin. */
export async function end(
  at: { tx: Tx; booking: MovingBooking; found: Case; now: Temporal.Instant },
  { how, share, earns, goodwill = 0n, marked, note, role, by }: Ending,
): Promise<void> {
  const { tx, booking, found, now } = at
  const { id, sessionId, educatorId, policy, round = 1 } = booking
  const wasAbsent =
    round === 2 ? await isMarked(tx, sessionId) : found.fromState === 'no_show_educator'
  // Only staff change what counts against an educator.
  const counts = marked ?? wasAbsent
  const decided = { ...booking, share, earns, round }
  const { returned } = await moveBooking(
    tx,
    decided,
    { deed: 'resolve', role, by, reason: how },
    now,
  )
  if (goodwill > 0n) await giveOnTop(tx, decided, goodwill, by, now)
  await tx`
    insert into live.case_decision (booking_id, round, how, share, earns, goodwill, marked, note, returned, by, at)
    values (${id}, ${round}, ${how}, ${share}, ${earns ?? rest(booking, share)}, ${goodwill}, ${counts}, ${note},
      ${returned}, ${by}, ${now})`
  if (counts && !wasAbsent)
    await markEducator(tx, { session: sessionId, educator: educatorId, why: 'absent' }, now)
  if (!counts && wasAbsent)
    await liftMark(tx, sessionId, { by, note: note ?? 'the case was decided so' }, now)
  const closes = round === 2 || how === 'agreed' || how === 'withdrawn' || policy.appealDays === 0
  await toStage(tx, id, closes ? 'final' : 'decided', closes ? null : days(policy.appealDays, now))
}

async function isMarked(tx: Tx, session: string): Promise<boolean> {
  const found =
    await tx`select 1 as one from live.mark where session_id = ${session} and not lifted`
  return found.length > 0
}

async function giveOnTop(
  tx: Tx,
  { id, learnerId, policy, round }: MovingBooking,
  credits: bigint,
  by: string,
  at: Temporal.Instant,
): Promise<void> {
  await postRule(
    tx,
    'credits.granted',
    {
      to: { type: 'person', id: learnerId },
      credits,
      reason: 'goodwill',
      expiresAt: days(policy.goodwillDays, at),
    },
    { key: `booking:${id}:case:${round}:goodwill`, about: { type: 'booking', id }, by, at },
  )
}

/**
 * A side does not accept what was decided: once, within the days for it, and another of staff decides then.
 * What is still held stands still again. Sent again is sent once.
 * Refusals, in order: unknown_booking (also for strangers), case_not_appealable.
 */
export async function appealCase(
  tx: Tx,
  id: string,
  person: string,
  words: string,
  now: Temporal.Instant,
): Promise<void> {
  const { booking, found } = await lockCase(tx, id)
  const side = sideOf(booking, person)
  const by = `person:${person}`
  const [there] = await tx<{ by: string }>`
    select by from live.case_appeal where booking_id = ${id}`
  if (there?.by === by) return
  const open = found.stage === 'decided' && compareInstants(found.until!, now) >= 0
  if (there || !open) throw refuse('case_not_appealable')
  const decider = (await decisionsOf(tx, id)).at(-1)!.by
  await tx`
    insert into live.case_appeal (booking_id, side, words, by, at) values (${id}, ${side}, ${words}, ${by}, ${now})`
  const { evidenceDays, decideDays } = booking.policy
  await toStage(tx, id, 'appealed', days(evidenceDays + decideDays, now))
  await tx`
    update live.booking_case set assigned_to = null, assigned_at = null
    where booking_id = ${id} and assigned_to::text = ${decider.replace(/^person:/, '')}`
  await keepStill(tx, id, now)
  const appealUntil = found.until!.add({ seconds: 1 })
  await moveBooking(tx, { ...booking, appealUntil }, { deed: 'appeal', role: side, by }, now)
  await record(tx, {
    kind: 'case.appealed',
    about: { type: 'booking', id },
    at: now,
    data: { ...peopleOf(booking), side },
  })
}
