import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { idFrom } from '#base'
import { value } from '#ledger'
import {
  buyingPolicy,
  buyPackage,
  endPackage,
  extendPackage,
  listPackages,
  offerPackage,
  onePackage,
  type PackageOffer,
  type PackageView,
  packagesOn,
  packagesOwed,
  previewEnd,
  withdrawOffer,
} from '#live'
import type { Actor } from '#people'
import { nearCaps } from '#plans'
import { cursorOr } from './cursor.ts'
import { actorOf, change, type Deps, deed, keyOf } from './edge.ts'
import { byOf, CreditsSchema, creditsFrom } from './live-asking.ts'
import { KindSchema } from './live-shapes.ts'
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
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['packages']
const PersonSchema = Type.Object({ id: IdSchema, name: Type.String() }, thing)

const OfferSchema = Type.Object(
  {
    id: IdSchema,
    educator: PersonSchema,
    kind: KindSchema,
    minutes: Type.Integer(),
    lessons: Type.Integer(),
    single: ValueSchema,
    discount: Type.Integer({ description: 'Basis points' }),
    total: ValueSchema,
  },
  thing,
)

const offerOf = (offer: PackageOffer): Static<typeof OfferSchema> => ({
  id: offer.id,
  educator: { id: offer.educatorId, name: offer.educatorName },
  kind: offer.kind,
  minutes: offer.minutes,
  lessons: offer.lessons,
  single: value(offer.single, 'CREDIT'),
  discount: offer.discount,
  total: value(offer.total, 'CREDIT'),
})

const OfferBody = Type.Object(
  {
    minutes: Type.Integer({ minimum: 15, maximum: 180 }),
    lessons: Type.Integer({ minimum: 5, maximum: 20, description: '5, 10 or 20' }),
    discount: Type.Integer({ minimum: 0, maximum: 10_000, description: 'Basis points' }),
  },
  thing,
)

const EndSchema = Type.Object(
  {
    lessonsLeft: Type.Integer(),
    unused: ValueSchema,
    surcharge: ValueSchema,
    returned: ValueSchema,
  },
  { ...thing, description: 'What ending it now would bring' },
)

const PackageSchema = Type.Object(
  {
    id: IdSchema,
    offerId: IdSchema,
    learner: PersonSchema,
    educator: PersonSchema,
    kind: KindSchema,
    minutes: Type.Integer(),
    lessons: Type.Integer(),
    left: Type.Integer(),
    taken: Type.Integer({ description: 'Booked and still to come, or given' }),
    single: ValueSchema,
    total: ValueSchema,
    value: ValueSchema,
    state: Type.String(),
    orderId: orNull(IdSchema),
    askedAt: InstantSchema,
    boughtAt: orNull(InstantSchema),
    expiresAt: orNull(InstantSchema),
    extended: Type.Boolean(),
    returned: ValueSchema,
    surcharge: ValueSchema,
  },
  thing,
)
const DetailSchema = Type.Object({ ...PackageSchema.properties, ending: orNull(EndSchema) }, thing)

const credits = (units: bigint) => value(units, 'CREDIT')

const packageOf = (one: PackageView): Static<typeof PackageSchema> => ({
  id: one.id,
  offerId: one.offerId,
  learner: { id: one.learnerId, name: one.learnerName },
  educator: { id: one.educatorId, name: one.educatorName },
  kind: one.kind,
  minutes: one.minutes,
  lessons: one.lessons,
  left: one.left,
  taken: one.taken,
  single: credits(one.single),
  total: credits(one.total),
  value: credits(one.value),
  state: one.state,
  orderId: one.orderId,
  askedAt: one.askedAt.toString(),
  boughtAt: one.boughtAt?.toString() ?? null,
  expiresAt: one.expiresAt?.toString() ?? null,
  extended: one.extended,
  returned: credits(one.returned),
  surcharge: credits(one.surcharge),
})

async function detailOf(deps: Deps, id: string, actor: Actor) {
  const found = await onePackage(deps.db, id)
  const staff = actor.staffRoles.length > 0
  const mine = found?.learnerId === actor.id
  if (!found || (!mine && found.educatorId !== actor.id && !staff)) throw refuse('not_found')
  const who = mine ? 'learner' : found.educatorId === actor.id ? 'educator' : 'platform'
  const end = found.state === 'active' ? await previewEnd(deps.db, id, who) : null
  return { ...packageOf(found), ending: end && endOf(end) }
}

const endOf = (end: {
  lessonsLeft: number
  unused: bigint
  surcharge: bigint
  returned: bigint
}) => ({
  lessonsLeft: end.lessonsLeft,
  unused: credits(end.unused),
  surcharge: credits(end.surcharge),
  returned: credits(end.returned),
})

const BoughtSchema = Type.Object(
  { id: IdSchema, state: Type.Enum(['active', 'paying']), orderId: orNull(IdSchema) },
  thing,
)

/** Lessons in one piece: what educators offer, buying, using, ending; for learners, educators and staff. */
export const packageRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(offers(deps))
    await app.register(looking(deps))
    app.post(
      '/packages',
      {
        config: { needs: 'person', deed: true },
        schema: {
          summary: 'Buy a package of lessons',
          tags,
          body: Type.Object(
            {
              offerId: IdSchema,
              paymentMethod: Type.Enum(['CREDITS', 'CASH']),
              creditAmount: Type.Optional(CreditsSchema),
              currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
            },
            thing,
          ),
          response: { 201: BoughtSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        const { offerId, paymentMethod, creditAmount, currency } = request.body
        return deed(deps, request, reply, (tx, now, actor) =>
          buyPackage(
            tx,
            {
              id: idFrom('package', actor.id, offerId, keyOf(request)),
              offer: offerId,
              learner: actor.id,
              method: paymentMethod === 'CASH' ? 'cash' : 'credits',
              currency,
              seenTotal: creditAmount === undefined ? undefined : creditsFrom(creditAmount),
            },
            now,
          ),
        )
      },
    )
    app.post(
      '/packages/:id/end',
      {
        config: { needs: 'person', deed: true },
        schema: {
          summary: 'End a package before its time',
          tags,
          params: IdParams,
          response: { 200: EndSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) =>
          endOf(await endPackage(tx, request.params.id, byOf(actor), now)),
        ),
    )
    app.post(
      '/packages/:id/extend',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Make the time of a package longer, once',
          tags,
          params: IdParams,
          response: { 200: Type.Object({ expiresAt: InstantSchema }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const until = await extendPackage(tx, request.params.id, actor.id, now)
          return { expiresAt: until.toString() }
        }),
    )
  }

const offers =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/educators/:id/packages',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'Packages that an educator offers',
          tags,
          params: IdParams,
          response: { 200: page(OfferSchema) },
        },
      },
      async (request) => ({
        items: (await packagesOn(deps.db, request.params.id)).map(offerOf),
        next: null,
      }),
    )
    app.post(
      '/packages/offers',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'Put a package on sale, or change its discount',
          tags,
          body: OfferBody,
          response: { 201: page(OfferSchema) },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          await offerPackage(tx, { educator: actor.id, ...request.body }, now)
          return { items: (await packagesOn(tx, actor.id)).map(offerOf), next: null }
        })
      },
    )
    app.post(
      '/packages/offers/:id/withdraw',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'Take a package off sale',
          tags,
          params: IdParams,
          response: { 200: page(OfferSchema) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          await withdrawOffer(tx, request.params.id, actor.id, now)
          return { items: (await packagesOn(tx, actor.id)).map(offerOf), next: null }
        }),
    )
  }

const ListQuery = query({
  ...pageQuery,
  as: Type.Optional(Type.Enum(['learner', 'educator', 'staff'])),
  open: Type.Optional(Type.Boolean({ description: 'Those that last; false: those that are over' })),
})

const looking =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/packages',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'My packages',
          tags,
          querystring: ListQuery,
          response: { 200: page(PackageSchema) },
        },
      },
      async (request) => {
        const actor = actorOf(request)
        const { as = 'learner', open, cursor, limit = 20 } = request.query
        if (as === 'staff' && actor.staffRoles.length === 0) throw refuse('not_allowed')
        cursorOr(cursor)
        const whose = as === 'staff' ? {} : { [as]: actor.id }
        const { items, next } = await listPackages(deps.db, {
          ...whose,
          open,
          after: cursor,
          limit,
        })
        return { items: items.map(packageOf), next }
      },
    )
    app.get(
      '/packages/:id',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'One package, and what ending it now would bring',
          tags,
          params: IdParams,
          response: { 200: DetailSchema },
        },
      },
      (request) => detailOf(deps, request.params.id, actorOf(request)),
    )
    app.get(
      '/buying/figures',
      {
        config: { needs: { staff: ['admin', 'finance', 'support'] } },
        schema: {
          summary: 'What is owed of packages, and who is near the cap of fair use',
          tags,
          response: { 200: FiguresSchema },
        },
      },
      async () => {
        const since = deps.clock.now().subtract({ hours: 24 * 31 })
        const owed = await packagesOwed(deps.db)
        const { tokensPerCredit } = await buyingPolicy(deps.db)
        return {
          packages: owed.packages,
          lessons: owed.lessons,
          value: credits(owed.value),
          tokensPerCredit: value(tokensPerCredit, 'TOKEN'),
          nearCap: await nearCaps(deps.db, { share: 8_000, since, limit: 100 }),
        }
      },
    )
  }

const FiguresSchema = Type.Object(
  {
    packages: Type.Integer(),
    lessons: Type.Integer({ description: 'That nobody has taken yet' }),
    value: ValueSchema,
    tokensPerCredit: ValueSchema,
    nearCap: Type.Array(
      Type.Object(
        {
          personId: IdSchema,
          name: Type.String(),
          kind: KindSchema,
          used: Type.Integer(),
          cap: Type.Integer(),
        },
        thing,
      ),
    ),
  },
  thing,
)
