import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { changeNumbers, NUMBERS, type NumbersNow, type NumbersPart, numbersNow } from '#live'
import { audit } from '#people'
import { change, type Deps } from './edge.ts'
import { InstantSchema, page, SeenSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['live']
const PARTS = Object.keys(NUMBERS) as NumbersPart[]

const ValueSchema = Type.Union([
  Type.Integer(),
  Type.Array(Type.Integer(), { minItems: 1, maxItems: 20 }),
])

const PartSchema = Type.Object(
  {
    part: Type.Enum(PARTS),
    version: Type.Integer(),
    setBy: Type.String(),
    setAt: InstantSchema,
    numbers: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          says: Type.String({ description: 'What it decides' }),
          value: ValueSchema,
          unit: Type.Enum(
            [
              'minutes',
              'hours',
              'days',
              'weeks',
              'months',
              'share',
              'credits',
              'tokens',
              'times',
              'stars',
            ],
            { description: 'share: basis points; credits, tokens and stars: hundredths of one' },
          ),
          least: Type.Integer(),
          most: Type.Integer(),
          list: Type.Optional(
            Type.Integer({
              description: 'It is a list, of up to so many: the first time, the second, …',
            }),
          ),
        },
        thing,
      ),
    ),
  },
  thing,
)

const shown = (now: NumbersNow): Static<typeof PartSchema> => ({
  ...now,
  setAt: now.setAt.toString(),
})

/** The operator's numbers of live learning, by version. */
export const numberRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/numbers',
      {
        config: { needs: { staff: ['support', 'finance', 'moderator', 'reviewer'] } },
        schema: {
          summary: 'The numbers that rule live learning',
          tags,
          response: { 200: page(PartSchema) },
        },
      },
      async () => {
        const items = []
        for (const part of PARTS) items.push(shown(await numbersNow(deps.db, part)))
        return { items, next: null }
      },
    )
    app.patch(
      '/numbers/:part',
      {
        config: { needs: { staff: ['admin'] } },
        schema: {
          summary: 'Set some of them, from now on',
          tags,
          params: Type.Object({ part: Type.Enum(PARTS) }, thing),
          body: Type.Object(
            {
              version: SeenSchema,
              changes: Type.Record(Type.String({ maxLength: 60 }), ValueSchema, {
                minProperties: 1,
                maxProperties: 60,
              }),
            },
            thing,
          ),
          response: { 200: PartSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { part } = request.params
          const { version: seen, changes } = request.body
          const before = await numbersNow(tx, part)
          const by = `person:${actor.id}`
          const after = await changeNumbers(tx, part, { seen, changes }, by, now)
          const was = Object.fromEntries(
            before.numbers
              .filter(({ name }) => name in changes)
              .map(({ name, value }) => [name, value]),
          )
          await audit(
            tx,
            {
              by,
              deed: 'numbers.changed',
              about: { type: 'numbers', id: part },
              before: was,
              after: changes,
              from: request.ip,
            },
            now,
          )
          return shown(after)
        }),
    )
  }
