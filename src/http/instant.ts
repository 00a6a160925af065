import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { idFrom } from '#base'
import { value } from '#ledger'
import {
  type Available,
  askInstant,
  availableNow,
  meanShown,
  oneBooking,
  type Switch,
  switchOf,
  switchOff,
  switchOn,
} from '#live'
import { EDUCATOR_NAMES } from './asking.ts'
import { change, type Deps, deed, educatorOf, keyOf } from './edge.ts'
import { creditsFrom, instantFrom } from './live-asking.ts'
import { BookingSchema, bookingOf, LevelSchema } from './live-shapes.ts'
import { IdSchema, InstantSchema, orNull, page, query, ValueSchema, ZoneSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['live']

const LanguageSchema = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 })
const MinutesSchema = Type.Union([Type.Literal(15), Type.Literal(30)])
const PriceSchema = Type.Enum(['basic', 'standard', 'premium'])

const AvailableSchema = Type.Object(
  {
    educator: Type.Object(
      {
        id: IdSchema,
        name: Type.String(),
        zone: ZoneSchema,
        tier: Type.String(),
        rating: orNull(Type.String()),
        reviewCount: Type.Integer(),
        sessionsHeld: Type.Integer(),
      },
      thing,
    ),
    languages: Type.Array(Type.String()),
    levels: Type.Array(Type.String({ description: 'None: any' })),
    lengths: Type.Array(Type.Object({ minutes: Type.Integer(), price: ValueSchema }, thing)),
    until: InstantSchema,
  },
  thing,
)

const offer = {
  languages: Type.Array(LanguageSchema, { minItems: 1, maxItems: 10, uniqueItems: true }),
  levels: Type.Array(LevelSchema, { maxItems: 6, uniqueItems: true, description: 'None: any' }),
  lengths: Type.Array(MinutesSchema, { minItems: 1, maxItems: 2, uniqueItems: true }),
  priceLevel: PriceSchema,
}
const SwitchSchema = Type.Object(
  {
    languages: Type.Array(Type.String()),
    levels: Type.Array(Type.String()),
    lengths: Type.Array(Type.Integer()),
    priceLevel: PriceSchema,
    until: orNull(InstantSchema),
    offWhy: orNull(
      Type.Enum(['silent', 'declined'], { description: 'Why it was switched off by itself' }),
    ),
    held: Type.Integer({ description: 'Sessions I have held' }),
    needed: Type.Integer({ description: 'And how many it takes' }),
    waiting: orNull(BookingSchema),
  },
  thing,
)

const WantedQuery = query({
  language: Type.Optional(LanguageSchema),
  level: Type.Optional(LevelSchema),
  minutes: Type.Optional(Type.Integer({ minimum: 15, maximum: 30 })),
  except: Type.Optional(IdSchema),
})
const AskBody = Type.Object(
  {
    educatorId: IdSchema,
    language: LanguageSchema,
    level: Type.Optional(LevelSchema),
    minutes: MinutesSchema,
    creditAmount: Type.Optional(ValueSchema),
  },
  thing,
)

/** Talking at once: who is available now, asking them, and the educator's switch. */
export const instantRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const at of ['/instant', '/live-conversations/instant']) {
      await app.register(learners(deps), { prefix: at })
    }
    for (const at of EDUCATOR_NAMES) await app.register(theSwitch(deps), { prefix: at })
  }

const learners =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/',
      {
        prefixTrailingSlash: 'no-slash',
        config: { needs: 'anyone' },
        schema: {
          summary: 'Who can be talked to now',
          tags,
          querystring: WantedQuery,
          response: { 200: page(AvailableSchema) },
        },
      },
      async ({ query: wanted, actor }) => {
        const found = await availableNow(
          deps.db,
          { ...wanted, learner: actor?.id },
          deps.clock.now(),
        )
        return { items: found.map(availableOf), next: null }
      },
    )
    app.post(
      '/ask',
      {
        config: { needs: 'person', deed: true },
        schema: {
          summary: 'Ask somebody to talk now',
          tags,
          body: AskBody,
          response: { 201: BookingSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        return deed(deps, request, reply, async (tx, now, actor) => {
          const { educatorId, creditAmount, ...wanted } = request.body
          const { id } = await askInstant(
            tx,
            {
              ...wanted,
              id: idFrom('instant booking', actor.id, keyOf(request)),
              learner: actor.id,
              educator: educatorId,
              seenPrice: creditAmount && creditsFrom(creditAmount),
            },
            now,
          )
          return bookingOf((await oneBooking(tx, id, now))!)
        })
      },
    )
  }

const theSwitch =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/instant',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'Whether I can be talked to now',
          tags,
          response: { 200: SwitchSchema },
        },
      },
      async (request) => switchNow(deps, educatorOf(request).id),
    )
    app.put(
      '/instant',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'Be available for talking at once, until then',
          tags,
          body: Type.Object({ ...offer, until: InstantSchema }, thing),
          response: { 200: SwitchSchema },
        },
      },
      async (request) => {
        const { until, ...rest } = request.body
        await change(deps, request, (tx, now, actor) =>
          switchOn(tx, actor.id, { ...rest, until: instantFrom(until) }, now),
        )
        return switchNow(deps, educatorOf(request).id)
      },
    )
    app.delete(
      '/instant',
      {
        config: { needs: 'educator' },
        schema: { summary: 'Not available any more', tags, response: { 200: SwitchSchema } },
      },
      async (request) => {
        await change(deps, request, (tx, now, actor) => switchOff(tx, actor.id, now))
        return switchNow(deps, educatorOf(request).id)
      },
    )
  }

async function switchNow(deps: Deps, educator: string): Promise<Static<typeof SwitchSchema>> {
  const now = deps.clock.now()
  const { waiting, until, ...rest }: Switch = await switchOf(deps.db, educator, now)
  const asked = waiting ? await oneBooking(deps.db, waiting, now) : undefined
  return { ...rest, until: until?.toString() ?? null, waiting: asked ? bookingOf(asked) : null }
}

const availableOf = (one: Available): Static<typeof AvailableSchema> => ({
  educator: {
    id: one.educatorId,
    name: one.name,
    zone: one.zone,
    tier: one.tier,
    rating: meanShown(one.ratingsSum, one.ratingsCount),
    reviewCount: Number(one.ratingsCount),
    sessionsHeld: one.sessionsHeld,
  },
  languages: one.languages,
  levels: one.levels,
  lengths: one.lengths.map(({ minutes, price }) => ({ minutes, price: value(price, 'CREDIT') })),
  until: one.until.toString(),
})
