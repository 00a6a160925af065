import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { value } from '#ledger'
import { addRate, recordConversion } from '#payments'
import { audit } from '#people'
import { change, type Deps, deed } from './edge.ts'
import { CurrencySchema, RateTextSchema, unitsOf } from './price-shapes.ts'
import { DateSchema, IdSchema, InstantSchema, PositiveValueSchema, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const FINANCE = { staff: ['finance'] } as const
const tags = ['prices']
const Made = Type.Object({ id: IdSchema }, thing)

/** What currencies are worth, and money that a provider changed from one into another. */
export const rateRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/prices/rates',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Write down what one unit of a currency was worth in another on a day',
          body: Type.Object(
            {
              base: CurrencySchema,
              quote: CurrencySchema,
              day: DateSchema,
              rate: RateTextSchema,
              source: Type.String({ minLength: 1, maxLength: 100 }),
            },
            thing,
          ),
          response: { 201: Made },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const day = Temporal.PlainDate.from(request.body.day)
          const made = await addRate(tx, { ...request.body, day, by }, now)
          const about = { type: 'fx_rate', id: made.id }
          await audit(
            tx,
            { by, deed: 'rate.set', about, after: request.body, from: request.id },
            now,
          )
          return made
        })
      },
    )
    app.post(
      '/prices/conversions',
      {
        config: { needs: FINANCE, deed: true },
        schema: {
          tags,
          summary:
            'Book money that a provider changed into another currency; the difference to the dated rate is FX',
          body: Type.Object(
            {
              provider: Type.String({ minLength: 1, maxLength: 40 }),
              ref: Type.String({
                minLength: 1,
                maxLength: 200,
                description: 'The provider’s own name for it: the same twice is booked once',
              }),
              given: PositiveValueSchema,
              got: PositiveValueSchema,
              at: InstantSchema,
            },
            thing,
          ),
          response: { 201: Type.Object({ id: IdSchema, valued: ValueSchema }, thing) },
        },
      },
      (request, reply) => {
        reply.code(201)
        return deed(deps, request, reply, async (tx, now, actor) => {
          const { provider, ref, given, got, at } = request.body
          const by = `person:${actor.id}`
          const wish = {
            provider,
            ref,
            from: given.asset,
            given: unitsOf(given.amount, given.asset),
            to: got.asset,
            got: unitsOf(got.amount, got.asset),
            at: Temporal.Instant.from(at),
            by,
          }
          const made = await recordConversion(tx, wish, now)
          const about = { type: 'conversion', id: made.id }
          const entry = { by, deed: 'conversion.booked', about, after: request.body }
          await audit(tx, { ...entry, from: request.id }, now)
          return { id: made.id, valued: value(made.valued, got.asset) }
        })
      },
    )
  }
