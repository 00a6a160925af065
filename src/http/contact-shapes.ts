import { type Static, Type } from 'typebox'
import {
  BECOMES,
  CATEGORIES,
  CONSENT_SOURCES,
  type Consent,
  type Contact,
  type ContactGroup,
  type ContactImport,
  DUPLICATES,
  FIELD_KINDS,
  RULE_TESTS,
  SUPPRESSED_FOR,
  type Suppression,
  WAYS,
} from '#messaging'
import { IdSchema, InstantSchema, orNull } from './schemas.ts'

export const thing = { additionalProperties: false } as const

/** Who keeps contacts and templates of an organization, and who looks at them. */
export const KEEPS = { organization: ['owner', 'admin', 'manager'] } as const
export const READS = { organization: ['owner', 'admin', 'manager', 'billing'] } as const

export const WaySchema = Type.Enum([...WAYS])
export const CategorySchema = Type.Enum([...CATEGORIES])
export const CountrySchema = Type.String({ pattern: '^[A-Z]{2}$', examples: ['IN'] })
export const FieldNameSchema = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' })
const FieldValueSchema = Type.Union([
  Type.String({ maxLength: 500 }),
  Type.Number(),
  Type.Boolean(),
])

export const AddressSchema = Type.Object(
  { way: WaySchema, address: Type.String(), country: orNull(Type.String()) },
  thing,
)

export const ContactSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    reference: orNull(Type.String()),
    language: orNull(Type.String()),
    zone: orNull(Type.String()),
    fields: Type.Record(Type.String(), FieldValueSchema),
    addresses: Type.Array(AddressSchema, { description: 'The first of a way is written to' }),
    groups: Type.Array(Type.Object({ id: IdSchema, name: Type.String() }, thing)),
    madeAt: InstantSchema,
    changedAt: InstantSchema,
  },
  thing,
)
export const contactFrom = (contact: Contact): Static<typeof ContactSchema> => ({
  ...contact,
  madeAt: contact.madeAt.toString(),
  changedAt: contact.changedAt.toString(),
})

const written = {
  name: Type.String({ maxLength: 200 }),
  reference: Type.Optional(
    orNull(Type.String({ maxLength: 100, description: 'What your own system calls them' })),
  ),
  language: Type.Optional(orNull(Type.String({ maxLength: 35 }))),
  zone: Type.Optional(orNull(Type.String({ maxLength: 64 }))),
  addresses: Type.Array(
    Type.Object(
      {
        way: WaySchema,
        address: Type.String({ minLength: 3, maxLength: 254 }),
        country: Type.Optional(orNull(CountrySchema)),
      },
      thing,
    ),
    { maxItems: 20 },
  ),
  fields: Type.Optional(Type.Record(FieldNameSchema, orNull(FieldValueSchema))),
}
export const NewContactBody = Type.Object(written, thing)
export const ContactBody = Type.Partial(NewContactBody, thing)

export const FieldSchema = Type.Object(
  {
    name: FieldNameSchema,
    label: Type.String({ minLength: 1, maxLength: 80 }),
    kind: Type.Enum([...FIELD_KINDS]),
    choices: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50 }),
  },
  thing,
)

export const RuleSchema = Type.Object(
  {
    match: Type.Enum(['all', 'any']),
    conditions: Type.Array(
      Type.Object(
        {
          field: Type.String({
            maxLength: 60,
            description: '`name`, `reference`, `language`, `zone`, `country`, or `fields.…`',
          }),
          test: Type.Enum([...RULE_TESTS]),
          value: Type.Optional(Type.String({ maxLength: 500 })),
        },
        thing,
      ),
      { maxItems: 20 },
    ),
  },
  thing,
)

export const GroupSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    rule: orNull(RuleSchema),
    members: Type.Integer(),
    madeAt: InstantSchema,
  },
  thing,
)
export const groupFrom = (group: ContactGroup): Static<typeof GroupSchema> => ({
  ...group,
  madeAt: group.madeAt.toString(),
})

export const ConsentSchema = Type.Object(
  {
    id: IdSchema,
    way: WaySchema,
    category: CategorySchema,
    given: Type.Boolean(),
    source: Type.Enum([...CONSENT_SOURCES]),
    textVersion: orNull(Type.String()),
    note: orNull(Type.String()),
    ip: orNull(Type.String()),
    at: InstantSchema,
    by: Type.String(),
  },
  thing,
)
export const consentFrom = (consent: Consent): Static<typeof ConsentSchema> => ({
  ...consent,
  textVersion: consent.textVersion ?? null,
  note: consent.note ?? null,
  ip: consent.ip ?? null,
  at: consent.at.toString(),
})

export const SuppressionSchema = Type.Object(
  {
    id: IdSchema,
    organizationId: orNull(IdSchema),
    way: WaySchema,
    address: orNull(Type.String({ description: 'Null once it was forgotten' })),
    reason: Type.Enum([...SUPPRESSED_FOR]),
    source: Type.String(),
    at: InstantSchema,
    until: orNull(InstantSchema),
    liftedAt: orNull(InstantSchema),
    liftedBy: orNull(Type.String()),
    liftReason: orNull(Type.String()),
  },
  thing,
)
export const suppressionFrom = (one: Suppression): Static<typeof SuppressionSchema> => ({
  ...one,
  at: one.at.toString(),
  until: one.until?.toString() ?? null,
  liftedAt: one.liftedAt?.toString() ?? null,
})

export const MappingSchema = Type.Array(Type.String({ maxLength: 60 }), {
  maxItems: 100,
  description: `What each column is, in their order: ${BECOMES.join(', ')}, or fields.…`,
})
export const ChoicesSchema = Type.Object(
  {
    country: orNull(CountrySchema),
    duplicates: Type.Enum([...DUPLICATES]),
    group: orNull(IdSchema),
    consents: orNull(
      Type.Object(
        {
          ways: Type.Array(WaySchema, { minItems: 1, maxItems: 3 }),
          categories: Type.Array(CategorySchema, { minItems: 1, maxItems: 4 }),
          textVersion: Type.String({ minLength: 1, maxLength: 100 }),
          note: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
        },
        thing,
      ),
    ),
  },
  thing,
)
export const ContactImportSchema = Type.Object(
  {
    id: IdSchema,
    fileName: Type.String(),
    state: Type.Enum(['receiving', 'received', 'running', 'done', 'stopped']),
    share: Type.Number({ minimum: 0, maximum: 1, description: 'How much of it is read' }),
    readLines: Type.Integer(),
    rows: Type.Integer(),
    made: Type.Integer(),
    changed: Type.Integer(),
    leftAlone: Type.Integer(),
    faulty: Type.Integer(),
    choices: orNull(ChoicesSchema),
    mapping: orNull(MappingSchema),
    uploadedAt: InstantSchema,
    begunAt: orNull(InstantSchema),
    endedAt: orNull(InstantSchema),
    fault: orNull(Type.String()),
  },
  thing,
)
export function contactImportFrom({
  bytes,
  readBytes,
  ...one
}: ContactImport): Static<typeof ContactImportSchema> {
  return {
    ...one,
    share: bytes === 0n ? 0 : Number((readBytes * 1000n) / bytes) / 1000,
    uploadedAt: one.uploadedAt.toString(),
    begunAt: one.begunAt?.toString() ?? null,
    endedAt: one.endedAt?.toString() ?? null,
  }
}
