import { newId, type Query, sql, type Tx, toJson } from '#base'
import type { Kind } from '../tiers.ts'
import {
  APPLICATION,
  type ApplicationFields,
  type ApplicationNow,
  type ApplicationRow,
  applicationFrom,
  applicationOf,
  lockOwn,
  step,
} from './application.ts'
import { callOffInterview } from './interviewing.ts'
import { applyingPolicy } from './numbers.ts'
import { refuse } from './problems.ts'

/** The states in which an applicant writes. */
const WRITTEN = ['draft', 'more_asked']

/** Why somebody cannot begin an application now, and from when on they can. */
type Against = {
  code: 'application_open' | 'apply_later' | 'teaches_that_already'
  from: string | null
}

/** Whether a person may begin an application: undefined, or what stands against it. */
export async function mayApply(
  q: Query,
  person: string,
  now: Temporal.Instant,
): Promise<Against | undefined> {
  const before = await applicationOf(q, person)
  if (before && !before.decidedAt) return { code: 'application_open', from: null }
  if (before?.reapplyAt && Temporal.Instant.compare(before.reapplyAt, now) > 0) {
    return { code: 'apply_later', from: before.reapplyAt.toString() }
  }
  const taught = await taughtBy(q, person)
  return taught.length === 2 ? { code: 'teaches_that_already', from: null } : undefined
}

/** One after the other: two forms of one person that are sent at once make one application. */
const ownTurn = (tx: Tx, person: string) =>
  tx`select pg_advisory_xact_lock(hashtextextended(${person}, 23))`

/** Whoever applies, as their account knows them. */
export type Applicant = { id: string; name: string; email: string; zone: string }

/**
 * Begins an application, as a draft, with what is known of the person.
 * Refusals, in order: application_open, apply_later (after a rejection), teaches_that_already (all there is).
 */
export async function beginApplication(
  tx: Tx,
  person: Applicant,
  now: Temporal.Instant,
): Promise<ApplicationNow> {
  await ownTurn(tx, person.id)
  const against = await mayApply(tx, person.id, now)
  if (against) throw refuse(against.code, against.from ? { from: against.from } : {})
  const [row] = await tx<ApplicationRow>`
    insert into earnings.application as a (id, person_id, name, email, zone, state, deed, state_by, state_at,
      begun_at, saved_at)
    values (${newId()}, ${person.id}, ${person.name}, ${person.email}, ${person.zone}, 'draft', 'begin',
      ${`person:${person.id}`}, ${now}, ${now}, ${now})
    returning ${APPLICATION}`
  return applicationFrom(row!)
}

/**
 * Goes on with one's own application, beginning it where there is none: keeps what was filled, and sends it
 * where that is asked for. Refusals, in order: those of `beginApplication`, `fillApplication`, `sendApplication`.
 */
export async function applyToTeach(
  tx: Tx,
  person: Applicant,
  { fields, send }: { fields: Partial<ApplicationFields>; send: boolean },
  now: Temporal.Instant,
): Promise<ApplicationNow> {
  await ownTurn(tx, person.id)
  const before = await applicationOf(tx, person.id)
  if (!before || before.decidedAt) await beginApplication(tx, person, now)
  const filled = await fillApplication(tx, person.id, fields, now)
  return send ? sendApplication(tx, person.id, now) : filled
}

const by = (deed: 'send' | 'answer' | 'withdraw', id: string) => ({
  deed,
  doer: { role: 'applicant', id } as const,
})

/** A zone is a place with clocks of its own, as calendars know it; an offset is none. */
function refuseUnlessPlace(zone: string): void {
  try {
    if (/^[A-Za-z]/.test(zone) && new Temporal.ZonedDateTime(0n, zone)) return
  } catch {}
  throw refuse('application_zone_unknown', { zone })
}

/** What a person teaches here already. */
async function taughtBy(q: Query, person: string): Promise<Kind[]> {
  const rows = await q<{ kind: Kind }>`
    select kind from earnings.standing where educator_id = ${person}`
  return rows.map(({ kind }) => kind)
}

/**
 * Writes down some fields of one's own application; what is not named stays. Only while it is a draft, or more
 * is asked for. Refusals, in order: unknown_application, application_fixed, teaches_that_already,
 * application_zone_unknown.
 */
export async function fillApplication(
  tx: Tx,
  person: string,
  fields: Partial<ApplicationFields>,
  now: Temporal.Instant,
): Promise<ApplicationNow> {
  const application = await lockOwn(tx, person)
  if (!WRITTEN.includes(application.state)) throw refuse('application_fixed')
  const taught = await taughtBy(tx, person)
  if (fields.kinds?.some((kind) => taught.includes(kind))) throw refuse('teaches_that_already')
  if (fields.zone) refuseUnlessPlace(fields.zone)
  const all = { ...application, ...fields }
  const languages = all.teachingLanguages.map(({ language, level }) => `${language} ${level}`)
  const times = all.preferredTimes.map(({ day, part }) => `${day}-${part}`)
  const [row] = await tx<ApplicationRow>`
    update earnings.application a set kinds = ${all.kinds}, name = ${all.name.trim()}, email = ${all.email.trim()},
      phone = ${all.phone}, country = ${all.country}, native_languages = ${all.nativeLanguages},
      teaching_languages = ${languages}, years_teaching = ${all.yearsTeaching},
      online_experience = ${all.onlineExperience.trim()}, zone = ${all.zone}, preferred_times = ${times},
      weekly_hours = ${all.weeklyHours}, introduction = ${all.introduction.trim()}, video_link = ${all.videoLink},
      proofs = ${toJson(all.proofs)}::jsonb, saved_at = ${now}
    where id = ${application.id} returning ${APPLICATION}`
  return applicationFrom(row!)
}

/**
 * Sends one's own application: from now on its clock runs.
 * Refusals, in order: unknown_application, application_elsewhere, application_incomplete (what is missing).
 */
export async function sendApplication(
  tx: Tx,
  person: string,
  now: Temporal.Instant,
): Promise<ApplicationNow> {
  const application = await lockOwn(tx, person)
  const { reviewDays } = await applyingPolicy(tx)
  const decideBy = now.add({ hours: 24 * reviewDays })
  const set = sql`, sent_at = ${now}, decide_by = ${decideBy}`
  return step(
    tx,
    application,
    { ...by('send', person), set, data: { decideBy: decideBy.toString() } },
    now,
  )
}

/**
 * Answers what was asked: it goes on where it was, with the days of a review before it.
 * Refusals, in order: unknown_application, application_elsewhere, application_incomplete.
 */
export async function answerApplication(
  tx: Tx,
  person: string,
  words: string,
  now: Temporal.Instant,
): Promise<ApplicationNow> {
  const application = await lockOwn(tx, person)
  const { reviewDays } = await applyingPolicy(tx)
  const set = sql`, decide_by = ${now.add({ hours: 24 * reviewDays })}, told_late_at = null`
  return step(tx, application, { ...by('answer', person), words, set }, now)
}

/** Takes one's own application back. Refusals, in order: unknown_application, application_elsewhere. */
export async function withdrawApplication(
  tx: Tx,
  person: string,
  words: string | undefined,
  now: Temporal.Instant,
): Promise<ApplicationNow> {
  const application = await lockOwn(tx, person)
  const data = { wasSent: application.state !== 'draft' }
  const ended = await step(tx, application, { ...by('withdraw', person), words, data }, now)
  await callOffInterview(tx, application, now)
  return ended
}
