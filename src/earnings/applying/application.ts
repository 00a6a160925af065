import { type Fragment, type Query, raw, record, sql, type Tx } from '#base'
import type { Kind } from '../tiers.ts'
import { refuse } from './problems.ts'
import {
  APPLICATION_TRANSITIONS,
  type ApplicationDeed,
  type ApplicationState,
  type Doer,
  when,
} from './states.ts'

export const CEFR = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const
export type TaughtLanguage = { language: string; level: (typeof CEFR)[number] }
export const DAY_PARTS = ['night', 'morning', 'afternoon', 'evening'] as const
/** When somebody would like to teach, on their own clock. `day`: 1 is Monday. */
export type PreferredTime = { day: number; part: (typeof DAY_PARTS)[number] }
export type Proof = { what: string; link: string | null }

/** What people say of themselves when they apply. */
export type ApplicationFields = {
  kinds: Kind[]
  name: string
  email: string
  /** E.164. */
  phone: string
  country: string | null
  nativeLanguages: string[]
  teachingLanguages: TaughtLanguage[]
  yearsTeaching: number | null
  onlineExperience: string
  zone: string | null
  preferredTimes: PreferredTime[]
  weeklyHours: number | null
  introduction: string
  videoLink: string | null
  /** References to what shows that they know their field. */
  proofs: Proof[]
}

/** An application as it stands. */
export type ApplicationNow = ApplicationFields & {
  id: string
  personId: string
  state: ApplicationState
  /** How many steps it has made: a decision names what was seen. */
  steps: number
  stateAt: Temporal.Instant
  /** What was said with the latest step. */
  words: string | null
  begunAt: Temporal.Instant
  savedAt: Temporal.Instant
  sentAt: Temporal.Instant | null
  reviewerId: string | null
  decideBy: Temporal.Instant | null
  answerBy: Temporal.Instant | null
  decidedAt: Temporal.Instant | null
  reapplyAt: Temporal.Instant | null
}

export const APPLICATION = raw(`
  a.id, a.person_id as "personId", a.kinds, a.name, a.email, a.phone, a.country,
  a.native_languages as "nativeLanguages", a.teaching_languages as "teachingLanguages",
  a.years_teaching as "yearsTeaching", a.online_experience as "onlineExperience", a.zone,
  a.preferred_times as "preferredTimes", a.weekly_hours as "weeklyHours", a.introduction,
  a.video_link as "videoLink", a.proofs, a.state, a.steps, a.state_at as "stateAt", a.words,
  a.begun_at as "begunAt", a.saved_at as "savedAt", a.sent_at as "sentAt", a.reviewer_id as "reviewerId",
  a.decide_by as "decideBy", a.answer_by as "answerBy", a.decided_at as "decidedAt", a.reapply_at as "reapplyAt"`)

/** As a row has it: languages and times as short texts. */
export type ApplicationRow = Omit<ApplicationNow, 'teachingLanguages' | 'preferredTimes'> & {
  teachingLanguages: string[]
  preferredTimes: string[]
}

export function applicationFrom(row: ApplicationRow): ApplicationNow {
  return {
    ...row,
    teachingLanguages: row.teachingLanguages.map((one) => {
      const [language = '', level = ''] = one.split(' ')
      return { language, level: level as TaughtLanguage['level'] }
    }),
    preferredTimes: row.preferredTimes.map((one) => {
      const [day = '', part = ''] = one.split('-')
      return { day: Number(day), part: part as PreferredTime['part'] }
    }),
  }
}

/** One application. Refusal: unknown_application. */
export async function oneApplication(q: Query, id: string): Promise<ApplicationNow> {
  const [row] = await q<ApplicationRow>`
    select ${APPLICATION} from earnings.application a where a.id = ${id}`
  if (!row) throw refuse('unknown_application', { id })
  return applicationFrom(row)
}

/** The same, and nobody else changes it until this transaction ends. Refusal: unknown_application. */
export async function lockApplication(tx: Tx, id: string): Promise<ApplicationNow> {
  const [row] = await tx<ApplicationRow>`
    select ${APPLICATION} from earnings.application a where a.id = ${id} for update`
  if (!row) throw refuse('unknown_application', { id })
  return applicationFrom(row)
}

/** The latest application of a person: the open one, if there is any. */
export async function applicationOf(q: Query, person: string): Promise<ApplicationNow | undefined> {
  const [row] = await q<ApplicationRow>`
    select ${APPLICATION} from earnings.application a where a.person_id = ${person}
    order by a.decided_at is null desc, a.begun_at desc, a.id desc limit 1`
  return row && applicationFrom(row)
}

/** What a person applied for before, latest first. */
export async function pastApplications(q: Query, person: string): Promise<ApplicationNow[]> {
  const rows = await q<ApplicationRow>`
    select ${APPLICATION} from earnings.application a
    where a.person_id = ${person} and a.decided_at is not null and a.sent_at is not null
    order by a.begun_at desc, a.id desc limit 20`
  return rows.map(applicationFrom)
}

/** The open application of a person, locked. Refusal: unknown_application. */
export async function lockOwn(tx: Tx, person: string): Promise<ApplicationNow> {
  const [row] = await tx<ApplicationRow>`
    select ${APPLICATION} from earnings.application a
    where a.person_id = ${person} and a.state not in ('approved', 'rejected', 'withdrawn') for update`
  if (!row) throw refuse('unknown_application')
  return applicationFrom(row)
}

export type Step = {
  deed: ApplicationDeed
  doer: Doer
  words?: string | undefined
  /** The step that a reviewer looked at: refused where another one has followed. */
  seen?: number | undefined
}

/**
 * Whether a step can be made, before anything is written.
 * Refusals, in order: application_elsewhere (its state knows no such step), application_changed, and what the
 * table names.
 */
export function foresee(application: ApplicationNow, step: Step, now: Temporal.Instant) {
  const { deed, doer, seen } = step
  const way = APPLICATION_TRANSITIONS.find(
    (one) => one.deed === deed && one.from === application.state && one.by === doer.role,
  )
  if (!way) throw refuse('application_elsewhere', { state: application.state, deed })
  if (seen !== undefined && seen !== application.steps) {
    throw refuse('application_changed', { steps: application.steps })
  }
  const against = when[way.when].fails({ application, doer, now })
  if (against) throw refuse(against.code, { ...against.facts })
  return way
}

/** Makes a step that was foreseen: the state, what goes with it, its place in the history, its fact. */
export async function step(
  tx: Tx,
  application: ApplicationNow,
  made: Step & { set?: Fragment; data?: Record<string, unknown> },
  now: Temporal.Instant,
): Promise<ApplicationNow> {
  const { to, fact } = foresee(application, made, now)
  const { deed, doer, words, set = sql``, data = {} } = made
  const by = doer.id ? `person:${doer.id}` : 'schedule'
  const ends = to === 'approved' || to === 'rejected' || to === 'withdrawn'
  const answered = to === 'more_asked' ? sql`` : sql`, answer_by = null`
  const [row] = await tx<ApplicationRow>`
    update earnings.application a set state = ${to}, deed = ${deed}, state_by = ${by}, state_at = ${now},
      words = ${words}, steps = steps + 1, decided_at = ${ends ? now : null} ${answered} ${set}
    where id = ${application.id} returning ${APPLICATION}`
  if (fact) {
    const { id, personId, kinds } = application
    const told = { applicationId: id, personId, kinds, reviewerId: row!.reviewerId, words, ...data }
    await record(tx, { kind: fact, about: { type: 'application', id }, at: now, data: told })
  }
  return applicationFrom(row!)
}
