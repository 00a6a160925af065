import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { value } from '#ledger'
import { codeById, type DiscountCode, listCodes, makeCode, pauseCode, usesOf } from '#payments'
import { audit } from '#people'
import { change, type Deps } from './edge.ts'
import { AudienceSchema } from './plan-shapes.ts'
import { PercentSchema, percentOf, unitsOf } from './price-shapes.ts'
import { refuse } from './problems.ts'
import {
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  PositiveValueSchema,
  ValueSchema,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const FINANCE = { staff: ['finance'] } as const
const tags = ['discounts']

const shared = {
  code: Type.String({ minLength: 3, maxLength: 32, examples: ['SPRING-25'] }),
  goods: Type.Array(Type.Enum(['credits', 'plan', 'messages']), { minItems: 1, maxItems: 3 }),
  lasts: Type.Enum(['first month', 'always']),
  note: Type.String({ maxLength: 200 }),
}

const CodeSchema = Type.Object(
  {
    id: IdSchema,
    ...shared,
    percent: orNull(PercentSchema),
    amount: orNull(ValueSchema),
    audience: orNull(AudienceSchema),
    from: InstantSchema,
    until: orNull(InstantSchema),
    mostUses: orNull(Type.Integer()),
    mostPerPerson: orNull(Type.Integer()),
    used: Type.Integer({ description: 'Orders that wait to be paid included' }),
    state: Type.Enum(['coming', 'running', 'paused', 'used up', 'over']),
    madeAt: InstantSchema,
    madeBy: Type.String(),
    orders: Type.Integer({ description: 'Paid, renewals included' }),
    people: Type.Integer(),
    money: Type.Array(Type.Object({ given: ValueSchema, paid: ValueSchema }, thing)),
  },
  thing,
)

const codeShown = (code: DiscountCode): Static<typeof CodeSchema> => ({
  id: code.id,
  code: code.code,
  goods: [...code.goods],
  lasts: code.lasts,
  note: code.note,
  percent: 'percent' in code.off ? percentOf(code.off.percent * 100) : null,
  amount: 'amount' in code.off ? value(code.off.amount, code.off.currency) : null,
  audience: code.audience ?? null,
  from: code.from.toString(),
  until: code.until?.toString() ?? null,
  mostUses: code.mostUses ?? null,
  mostPerPerson: code.mostPerPerson ?? null,
  used: code.used,
  state: code.state,
  madeAt: code.madeAt.toString(),
  madeBy: code.madeBy,
  orders: code.figures.orders,
  people: code.figures.people,
  money: code.figures.money.map(({ currency, given, paid }) => ({
    given: value(given, currency),
    paid: value(paid, currency),
  })),
})

const NewSchema = Type.Object(
  {
    code: shared.code,
    goods: shared.goods,
    lasts: shared.lasts,
    note: Type.Optional(shared.note),
    percent: Type.Optional(
      Type.String({ pattern: '^[0-9]{1,3}([.][0-9]{1,2})?$', examples: ['25'] }),
    ),
    amount: Type.Optional(PositiveValueSchema),
    audience: Type.Optional(AudienceSchema),
    from: Type.Optional(InstantSchema),
    until: Type.Optional(InstantSchema),
    mostUses: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    mostPerPerson: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  },
  { ...thing, description: 'Either `percent` or `amount`' },
)

const at = (text: string | undefined) => (text ? Temporal.Instant.from(text) : undefined)

function offOf({ percent, amount }: Static<typeof NewSchema>) {
  if (percent !== undefined && !amount) return { percent: Math.round(Number(percent) * 100) }
  if (amount && percent === undefined)
    return { amount: unitsOf(amount.amount, amount.asset), currency: amount.asset }
  throw refuse('request_invalid', { why: 'A code takes off a percentage, or an amount.' })
}

/** Discount codes: made, looked at and paused by finance. */
export const discountRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/discounts',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Every discount code with its figures, the latest first',
          response: { 200: Type.Object({ items: Type.Array(CodeSchema) }, thing) },
        },
      },
      async () => ({ items: (await listCodes(deps.db, deps.clock.now())).map(codeShown) }),
    )
    app.get(
      '/discounts/:id',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'One code, and the last hundred orders that it was used on',
          params: IdParams,
          response: {
            200: Type.Object(
              {
                code: CodeSchema,
                uses: Type.Array(
                  Type.Object(
                    {
                      order: IdSchema,
                      buyer: Type.Object({ type: Type.String(), id: Type.String() }, thing),
                      amount: ValueSchema,
                      at: InstantSchema,
                      state: Type.Enum(['waiting', 'paid', 'expired', 'cancelled']),
                    },
                    thing,
                  ),
                ),
              },
              thing,
            ),
          },
        },
      },
      async (request) => {
        const { id } = request.params
        const uses = await usesOf(deps.db, id, 100)
        return {
          code: codeShown(await codeById(deps.db, id, deps.clock.now())),
          uses: uses.map(({ orderId, buyer, amount, currency, at, state }) => ({
            order: orderId,
            buyer,
            amount: value(amount, currency),
            at: at.toString(),
            state,
          })),
        }
      },
    )
    app.post(
      '/discounts',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Make a discount code',
          body: NewSchema,
          response: { 201: Type.Object({ id: IdSchema, code: Type.String() }, thing) },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { percent: _, amount: __, from, until, ...wish } = request.body
          const by = `person:${actor.id}`
          const times = { from: at(from), until: at(until) }
          const made = await makeCode(tx, { ...wish, ...times, off: offOf(request.body), by }, now)
          const about = { type: 'discount_code', id: made.id }
          const entry = { by, deed: 'discount.made', about, after: request.body, from: request.id }
          await audit(tx, entry, now)
          return made
        })
      },
    )
    app.patch(
      '/discounts/:id',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Let nobody use a code from now on, or let them again',
          params: IdParams,
          body: Type.Object({ paused: Type.Boolean() }, thing),
          response: { 200: CodeSchema },
        },
      },
      async (request) => {
        const { id } = request.params
        const { paused } = request.body
        await change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          await pauseCode(tx, { id, paused, by }, now)
          const about = { type: 'discount_code', id }
          const deed = paused ? 'discount.paused' : 'discount.resumed'
          await audit(tx, { by, deed, about, from: request.id }, now)
        })
        return codeShown(await codeById(deps.db, id, deps.clock.now()))
      },
    )
  }
