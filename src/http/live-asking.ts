import { type Static, Type } from 'typebox'
import { parseUnits } from '#base'
import { scaleOf } from '#ledger'
import type { By, Change, Draft, Position, Search } from '#live'
import type { Actor } from '#people'
import { cursorFrom, readCursor } from './cursor.ts'
import { facetsWish, LanguageSchema, SessionSortSchema, sessionFilters } from './finding-asking.ts'
import {
  KindSchema,
  LevelSchema,
  MethodSchema,
  PriceLevelSchema,
  SessionStateSchema,
} from './live-shapes.ts'
import { refuse } from './problems.ts'
import {
  IdSchema,
  InstantSchema,
  orNull,
  PositiveValueSchema,
  pageQuery,
  query,
  ZoneSchema,
} from './schemas.ts'

/** What live is asked, and how it is read: shapes in, plain values out. */

const thing = { additionalProperties: false } as const

const TopicsSchema = Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 10 })
const TitleSchema = Type.String({ minLength: 3, maxLength: 140 })
const TextSchema = Type.String({ maxLength: 5000 })
const SeatsSchema = Type.Integer({ minimum: 1, maximum: 500 })
const RateSchema = Type.Integer({
  minimum: 0,
  maximum: 10_000,
  description: 'Basis points; staff only',
})

/** A price in credits: a plain number, or a value. */
export const CreditsSchema = Type.Union([
  Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000, examples: [50] }),
  PositiveValueSchema,
])

const words = {
  title: TitleSchema,
  description: Type.Optional(TextSchema),
  language: LanguageSchema,
  level: Type.Optional(orNull(LevelSchema)),
  topics: Type.Optional(TopicsSchema),
  materials: Type.Optional(Type.String({ maxLength: 20_000 })),
}
const times = { start: InstantSchema, end: InstantSchema }
const terms = {
  zone: Type.Optional(ZoneSchema),
  capacity: Type.Optional(SeatsSchema),
  minParticipants: Type.Optional(SeatsSchema),
  asksFirst: Type.Optional(Type.Boolean({ description: 'Whoever books asks, and I answer' })),
  priceLevel: Type.Optional(PriceLevelSchema),
  price: Type.Optional(CreditsSchema),
  priceMoney: Type.Optional(orNull(PositiveValueSchema)),
  creditBased: Type.Optional(Type.Boolean()),
  agreedRate: Type.Optional(orNull(RateSchema)),
}

export const CreateBody = Type.Object(
  {
    id: Type.Optional(IdSchema),
    kind: KindSchema,
    educatorId: Type.Optional(IdSchema),
    ...words,
    ...times,
    ...terms,
    takesTokens: Type.Optional(
      Type.Boolean({ description: 'Can be paid with tokens, at the operator’s rate' }),
    ),
    publish: Type.Optional(Type.Boolean({ description: 'False keeps it a draft' })),
  },
  thing,
)

/** The field names of the specification (3.7). */
export const AliasBody = Type.Object(
  {
    id: Type.Optional(IdSchema),
    title: TitleSchema,
    description: Type.Optional(TextSchema),
    sessionType: Type.Optional(Type.Enum(['LIVE_CLASS', 'LIVE_CONVERSATION'])),
    language: LanguageSchema,
    level: Type.Optional(LevelSchema),
    topics: Type.Optional(TopicsSchema),
    materials: Type.Optional(Type.String({ maxLength: 20_000 })),
    startTime: InstantSchema,
    endTime: InstantSchema,
    timeZone: Type.Optional(ZoneSchema),
    priceLevel: Type.Optional(PriceLevelSchema),
    creditPrice: Type.Optional(CreditsSchema),
    cashPrice: Type.Optional(PositiveValueSchema),
    maxParticipants: Type.Optional(SeatsSchema),
    minParticipants: Type.Optional(SeatsSchema),
    isCreditBased: Type.Optional(Type.Boolean()),
    asksFirst: Type.Optional(Type.Boolean()),
    publish: Type.Optional(Type.Boolean()),
  },
  thing,
)

export const ChangeBody = Type.Partial(
  Type.Object({
    ...words,
    ...times,
    ...terms,
    takesTokens: Type.Boolean({ description: 'Can be paid with tokens, at the operator’s rate' }),
    goesAhead: Type.Boolean({ description: 'Takes place even below its minimum' }),
    publish: Type.Literal(true),
  }),
  thing,
)

export const BookBody = Type.Object(
  {
    paymentMethod: MethodSchema,
    creditAmount: Type.Optional(CreditsSchema),
    tokenAmount: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, maximum: 1e9, description: 'For TOKENS: the price seen' }),
    ),
  },
  thing,
)

export const SearchQuery = query({
  ...pageQuery,
  ...sessionFilters,
  ...facetsWish,
  mine: Type.Optional(
    Type.Boolean({ description: 'My own sessions as an educator, in any state' }),
  ),
  state: Type.Optional(SessionStateSchema),
  sort: Type.Optional(SessionSortSchema),
})

export const byOf = (actor: Actor): By => ({ person: actor.id, staff: actor.staffRoles.length > 0 })

/** Hundredths of a credit out of a number or a value. Refusals: request_invalid. */
export function creditsFrom(asked: Static<typeof CreditsSchema>): bigint {
  if (typeof asked === 'object') {
    if (asked.asset !== 'CREDIT') throw invalid('The price is in CREDIT.')
    const units = parseUnits(asked.amount, 2)
    if (units === undefined) throw invalid('A credit has two decimal places.')
    return units
  }
  const hundredths = Math.round(asked * 100)
  if (Math.abs(hundredths - asked * 100) > 1e-6) throw invalid('A credit has two decimal places.')
  return BigInt(hundredths)
}

export function moneyFrom(asked: { amount: string; asset: string }): {
  amount: bigint
  currency: string
} {
  const scale = /^[A-Z]{3}$/.test(asked.asset) ? knownScale(asked.asset) : undefined
  if (scale === undefined) throw invalid(`${asked.asset} is no currency.`)
  const amount = parseUnits(asked.amount, scale)
  if (amount === undefined) throw invalid(`${asked.asset} has ${scale} decimal places.`)
  return { amount, currency: asked.asset }
}

function knownScale(asset: string): number | undefined {
  try {
    return scaleOf(asset)
  } catch {
    return undefined
  }
}

export function instantFrom(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text)
  } catch {
    throw invalid(`${text} is no moment in time.`)
  }
}

const invalid = (detail: string) => refuse('request_invalid', { detail })

export function draftFrom(body: Static<typeof CreateBody>, person: string): Draft {
  return {
    id: body.id,
    kind: body.kind,
    educator: body.educatorId ?? person,
    title: body.title,
    description: body.description,
    language: body.language,
    level: body.level ?? undefined,
    topics: body.topics,
    materials: body.materials,
    start: instantFrom(body.start),
    end: instantFrom(body.end),
    zone: body.zone,
    minimum: body.minParticipants,
    capacity: body.capacity,
    asksFirst: body.asksFirst,
    takesTokens: body.takesTokens,
    price: {
      level: body.priceLevel,
      credits: body.price === undefined ? undefined : creditsFrom(body.price),
    },
    creditBased: body.creditBased,
    money: body.priceMoney ? moneyFrom(body.priceMoney) : undefined,
    agreedRate: body.agreedRate ?? undefined,
    publish: body.publish,
  }
}

const TYPES = { class: 'LIVE_CLASS', conversation: 'LIVE_CONVERSATION' } as const

export function draftFromAlias(
  body: Static<typeof AliasBody>,
  kind: 'class' | 'conversation',
  person: string,
): Draft {
  if (body.sessionType && body.sessionType !== TYPES[kind]) {
    throw invalid(`A session made at this address is a ${TYPES[kind]}.`)
  }
  const { startTime, endTime, timeZone, creditPrice, cashPrice, maxParticipants, isCreditBased } =
    body
  return draftFrom(
    {
      ...(body.id ? { id: body.id } : {}),
      kind,
      title: body.title,
      ...(body.description === undefined ? {} : { description: body.description }),
      language: body.language,
      ...(body.level ? { level: body.level } : {}),
      ...(body.topics ? { topics: body.topics } : {}),
      ...(body.materials ? { materials: body.materials } : {}),
      start: startTime,
      end: endTime,
      ...(timeZone ? { zone: timeZone } : {}),
      ...(body.priceLevel ? { priceLevel: body.priceLevel } : {}),
      ...(creditPrice === undefined ? {} : { price: creditPrice }),
      ...(cashPrice ? { priceMoney: cashPrice } : {}),
      ...(maxParticipants ? { capacity: maxParticipants } : {}),
      ...(body.minParticipants ? { minParticipants: body.minParticipants } : {}),
      ...(isCreditBased === undefined ? {} : { creditBased: isCreditBased }),
      ...(body.asksFirst === undefined ? {} : { asksFirst: body.asksFirst }),
      ...(body.publish === undefined ? {} : { publish: body.publish }),
    },
    person,
  )
}

export function changeFrom(body: Static<typeof ChangeBody>): Change {
  const priced = body.price !== undefined || body.priceLevel !== undefined
  return {
    title: body.title,
    description: body.description,
    language: body.language,
    level: body.level,
    topics: body.topics,
    materials: body.materials,
    start: body.start === undefined ? undefined : instantFrom(body.start),
    end: body.end === undefined ? undefined : instantFrom(body.end),
    zone: body.zone,
    minimum: body.minParticipants,
    goesAhead: body.goesAhead,
    capacity: body.capacity,
    asksFirst: body.asksFirst,
    price: priced
      ? {
          level: body.priceLevel,
          credits: body.price === undefined ? undefined : creditsFrom(body.price),
        }
      : undefined,
    creditBased: body.creditBased,
    money: body.priceMoney ? moneyFrom(body.priceMoney) : body.priceMoney,
    agreedRate: body.agreedRate,
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const cursorOf = (position: Position): string => cursorFrom(position.key, position.id)

/** Whole search out of an address. Without `mine` or `from`, what has begun is left out. */
export function searchFrom(
  asked: Static<typeof SearchQuery>,
  person: string | undefined,
  now: Temporal.Instant,
): Search {
  const byTime = asked.sort === undefined || /^(-?start|best)$/.test(asked.sort)
  const key = readCursor(asked.cursor, [byTime ? /^[\dT:.-]+Z$/ : /^\d{1,18}$/, UUID])
  if (key && byTime) instantFrom(key[0])
  return {
    words: asked.q,
    kind: asked.kind,
    language: asked.language,
    level: asked.level,
    topic: asked.topic,
    educator: asked.mine ? person : asked.educatorId,
    mine: asked.mine === true && person !== undefined,
    priceMin: asked.priceMin === undefined ? undefined : creditsFrom(asked.priceMin),
    priceMax: asked.priceMax === undefined ? undefined : creditsFrom(asked.priceMax),
    from: asked.from ? instantFrom(asked.from) : asked.mine || asked.to ? undefined : now,
    to: asked.to ? instantFrom(asked.to) : undefined,
    free: asked.free,
    states: statesFrom(asked),
    sort: asked.sort === 'best' ? undefined : asked.sort,
    after: key && { key: key[0], id: key[1] },
    limit: asked.limit ?? 20,
  }
}

/** Strangers see no drafts: those are found under `mine` only. */
function statesFrom({ mine, state }: Static<typeof SearchQuery>): Search['states'] {
  const all = ['published', 'started', 'completed', 'cancelled'] as const
  if (mine) return state ? [state] : ['draft', ...all]
  return state && state !== 'draft' ? [state] : undefined
}
