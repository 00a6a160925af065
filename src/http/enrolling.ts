import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { belongAsEducator, enrol, pinTier, tierHistory } from '#earnings'
import { audit, onePerson, PLATFORM_CREATORS } from '#people'
import { change, type Deps } from './edge.ts'
import { cardOr404, DetailSchema, detail, words } from './educators.ts'
import { KindSchema } from './live-shapes.ts'
import { IdParams, IdSchema, InstantSchema, orNull, page } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['educators']

const EnrolBody = Type.Object(
  {
    personId: IdSchema,
    kinds: Type.Array(KindSchema, { minItems: 1, maxItems: 2, uniqueItems: true }),
    yearsTeaching: Type.Integer({ minimum: 0, maximum: 80 }),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    organizationId: Type.Optional(IdSchema),
    ...words,
  },
  thing,
)

const StepSchema = Type.Object(
  {
    kind: KindSchema,
    change: Type.String(),
    from: orNull(Type.String()),
    to: Type.String(),
    rate: Type.Number({ description: 'Between 0 and 1' }),
    facts: Type.Record(Type.String(), Type.Unknown()),
    by: Type.String(),
    at: InstantSchema,
  },
  thing,
)

/** What staff decide about educators. */
export const enrollingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/educators',
      {
        config: { needs: { staff: ['admin', 'support'] } },
        schema: {
          summary: 'Make a person an educator',
          tags,
          body: EnrolBody,
          response: { 201: DetailSchema },
        },
      },
      async (request, reply) => {
        const card = await change(deps, request, async (tx, now, actor) => {
          const { personId, organizationId = PLATFORM_CREATORS, ...rest } = request.body
          const person = await onePerson(tx, personId)
          const by = `person:${actor.id}`
          const made = await enrol(
            tx,
            { name: person.name, zone: person.zone, ...rest, personId, organizationId },
            by,
            now,
          )
          await belongAsEducator(tx, organizationId, personId, now)
          await audit(
            tx,
            {
              by,
              deed: 'educator.enrolled',
              about: { type: 'person', id: personId },
              after: { ...rest, organizationId },
              from: request.ip,
            },
            now,
          )
          return made
        })
        reply.code(201)
        return detail(deps, card)
      },
    )
    app.get(
      '/educators/:id/tiers',
      {
        config: { needs: { staff: ['admin', 'support', 'reviewer', 'finance'] } },
        schema: {
          summary: 'How they came to their tiers',
          tags,
          params: IdParams,
          response: { 200: page(StepSchema) },
        },
      },
      async (request) => {
        const steps = await tierHistory(deps.db, request.params.id)
        const items = steps.map((step) => ({
          ...step,
          rate: step.rate / 10_000,
          at: step.at.toString(),
        }))
        return { items, next: null }
      },
    )
    app.post(
      '/educators/:id/pin',
      {
        config: { needs: { staff: ['admin'] } },
        schema: {
          summary: 'Keep them on a tier until a date',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              kind: KindSchema,
              tier: Type.Enum(['beginner', 'intermediate', 'expert', 'master']),
              until: InstantSchema,
              reason: Type.String({ minLength: 3, maxLength: 500 }),
            },
            thing,
          ),
          response: { 200: DetailSchema },
        },
      },
      async (request) => {
        const { id } = request.params
        await change(deps, request, async (tx, now, actor) => {
          const { until, ...pin } = request.body
          const by = `person:${actor.id}`
          await pinTier(tx, { educator: id, ...pin, until: Temporal.Instant.from(until) }, by, now)
          const about = { type: 'person', id }
          await audit(
            tx,
            { by, deed: 'tier.pinned', about, after: request.body, from: request.ip },
            now,
          )
        })
        return detail(deps, await cardOr404(deps, id))
      },
    )
  }
