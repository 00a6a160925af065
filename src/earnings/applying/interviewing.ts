import { newId, type Query, record, type Tx } from '#base'
import { type ApplicationNow, foresee, lockApplication, lockOwn, step } from './application.ts'
import { applyingPolicy } from './numbers.ts'
import { refuse } from './problems.ts'

export type Interview = {
  id: string
  applicationId: string
  reviewerId: string
  minutes: number
  times: Temporal.Instant[]
  /** Where it takes place: the link of a meeting, or words. */
  place: string
  state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
  startsAt: Temporal.Instant | null
  words: string | null
  offeredAt: Temporal.Instant
}

/** The latest talk that was offered. */
export async function interviewOf(q: Query, application: string): Promise<Interview | undefined> {
  const [row] = await q<Interview & { times: unknown }>`
    select id, application_id as "applicationId", reviewer_id as "reviewerId", minutes, to_json(times) as times,
      place, state, starts_at as "startsAt", words, offered_at as "offeredAt"
    from earnings.interview where application_id = ${application} order by offered_at desc, id desc limit 1`
  if (!row) return undefined
  const times = (row.times as unknown as string[]).map((one) => Temporal.Instant.from(one))
  return { ...row, times }
}

const later = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) > 0

/**
 * Offers times for a talk; offering again takes the former ones back, and a talk that was set.
 * Refusals, in order: unknown_application, application_elsewhere, application_changed, application_with_other,
 * application_untaken, interview_times_past.
 */
export async function offerTimes(
  tx: Tx,
  id: string,
  offer: { times: readonly Temporal.Instant[]; place: string; minutes?: number | undefined },
  reviewer: { id: string; seen?: number | undefined },
  now: Temporal.Instant,
): Promise<ApplicationNow> {
  const application = await lockApplication(tx, id)
  const doer = { role: 'reviewer', id: reviewer.id } as const
  const made = { deed: 'offer times', doer, seen: reviewer.seen } as const
  foresee(application, made, now)
  if (offer.times.some((time) => !later(time, now))) throw refuse('interview_times_past')
  await callOffInterview(tx, application, now)
  const { interviewMinutes } = await applyingPolicy(tx)
  const times = [...offer.times].sort(Temporal.Instant.compare)
  await tx`
    insert into earnings.interview (id, application_id, reviewer_id, minutes, times, place, state, offered_at)
    values (${newId()}, ${id}, ${reviewer.id}, ${offer.minutes ?? interviewMinutes}, ${times}, ${offer.place},
      'offered', ${now})`
  return step(tx, application, made, now)
}

/** The talk that waits for its applicant. Refusal: no_times_offered. */
async function offered(tx: Tx, application: ApplicationNow): Promise<Interview> {
  const interview = await interviewOf(tx, application.id)
  if (interview?.state !== 'offered') throw refuse('no_times_offered')
  return interview
}

/**
 * The applicant chooses one of the times: both get it for their calendars.
 * Refusals, in order: unknown_application, application_elsewhere, no_times_offered, time_not_offered,
 * interview_time_taken.
 */
export async function chooseTime(
  tx: Tx,
  person: string,
  time: Temporal.Instant,
  now: Temporal.Instant,
): Promise<ApplicationNow> {
  const application = await lockOwn(tx, person)
  const made = { deed: 'choose', doer: { role: 'applicant', id: person } } as const
  foresee(application, made, now)
  const { id, times, minutes, reviewerId, place } = await offered(tx, application)
  if (!later(time, now) || !times.some((one) => one.equals(time))) throw refuse('time_not_offered')
  const until = time.add({ minutes })
  // The reviewer's own turn: two applicants who choose at once come one after the other.
  await tx`select pg_advisory_xact_lock(hashtextextended(${reviewerId}, 23))`
  const clash = await tx`
    select 1 as one from earnings.interview
    where reviewer_id = ${reviewerId} and state = 'chosen' and during && tstzrange(${time}, ${until})`
  if (clash.length > 0) throw refuse('interview_time_taken')
  await tx`
    update earnings.interview set state = 'chosen', starts_at = ${time}, during = tstzrange(${time}, ${until}),
      answered_at = ${now} where id = ${id}`
  const data = { start: time.toString(), end: until.toString(), place, talkWith: reviewerId }
  return step(tx, application, { ...made, data }, now)
}

/** None of the times fits: says when it would. Refusals, in order: unknown_application, application_elsewhere, no_times_offered. */
export async function noneFits(
  tx: Tx,
  person: string,
  words: string,
  now: Temporal.Instant,
): Promise<ApplicationNow> {
  const application = await lockOwn(tx, person)
  const made = { deed: 'none fits', doer: { role: 'applicant', id: person }, words } as const
  foresee(application, made, now)
  const { id } = await offered(tx, application)
  await tx`
    update earnings.interview set state = 'none_fits', words = ${words}, answered_at = ${now} where id = ${id}`
  return step(tx, application, made, now)
}

/** What was offered or set for a talk no longer counts; a set one that is still to come leaves both calendars. */
export async function callOffInterview(
  tx: Tx,
  { id, personId }: ApplicationNow,
  now: Temporal.Instant,
): Promise<void> {
  const [gone] = await tx<{
    reviewer: string
    start: Temporal.Instant | null
    end: Temporal.Instant | null
  }>`
    update earnings.interview set state = 'called_off'
    where application_id = ${id} and (state = 'offered' or (state = 'chosen' and starts_at > ${now}))
    returning reviewer_id as reviewer, starts_at as start, upper(during) as end`
  await tx`
    update earnings.interview set state = 'held'
    where application_id = ${id} and state = 'chosen' and starts_at <= ${now}`
  if (!gone?.start) return
  const data = {
    applicationId: id,
    personId,
    talkWith: gone.reviewer,
    start: gone.start.toString(),
    end: gone.end!.toString(),
  }
  const about = { type: 'application', id }
  await record(tx, { kind: 'application.interview_called_off', about, at: now, data })
}
