import { type Static, Type } from 'typebox'
import type { CaseCard, CasePage } from '#live'
import { ShareSchema, SideSchema, StageSchema } from './after-shapes.ts'
import { IdSchema, InstantSchema, orNull, ValueSchema } from './schemas.ts'

/** How cases between a learner and an educator are answered. */

const thing = { additionalProperties: false } as const
export const AboutSchema = Type.Enum(['charge', 'attendance', 'commission'])
const VoiceSchema = Type.Enum(['learner', 'educator', 'staff'])
const Person = Type.Object({ id: IdSchema, name: Type.String() }, thing)

export const EarnsSchema = Type.Integer({
  minimum: 0,
  maximum: 20_000,
  description: 'On how much of what was paid the educator earns; basis points',
})

export const CaseCardSchema = Type.Object(
  {
    id: IdSchema,
    about: AboutSchema,
    side: SideSchema,
    stage: StageSchema,
    openedAt: InstantSchema,
    until: orNull(InstantSchema),
    overdue: Type.Boolean(),
    session: Type.Object({ title: Type.String(), start: InstantSchema }, thing),
    learner: Person,
    educator: Person,
    assignedTo: orNull(Person),
  },
  thing,
)

export const cardOf = (card: CaseCard): Static<typeof CaseCardSchema> => ({
  id: card.bookingId,
  about: card.about,
  side: card.side,
  stage: card.stage,
  openedAt: card.openedAt.toString(),
  until: card.until?.toString() ?? null,
  overdue: card.overdue,
  session: { title: card.title, start: card.start.toString() },
  learner: card.learner,
  educator: card.educator,
  assignedTo: card.assignedTo,
})

const PointSchema = Type.Object(
  {
    number: Type.Integer(),
    kind: Type.Enum(['claim', 'question']),
    side: SideSchema,
    words: orNull(Type.String({ description: 'What staff ask' })),
    askedAt: InstantSchema,
    until: InstantSchema,
    answer: orNull(Type.Enum(['agreed', 'refused', 'answered'])),
    answerWords: orNull(Type.String()),
    answeredAt: orNull(InstantSchema),
    lostAt: orNull(Type.String({ format: 'date-time', description: 'Nobody answered in time' })),
  },
  thing,
)
const DecisionSchema = Type.Object(
  {
    round: Type.Integer(),
    how: Type.Enum(['agreed', 'silence', 'staff', 'withdrawn']),
    share: ShareSchema,
    earns: EarnsSchema,
    goodwill: ValueSchema,
    marked: Type.Boolean(),
    note: orNull(Type.String()),
    returned: ValueSchema,
    at: InstantSchema,
  },
  thing,
)
const MessageSchema = Type.Object(
  {
    id: IdSchema,
    side: VoiceSchema,
    staffOnly: Type.Boolean(),
    words: Type.String(),
    at: InstantSchema,
  },
  thing,
)
const FileSchema = Type.Object(
  {
    id: IdSchema,
    side: VoiceSchema,
    name: Type.String(),
    kind: Type.String(),
    size: Type.Integer(),
    at: InstantSchema,
  },
  thing,
)
const AmendmentSchema = Type.Object(
  {
    part: Type.Enum(['educator', 'institution']),
    round: Type.Integer(),
    before: ValueSchema,
    after: ValueSchema,
    owed: ValueSchema,
  },
  thing,
)

export const CaseSchema = Type.Object(
  {
    id: IdSchema,
    mine: Type.Enum(['learner', 'educator', 'staff']),
    about: AboutSchema,
    side: SideSchema,
    from: Type.String(),
    words: Type.String(),
    askedShare: ShareSchema,
    openedAt: InstantSchema,
    stage: StageSchema,
    until: orNull(InstantSchema),
    overdue: Type.Boolean(),
    assignedTo: orNull(Person),
    learner: Person,
    educator: Person,
    session: Type.Object(
      {
        id: IdSchema,
        title: Type.String(),
        start: InstantSchema,
        end: InstantSchema,
        zone: Type.String(),
      },
      thing,
    ),
    method: Type.String(),
    paid: ValueSchema,
    points: Type.Array(PointSchema),
    decisions: Type.Array(DecisionSchema),
    appeal: orNull(
      Type.Object({ side: SideSchema, words: Type.String(), at: InstantSchema }, thing),
    ),
    messages: Type.Array(MessageSchema),
    files: Type.Array(FileSchema),
    earnings: Type.Array(AmendmentSchema, {
      description: 'What the decisions made of what was earned; for the educator and staff',
    }),
  },
  thing,
)

type Told = Static<typeof CaseSchema>

export const pointOf = (one: CasePage['points'][number]): Told['points'][number] => ({
  ...one,
  askedAt: one.askedAt.toString(),
  until: one.until.toString(),
  answeredAt: one.answeredAt?.toString() ?? null,
  lostAt: one.lostAt?.toString() ?? null,
})
export const messageOf = (one: CasePage['messages'][number]): Told['messages'][number] => ({
  id: one.id,
  side: one.side,
  staffOnly: one.staffOnly,
  words: one.words,
  at: one.at.toString(),
})
