import { type Static, Type } from 'typebox'
import {
  APPROVAL_STATES,
  type ApprovalChange,
  type Template,
  type TemplatePreview,
  VARIABLE_KINDS,
} from '#messaging'
import { CategorySchema, thing, WaySchema } from './contact-shapes.ts'
import { IdSchema, InstantSchema, orNull, SeenSchema } from './schemas.ts'

const VariableSchema = Type.Object(
  {
    name: Type.String({ maxLength: 40 }),
    kind: Type.Enum([...VARIABLE_KINDS]),
    sample: Type.String({ maxLength: 1000 }),
    otherwise: orNull(
      Type.String({
        maxLength: 1000,
        description: 'Where nobody has a value; null: it is refused',
      }),
    ),
    most: Type.Integer({ minimum: 1, maximum: 1000 }),
  },
  thing,
)

const WordsSchema = Type.Object(
  {
    text: Type.String({ maxLength: 50_000 }),
    subject: Type.Optional(Type.String({ maxLength: 500 })),
    html: Type.Optional(Type.String({ maxLength: 200_000 })),
    header: Type.Optional(Type.String({ maxLength: 200 })),
    footer: Type.Optional(Type.String({ maxLength: 200 })),
    media: Type.Optional(
      Type.Object(
        {
          kind: Type.Enum(['image', 'document', 'video']),
          url: Type.String({ maxLength: 2000 }),
          name: Type.Optional(Type.String({ maxLength: 200 })),
        },
        thing,
      ),
    ),
    quickReplies: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 10 })),
  },
  thing,
)

const RegistrationSchema = orNull(
  Type.Object(
    {
      header: Type.Optional(Type.String({ maxLength: 20 })),
      entity: Type.Optional(Type.String({ maxLength: 40 })),
      template: Type.Optional(Type.String({ maxLength: 40 })),
    },
    { ...thing, description: 'India: as registered there (DLT)' },
  ),
)

const version = {
  variables: Type.Array(VariableSchema, { maxItems: 50 }),
  words: Type.Record(Type.String({ maxLength: 35 }), WordsSchema, {
    description: 'By language',
  }),
  fallback: Type.String({ minLength: 2, maxLength: 35 }),
  registration: RegistrationSchema,
}
export const VersionBody = Type.Object({ ...version, seen: SeenSchema }, thing)
export const NewTemplateBody = Type.Object(
  {
    ...version,
    name: Type.String({ pattern: '^[a-z][a-z0-9_]{0,79}$', examples: ['fee_reminder'] }),
    way: WaySchema,
    category: CategorySchema,
  },
  thing,
)
export const PreviewBody = Type.Object(
  {
    ...version,
    way: WaySchema,
    category: CategorySchema,
    language: orNull(Type.String({ maxLength: 35 })),
    country: orNull(Type.String({ maxLength: 2 })),
    values: Type.Record(
      Type.String({ maxLength: 40 }),
      Type.Union([Type.String({ maxLength: 1000 }), Type.Number()]),
    ),
  },
  thing,
)

const ApprovalSchema = Type.Object(
  {
    language: Type.String(),
    provider: Type.String(),
    state: Type.Enum([...APPROVAL_STATES]),
    providerTemplate: orNull(Type.String()),
    reason: orNull(Type.String()),
    changedAt: InstantSchema,
  },
  thing,
)
export const ApprovalBody = Type.Object(
  {
    version: SeenSchema,
    language: Type.String({ maxLength: 35 }),
    provider: Type.String({ minLength: 1, maxLength: 100 }),
    state: Type.Enum([...APPROVAL_STATES]),
    providerTemplate: Type.Optional(Type.String({ maxLength: 200 })),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  },
  thing,
)

export const TemplateSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    way: WaySchema,
    category: CategorySchema,
    version: Type.Integer(),
    variables: Type.Array(VariableSchema),
    words: Type.Record(Type.String(), WordsSchema),
    fallback: Type.String(),
    registration: RegistrationSchema,
    approvals: Type.Array(ApprovalSchema),
    archivedAt: orNull(InstantSchema),
  },
  thing,
)

export function templateFrom(template: Template): Static<typeof TemplateSchema> {
  const { organizationId: _, dltHeader, dltEntity, dltTemplate, ...rest } = template
  const registration =
    dltHeader === null
      ? null
      : { header: dltHeader, entity: dltEntity ?? '', template: dltTemplate ?? '' }
  return {
    ...(rest as Omit<typeof rest, 'words'> & { words: Static<typeof TemplateSchema>['words'] }),
    registration,
    approvals: template.approvals.map((one) => ({ ...one, changedAt: one.changedAt.toString() })),
    archivedAt: template.archivedAt?.toString() ?? null,
  }
}

export const ApprovalChangeSchema = Type.Object(
  {
    version: Type.Integer(),
    language: Type.String(),
    provider: Type.String(),
    from: Type.Enum([...APPROVAL_STATES]),
    to: Type.Enum([...APPROVAL_STATES]),
    reason: orNull(Type.String()),
    at: InstantSchema,
  },
  thing,
)
export const approvalChangeFrom = ({
  by: _,
  at,
  ...change
}: ApprovalChange): Static<typeof ApprovalChangeSchema> => ({ ...change, at: at.toString() })

const UnitsSchema = Type.String({ pattern: '^[0-9]+$', description: 'Whole units' })

export const TemplatePreviewSchema = Type.Object(
  {
    subject: orNull(Type.String()),
    text: Type.String(),
    html: orNull(Type.String()),
    media: orNull(Type.String()),
    quickReplies: Type.Array(Type.String()),
    units: UnitsSchema,
    sms: orNull(
      Type.Object(
        {
          encoding: Type.Enum(['GSM-7', 'UCS-2']),
          characters: Type.Integer(),
          segments: Type.Integer(),
          pieces: Type.Array(Type.String()),
          forcing: Type.Array(Type.String({ description: 'Characters that make it dearer' })),
          substitute: orNull(
            Type.Object(
              { text: Type.String(), segments: Type.Integer(), units: UnitsSchema },
              thing,
            ),
          ),
        },
        thing,
      ),
    ),
  },
  thing,
)

export function templatePreviewFrom({
  content,
  units,
  sms,
}: TemplatePreview): Static<typeof TemplatePreviewSchema> {
  const mail = content.way === 'email' ? content : undefined
  const chat = content.way === 'whatsapp' ? content : undefined
  return {
    subject: mail?.subject ?? null,
    text: content.text,
    html: mail?.html ?? null,
    media: chat?.media?.url ?? null,
    quickReplies: chat?.quickReplies ?? [],
    units: units.toString(),
    sms: sms && {
      encoding: sms.encoding,
      characters: sms.units,
      segments: sms.segments,
      pieces: sms.pieces,
      forcing: sms.forcingNames,
      substitute: sms.substitute && { ...sms.substitute, units: sms.substitute.units.toString() },
    },
  }
}
