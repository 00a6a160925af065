import { newId, type Query, sql, type Tx } from '#base'
import { staffWith } from '#people'
import { type ApplicationNow, foresee, lockApplication, step } from './application.ts'
import { callOffInterview } from './interviewing.ts'
import { applyingPolicy } from './numbers.ts'
import { refuse } from './problems.ts'
import type { ApplicationState } from './states.ts'

/** A reviewer at work. `seen`: the step of the application that they looked at. */
export type Reviewer = { id: string; admin: boolean; seen?: number | undefined }

const doerOf = ({ id, admin }: Reviewer) => ({ role: 'reviewer', id, admin }) as const

/**
 * Gives an application to a reviewer: oneself, or a colleague. Whoever has it hands it on; an administrator may
 * always. Refusals, in order: unknown_application, application_elsewhere, application_changed, own_application,
 * application_with_other, not_a_reviewer.
 */
export async function takeApplication(
  tx: Tx,
  id: string,
  to: string,
  by: Reviewer,
  now: Temporal.Instant,
): Promise<ApplicationNow> {
  const application = await lockApplication(tx, id)
  const made = { deed: 'take', doer: doerOf(by), seen: by.seen } as const
  foresee(application, made, now)
  if (application.personId === to) throw refuse('own_application')
  if (!(await staffWith(tx, ['reviewer', 'admin'])).includes(to)) throw refuse('not_a_reviewer')
  if (application.reviewerId === to) return application
  return step(tx, application, { ...made, set: sql`, reviewer_id = ${to}` }, now)
}

/** Puts an application back into the queue. Refusals, in order: unknown_application, application_elsewhere, application_changed, application_with_other. */
export async function letGoOfApplication(
  tx: Tx,
  id: string,
  by: Reviewer,
  now: Temporal.Instant,
): Promise<ApplicationNow> {
  const application = await lockApplication(tx, id)
  const made = { deed: 'let go', doer: doerOf(by), seen: by.seen } as const
  return step(tx, application, { ...made, set: sql`, reviewer_id = null` }, now)
}

/**
 * Asks the applicant for more, by a day. Refusals, in order: unknown_application, application_elsewhere,
 * application_changed, application_with_other, application_untaken.
 */
export async function askForMore(
  tx: Tx,
  id: string,
  words: string,
  by: Reviewer,
  now: Temporal.Instant,
): Promise<ApplicationNow> {
  const application = await lockApplication(tx, id)
  const made = { deed: 'ask', doer: doerOf(by), seen: by.seen, words } as const
  foresee(application, made, now)
  const { answerDays } = await applyingPolicy(tx)
  const until = now.add({ hours: 24 * answerDays })
  const data = { until: until.toString() }
  const asked = await step(
    tx,
    application,
    { ...made, data, set: sql`, answer_by = ${until}` },
    now,
  )
  await callOffInterview(tx, application, now)
  return asked
}

/**
 * Rejects it, with a reason that the applicant reads; they may apply again after the operator's days.
 * Refusals, in order: unknown_application, application_elsewhere, application_changed, application_with_other,
 * application_untaken.
 */
export async function rejectApplication(
  tx: Tx,
  id: string,
  reason: string,
  by: Reviewer,
  now: Temporal.Instant,
): Promise<ApplicationNow> {
  const application = await lockApplication(tx, id)
  const made = { deed: 'reject', doer: doerOf(by), seen: by.seen, words: reason } as const
  foresee(application, made, now)
  const { reapplyDays } = await applyingPolicy(tx)
  const again = now.add({ hours: 24 * reapplyDays })
  const data = { again: again.toString() }
  const set = sql`, reapply_at = ${again}`
  const rejected = await step(tx, application, { ...made, set, data }, now)
  await callOffInterview(tx, application, now)
  return rejected
}

export type Note = { id: string; words: string; by: string; at: Temporal.Instant }

/** Writes a note for colleagues; applicants never read it. Refusal: unknown_application. */
export async function noteOnApplication(
  tx: Tx,
  id: string,
  words: string,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  await lockApplication(tx, id)
  await tx`
    insert into earnings.application_note (id, application_id, words, by, at)
    values (${newId()}, ${id}, ${words}, ${by}, ${now})`
}

/** The notes of an application, oldest first. */
export async function notesOf(q: Query, application: string): Promise<Note[]> {
  return q<Note>`
    select id, words, by, at from earnings.application_note where application_id = ${application} order by at, id`
}

export type ApplicationStep = {
  number: number
  deed: string
  from: ApplicationState | 'new'
  to: ApplicationState
  by: string
  words: string | null
  at: Temporal.Instant
}

/** Everything that happened to an application, oldest first. */
export async function stepsOf(q: Query, application: string): Promise<ApplicationStep[]> {
  return q<ApplicationStep>`
    select number, deed, from_state as "from", to_state as "to", by, words, at
    from earnings.application_step where application_id = ${application} order by number`
}
