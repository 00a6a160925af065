import { type Static, Type } from 'typebox'
import type { Entry, InboxRules, SenderNumber, ThreadCard, ThreadStep, Unknown } from '#messaging'
import { windowEnds } from '#messaging'
import { IdSchema, InstantSchema, orNull, ZoneSchema } from './schemas.ts'

/** How inboxes answer. */

export const thing = { additionalProperties: false } as const
export const TwoWaySchema = Type.Enum(['sms', 'whatsapp'])
const PersonSchema = Type.Object({ id: IdSchema, name: Type.String() }, thing)

export const ThreadCardSchema = Type.Object(
  {
    id: IdSchema,
    way: TwoWaySchema,
    address: Type.String({ description: 'Theirs' }),
    number: Type.String({ description: 'Yours, that they wrote to' }),
    contact: orNull(PersonSchema),
    openedAt: InstantSchema,
    last: Type.Object(
      {
        at: InstantSchema,
        text: Type.String(),
        is: Type.Enum(['inbound', 'reply', 'automatic']),
      },
      thing,
    ),
    unread: Type.Integer(),
    waitingSince: orNull(InstantSchema),
    answerDueAt: orNull(InstantSchema),
    late: Type.Boolean(),
    assignedTo: orNull(PersonSchema),
    closedAt: orNull(InstantSchema),
  },
  thing,
)

export const threadFrom = (
  one: ThreadCard,
  now: Temporal.Instant,
): Static<typeof ThreadCardSchema> => ({
  id: one.id,
  way: one.way,
  address: one.address,
  number: one.number,
  contact: one.contact,
  unread: one.unread,
  assignedTo: one.assignedTo,
  openedAt: one.openedAt.toString(),
  last: { ...one.last, at: one.last.at.toString() },
  waitingSince: one.waitingSince?.toString() ?? null,
  answerDueAt: one.answerDueAt?.toString() ?? null,
  late: !one.closedAt && !!one.answerDueAt && Temporal.Instant.compare(one.answerDueAt, now) < 0,
  closedAt: one.closedAt?.toString() ?? null,
})

const MediaSchema = Type.Object(
  {
    kind: Type.String(),
    url: Type.String(),
    name: Type.Optional(Type.String()),
  },
  thing,
)

export const EntrySchema = Type.Object(
  {
    id: IdSchema,
    is: Type.Enum(['inbound', 'reply', 'automatic', 'note']),
    text: Type.String(),
    media: Type.Array(MediaSchema),
    quickReplies: Type.Array(Type.String()),
    at: InstantSchema,
    by: orNull(Type.String({ description: 'Who of you wrote it' })),
    state: orNull(Type.String({ description: 'What became of what went out' })),
    reason: orNull(Type.String()),
  },
  thing,
)

export const entryFrom = ({ byName, ...one }: Entry): Static<typeof EntrySchema> => ({
  id: one.id,
  is: one.is,
  text: one.text,
  media: one.media.map(({ kind, url, name }) => ({ kind, url, ...(name ? { name } : {}) })),
  quickReplies: one.quickReplies,
  at: one.at.toString(),
  by: byName,
  state: one.state,
  reason: one.reason,
})

export const StepSchema = Type.Object(
  {
    what: Type.String(),
    at: InstantSchema,
    by: orNull(Type.String()),
    person: orNull(Type.String()),
  },
  thing,
)
export const stepFrom = (one: ThreadStep): Static<typeof StepSchema> => ({
  what: one.what,
  at: one.at.toString(),
  by: one.byName,
  person: one.person,
})

export const ThreadSchema = Type.Object(
  {
    ...ThreadCardSchema.properties,
    windowEndsAt: orNull(
      Type.String({
        format: 'date-time',
        description: 'Until then anything may be answered; null: always',
      }),
    ),
    windowOpen: Type.Boolean(),
    entries: Type.Array(EntrySchema),
    next: orNull(Type.String()),
    steps: Type.Array(StepSchema),
    mayTake: Type.Array(PersonSchema, { description: 'Who can be given it' }),
  },
  thing,
)

export function windowOf({ way, lastInboundAt }: ThreadCard, now: Temporal.Instant) {
  const ends = windowEnds(way, lastInboundAt)
  return {
    windowEndsAt: ends?.toString() ?? null,
    windowOpen: !ends || Temporal.Instant.compare(now, ends) < 0,
  }
}

const HourSchema = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', examples: ['09:00'] })
export const InboxRulesSchema = Type.Object(
  {
    zone: ZoneSchema,
    days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      maxItems: 7,
      uniqueItems: true,
      description: '1 is Monday',
    }),
    opens: HourSchema,
    closes: HourSchema,
    answerMinutes: Type.Integer({ minimum: 1, maximum: 10_080 }),
    awayText: orNull(Type.String({ maxLength: 1_000 })),
    language: Type.Optional(
      Type.String({
        pattern: '^[a-z]{2,3}$',
        description:
          'Of what is said by itself to whoever’s language is not known; left out, it stays',
      }),
    ),
  },
  thing,
)
export const rulesFrom = (rules: InboxRules): Static<typeof InboxRulesSchema> => ({
  zone: rules.zone,
  days: [...rules.days],
  opens: rules.opens.toString().slice(0, 5),
  closes: rules.closes.toString().slice(0, 5),
  answerMinutes: rules.answerMinutes,
  awayText: rules.awayText,
  language: rules.language,
})

export const NumberSchema = Type.Object(
  {
    id: IdSchema,
    provider: Type.Object({ id: IdSchema, name: Type.String() }, thing),
    way: TwoWaySchema,
    address: Type.String(),
    organization: Type.Object({ id: IdSchema, name: Type.String() }, thing),
    givenAt: InstantSchema,
    endedAt: orNull(InstantSchema),
  },
  thing,
)
export const numberFrom = (one: SenderNumber): Static<typeof NumberSchema> => ({
  id: one.id,
  provider: { id: one.provider, name: one.providerName },
  way: one.way,
  address: one.address,
  organization: { id: one.organization, name: one.organizationName },
  givenAt: one.givenAt.toString(),
  endedAt: one.endedAt?.toString() ?? null,
})

export const UnknownSchema = Type.Object(
  {
    id: IdSchema,
    provider: Type.Object({ id: IdSchema, name: Type.String() }, thing),
    way: TwoWaySchema,
    from: Type.String(),
    to: Type.String(),
    text: Type.String(),
    at: InstantSchema,
  },
  thing,
)
export const unknownFrom = (one: Unknown): Static<typeof UnknownSchema> => ({
  id: one.id,
  provider: { id: one.provider, name: one.providerName },
  way: one.way,
  from: one.from,
  to: one.to,
  text: one.text,
  at: one.at.toString(),
})
