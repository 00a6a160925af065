import type { Fact, Query } from '#base'
import { interviewOf, oneApplication, oneContract } from '#earnings'
import type { Invitation } from '#messaging'
import { staffWith } from '#people'
import type { Hearers } from './telling-of-live.ts'

const text = (part: unknown): string => String(part)
const maybe = (part: unknown): string | undefined =>
  typeof part === 'string' && part !== '' ? part : undefined
const instant = (part: unknown): Temporal.Instant => Temporal.Instant.from(text(part))

/** Whose application it is, and what their reviewers call it. */
async function about(q: Query, { about: { id }, data }: Fact) {
  const { name } = await oneApplication(q, id)
  return { to: text(data.personId), reviewer: maybe(data.reviewerId), name, application: id }
}

/** Whoever has it; while nobody has, everybody who could. */
const reviewers = async (q: Query, one: string | undefined): Promise<string[]> =>
  one ? [one] : staffWith(q, ['reviewer', 'admin'])

/** A talk as a calendar takes it: the same one for its whole life, however often it moves. */
const talk = (
  { about: { id }, data }: Fact,
  who: string,
  link: string,
  cancelled: boolean,
): Invitation => ({
  about: id,
  start: instant(data.start),
  end: instant(data.end),
  summary: `Talk about teaching: ${who}`,
  ...(data.place ? { description: text(data.place) } : {}),
  link,
  cancelled,
})

const OWN = '/teach-with-us/application'
const caseOf = (id: string) => `/operate/applications/${id}`

/** Applicants hear of every step of their application, reviewers of what they are to do. */
export const hearersOfApplying: Record<string, Hearers> = {
  'application.sent': async (q, fact) => {
    const { to, name, application } = await about(q, fact)
    const until = instant(fact.data.decideBy)
    const staff = (await staffWith(q, ['reviewer'])).filter((one) => one !== to)
    return [
      { to, kind: 'application.sent', told: { until } },
      ...staff.map((one) => ({
        to: one,
        kind: 'application.waiting' as const,
        told: { name, until, application },
      })),
    ]
  },
  'application.more_asked': (_q, { data }) => {
    const told = { words: text(data.words), until: instant(data.until) }
    return [{ to: text(data.personId), kind: 'application.more_asked', told }]
  },
  'application.answered': async (q, fact) => {
    const { name, application, reviewer } = await about(q, fact)
    const told = { name, words: text(fact.data.words), application }
    return reviewer ? [{ to: reviewer, kind: 'application.answered', told }] : []
  },
  'application.times_offered': async (q, fact) => {
    const count = (await interviewOf(q, fact.about.id))?.times.length ?? 1
    return [{ to: text(fact.data.personId), kind: 'application.times_offered', told: { count } }]
  },
  'application.interview_set': async (q, fact) => {
    const { to, name, application } = await about(q, fact)
    const told = { start: instant(fact.data.start), place: text(fact.data.place) }
    return [
      {
        to,
        kind: 'application.interview_set',
        told,
        invitation: talk(fact, 'Stoa', OWN, false),
      },
      {
        to: text(fact.data.talkWith),
        kind: 'application.interview_set.reviewer',
        told: { ...told, name, application },
        invitation: talk(fact, name, caseOf(application), false),
      },
    ]
  },
  'application.interview_called_off': async (q, fact) => {
    const { to, name, application } = await about(q, fact)
    const start = instant(fact.data.start)
    return [
      {
        to,
        kind: 'application.interview_called_off',
        told: { start },
        invitation: talk(fact, 'Stoa', OWN, true),
      },
      {
        to: text(fact.data.talkWith),
        kind: 'application.interview_called_off.reviewer',
        told: { start, name, application },
        invitation: talk(fact, name, caseOf(application), true),
      },
    ]
  },
  'application.none_fits': async (q, fact) => {
    const { name, application, reviewer } = await about(q, fact)
    const told = { name, words: text(fact.data.words), application }
    return reviewer ? [{ to: reviewer, kind: 'application.none_fits', told }] : []
  },
  'application.approved': (_q, { data }) => [
    { to: text(data.personId), kind: 'application.approved', told: { words: maybe(data.words) } },
  ],
  'application.rejected': (_q, { data }) => {
    const told = { words: text(data.words), again: instant(data.again) }
    return [{ to: text(data.personId), kind: 'application.rejected', told }]
  },
  'application.withdrawn': async (q, fact) => {
    const { name, application, reviewer } = await about(q, fact)
    const told = { name, application, lapsed: false }
    return reviewer ? [{ to: reviewer, kind: 'application.withdrawn', told }] : []
  },
  'application.lapsed': async (q, fact) => {
    const { to, name, application, reviewer } = await about(q, fact)
    const told = { name, application, lapsed: true }
    return [
      { to, kind: 'application.lapsed', told: {} },
      ...(reviewer ? [{ to: reviewer, kind: 'application.withdrawn' as const, told }] : []),
    ]
  },
  'application.late': async (q, fact) => {
    const { to, name, application, reviewer } = await about(q, fact)
    const sent = instant(fact.data.sentAt)
    const told = { name, application, sent, taken: reviewer !== undefined }
    const staff = (await reviewers(q, reviewer)).filter((one) => one !== to)
    return staff.map((one) => ({ to: one, kind: 'application.late', told }))
  },
  'contract.asked': (_q, { about: { id }, data }) => {
    const told = { title: text(data.title), until: instant(data.until) }
    return [{ to: id, kind: 'contract.asked', told }]
  },
  'contract.accepted': async (q, { about: { id }, at, data }) => {
    const { title, version } = await oneContract(q, text(data.contractId))
    return [{ to: id, kind: 'contract.accepted', told: { title, version, at } }]
  },
}
