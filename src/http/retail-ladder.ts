import { Type } from 'typebox'
import { thing } from './retail-shapes.ts'
import { IdSchema, ValueSchema } from './schemas.ts'

const Named = Type.Object({ id: IdSchema, name: Type.String() }, thing)

/** Another way to buy what is on sale: a promotion, a price for many, or a bundle. */
export const DealSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    price: ValueSchema,
    sms: Type.Integer(),
    whatsapp: Type.Integer(),
    email: Type.Integer(),
    once: Type.Boolean({ description: 'An organization has it once' }),
    of: Type.Array(IdSchema, { description: 'The offers that are bought by it' }),
  },
  thing,
)

/** How many of each kind some contents are. */
export function heldOf(parts: readonly { asset: string; quantity: bigint }[]) {
  const of = (asset: string) =>
    Number(parts.reduce((sum, part) => (part.asset === asset ? sum + part.quantity : sum), 0n))
  return { sms: of('SMS'), whatsapp: of('WHATSAPP'), email: of('EMAIL') }
}

export const InversionSchema = Type.Object(
  {
    offer: Named,
    price: ValueSchema,
    instead: Type.Array(Type.Object({ offer: Named, times: Type.Integer() }, thing)),
    cost: ValueSchema,
  },
  { ...thing, description: 'Cheaper things that hold at least as much as a dearer one, for less' },
)
