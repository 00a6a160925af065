import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { isId } from '#base'
import {
  countAddresses,
  educatorAddresses,
  forgetSearch,
  IN_ONE_MAP,
  matchEducators,
  RANKING,
  type SavedSearch,
  savedSearches,
  saveSearch,
  sessionAddresses,
  setWishes,
  standingOf,
  WEIGHTS,
  type WhyMatched,
  wishesOf,
} from '#live'
import { actorOf, change, type Deps, educatorOf } from './edge.ts'
import { askedFrom, LanguageSchema, SavedQuery } from './finding-asking.ts'
import { educatorSearchRoute, FoundEducatorSchema, foundCards } from './finding-educators.ts'
import { LevelSchema } from './live-shapes.ts'
import { refuse } from './problems.ts'
import { IdParams, IdSchema, InstantSchema, orNull, page, query } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['finding']

/** Finding: educators, how ranking works, what one looks for, who fits, saved searches, the map of the site. */
export const findingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(educatorSearchRoute(deps))
    await app.register(rankingRoutes(deps))
    await app.register(wishRoutes(deps))
    await app.register(savedRoutes(deps))
    await app.register(addressRoutes(deps))
  }

const FactorSchema = Type.Object(
  {
    factor: Type.String(),
    weight: Type.Integer({ description: 'Hundredths of the score' }),
    value: Type.Number({ description: '0 to 1' }),
  },
  thing,
)

const rankingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const RankingSchema = Type.Object(
      {
        weights: Type.Array(Type.Object({ factor: Type.String(), weight: Type.Integer() }, thing)),
        rules: Type.Record(Type.String(), Type.Unknown(), {
          description: 'The numbers of the formula, by name',
        }),
      },
      thing,
    )
    app.get(
      '/ranking',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'How educators are ranked: the formula that runs',
          tags,
          response: { 200: RankingSchema },
        },
      },
      async () => ({
        weights: Object.entries(WEIGHTS).map(([factor, weight]) => ({ factor, weight })),
        rules: { ...RANKING },
      }),
    )
    app.get(
      '/educator/standing',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'Where I stand in searches: each factor, and what would raise it',
          tags,
          response: {
            200: Type.Object(
              {
                standing: orNull(
                  Type.Object(
                    {
                      score: Type.Number({ description: '0 to 1' }),
                      factors: Type.Array(FactorSchema),
                      penalty: Type.Number(),
                      openings: Type.Integer(),
                      raises: Type.Array(
                        Type.Object({ factor: Type.String(), says: Type.String() }, thing),
                      ),
                      reckonedAt: InstantSchema,
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
        const own = await standingOf(deps.db, educatorOf(request).id, deps.clock.now())
        if (!own) return { standing: null }
        const factors = Object.entries(WEIGHTS).map(([factor, weight]) => ({
          factor,
          weight,
          value: own.factors[factor as keyof typeof WEIGHTS],
        }))
        return {
          standing: {
            score: own.score / 1_000_000,
            factors,
            penalty: own.factors.penalty,
            openings: own.openings,
            raises: own.raises,
            reckonedAt: own.reckonedAt.toString(),
          },
        }
      },
    )
  }

const HoursSchema = Type.String({
  maxLength: 400,
  description: 'Hours of the week where I live, 1 is Monday; empty: not said',
  examples: ['12345@18:00-22:00'],
})
const wishFields = {
  language: orNull(LanguageSchema),
  level: orNull(LevelSchema),
  goals: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 10 }),
  speaks: Type.Array(LanguageSchema, { maxItems: 10 }),
  hours: HoursSchema,
}
const WishSchema = Type.Object({ ...wishFields, level: orNull(Type.String()) }, thing)

const ReasonSchema = Type.Object(
  {
    why: Type.Enum(['goal', 'level', 'speaks', 'hours', 'known', 'liked', 'rated', 'new']),
    goals: Type.Optional(Type.Array(Type.String())),
    level: Type.Optional(Type.String()),
    language: Type.Optional(Type.String()),
    count: Type.Optional(Type.Integer()),
    rating: Type.Optional(Type.Number()),
  },
  thing,
)

function reasonOf(reason: WhyMatched): Static<typeof ReasonSchema> {
  switch (reason.why) {
    case 'hours':
      return { why: reason.why, count: reason.openings }
    case 'known':
      return { why: reason.why, count: reason.sessions }
    case 'liked':
      return { why: reason.why, count: reason.others }
    case 'rated':
      return { why: reason.why, rating: reason.rating, count: reason.reviews }
    default:
      return reason
  }
}

const wishRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/me/wishes',
      {
        config: { needs: 'person' },
        schema: { summary: 'What I look for', tags, response: { 200: WishSchema } },
      },
      async (request) => wishesOf(deps.db, actorOf(request).id),
    )
    app.put(
      '/me/wishes',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Say what I look for, and when I have time',
          tags,
          body: Type.Partial(Type.Object(wishFields), thing),
          response: { 200: WishSchema },
        },
      },
      async (request) =>
        change(deps, request, (tx, now, actor) => setWishes(tx, actor.id, request.body, now)),
    )
    app.get(
      '/me/matches',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Educators who fit me, each with the reasons',
          tags,
          querystring: query({
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 6 })),
          }),
          response: {
            200: page(
              Type.Object(
                { educator: FoundEducatorSchema, reasons: Type.Array(ReasonSchema) },
                thing,
              ),
            ),
          },
        },
      },
      async (request) => {
        const now = deps.clock.now()
        const { id } = actorOf(request)
        const matches = await matchEducators(deps.db, id, request.query.limit ?? 6, now)
        const cards = await foundCards(
          deps,
          matches.map((match) => match.id),
          now,
        )
        const items = cards.map((educator, index) => ({
          educator,
          reasons: matches[index]!.reasons.map(reasonOf),
        }))
        return { items, next: null }
      },
    )
  }

const SavedSchema = Type.Object(
  {
    id: IdSchema,
    of: Type.Enum(['sessions', 'educators']),
    name: Type.String(),
    query: SavedQuery,
    notify: Type.Boolean(),
    savedAt: InstantSchema,
  },
  thing,
)

const savedOf = (search: SavedSearch): Static<typeof SavedSchema> => ({
  ...search,
  query: search.query as Static<typeof SavedQuery>,
  savedAt: search.savedAt.toString(),
})

const savedRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/me/saved-searches',
      {
        config: { needs: 'person' },
        schema: { summary: 'My saved searches', tags, response: { 200: page(SavedSchema) } },
      },
      async (request) => ({
        items: (await savedSearches(deps.db, actorOf(request).id)).map(savedOf),
        next: null,
      }),
    )
    app.post(
      '/me/saved-searches',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Save a search, and hear once a day when something new fits',
          tags,
          body: Type.Object(
            {
              id: Type.Optional(IdSchema),
              of: Type.Enum(['sessions', 'educators']),
              name: Type.String({ minLength: 1, maxLength: 80 }),
              query: SavedQuery,
              notify: Type.Optional(Type.Boolean()),
            },
            thing,
          ),
          response: { 201: SavedSchema },
        },
      },
      async (request, reply) => {
        const { id, of, name, notify } = request.body
        if (id && !isId(id)) throw refuse('request_invalid', { detail: 'The id is no UUIDv7.' })
        const wanted = {
          id,
          of,
          name,
          query: askedFrom(request.body.query),
          notify: notify ?? true,
        }
        const saved = await change(deps, request, (tx, now, actor) =>
          saveSearch(tx, actor.id, wanted, now),
        )
        reply.code(201)
        return savedOf(saved)
      },
    )
    app.delete(
      '/me/saved-searches/:id',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Forget a saved search',
          tags,
          params: IdParams,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await change(deps, request, (tx, _now, actor) =>
          forgetSearch(tx, actor.id, request.params.id),
        )
        return reply.code(204).send(null)
      },
    )
  }

const addressRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/addresses',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'How many public pages there are, for the map of the site',
          tags,
          response: {
            200: Type.Object(
              { sessions: Type.Integer(), educators: Type.Integer(), inOneMap: Type.Integer() },
              thing,
            ),
          },
        },
      },
      async () => ({ ...(await countAddresses(deps.db)), inOneMap: IN_ONE_MAP }),
    )
    app.get(
      '/addresses/:of',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'Public pages, one map of them',
          tags,
          params: Type.Object({ of: Type.Enum(['sessions', 'educators']) }, thing),
          querystring: query({
            map: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1 })),
          }),
          response: {
            200: page(
              Type.Object({ id: IdSchema, title: Type.String(), changedAt: InstantSchema }, thing),
            ),
          },
        },
      },
      async (request) => {
        const addresses = request.params.of === 'sessions' ? sessionAddresses : educatorAddresses
        const items = await addresses(deps.db, request.query.map ?? 1)
        return {
          items: items.map(({ changedAt, ...one }) => ({
            ...one,
            changedAt: changedAt.toString(),
          })),
          next: null,
        }
      },
    )
  }
