import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { isId, Problem } from '#base'
import {
  agree,
  changeEducatorProfile,
  type EducatorCard,
  educatorCard,
  enrol,
  listEducators,
  pinTier,
  tierHistory,
} from '#earnings'
import { value } from '#ledger'
import { nextOf, priceLevels, reviewsOf, searchSessions, starsOf } from '#live'
import { openPayee, payeeLink, payeeOf } from '#payments'
import { addMember, audit, onePerson, PLATFORM_CREATORS } from '#people'
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
import { refuse } from './problems.ts'
import {
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  page,
  pageQuery,
  query,
  ValueSchema,
  ZoneSchema,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['educators']

const LanguagesSchema = Type.Array(
  Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 }),
  { maxItems: 20 },
)
const words = {
  headline: Type.Optional(Type.String({ maxLength: 160 })),
  about: Type.Optional(Type.String({ maxLength: 5000 })),
  languages: Type.Optional(LanguagesSchema),
}

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

const ProfileBody = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    zone: Type.Optional(ZoneSchema),
    ...words,
  },
  thing,
)

const DetailSchema = Type.Object(
  {
    ...EducatorSchema.properties,
    stars: Type.Array(Type.Integer(), { description: 'Reviews with one star, two, … five' }),
    sessions: Type.Array(CardSchema),
    reviews: Type.Array(ReviewSchema),
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

/** Educators: who they are, and what staff decide about them. */
export const educatorRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(publicRoutes(deps))
    await app.register(ownRoutes(deps))
    await app.register(staffRoutes(deps))
  }

async function detail(deps: Deps, card: EducatorCard) {
  const now = deps.clock.now()
  const [next, stars, sessions, reviews] = await Promise.all([
    nextOf(deps.db, [card.id], now),
    starsOf(deps.db, card.id),
    searchSessions(deps.db, { educator: card.id, from: now, limit: 20 }, now),
    reviewsOf(deps.db, { educator: card.id }, { limit: 20 }),
  ])
  return {
    ...educatorFrom(card, next.get(card.id)),
    stars,
    sessions: sessions.items.map(cardOf),
    reviews: reviews.map(reviewOf),
  }
}

const publicRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/educators',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'Educators, by name',
          tags,
          querystring: query({
            ...pageQuery,
            q: Type.Optional(Type.String({ maxLength: 100 })),
            kind: Type.Optional(KindSchema),
            language: Type.Optional(Type.String({ maxLength: 35 })),
            organizationId: Type.Optional(IdSchema),
          }),
          response: { 200: page(EducatorSchema) },
        },
      },
      async (request) => {
        const { q, kind, language, organizationId, cursor, limit = 20 } = request.query
        if (cursor && !isId(cursor)) throw refuse('cursor_invalid')
        const { items, next } = await listEducators(deps.db, {
          ...(q ? { words: q } : {}),
          ...(kind ? { kind } : {}),
          ...(language ? { language } : {}),
          ...(organizationId ? { organizationId } : {}),
          ...(cursor ? { after: cursor } : {}),
          limit,
        })
        const ids = items.map(({ id }) => id)
        const coming = await nextOf(deps.db, ids, deps.clock.now())
        return { items: items.map((card) => educatorFrom(card, coming.get(card.id))), next }
      },
    )
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

async function cardOr404(deps: Deps, id: string): Promise<EducatorCard> {
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
        config: { needs: 'educator' },
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

const staffRoutes =
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
          await joinAs(tx, organizationId, personId, now)
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
    app.post(
      '/organizations/:organizationId/agreement',
      {
        config: { needs: { staff: ['admin', 'finance'] } },
        schema: {
          summary: "What an institution's educators get, and what it gets",
          tags,
          params: Type.Object({ organizationId: IdSchema }, thing),
          body: Type.Object(
            {
              educatorRate: Type.Integer({ minimum: 0, maximum: 10_000 }),
              institutionRate: Type.Integer({ minimum: 0, maximum: 10_000 }),
              from: InstantSchema,
              until: Type.Optional(InstantSchema),
            },
            thing,
          ),
          response: { 201: Type.Object({ id: IdSchema }, thing) },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { organizationId } = request.params
          const { from, until, ...rates } = request.body
          const by = `person:${actor.id}`
          const id = await agree(
            tx,
            {
              organizationId,
              ...rates,
              from: Temporal.Instant.from(from),
              ...(until ? { until: Temporal.Instant.from(until) } : {}),
            },
            by,
            now,
          )
          const about = { type: 'organization', id: organizationId }
          await audit(
            tx,
            { by, deed: 'agreement.made', about, after: request.body, from: request.ip },
            now,
          )
          return { id }
        })
      },
    )
  }

/** An educator belongs to their organization; who has a role there already keeps it. */
async function joinAs(
  tx: Parameters<typeof addMember>[0],
  organization: string,
  person: string,
  now: Temporal.Instant,
): Promise<void> {
  try {
    await addMember(tx, { organization, person, role: 'educator' }, now)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'already_member') throw error
  }
}
