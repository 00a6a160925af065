import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { type Coverage, coverageOf } from '#live'
import { knownZone } from '#people'
import { actorOf, type Deps } from './edge.ts'
import { InstantSchema, query, ZoneSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['recruiting']

const CoverageSchema = Type.Object(
  {
    zone: ZoneSchema,
    asOf: InstantSchema,
    languages: Type.Array(
      Type.Object(
        {
          language: Type.String(),
          booked: Type.Number({ description: 'Seats a week, on average of eight' }),
          waiting: Type.Integer(),
          looking: Type.Integer(),
          educators: Type.Integer(),
          free: Type.Integer({ description: 'With any hour free in the coming two weeks' }),
          demand: Type.Array(Type.Number(), {
            description: 'By hour of the week, Monday 0:00 first',
          }),
          supply: Type.Array(Type.Integer()),
        },
        thing,
      ),
    ),
  },
  thing,
)

/** A map is shown for so long before it is made again: it says when it was made. */
const FRESH_MINUTES = 15

export const coverageRoute =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const kept = new Map<string, Coverage>()
    app.get(
      '/coverage',
      {
        config: { needs: { staff: ['admin', 'support', 'reviewer'] } },
        schema: {
          summary:
            'Languages by hours of the week: who asks, who could teach; up to 15 minutes old',
          tags,
          querystring: query({ zone: Type.Optional(ZoneSchema) }),
          response: { 200: CoverageSchema },
        },
      },
      async (request) => {
        const zone = knownZone(request.query.zone ?? actorOf(request).zone)
        const now = deps.clock.now()
        let found = kept.get(zone)
        const oldest = now.subtract({ minutes: FRESH_MINUTES })
        if (!found || Temporal.Instant.compare(found.asOf, oldest) < 0) {
          found = await coverageOf(deps.db, zone, now)
          if (kept.size > 50) kept.clear()
          kept.set(zone, found)
        }
        return { ...found, asOf: found.asOf.toString() }
      },
    )
  }
