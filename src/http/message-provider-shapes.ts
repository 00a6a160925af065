import { type Static, Type } from 'typebox'
import {
  type ErrorCode,
  FAULT_CLASSES,
  KEY_OVERLAP_HOURS_AT_MOST,
  KEY_PURPOSES,
  type KindCard,
  type MessageKey,
  NOTICE_STATES,
  PROVIDER_KINDS,
  type ProviderCard,
  type ProviderNotice,
  type SandboxMessage,
} from '#messaging'
import { IdSchema, InstantSchema, orNull } from './schemas.ts'

/** How providers of messages look over HTTP. */
export const closed = { additionalProperties: false } as const

export const WaySchema = Type.Enum(['sms', 'whatsapp', 'email'])
export const ProviderKindSchema = Type.Enum([...PROVIDER_KINDS])
const NameSchema = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })
const SettingsSchema = Type.Record(
  Type.String({ pattern: '^[A-Za-z]{1,40}$' }),
  Type.String({ maxLength: 400 }),
)

export const HoursSchema = Type.Integer({
  minimum: 0,
  maximum: KEY_OVERLAP_HOURS_AT_MOST,
  description: 'How long the one before stays valid; 0: it ends now',
})

export const WishFields = {
  name: Type.Optional(NameSchema),
  ways: Type.Optional(Type.Array(WaySchema, { minItems: 1, maxItems: 3, uniqueItems: true })),
  address: Type.Optional(
    orNull(
      Type.String({
        maxLength: 200,
        description: 'Null: where everybody finds it. A new address needs its keys anew.',
      }),
    ),
  ),
  settings: Type.Optional(SettingsSchema),
  perSecond: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  tellsFrom: Type.Optional(
    Type.Array(
      Type.String({ pattern: '^[0-9a-fA-F.:]{2,45}/[0-9]{1,3}$', examples: ['34.202.224.208/32'] }),
      { maxItems: 50, description: 'Networks that its notices come from; empty: anywhere' },
    ),
  ),
}
export const NewProviderSchema = Type.Object(
  { ...WishFields, kind: ProviderKindSchema, name: NameSchema },
  closed,
)
export const ChangeSchema = Type.Object(
  { ...WishFields, active: Type.Optional(Type.Boolean()) },
  closed,
)

const KeySchema = Type.Object(
  {
    id: IdSchema,
    purpose: Type.Enum([...KEY_PURPOSES]),
    name: orNull(Type.String()),
    last4: Type.String(),
    addedAt: InstantSchema,
    addedBy: Type.String(),
    endsAt: orNull(InstantSchema),
    readable: Type.Boolean({
      description: 'False: it was sealed with a master secret that is not known here any more',
    }),
  },
  closed,
)

export const MessageProviderSchema = Type.Object(
  {
    id: IdSchema,
    kind: ProviderKindSchema,
    name: Type.String(),
    ways: Type.Array(WaySchema),
    address: orNull(Type.String()),
    settings: Type.Record(Type.String(), Type.String()),
    perSecond: Type.Integer(),
    tellsFrom: Type.Array(Type.String()),
    active: Type.Boolean(),
    changedAt: InstantSchema,
    changedBy: Type.String(),
    keys: Type.Array(KeySchema),
  },
  closed,
)

export const KindSchema = Type.Object(
  {
    kind: ProviderKindSchema,
    name: Type.String(),
    ways: Type.Array(WaySchema),
    address: orNull(Type.String()),
    perSecond: Type.Integer(),
    settings: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          label: Type.String(),
          help: Type.String(),
          needed: Type.Boolean(),
          looks: Type.String({ description: 'A regular expression' }),
        },
        closed,
      ),
    ),
    keys: Type.Array(
      Type.Object(
        {
          purpose: Type.Enum(['access', 'partner', 'signing']),
          label: Type.String(),
          help: Type.String(),
          needed: Type.Boolean(),
          name: orNull(Type.Object({ label: Type.String(), needed: Type.Boolean() }, closed)),
        },
        closed,
      ),
    ),
    proves: Type.Enum(['signature', 'secret address', 'nothing told', 'itself']),
    balance: Type.Boolean({ description: 'What is left there can be read' }),
  },
  closed,
)

export const NewKeySchema = Type.Object(
  {
    purpose: Type.Enum(['access', 'partner', 'signing']),
    text: Type.String({ minLength: 1, maxLength: 2_000 }),
    name: Type.Optional(orNull(Type.String({ minLength: 1, maxLength: 200 }))),
    hours: HoursSchema,
  },
  closed,
)

export const CodeFields = {
  class: Type.Enum([...FAULT_CLASSES]),
  charged: orNull(Type.Boolean({ description: 'Null: nobody knows' })),
  words: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }),
}
export const ErrorCodeSchema = Type.Object(
  {
    kind: ProviderKindSchema,
    code: Type.String(),
    ...CodeFields,
    changedAt: orNull(InstantSchema),
    changedBy: orNull(Type.String()),
  },
  closed,
)
export const CodeParams = Type.Object(
  {
    kind: ProviderKindSchema,
    code: Type.String({ minLength: 1, maxLength: 80, pattern: '^[\\x21-\\x7e]+$' }),
  },
  closed,
)

export const ProviderNoticeSchema = Type.Object(
  {
    id: IdSchema,
    provider: IdSchema,
    receivedAt: InstantSchema,
    state: Type.Enum([...NOTICE_STATES]),
    told: orNull(Type.Integer({ description: 'How many things it told' })),
    attempts: Type.Integer(),
    error: orNull(Type.String()),
    workedAt: orNull(InstantSchema),
    nextTryAt: orNull(InstantSchema),
    size: orNull(Type.Integer({ description: 'Bytes; null: what it said is forgotten' })),
  },
  closed,
)
export const WholeNoticeSchema = Type.Object(
  {
    ...ProviderNoticeSchema.properties,
    contentType: orNull(Type.String()),
    text: orNull(Type.String()),
  },
  closed,
)

export const SandboxMessageSchema = Type.Object(
  {
    id: IdSchema,
    provider: IdSchema,
    message: Type.String(),
    way: WaySchema,
    to: Type.String(),
    category: Type.String(),
    units: Type.Integer(),
    scenario: Type.String(),
    taken: Type.Boolean(),
    refused: orNull(Type.String()),
    subject: orNull(Type.String()),
    text: orNull(Type.String({ description: 'Null: forgotten' })),
    at: InstantSchema,
  },
  closed,
)

export const kindAnswer = (card: KindCard): Static<typeof KindSchema> => ({
  ...card,
  ways: [...card.ways],
  settings: [...card.settings],
  keys: card.keys.map(({ name, ...key }) => ({ ...key, name: name ?? null })),
})

export function providerAnswer(
  card: ProviderCard,
  keys: readonly MessageKey[],
  shut: readonly string[],
): Static<typeof MessageProviderSchema> {
  return {
    ...card,
    changedAt: card.changedAt.toString(),
    keys: keys
      .filter(({ provider }) => provider === card.id)
      .map(({ provider: _, addedAt, endsAt, ...key }) => ({
        ...key,
        addedAt: addedAt.toString(),
        endsAt: endsAt?.toString() ?? null,
        readable: !shut.includes(key.id),
      })),
  }
}

export const codeAnswer = (code: ErrorCode): Static<typeof ErrorCodeSchema> => ({
  ...code,
  changedAt: code.changedAt?.toString() ?? null,
})

export const noticeAnswer = (notice: ProviderNotice): Static<typeof ProviderNoticeSchema> => ({
  ...notice,
  receivedAt: notice.receivedAt.toString(),
  workedAt: notice.workedAt?.toString() ?? null,
  nextTryAt: notice.nextTryAt?.toString() ?? null,
})

export const sentAnswer = ({
  content,
  ...message
}: SandboxMessage): Static<typeof SandboxMessageSchema> => ({
  ...message,
  subject: content?.way === 'email' ? content.subject : null,
  text: content?.text ?? null,
  at: message.at.toString(),
})
