import { type Static, Type } from 'typebox'
import type { Form, GivenForm, YearFigures, YearRow } from '#earnings'
import { value } from '#ledger'
import { IdSchema, InstantSchema, orNull, ValueSchema } from './schemas.ts'

/** How tax of educators is answered. */

const thing = { additionalProperties: false } as const
export const CountrySchema = Type.String({ pattern: '^[A-Z]{2}$', examples: ['IN'] })
export const ValuesSchema = Type.Record(
  Type.String({ pattern: '^[a-zA-Z]{2,24}$' }),
  Type.String({ maxLength: 200 }),
)

export const FormSchema = Type.Object(
  {
    name: Type.String(),
    title: Type.String(),
    says: Type.String(),
    certifies: Type.String(),
    fields: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          label: Type.String(),
          help: orNull(Type.String()),
          kind: Type.Enum(['text', 'number', 'date', 'country', 'choice', 'tick']),
          choices: Type.Array(Type.Object({ value: Type.String(), label: Type.String() }, thing)),
          required: Type.Boolean(),
          secret: Type.Boolean({ description: 'Shown masked once it is given' }),
          most: Type.Integer({ description: 'Longest, in signs' }),
        },
        thing,
      ),
    ),
  },
  thing,
)
export const formShape = (form: Form): Static<typeof FormSchema> => ({
  ...form,
  fields: form.fields.map((field) => ({
    ...field,
    help: field.help ?? null,
    choices: [...(field.choices ?? [])],
    secret: field.secret ?? false,
  })),
})

export const GivenSchema = Type.Object(
  {
    number: Type.Integer({ description: '1; more where it was corrected' }),
    form: Type.String(),
    country: CountrySchema,
    name: Type.String(),
    shown: ValuesSchema,
    givenAt: InstantSchema,
  },
  thing,
)
export const givenShape = (given: GivenForm): Static<typeof GivenSchema> => ({
  number: given.number,
  form: given.form,
  country: given.country,
  name: given.name,
  shown: given.shown,
  givenAt: given.givenAt.toString(),
})

export const FiguresSchema = Type.Object(
  {
    currency: Type.String(),
    gross: ValueSchema,
    fees: ValueSchema,
    earned: ValueSchema,
    setOff: ValueSchema,
    withheld: ValueSchema,
    paid: ValueSchema,
    transfers: Type.Integer(),
    payouts: Type.Integer(),
  },
  thing,
)
export const figuresShape = (one: YearFigures): Static<typeof FiguresSchema> => {
  const money = (units: bigint) => value(units, one.currency)
  return {
    currency: one.currency,
    gross: money(one.gross),
    fees: money(one.fees),
    earned: money(one.earned),
    setOff: money(one.setOff),
    withheld: money(one.withheld),
    paid: money(one.paid),
    transfers: one.transfers,
    payouts: one.payouts,
  }
}

const FlagSchema = Type.Object(
  { return: Type.String(), reached: Type.Boolean(), source: Type.String() },
  thing,
)
export const YearRowSchema = Type.Object(
  {
    payee: Type.Object({ type: Type.Enum(['person', 'organization']), id: IdSchema }, thing),
    name: Type.String(),
    form: orNull(Type.String()),
    country: orNull(Type.String()),
    figures: Type.Array(FiguresSchema),
    flags: Type.Array(FlagSchema),
    issued: orNull(Type.Integer()),
  },
  thing,
)
export const rowShape = (row: YearRow): Static<typeof YearRowSchema> => ({
  ...row,
  payee: { type: row.payee.type as 'person' | 'organization', id: row.payee.id },
  figures: row.figures.map(figuresShape),
})
