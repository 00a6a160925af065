import { type Static, type TSchema, Type } from 'typebox'

/** An amount as a decimal string in units of the asset: never a float. */
export const ValueSchema = Type.Object(
  {
    amount: Type.String({ pattern: '^-?[0-9]{1,18}([.][0-9]{1,18})?$', examples: ['13.12'] }),
    asset: Type.String({ pattern: '^[A-Z]{3,12}$', examples: ['USD'] }),
  },
  { additionalProperties: false, description: 'A decimal amount and what it counts' },
)

/** An amount that is asked for: above zero, and below any that could be meant. */
export const PositiveValueSchema = Type.Object(
  {
    amount: Type.String({
      pattern: '^(?=.*[1-9])[0-9]{1,12}([.][0-9]{1,6})?$',
      examples: ['13.12'],
    }),
    asset: Type.String({ pattern: '^[A-Z]{3,12}$', examples: ['USD'] }),
  },
  { additionalProperties: false },
)

/** A moment, as RFC 3339 in UTC. Write `instant.toString()`. */
export const InstantSchema = Type.String({
  format: 'date-time',
  examples: ['2026-11-21T12:00:00Z'],
})

/** A day, without a time. */
export const DateSchema = Type.String({ format: 'date', examples: ['2026-11-21'] })

/** A UUID in lower case. */
export const IdSchema = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  examples: ['019aa4c2-7e3c-7b56-9d0e-3f6b2f1f9a10'],
})

/** An IANA time zone. */
export const ZoneSchema = Type.String({ minLength: 2, maxLength: 64, examples: ['Asia/Kolkata'] })

/** A BCP 47 language tag. */
export const LocaleSchema = Type.String({ minLength: 2, maxLength: 35, examples: ['en-IN'] })

/** For `/…/{id}`. */
export const IdParams = Type.Object({ id: IdSchema }, { additionalProperties: false })

/** One page of a list; `next` is the cursor of the page after it, or null on the last. */
export function page<Item extends TSchema>(item: Item) {
  return Type.Object(
    { items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) },
    { additionalProperties: false },
  )
}

/** An amount that may be nothing at all: a limit under which nothing fits. */
export const OrNothingSchema = { ...ValueSchema, 'x-nothing': true }

/** A thing, or null where there is none. */
export function orNull<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()])
}

/** The version, or the number of steps, that was looked at: whoever decides says what they saw. */
export const SeenSchema = Type.Integer({
  minimum: 0,
  maximum: 2_147_483_647,
  description: 'The version that was looked at',
})

/** What every list takes; spread it into a query schema. */
export const pageQuery = {
  cursor: Type.Optional(Type.String({ maxLength: 500, description: '`next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
}

/** A query schema: nothing but these fields. */
export function query<Fields extends Record<string, TSchema>>(fields: Fields) {
  return Type.Object(fields, { additionalProperties: false })
}

/** How every refusal is answered (RFC 9457). */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ examples: ['/api/problems#class_full'] }),
    title: Type.String({ description: 'A sentence for people' }),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable; the catalogue is at /api/problems' }),
    detail: Type.Optional(Type.String()),
    retry: Type.Union(
      [Type.Literal('never'), Type.Literal('later'), Type.Literal('after-change')],
      {
        description: 'Whether the same request can succeed when it is sent again',
      },
    ),
    facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    errors: Type.Optional(
      Type.Array(
        Type.Object(
          { field: Type.String({ description: 'JSON pointer' }), message: Type.String() },
          { additionalProperties: false },
        ),
      ),
    ),
    requestId: Type.String(),
  },
  { additionalProperties: false },
)
export type ProblemAnswer = Static<typeof ProblemSchema>
