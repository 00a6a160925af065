import { type Static, Type } from 'typebox'
import type { Automation, AutomationRun, RunEntry, TestRun } from '#messaging'
import { AudienceSchema, thing, WaySchema } from './campaign-shapes.ts'
import { IdSchema, InstantSchema, orNull } from './schemas.ts'

export const EventName = Type.String({ pattern: '^[a-z][a-z0-9_]{1,59}$' })
const Field = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' })
const Value = Type.Union([Type.String({ maxLength: 1000 }), Type.Number(), Type.Boolean()])
const ConditionSchema = Type.Object(
  {
    field: Field,
    is: Type.Enum([
      'is',
      'is_not',
      'contains',
      'less_than',
      'at_most',
      'at_least',
      'more_than',
      'said',
      'not_said',
    ]),
    value: Type.Optional(Value),
  },
  thing,
)
const StepSchema = Type.Object(
  {
    after: Type.Integer({
      minimum: 0,
      maximum: 525_600,
      description: 'Minutes after the event, or after the step before',
    }),
    templates: Type.Array(IdSchema, { minItems: 1, maxItems: 3 }),
  },
  thing,
)
const said = {
  name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
  trigger: EventName,
  conditions: Type.Array(ConditionSchema, { maxItems: 10 }),
  steps: Type.Array(StepSchema, { minItems: 1, maxItems: 5 }),
  cap: orNull(
    Type.Object(
      {
        times: Type.Integer({ minimum: 1, maximum: 1000 }),
        hours: Type.Integer({ minimum: 1, maximum: 8784 }),
      },
      thing,
    ),
  ),
  quiet: Type.Boolean(),
  links: Type.Enum(['none', 'own']),
  audience: orNull(AudienceSchema),
}
export const AutomationBody = Type.Object(said, thing)
export const AutomationChange = Type.Object(
  { ...said, version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) },
  thing,
)
export const AutomationSchema = Type.Object(
  {
    id: IdSchema,
    ...said,
    state: Type.Enum(['off', 'on', 'archived']),
    stateAt: InstantSchema,
    version: Type.Integer(),
    madeAt: InstantSchema,
    runs: Type.Object(
      { said: Type.Integer(), notSaid: Type.Integer(), underWay: Type.Integer() },
      { ...thing, description: 'Of the last 30 days' },
    ),
  },
  thing,
)

export const automationFrom = ({
  organization: _o,
  stateBy: _s,
  madeBy: _m,
  ...own
}: Automation): Static<typeof AutomationSchema> =>
  ({ ...own, stateAt: `${own.stateAt}`, madeAt: `${own.madeAt}` }) as Static<
    typeof AutomationSchema
  >

export const EventKindSchema = Type.Object(
  {
    name: Type.String(),
    says: Type.String(),
    own: Type.Boolean({ description: 'Whether the organization defined it itself' }),
    schema: Type.Object({}, { additionalProperties: true, description: 'JSON Schema of its data' }),
  },
  thing,
)

const AddressSchema = Type.Object(
  {
    way: WaySchema,
    address: Type.String({ minLength: 3, maxLength: 254 }),
    country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
  },
  thing,
)
const ConsentSchema = Type.Object(
  {
    way: WaySchema,
    address: Type.String({ minLength: 3, maxLength: 254 }),
    category: Type.Enum(['utility', 'service', 'marketing']),
    source: Type.Enum(['form', 'paper', 'api', 'keyword', 'link', 'staff']),
    textVersion: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    ip: Type.Optional(Type.String({ pattern: '^[0-9a-fA-F.:]{2,45}$' })),
    at: Type.Optional(InstantSchema),
  },
  thing,
)
export const PersonSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    reference: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    language: Type.Optional(Type.String({ minLength: 2, maxLength: 35 })),
    zone: Type.Optional(Type.String({ minLength: 2, maxLength: 64 })),
    addresses: Type.Array(AddressSchema, { minItems: 1, maxItems: 10 }),
    fields: Type.Optional(Type.Record(Field, Value)),
    consents: Type.Array(ConsentSchema, { maxItems: 30 }),
  },
  { ...thing, description: 'Somebody new, with the consent that they gave' },
)
export const MediaSchema = Type.Object(
  {
    kind: Type.Enum(['image', 'document']),
    url: Type.String({ minLength: 9, maxLength: 2000 }),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  thing,
)
export const DataSchema = Type.Record(Type.String({ maxLength: 60 }), Type.Unknown())
export const WhomSchema = Type.Union([
  Type.Object({ id: IdSchema }, thing),
  AddressSchema,
  PersonSchema,
])

export const RunSchema = Type.Object(
  {
    id: IdSchema,
    event: Type.Object(
      { id: IdSchema, key: Type.String(), name: Type.String(), at: InstantSchema },
      thing,
    ),
    contact: orNull(Type.Object({ id: IdSchema, name: Type.String() }, thing)),
    step: Type.Integer(),
    state: Type.Enum(['waiting', 'watching', 'done', 'ended']),
    reason: orNull(Type.String()),
    dueAt: orNull(InstantSchema),
    campaign: orNull(IdSchema),
    begunAt: InstantSchema,
    endedAt: orNull(InstantSchema),
  },
  thing,
)
export const runFrom = ({ event, ...run }: AutomationRun): Static<typeof RunSchema> => ({
  ...run,
  event: { ...event, at: `${event.at}` },
  dueAt: run.dueAt?.toString() ?? null,
  begunAt: `${run.begunAt}`,
  endedAt: run.endedAt?.toString() ?? null,
})

export const EntrySchema = Type.Object(
  {
    at: InstantSchema,
    what: Type.String(),
    code: orNull(Type.String()),
    way: orNull(WaySchema),
    message: orNull(IdSchema),
    facts: Type.Object({}, { additionalProperties: true }),
  },
  thing,
)
export const entryFrom = (entry: RunEntry): Static<typeof EntrySchema> => ({
  ...entry,
  at: `${entry.at}`,
})

export const TestSchema = Type.Object(
  {
    begins: Type.Boolean(),
    conditions: Type.Array(Type.Object({ condition: ConditionSchema, met: Type.Boolean() }, thing)),
    steps: Type.Array(
      Type.Object(
        {
          after: Type.Integer(),
          said: orNull(Type.Integer({ description: 'Which of the ways would say it' })),
          ways: Type.Array(
            Type.Object(
              {
                template: IdSchema,
                name: Type.String(),
                way: WaySchema,
                to: orNull(Type.String()),
                refusal: orNull(Type.String()),
                subject: orNull(Type.String()),
                text: orNull(Type.String()),
                segments: Type.Integer(),
                units: Type.String({ pattern: '^[0-9]{1,18}$' }),
              },
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
export const testFrom = ({ begins, conditions, steps }: TestRun): Static<typeof TestSchema> => ({
  begins,
  conditions,
  steps: steps.map(({ ways, ...step }) => ({
    ...step,
    ways: ways.map(({ content, units, ...way }) => ({
      ...way,
      subject: content?.way === 'email' ? content.subject : null,
      text: content?.text ?? null,
      units: `${units}`,
    })),
  })),
})
