import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Query } from '#base'
import { value } from '#ledger'
import { recoverTax, stockRules, taxRecoveries, taxToRecover } from '#messaging'
import { audit } from '#people'
import { type Deps, deed } from './edge.ts'
import { DateSchema, IdSchema, InstantSchema, ValueSchema } from './schemas.ts'
import { calledOf, moneyOf } from './stock-shapes.ts'

const thing = { additionalProperties: false } as const
const tags = ['wholesale']
const needs = { staff: ['admin', 'finance'] } as const

const period = {
  from: DateSchema,
  until: { ...DateSchema, description: 'The last day of the period' },
  proof: Type.String({
    minLength: 3,
    maxLength: 120,
    description: 'The number of the return, or of the office’s receipt',
  }),
}

const AllSchema = Type.Object(
  {
    open: { ...ValueSchema, description: 'Charged by suppliers, given back, and not set off yet' },
    items: Type.Array(
      Type.Object(
        { id: IdSchema, amount: ValueSchema, ...period, by: Type.String(), at: InstantSchema },
        thing,
      ),
    ),
    next: Type.Null(),
  },
  thing,
)

/** Tax of suppliers that comes back: finance writes down what was set off in a return. */
export const taxRecoveryRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const all = async (q: Query) => {
      const { currency } = await stockRules(q)
      const found = await taxRecoveries(q)
      const called = await calledOf(
        q,
        found.map(({ by }) => by),
      )
      return {
        open: value(await taxToRecover(q, currency), currency),
        items: found.map((one) => ({
          id: one.id,
          amount: value(one.amount, one.currency),
          from: one.from,
          until: one.until,
          proof: one.proof,
          by: called.by(one.by),
          at: one.at.toString(),
        })),
        next: null,
      }
    }
    app.get(
      '/tax',
      {
        config: { needs },
        schema: {
          summary: 'Tax that suppliers charged and the tax office gives back: open, and set off',
          tags,
          response: { 200: AllSchema },
        },
      },
      () => all(deps.db),
    )
    app.post(
      '/tax',
      {
        config: { needs, deed: true },
        schema: {
          summary: 'Write down that the tax of a period was set off against tax that is owed',
          tags,
          body: Type.Object(
            {
              amount: Type.String({ pattern: '^[0-9]{1,12}([.][0-9]{1,3})?$' }),
              ...period,
            },
            thing,
          ),
          response: { 200: AllSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, { id: person }) => {
          const by = `person:${person}`
          const { currency } = await stockRules(tx)
          const amount = moneyOf(request.body.amount, currency, 'amount')
          const id = await recoverTax(tx, { ...request.body, currency, amount }, by, now)
          const about = { type: 'tax_recovery', id }
          const after = request.body
          await audit(tx, { by, deed: 'tax.recovered', about, after, from: request.ip }, now)
          return all(tx)
        }),
    )
  }
