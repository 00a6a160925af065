import type { ApplicationNow } from './application.ts'

/** The states of an application. */
export const APPLICATION_STATES = [
  'draft',
  'sent',
  'in_review',
  'more_asked',
  'answered',
  'interview',
  'approved',
  'rejected',
  'withdrawn',
] as const
export type ApplicationState = (typeof APPLICATION_STATES)[number]

/** Who can do something with an application. */
export type ApplicationRole = 'applicant' | 'reviewer' | 'schedule'

/** What can be done with an application. */
export type ApplicationDeed =
  | 'begin'
  | 'send'
  | 'take'
  | 'let go'
  | 'ask'
  | 'answer'
  | 'offer times'
  | 'choose'
  | 'none fits'
  | 'approve'
  | 'reject'
  | 'withdraw'
  | 'lapse'

/** Who asks for a step. `id`: the person; none for the schedule. */
export type Doer = { role: ApplicationRole; id?: string; admin?: boolean }

type Known = { application: ApplicationNow; doer: Doer; now: Temporal.Instant }
type Fails = { code: Parameters<typeof import('./problems.ts').refuse>[0]; facts?: object }

const after = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) > 0

/** What must be true for a step, in words and in code: answers what stands against it. */
export const when = {
  always: { says: '', fails: (): Fails | undefined => undefined },
  whole: {
    says: 'every field that a reviewer needs is filled',
    fails: ({ application }: Known): Fails | undefined => {
      const missing = missingIn(application)
      return missing.length > 0 ? { code: 'application_incomplete', facts: { missing } } : undefined
    },
  },
  free: {
    says: 'nobody else has it, or an administrator decides so; never one’s own',
    fails: ({ application, doer }: Known): Fails | undefined => {
      if (application.personId === doer.id) return { code: 'own_application' }
      const { reviewerId } = application
      if (!reviewerId || reviewerId === doer.id || doer.admin) return undefined
      return { code: 'application_with_other', facts: { reviewer: reviewerId } }
    },
  },
  theirs: {
    says: 'it is the reviewer who has it',
    fails: ({ application, doer }: Known): Fails | undefined => {
      const { reviewerId } = application
      if (reviewerId === doer.id) return undefined
      return reviewerId
        ? { code: 'application_with_other', facts: { reviewer: reviewerId } }
        : { code: 'application_untaken' }
    },
  },
  due: {
    says: 'the day for an answer has passed',
    fails: ({ application, now }: Known): Fails | undefined =>
      application.answerBy && !after(application.answerBy, now)
        ? undefined
        : { code: 'application_elsewhere' },
  },
} as const

export type ApplicationTransition = {
  deed: ApplicationDeed
  from: ApplicationState | 'new'
  to: ApplicationState
  by: ApplicationRole
  when: keyof typeof when
  /** The fact that is recorded: the notices that go out follow from it. */
  fact: string | null
}

const rows = (
  deed: ApplicationDeed,
  by: ApplicationRole,
  condition: keyof typeof when,
  fact: string | null,
  ...ways: (readonly [ApplicationState | 'new', ApplicationState])[]
): ApplicationTransition[] =>
  ways.map(([from, to]) => ({ deed, from, to, by, when: condition, fact }))

/**
 * Every way in which an application can change. Nothing else changes one: verbs name a deed, the row that
 * fits its state and the doer is what happens, and the database refuses a step that is not here
 * (earnings.application_transition).
 */
export const APPLICATION_TRANSITIONS: readonly ApplicationTransition[] = [
  ...rows('begin', 'applicant', 'always', null, ['new', 'draft']),
  ...rows('send', 'applicant', 'whole', 'application.sent', ['draft', 'sent']),
  ...rows(
    'take',
    'reviewer',
    'free',
    null,
    ['sent', 'in_review'],
    ['in_review', 'in_review'],
    ['more_asked', 'more_asked'],
    ['answered', 'answered'],
    ['interview', 'interview'],
  ),
  ...rows('let go', 'reviewer', 'theirs', null, ['in_review', 'sent']),
  ...rows(
    'ask',
    'reviewer',
    'theirs',
    'application.more_asked',
    ['in_review', 'more_asked'],
    ['answered', 'more_asked'],
    ['interview', 'more_asked'],
  ),
  ...rows('answer', 'applicant', 'whole', 'application.answered', ['more_asked', 'answered']),
  ...rows(
    'offer times',
    'reviewer',
    'theirs',
    'application.times_offered',
    ['in_review', 'interview'],
    ['answered', 'interview'],
    ['interview', 'interview'],
  ),
  ...rows('choose', 'applicant', 'always', 'application.interview_set', ['interview', 'interview']),
  ...rows('none fits', 'applicant', 'always', 'application.none_fits', ['interview', 'interview']),
  ...rows(
    'approve',
    'reviewer',
    'theirs',
    'application.approved',
    ['in_review', 'approved'],
    ['answered', 'approved'],
    ['interview', 'approved'],
  ),
  ...rows(
    'reject',
    'reviewer',
    'theirs',
    'application.rejected',
    ['in_review', 'rejected'],
    ['answered', 'rejected'],
    ['interview', 'rejected'],
    ['more_asked', 'rejected'],
  ),
  ...rows(
    'withdraw',
    'applicant',
    'always',
    'application.withdrawn',
    ['draft', 'withdrawn'],
    ['sent', 'withdrawn'],
    ['in_review', 'withdrawn'],
    ['more_asked', 'withdrawn'],
    ['answered', 'withdrawn'],
    ['interview', 'withdrawn'],
  ),
  ...rows('lapse', 'schedule', 'due', 'application.lapsed', ['more_asked', 'withdrawn']),
]

/** What can be done with it by this person now, for pages: names of deeds. */
export function openDeeds(
  application: ApplicationNow,
  doer: Doer,
  now: Temporal.Instant,
): ApplicationDeed[] {
  const open = APPLICATION_TRANSITIONS.filter(
    (one) =>
      one.from === application.state &&
      one.by === doer.role &&
      (one.when === 'whole' || !when[one.when].fails({ application, doer, now })),
  )
  return [...new Set(open.map(({ deed }) => deed))]
}

/** The fields that a reviewer needs and that are not filled yet, in the order of the form. */
export function missingIn(application: ApplicationNow): string[] {
  const { kinds, nativeLanguages, teachingLanguages, preferredTimes } = application
  const needed: [string, boolean][] = [
    ['kinds', kinds.length > 0],
    ['name', application.name !== ''],
    ['email', application.email !== ''],
    ['phone', application.phone !== ''],
    ['country', application.country !== null],
    ['nativeLanguages', nativeLanguages.length > 0],
    ['teachingLanguages', teachingLanguages.length > 0],
    ['yearsTeaching', application.yearsTeaching !== null],
    ['zone', application.zone !== null],
    ['preferredTimes', preferredTimes.length > 0],
    ['weeklyHours', application.weeklyHours !== null],
    ['introduction', application.introduction !== ''],
  ]
  return needed.filter(([, filled]) => !filled).map(([name]) => name)
}
