import { type Static, Type } from 'typebox'
import {
  APPLICATION_STATES,
  type ApplicationDeed,
  type ApplicationNow,
  CEFR,
  DAY_PARTS,
  type Interview,
  missingIn,
  type Paper,
} from '#earnings'
import { KindSchema } from './live-shapes.ts'
import { IdSchema, InstantSchema, orNull, ZoneSchema } from './schemas.ts'

/** How applications are asked for and answered: the shapes, and the one place where each is made. */

const thing = { additionalProperties: false } as const

const LanguageSchema = Type.String({
  pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
  maxLength: 35,
  examples: ['es'],
})
export const CountrySchema = Type.String({ pattern: '^[A-Z]{2}$', examples: ['DE'] })
const HttpsSchema = Type.String({ pattern: '^https://[^\\s]+$', maxLength: 500 })
export const ApplicationStateSchema = Type.Enum([...APPLICATION_STATES])

const fields = {
  kinds: Type.Array(KindSchema, { maxItems: 2, uniqueItems: true }),
  name: Type.String({ maxLength: 120 }),
  email: Type.String({ format: 'email', maxLength: 200 }),
  phone: Type.String({ pattern: '^\\+[0-9]{6,15}$', examples: ['+4930123456'] }),
  country: CountrySchema,
  nativeLanguages: Type.Array(LanguageSchema, { maxItems: 5, uniqueItems: true }),
  teachingLanguages: Type.Array(
    Type.Object({ language: LanguageSchema, level: Type.Enum([...CEFR]) }, thing),
    { maxItems: 10 },
  ),
  yearsTeaching: Type.Integer({ minimum: 0, maximum: 80 }),
  onlineExperience: Type.String({ maxLength: 2000 }),
  zone: ZoneSchema,
  preferredTimes: Type.Array(
    Type.Object(
      {
        day: Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday' }),
        part: Type.Enum([...DAY_PARTS], {
          description: 'On their own clock: night until 6, morning until 12, afternoon until 18',
        }),
      },
      thing,
    ),
    { maxItems: 28, uniqueItems: true },
  ),
  weeklyHours: Type.Integer({ minimum: 1, maximum: 80 }),
  introduction: Type.String({ maxLength: 5000 }),
  videoLink: orNull(HttpsSchema),
  proofs: Type.Array(
    Type.Object(
      { what: Type.String({ minLength: 1, maxLength: 300 }), link: orNull(HttpsSchema) },
      thing,
    ),
    { maxItems: 10 },
  ),
}

/** Any of the fields: what is left out stays as it was. */
export const FillBody = Type.Object(
  {
    ...Type.Partial(Type.Object(fields)).properties,
    send: Type.Optional(Type.Boolean({ description: 'Send it with these words; else it is kept' })),
  },
  thing,
)

export const PaperSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    kind: Type.String(),
    length: Type.Integer({ description: 'Bytes' }),
    addedAt: InstantSchema,
  },
  thing,
)
export const paperFrom = ({ addedAt, ...paper }: Paper): Static<typeof PaperSchema> => ({
  ...paper,
  addedAt: addedAt.toString(),
})

export const InterviewSchema = Type.Object(
  {
    state: Type.Enum(['offered', 'chosen', 'none_fits', 'held', 'called_off']),
    reviewerId: IdSchema,
    minutes: Type.Integer(),
    times: Type.Array(InstantSchema),
    place: Type.String(),
    startsAt: orNull(InstantSchema),
    words: orNull(Type.String()),
  },
  thing,
)
export function interviewFrom(found: Interview | undefined): Static<typeof InterviewSchema> | null {
  if (!found) return null
  const { state, reviewerId, minutes, times, place, startsAt, words } = found
  const startsAtText = startsAt?.toString() ?? null
  const all = times.map(String)
  return { state, reviewerId, minutes, times: all, place, startsAt: startsAtText, words }
}

/** What anybody who may see an application sees of it. */
export const filled = {
  id: IdSchema,
  personId: IdSchema,
  state: ApplicationStateSchema,
  steps: Type.Integer({ description: 'How many it has made; a decision names what was seen' }),
  deeds: Type.Array(Type.String(), { description: 'What the reader can do with it now' }),
  missing: Type.Array(Type.String(), { description: 'Fields that are needed and empty' }),
  kinds: fields.kinds,
  name: Type.String(),
  email: Type.String(),
  phone: Type.String(),
  country: orNull(Type.String()),
  nativeLanguages: fields.nativeLanguages,
  teachingLanguages: fields.teachingLanguages,
  yearsTeaching: orNull(Type.Integer()),
  onlineExperience: Type.String(),
  zone: orNull(Type.String()),
  preferredTimes: fields.preferredTimes,
  weeklyHours: orNull(Type.Integer()),
  introduction: Type.String(),
  videoLink: orNull(Type.String()),
  proofs: Type.Array(Type.Object({ what: Type.String(), link: orNull(Type.String()) }, thing)),
  words: orNull(Type.String({ description: 'Said with the latest step' })),
  begunAt: InstantSchema,
  savedAt: InstantSchema,
  sentAt: orNull(InstantSchema),
  stateAt: InstantSchema,
  decideBy: orNull(InstantSchema),
  answerBy: orNull(InstantSchema),
  decidedAt: orNull(InstantSchema),
  reapplyAt: orNull(InstantSchema),
}
const FilledSchema = Type.Object(filled, thing)

export function filledFrom(
  application: ApplicationNow,
  deeds: ApplicationDeed[],
): Static<typeof FilledSchema> {
  const { reviewerId: _, ...rest } = application
  const moments = ['sentAt', 'decideBy', 'answerBy', 'decidedAt', 'reapplyAt'] as const
  const texts = Object.fromEntries(
    moments.map((name) => [name, application[name]?.toString() ?? null]),
  ) as Record<(typeof moments)[number], string | null>
  return {
    ...rest,
    ...texts,
    deeds,
    missing: missingIn(application),
    begunAt: application.begunAt.toString(),
    savedAt: application.savedAt.toString(),
    stateAt: application.stateAt.toString(),
  }
}
