import { type Static, Type } from 'typebox'
import {
  MESSAGE_ENDS,
  type MoneyPolicy,
  PROVIDER_KINDS,
  type QuietRule,
  type SetLimit,
} from '#messaging'
import { WaySchema } from './message-shapes.ts'
import { IdSchema, InstantSchema, orNull, SeenSchema } from './schemas.ts'

/** How the operator's rules of sending look over HTTP. */
export const thing = { additionalProperties: false } as const

const setFields = { version: Type.Integer(), setBy: Type.String(), setAt: InstantSchema }

const lineFields = {
  country: Type.String({
    pattern: '^([A-Z]{2}|[*])$',
    examples: ['IN'],
    description: 'ISO 3166-1, or `*`: all that have no line of their own',
  }),
  way: WaySchema,
  category: Type.Enum(['utility', 'service', 'marketing']),
}
export const LineParams = Type.Object(lineFields, thing)
const hoursFields = {
  opens: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', examples: ['10:00'] }),
  closes: Type.String({
    pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$',
    examples: ['21:00'],
  }),
}
export const HoursBody = Type.Object(
  {
    seen: SeenSchema,
    hours: Type.Object(hoursFields, { ...thing, description: 'On the clock of whoever gets it' }),
  },
  thing,
)
export const SeenQuery = Type.Object({ seen: SeenSchema }, thing)
export const QuietSchema = Type.Object({ ...lineFields, ...hoursFields, ...setFields }, thing)

export const quietFrom = (rule: QuietRule): Static<typeof QuietSchema> => ({
  ...rule,
  setAt: rule.setAt.toString(),
})

const MoneyRuleSchema = Type.Object(
  {
    way: Type.Enum(['*', 'sms', 'whatsapp', 'email']),
    reason: Type.Enum([...MESSAGE_ENDS]),
    providerKind: Type.Enum(['*', ...PROVIDER_KINDS]),
    ifCharged: Type.Enum(['capture', 'release', 'refund'], {
      description: 'Where the provider charges for it; a refund is at our cost',
    }),
    ifFree: Type.Enum(['capture', 'release'], { description: 'Where it does not' }),
  },
  thing,
)
export const MoneyBody = Type.Object(
  {
    seen: SeenSchema,
    note: Type.String({ minLength: 3, maxLength: 500, pattern: '\\S' }),
    rules: Type.Array(MoneyRuleSchema, { minItems: 1, maxItems: 200 }),
  },
  thing,
)
export const MoneySchema = Type.Object(
  { ...setFields, note: orNull(Type.String()), rules: Type.Array(MoneyRuleSchema) },
  thing,
)

export const moneyFrom = (policy: MoneyPolicy): Static<typeof MoneySchema> => ({
  ...policy,
  setAt: policy.setAt.toString(),
})

const Messages = Type.Integer({ minimum: 1, maximum: 1_000_000_000 })
const limitFields = { perMinute: Messages, perDay: Messages }
export const LimitBody = Type.Object(
  { seen: SeenSchema, limit: Type.Object(limitFields, thing) },
  thing,
)
export const LimitSchema = Type.Object(
  {
    organization: orNull(IdSchema),
    name: orNull(Type.String()),
    ...limitFields,
    ...setFields,
  },
  thing,
)

export const limitFrom = (limit: SetLimit): Static<typeof LimitSchema> => ({
  ...limit,
  setAt: limit.setAt.toString(),
})
