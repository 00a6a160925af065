import { type Static, Type } from 'typebox'
import { type Asked, EDUCATOR_SORTS, type FoundAt, SESSION_SORTS } from '#live'
import { cursorFrom, readCursor } from './cursor.ts'
import { KindSchema, LevelSchema, PriceLevelSchema } from './live-shapes.ts'
import { refuse } from './problems.ts'
import { IdSchema, InstantSchema, pageQuery, query, ZoneSchema } from './schemas.ts'

/** What finding is asked, and how it is read: shapes in, plain values out. */

export const LanguageSchema = Type.String({
  pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
  maxLength: 35,
  examples: ['es'],
})

const CreditsSchema = Type.Number({ minimum: 0, maximum: 1_000_000 })

/** What both searches understand; a saved search keeps these. */
const shared = {
  q: Type.Optional(
    Type.String({
      maxLength: 100,
      description:
        'Words: a beginning is enough, accents count for nothing, slips of the pen are forgiven',
    }),
  ),
  kind: Type.Optional(KindSchema),
  language: Type.Optional(LanguageSchema),
  level: Type.Optional(LevelSchema),
  topic: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  speaks: Type.Optional(LanguageSchema),
  priceMin: Type.Optional(CreditsSchema),
  priceMax: Type.Optional(CreditsSchema),
  within: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 8_760, description: 'Begins within so many hours' }),
  ),
  hours: Type.Optional(
    Type.String({
      maxLength: 400,
      pattern: '^(mine|[1-7]{1,7}@[0-9:]{5}-[0-9:]{5}(,[1-7]{1,7}@[0-9:]{5}-[0-9:]{5})*)$',
      description: 'In these hours of the week, 1 is Monday; `mine`: those that I have saved',
      examples: ['12345@18:00-22:00,67@09:00-13:00'],
    }),
  ),
  days: Type.Optional(
    Type.String({
      pattern: '^[1-7](,[1-7])*$',
      maxLength: 30,
      description: 'Begins on these days of the week, 1 is Monday',
    }),
  ),
  zone: Type.Optional({ ...ZoneSchema, description: 'Where hours and days are meant' }),
  rating: Type.Optional(
    Type.Number({ minimum: 1, maximum: 5, description: 'Stars of three reviews or more' }),
  ),
}

const onlySessions = {
  priceLevel: Type.Optional(PriceLevelSchema),
  educatorId: Type.Optional(IdSchema),
  from: Type.Optional(InstantSchema),
  to: Type.Optional(InstantSchema),
  seats: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: 'Seats left' })),
  free: Type.Optional(Type.Boolean({ description: 'Only with a seat left' })),
}

const onlyEducators = { organizationId: Type.Optional(IdSchema) }

export const sessionFilters = { ...shared, ...onlySessions }
export const facetsWish = {
  facets: Type.Optional(Type.Boolean({ description: 'Counts, each without its own filter' })),
}

export const EducatorsQuery = query({
  ...pageQuery,
  ...shared,
  ...onlyEducators,
  ...facetsWish,
  sort: Type.Optional(Type.Enum([...EDUCATOR_SORTS])),
  all: Type.Optional(
    Type.Boolean({ description: 'Staff only: those whom their marks hide as well' }),
  ),
})

export const SessionSortSchema = Type.Enum([...SESSION_SORTS])

/** The query that a saved search keeps. */
export const SavedQuery = Type.Object(
  { ...shared, ...onlySessions, ...onlyEducators },
  { additionalProperties: false },
)

const NAMES = Object.keys(SavedQuery.properties) as (keyof Asked)[]

/** The filters out of a query that holds more. */
export function askedFrom(given: Static<typeof SavedQuery>): Asked {
  const asked: Record<string, unknown> = {}
  for (const name of NAMES) if (given[name] !== undefined) asked[name] = given[name]
  for (const name of ['from', 'to'] as const) {
    const text = given[name]
    if (text === undefined) continue
    try {
      Temporal.Instant.from(text)
    } catch {
      throw refuse('request_invalid', { detail: `${text} is no moment in time.` })
    }
  }
  return asked as Asked
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const DAY = /^\d{4}-\d\d-\d\d$/
const KEYS = {
  moment: /^\d{4}-\d\d-\d\dT[\d:]{8}(\.\d{1,9})?Z$/,
  number: /^-?\d{1,18}$/,
  words: /^[\s\S]{1,120}$/,
}

/** Where a list goes on. Refusal: cursor_invalid. */
export function foundAt(cursor: string | undefined, key: keyof typeof KEYS): FoundAt | undefined {
  const read = readCursor(cursor, [KEYS[key], UUID, DAY])
  if (!read) return undefined
  if (key === 'moment' && Number.isNaN(Date.parse(read[0]))) throw refuse('cursor_invalid')
  if (key === 'words' && read[0].includes('\0')) throw refuse('cursor_invalid')
  return { key: read[0], id: read[1], day: read[2] }
}

export const cursorOfFound = (at: FoundAt | null): string | null =>
  at && cursorFrom(at.key, at.id, at.day)
