import { type Static, Type } from 'typebox'
import type { Message, MessageFilter, MessageLife } from '#messaging'
import { CATEGORIES, LANES, MESSAGE_STATES, WAYS } from '#messaging'
import { instant } from './periods.ts'
import { IdSchema, InstantSchema, orNull, ZoneSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
export const WaySchema = Type.Enum([...WAYS])
export const MessageCategorySchema = Type.Enum([...CATEGORIES])
export const LaneSchema = Type.Enum([...LANES])
export const MessageStateSchema = Type.Enum([...MESSAGE_STATES])
const CountrySchema = Type.String({ pattern: '^[A-Z]{2}$', examples: ['IN'] })
const Short = Type.String({ minLength: 1, maxLength: 200 })

/** What is said: words of one's own, or a template with its values. */
export const WordsFields = {
  text: Type.Optional(Type.String({ minLength: 1, maxLength: 10_000 })),
  subject: Type.Optional(
    Type.String({ minLength: 1, maxLength: 250, description: 'Of an e-mail' }),
  ),
  html: Type.Optional(Type.String({ minLength: 1, maxLength: 200_000 })),
  replyTo: Type.Optional(Type.String({ minLength: 3, maxLength: 254 })),
  media: Type.Optional(
    Type.Object(
      {
        kind: Type.Enum(['image', 'document', 'video', 'audio']),
        url: Type.String({ pattern: '^https://[^\\s]{1,1990}$' }),
        name: Type.Optional(Short),
      },
      { ...thing, description: 'WhatsApp only' },
    ),
  ),
  quickReplies: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 20 }), { minItems: 1, maxItems: 3 }),
  ),
  template: Type.Optional(
    Type.Object(
      {
        id: IdSchema,
        language: Type.Optional(Type.String({ minLength: 2, maxLength: 35 })),
        values: Type.Optional(
          Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 1_000 })),
        ),
      },
      { ...thing, description: 'Instead of words of your own' },
    ),
  ),
}

export const NewMessageSchema = Type.Object(
  {
    way: WaySchema,
    to: Type.String({ minLength: 3, maxLength: 320 }),
    country: Type.Optional(CountrySchema),
    zone: Type.Optional(ZoneSchema),
    category: Type.Optional(MessageCategorySchema),
    lane: Type.Optional(LaneSchema),
    contact: Type.Optional(IdSchema),
    sendAt: Type.Optional(InstantSchema),
    expiresAt: Type.Optional(InstantSchema),
    ...WordsFields,
  },
  thing,
)
export type AskedMessage = Static<typeof NewMessageSchema>

export const MessageSchema = Type.Object(
  {
    id: IdSchema,
    organization: orNull(IdSchema),
    key: Type.String(),
    way: WaySchema,
    category: MessageCategorySchema,
    lane: LaneSchema,
    to: Type.String(),
    country: orNull(Type.String()),
    about: Type.Object({ type: Type.String(), id: Type.String() }, thing),
    contact: orNull(IdSchema),
    state: MessageStateSchema,
    stateAt: InstantSchema,
    reason: orNull(Type.String({ description: 'A code: of ours, or of the provider' })),
    said: orNull(Type.String({ description: 'What the provider said' })),
    units: Type.Integer(),
    segments: Type.Integer(),
    acceptedAt: InstantSchema,
    dueAt: InstantSchema,
    waitsFor: orNull(Type.String()),
    expiresAt: InstantSchema,
    provider: orNull(Type.Object({ id: IdSchema, name: Type.String() }, thing)),
    attempts: Type.Integer(),
    settled: orNull(
      Type.Object(
        {
          outcome: Type.Enum(['captured', 'released', 'refunded', 'returned']),
          captured: Type.Integer(),
          at: InstantSchema,
        },
        thing,
      ),
    ),
  },
  thing,
)

export function messageFrom(one: Message): Static<typeof MessageSchema> {
  return {
    id: one.id,
    organization: one.organization,
    key: one.key,
    way: one.way,
    category: one.category,
    lane: one.lane,
    to: one.to,
    country: one.country,
    about: one.about,
    contact: one.contact,
    state: one.state,
    stateAt: `${one.stateAt}`,
    reason: one.reason,
    said: one.said,
    units: Number(one.units),
    segments: one.segments,
    acceptedAt: `${one.acceptedAt}`,
    dueAt: `${one.dueAt}`,
    waitsFor: one.waitsFor,
    expiresAt: `${one.expiresAt}`,
    provider: one.provider,
    attempts: one.attempts,
    settled: one.settled
      ? {
          outcome: one.settled.outcome,
          captured: Number(one.settled.captured),
          at: `${one.settled.at}`,
        }
      : null,
  }
}

const ReportSchema = Type.Object(
  {
    state: Type.String(),
    code: orNull(Type.String()),
    said: orNull(Type.String()),
    at: InstantSchema,
    takenAt: InstantSchema,
    category: orNull(Type.String()),
    segments: orNull(Type.Integer()),
    billable: orNull(Type.Boolean()),
  },
  thing,
)

const TrySchema = Type.Object(
  {
    id: IdSchema,
    number: Type.Integer(),
    provider: Type.Object({ id: IdSchema, name: Type.String() }, thing),
    state: Type.Enum(['leaving', 'accepted', 'refused', 'unknown']),
    leftAt: InstantSchema,
    answeredAt: orNull(InstantSchema),
    tookMs: orNull(Type.Integer()),
    ref: orNull(Type.String()),
    code: orNull(Type.String()),
    class: orNull(Type.String()),
    said: orNull(Type.String()),
    reports: Type.Array(ReportSchema),
  },
  thing,
)

const SettlementSchema = Type.Object(
  {
    id: IdSchema,
    outcome: Type.String(),
    policy: Type.Integer({ description: 'By which version of the rules' }),
    messages: Type.Integer({ description: 'Settled together by this journal' }),
    captured: Type.Integer(),
    released: Type.Integer(),
    stock: Type.Integer(),
    journal: orNull(Type.String()),
    at: InstantSchema,
  },
  thing,
)

export const MessageLifeSchema = Type.Object(
  {
    message: MessageSchema,
    content: orNull(
      Type.Object(
        { text: Type.String(), subject: orNull(Type.String()), template: orNull(Type.String()) },
        thing,
      ),
    ),
    terms: orNull(Type.Integer()),
    hold: orNull(Type.String()),
    tries: Type.Array(TrySchema),
    settlements: Type.Array(SettlementSchema),
  },
  thing,
)

const text = (at: Temporal.Instant | null) => (at === null ? null : `${at}`)

export function lifeFrom(life: MessageLife): Static<typeof MessageLifeSchema> {
  const { content } = life
  return {
    message: messageFrom(life),
    content: content && {
      text: content.text,
      subject: content.way === 'email' ? content.subject : null,
      template: content.way === 'whatsapp' ? (content.template?.name ?? null) : null,
    },
    terms: life.terms,
    hold: life.hold === null ? null : `${life.hold}`,
    tries: life.tries.map(({ segments: _, ...one }) => ({
      ...one,
      leftAt: `${one.leftAt}`,
      answeredAt: text(one.answeredAt),
      reports: one.reports.map((report) => ({
        ...report,
        at: `${report.at}`,
        takenAt: `${report.takenAt}`,
      })),
    })),
    settlements: life.settlements.map((one) => ({
      ...one,
      captured: Number(one.captured),
      released: Number(one.released),
      stock: Number(one.stock),
      journal: one.journal === null ? null : `${one.journal}`,
      at: `${one.at}`,
    })),
  }
}

export const filterQuery = {
  state: Type.Optional(MessageStateSchema),
  way: Type.Optional(WaySchema),
  category: Type.Optional(MessageCategorySchema),
  to: Type.Optional(Type.String({ minLength: 3, maxLength: 320 })),
  about: Type.Optional(Type.String({ pattern: '^[a-z_]{1,60}:[^\\s]{1,200}$' })),
  contact: Type.Optional(IdSchema),
  provider: Type.Optional(IdSchema),
  from: Type.Optional(InstantSchema),
  until: Type.Optional(InstantSchema),
}
type Asked = { [Name in keyof typeof filterQuery]?: string | undefined } & {
  cursor?: string | undefined
  limit?: number | undefined
}

/** The filter of a log as it stands in an address. */
export function filterFrom({ about, from, until, cursor, ...rest }: Asked): MessageFilter {
  const colon = about?.indexOf(':') ?? -1
  return {
    ...(rest as MessageFilter),
    ...(about ? { about: { type: about.slice(0, colon), id: about.slice(colon + 1) } } : {}),
    from: instant(from),
    until: instant(until),
    before: cursor,
  }
}
