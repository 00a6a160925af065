import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { changeEducatorProfile, type EducatorCard, educatorCard } from '#earnings'
import { value } from '#ledger'
import {
  nextOf,
  priceLevels,
  ranksOf,
  responsesOf,
  reviewsOf,
  searchSessions,
  starsOf,
} from '#live'
import { openPayee, payeeLink, payeeOf } from '#payments'
import { EducatorSchema, educatorFrom } from './earnings-shapes.ts'
import { actorOf, change, type Deps } from './edge.ts'
import {
  CardSchema,
  cardOf,
  KindSchema,
  PriceLevelSchema,
  ReviewSchema,
  reviewOf,
} from './live-shapes.ts'
import { payeeBankRoute } from './payee-bank.ts'
import { refuse } from './problems.ts'
import { RankSchema, ResponseSchema, rankOf } from './review-shapes.ts'
import { IdParams, orNull, page, ValueSchema, ZoneSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['educators']

export const LanguagesSchema = Type.Array(
  Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 }),
  { maxItems: 20 },
)
export const words = {
  headline: Type.Optional(Type.String({ maxLength: 160 })),
  about: Type.Optional(Type.String({ maxLength: 5000 })),
  languages: Type.Optional(LanguagesSchema),
}

const ProfileBody = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    zone: Type.Optional(ZoneSchema),
    ...words,
  },
  thing,
)

export const DetailSchema = Type.Object(
  {
    ...EducatorSchema.properties,
    stars: Type.Array(Type.Integer(), { description: 'Reviews with one star, two, … five' }),
    sessions: Type.Array(CardSchema),
    reviews: Type.Array(ReviewSchema),
    rank: RankSchema,
    response: ResponseSchema,
  },
  thing,
)

const PayeeSchema = Type.Object(
  {
    state: Type.Enum(['none', 'opening', 'restricted', 'ready']),
    country: orNull(Type.String()),
    url: orNull(
      Type.String({ description: 'Where the provider asks what it still wants to know' }),
    ),
  },
  thing,
)

const LevelRow = Type.Object(
  { kind: KindSchema, level: PriceLevelSchema, credits: ValueSchema, preselected: Type.Boolean() },
  thing,
)

/** Educators: who they are, and what they say of themselves. */
export const educatorRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(publicRoutes(deps))
    await app.register(ownRoutes(deps))
  }

export async function detail(deps: Deps, card: EducatorCard) {
  const now = deps.clock.now()
  const [next, stars, sessions, reviews, ranks, responses] = await Promise.all([
    nextOf(deps.db, [card.id], now),
    starsOf(deps.db, card.id),
    searchSessions(deps.db, { educator: card.id, from: now, limit: 20 }, now),
    reviewsOf(deps.db, { educator: card.id }, { limit: 20 }),
    ranksOf(deps.db, [card.id]),
    responsesOf(deps.db, [card.id]),
  ])
  return {
    ...educatorFrom(card, next.get(card.id)),
    stars,
    sessions: sessions.items.map(cardOf),
    reviews: reviews.map(reviewOf),
    rank: rankOf(ranks.get(card.id)!),
    response: responses.get(card.id)!,
  }
}

const publicRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/educators/:id',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'One educator',
          tags,
          params: IdParams,
          response: { 200: DetailSchema },
        },
      },
      async (request) => detail(deps, await cardOr404(deps, request.params.id)),
    )
    app.get(
      '/price-levels',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'What sessions cost, by level',
          tags,
          response: { 200: page(LevelRow) },
        },
      },
      async () => {
        const kinds = ['class', 'conversation'] as const
        const levels = await Promise.all(kinds.map((kind) => priceLevels(deps.db, kind)))
        const items = kinds.flatMap((kind, index) =>
          levels[index]!.map(({ level, credits, preselected }) => ({
            kind,
            level,
            credits: value(credits, 'CREDIT'),
            preselected,
          })),
        )
        return { items, next: null }
      },
    )
  }

export async function cardOr404(deps: Deps, id: string): Promise<EducatorCard> {
  const card = await educatorCard(deps.db, id)
  if (!card) throw refuse('not_found')
  return card
}

const ownRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.patch(
      '/educator/profile',
      {
        config: { needs: 'educator', opens: 'teaching.profile' },
        schema: {
          summary: 'My words about myself',
          tags,
          body: ProfileBody,
          response: { 200: DetailSchema },
        },
      },
      async (request) =>
        detail(
          deps,
          await change(deps, request, (tx, _now, actor) =>
            changeEducatorProfile(tx, actor.id, request.body),
          ),
        ),
    )
    await app.register(payeeBankRoute(deps))
    app.get(
      '/educator/payee',
      {
        config: { needs: 'educator' },
        schema: { summary: 'Whether I can be paid', tags, response: { 200: PayeeSchema } },
      },
      async (request) => {
        const owner = { type: 'person', id: actorOf(request).id } as const
        const known = await payeeOf(deps.db, deps.payments.provider.id, owner)
        return {
          state: known?.state ?? ('none' as const),
          country: known?.country ?? null,
          url: null,
        }
      },
    )
    app.post(
      '/educator/payee',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'Open my account at the payment provider, or go on with it',
          tags,
          body: Type.Object({ country: Type.String({ pattern: '^[A-Z]{2}$' }) }, thing),
          response: { 200: PayeeSchema },
        },
      },
      async (request) => {
        const { id, email, name } = actorOf(request)
        const owner = { type: 'person', id } as const
        const { country } = request.body
        const now = deps.clock.now()
        const known = await openPayee(deps.payments, { owner, email, name, country }, now)
        const { url } = await payeeLink(deps.payments, owner, '/teach/earnings/payouts')
        return { state: known.state, country: known.country, url }
      },
    )
  }
