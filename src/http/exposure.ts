import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { value } from '#ledger'
import { BADGES, badgesOf, featuredNow, ratesOf } from '#live'
import type { Deps } from './edge.ts'
import { DateSchema, IdParams, IdSchema, orNull, page, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['educators']

const FeaturedSchema = Type.Object(
  {
    week: DateSchema,
    place: Type.Integer(),
    educatorId: IdSchema,
    name: Type.String(),
    headline: Type.String(),
    why: Type.Object(
      {
        rating: orNull(Type.Integer({ description: 'Hundredths of a star' })),
        reviews: Type.Integer(),
        held: Type.Integer(),
        completion: orNull(Type.Integer({ description: 'Basis points' })),
        among: Type.Integer({ description: 'So many fitted the rule' }),
      },
      { ...thing, description: 'The figures by which the rule picked them' },
    ),
    bonus: ValueSchema,
  },
  thing,
)

/** Badges and featured places: by rule, and said why. */
export const exposureRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/featured',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'Who is featured this week, and why',
          tags,
          response: { 200: page(FeaturedSchema) },
        },
      },
      async () => {
        const found = await featuredNow(deps.db, deps.clock.now())
        const items = found.map(({ educator, figures, among, bonus, ...one }) => {
          const { rating, completion } = ratesOf(figures)
          const { reviews, held } = figures
          return {
            ...one,
            educatorId: educator,
            why: { rating, reviews, held, completion, among },
            bonus: value(bonus, 'TOKEN'),
          }
        })
        return { items, next: null }
      },
    )
    app.get(
      '/educators/:id/badges',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'The badges of an educator',
          tags,
          params: IdParams,
          response: { 200: page(Type.Enum([...BADGES])) },
        },
      },
      async (request) => ({ items: await badgesOf(deps.db, request.params.id), next: null }),
    )
  }
