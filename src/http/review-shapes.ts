import { type Static, Type } from 'typebox'
import { type LearnerRating, type OwnReview, type Rank, REASONS, type ToWrite } from '#live'
import { KindSchema } from './live-shapes.ts'
import { IdSchema, InstantSchema, orNull } from './schemas.ts'

/** How reviews are asked for and answered. */

const thing = { additionalProperties: false } as const
const PersonSchema = Type.Object({ id: IdSchema, name: Type.String() }, thing)

export const StarsSchema = Type.Integer({ minimum: 1, maximum: 5 })
const PartSchema = Type.Optional(orNull(StarsSchema))
export const StarsBody = {
  stars: StarsSchema,
  clarity: PartSchema,
  progress: PartSchema,
  preparation: PartSchema,
  encouragement: PartSchema,
  words: Type.Optional(
    Type.String({ maxLength: 4000, description: 'Public; no contact details and no links' }),
  ),
}
export const ReviewBody = Type.Object(
  {
    ...StarsBody,
    privateNote: Type.Optional(Type.String({ maxLength: 4000, description: 'Only staff read it' })),
    public: Type.Optional(
      Type.Boolean({
        description:
          'Whether it is also the public review of the educator: yes for the first session with them, else no',
      }),
    ),
  },
  thing,
)
export const ChangeReviewBody = Type.Object(StarsBody, thing)
export const ReplyBody = Type.Object(
  { words: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }) },
  thing,
)
export const LearnerRatingBody = Type.Object(
  {
    stars: StarsSchema,
    words: Type.Optional(Type.String({ maxLength: 2000, description: 'For the learner' })),
    privateNote: Type.Optional(Type.String({ maxLength: 4000, description: 'Only staff read it' })),
  },
  thing,
)

export const ReasonSchema = Type.Enum([...REASONS])
export const ReportBody = Type.Object(
  { reason: ReasonSchema, words: Type.Optional(Type.String({ maxLength: 2000 })) },
  thing,
)
export const ReviewReportBody = Type.Object(
  {
    ...ReportBody.properties,
    what: Type.Optional(
      Type.Enum(['review', 'reply', 'learner_rating'], { description: 'review, unless said' }),
    ),
  },
  thing,
)
export const ReportedSchema = Type.Object(
  { id: IdSchema, dueAt: InstantSchema },
  { ...thing, description: 'By when a moderator will have decided' },
)

const StateSchema = Type.Enum(['waiting', 'published', 'hidden'])
const ScoreSchema = orNull(Type.Integer())
export const OwnReviewSchema = Type.Object(
  {
    id: IdSchema,
    educator: PersonSchema,
    stars: Type.Integer(),
    clarity: ScoreSchema,
    progress: ScoreSchema,
    preparation: ScoreSchema,
    encouragement: ScoreSchema,
    words: Type.String(),
    state: StateSchema,
    publishDueAt: orNull(InstantSchema),
    writtenAt: InstantSchema,
    changeableFrom: orNull(InstantSchema),
  },
  thing,
)
export function ownReviewOf(one: OwnReview): Static<typeof OwnReviewSchema> {
  const { educatorId, educatorName, publishDueAt, writtenAt, changeableFrom, ...rest } = one
  return {
    ...rest,
    educator: { id: educatorId, name: educatorName },
    publishDueAt: publishDueAt?.toString() ?? null,
    writtenAt: writtenAt.toString(),
    changeableFrom: changeableFrom?.toString() ?? null,
  }
}

export const ToWriteSchema = Type.Object(
  {
    bookingId: IdSchema,
    sessionId: IdSchema,
    title: Type.String(),
    kind: KindSchema,
    person: PersonSchema,
    end: InstantSchema,
    until: InstantSchema,
  },
  thing,
)
export const toWriteOf = ({ personId, name, end, until, ...rest }: ToWrite) => ({
  ...rest,
  person: { id: personId, name },
  end: end.toString(),
  until: until.toString(),
})

export const LearnerRatingSchema = Type.Object(
  {
    id: IdSchema,
    bookingId: IdSchema,
    session: Type.String(),
    educator: PersonSchema,
    learner: PersonSchema,
    stars: Type.Integer(),
    words: Type.String(),
    state: StateSchema,
    publishDueAt: orNull(InstantSchema),
    ratedAt: InstantSchema,
  },
  thing,
)
export const learnerRatingFrom = (one: LearnerRating): Static<typeof LearnerRatingSchema> => ({
  id: one.id,
  bookingId: one.bookingId,
  session: one.sessionTitle,
  educator: { id: one.educatorId, name: one.educatorName },
  learner: { id: one.learnerId, name: one.learnerName },
  stars: one.stars,
  words: one.words,
  state: one.state,
  publishDueAt: one.publishDueAt?.toString() ?? null,
  ratedAt: one.ratedAt.toString(),
})

const MeanSchema = orNull(Type.Number())
export const RankSchema = Type.Object(
  {
    count: Type.Integer({ description: 'Reviews of the last twelve months' }),
    mean: MeanSchema,
    stars: Type.Array(Type.Integer(), { description: 'With one star, two, … five' }),
    clarity: MeanSchema,
    progress: MeanSchema,
    preparation: MeanSchema,
    encouragement: MeanSchema,
    bayes: Type.Number({ description: 'The mean that ranks' }),
    weight: Type.Number({ description: 'What the reviews weigh together' }),
    prior: Type.Object({ mean: Type.Number(), weight: Type.Number() }, thing),
  },
  thing,
)
export const rankOf = ({ educator: _, sum, ...rank }: Rank): Static<typeof RankSchema> => ({
  ...rank,
  mean: rank.count === 0 ? null : Math.round((sum * 100) / rank.count) / 100,
})

export const ResponseSchema = Type.Object(
  {
    asked: Type.Integer({ description: 'Questions of learners in the last 90 days' }),
    answeredInTime: Type.Integer({ description: 'Of those, answered within 24 hours' }),
    rate: orNull(Type.Number()),
    medianSeconds: orNull(Type.Integer()),
  },
  thing,
)
