import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { idFrom } from '#base'
import { value } from '#ledger'
import {
  bookSession,
  cancelSession,
  changeSession,
  createSession,
  educatorMissed,
  facets,
  listBookings,
  markAttendance,
  oneBooking,
  previewCallOff,
  publishSession,
  refuseUnlessKind,
  reviewsOf,
  searchSessions,
  sessionPage,
} from '#live'
import { actorOf, change, type Deps, deed, keyOf } from './edge.ts'
import {
  AliasBody,
  BookBody,
  byOf,
  ChangeBody,
  CreateBody,
  changeFrom,
  creditsFrom,
  cursorOf,
  draftFrom,
  draftFromAlias,
  SearchQuery,
  searchFrom,
} from './live-asking.ts'
import {
  BookingSchema,
  bookingOf,
  CardSchema,
  cardOf,
  ReviewSchema,
  reviewOf,
  WaySchema,
  wayOf,
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
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const FacetSchema = Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }, thing))

const ListSchema = Type.Object(
  {
    items: Type.Array(CardSchema),
    next: orNull(Type.String()),
    facets: Type.Optional(
      Type.Object(
        { kind: FacetSchema, language: FacetSchema, level: FacetSchema, priceLevel: FacetSchema },
        thing,
      ),
    ),
  },
  thing,
)

const DetailSchema = Type.Object(
  {
    ...CardSchema.properties,
    ways: Type.Array(WaySchema),
    cancellation: Type.Object({ freeUntil: InstantSchema, halfUntil: InstantSchema }, thing),
    closesAt: InstantSchema,
    myBooking: orNull(Type.Object({ id: IdSchema, state: Type.String() }, thing)),
    materials: orNull(Type.String({ description: 'For the educator and those who booked' })),
    reviews: Type.Array(ReviewSchema),
  },
  thing,
)

const BookedSchema = Type.Object(
  {
    booking: BookingSchema,
    wallet: orNull(
      Type.Object({ posted: ValueSchema, held: ValueSchema, available: ValueSchema }, thing),
    ),
    orderId: orNull(Type.String({ description: 'For CASH: open its checkout and pay' })),
  },
  thing,
)

const MarksBody = Type.Object(
  {
    marks: Type.Array(Type.Object({ bookingId: IdSchema, present: Type.Boolean() }, thing), {
      minItems: 1,
      maxItems: 500,
    }),
  },
  thing,
)

const CallOffSchema = Type.Object(
  {
    bookings: Type.Integer({ description: 'Learners who get everything back' }),
    goodwill: ValueSchema,
    lost: ValueSchema,
    counts: Type.Boolean({ description: 'Whether it counts against the educator' }),
  },
  thing,
)

const ReasonBody = Type.Object({ reason: Type.String({ minLength: 3, maxLength: 1000 }) }, thing)

type Kind = 'class' | 'conversation'

/** The names of the specification beside the canonical one: one implementation behind all. */
const NAMES: { at: string; kind: Kind | undefined }[] = [
  { at: '/sessions', kind: undefined },
  { at: '/video-sessions', kind: 'class' },
  { at: '/live-conversations', kind: 'conversation' },
]

/** Sessions: list, read, make, change, book, call off, attendance, reviews. */
export const liveRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const { at, kind } of NAMES) {
      await app.register(reading(deps, kind), { prefix: at })
      await app.register(teaching(deps, kind), { prefix: at })
      await app.register(booking(deps, kind), { prefix: at })
    }
    app.post(
      '/sessions',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Make a session',
          tags: ['live'],
          body: CreateBody,
          response: { 201: DetailSchema },
        },
      },
      async (request, reply) => {
        const id = await change(deps, request, (tx, now, actor) =>
          createSession(tx, draftFrom(request.body, actor.id), byOf(actor), now),
        )
        reply.code(201)
        return detail(deps, id, actorOf(request))
      },
    )
    for (const [at, kind] of [
      ['/video-sessions', 'class'],
      ['/live-conversations', 'conversation'],
    ] as const) {
      app.post(
        `${at}/create`,
        {
          config: { needs: 'person' },
          schema: {
            summary: `Make a ${kind}`,
            tags: ['live'],
            body: AliasBody,
            response: { 201: DetailSchema },
          },
        },
        async (request, reply) => {
          const id = await change(deps, request, (tx, now, actor) =>
            createSession(tx, draftFromAlias(request.body, kind, actor.id), byOf(actor), now),
          )
          reply.code(201)
          return detail(deps, id, actorOf(request))
        },
      )
    }
  }

type Reader = { id: string; staffRoles: readonly string[] } | null

async function detail(
  deps: Deps,
  id: string,
  actor: Reader,
  kind?: Kind,
): Promise<Static<typeof DetailSchema>> {
  const reader = actor && { person: actor.id, staff: actor.staffRoles.length > 0 }
  const found = await sessionPage(deps.db, id, reader, kind, deps.clock.now())
  const reviews = await reviewsOf(deps.db, { educator: found.card.educatorId }, { limit: 10 })
  return {
    ...cardOf(found.card),
    ways: found.ways.map(wayOf),
    cancellation: {
      freeUntil: found.cancellation.freeUntil.toString(),
      halfUntil: found.cancellation.halfUntil.toString(),
    },
    closesAt: found.closesAt.toString(),
    myBooking: found.myBooking,
    materials: found.materials,
    reviews: reviews.map(reviewOf),
  }
}

/** What anyone may read. */
const reading =
  (deps: Deps, kind: Kind | undefined): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'Find sessions',
          tags: ['live'],
          querystring: SearchQuery,
          response: { 200: ListSchema },
        },
      },
      async (request) => {
        const now = deps.clock.now()
        const { query: asked, actor } = request
        if (asked.mine && !actor) throw refuse('sign_in_needed')
        const search = searchFrom({ ...asked, ...(kind ? { kind } : {}) }, actor?.id, now)
        const found = await searchSessions(deps.db, search, now)
        return {
          items: found.items.map(cardOf),
          next: found.next && cursorOf(found.next),
          ...(asked.facets ? { facets: await facets(deps.db, search, now) } : {}),
        }
      },
    )
    app.get(
      '/:id',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'One session',
          tags: ['live'],
          params: IdParams,
          response: { 200: DetailSchema },
        },
      },
      async (request) => detail(deps, request.params.id, request.actor, kind),
    )
    app.get(
      '/:id/reviews',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'What attendees thought of it',
          tags: ['live'],
          params: IdParams,
          response: { 200: page(ReviewSchema) },
        },
      },
      async (request) => {
        const reviews = await reviewsOf(deps.db, { session: request.params.id }, { limit: 100 })
        return { items: reviews.map(reviewOf), next: null }
      },
    )
  }

/** What an educator does with a session of theirs, or staff with anybody's. */
const teaching =
  (deps: Deps, kind: Kind | undefined): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.patch(
      '/:id',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Change a session',
          tags: ['live'],
          params: IdParams,
          body: ChangeBody,
          response: { 200: DetailSchema },
        },
      },
      async (request) => {
        const { id } = request.params
        await change(deps, request, async (tx, now, actor) => {
          await refuseUnlessKind(tx, id, kind)
          await changeSession(tx, id, changeFrom(request.body), byOf(actor), now)
          if (request.body.publish) await publishSession(tx, id, byOf(actor), now)
        })
        return detail(deps, id, actorOf(request), kind)
      },
    )
    app.post(
      '/:id/cancel',
      {
        config: { needs: 'person', deed: true },
        schema: {
          summary: 'Call a session off',
          tags: ['live'],
          params: IdParams,
          body: ReasonBody,
          response: { 200: CardSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          await refuseUnlessKind(tx, id, kind)
          await cancelSession(tx, id, byOf(actor), request.body.reason, now)
          return cardOf(
            (await sessionPage(tx, id, { person: actor.id, staff: true }, kind, now)).card,
          )
        }),
    )
    app.get(
      '/:id/cancel-preview',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'What calling a session off would do',
          tags: ['live'],
          params: IdParams,
          response: { 200: CallOffSchema },
        },
      },
      async (request) => {
        const now = deps.clock.now()
        const found = await previewCallOff(deps.db, request.params.id, byOf(actorOf(request)), now)
        return {
          bookings: found.bookings,
          goodwill: value(found.goodwill, 'CREDIT'),
          lost: value(found.lost.amount, found.lost.currency),
          counts: found.counts,
        }
      },
    )
    app.post(
      '/:id/attendance',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Mark who was there',
          tags: ['live'],
          params: IdParams,
          body: MarksBody,
          response: { 200: page(BookingSchema) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          await refuseUnlessKind(tx, id, kind)
          const marks = request.body.marks.map(({ bookingId, present }) => ({
            booking: bookingId,
            present,
          }))
          await markAttendance(tx, id, marks, byOf(actor), now)
          const { items } = await listBookings(tx, { session: id, limit: 500 }, now)
          return { items: items.map(bookingOf), next: null }
        }),
    )
    app.get(
      '/:id/bookings',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'The roster',
          tags: ['live'],
          params: IdParams,
          querystring: query(pageQuery),
          response: { 200: page(BookingSchema) },
        },
      },
      async (request) => {
        const now = deps.clock.now()
        const actor = actorOf(request)
        const { id } = request.params
        const staff = actor.staffRoles.length > 0
        const { card } = await sessionPage(deps.db, id, { person: actor.id, staff }, kind, now)
        if (card.educatorId !== actor.id && !staff) throw refuse('not_allowed')
        const { items, next } = await listBookings(
          deps.db,
          { session: id, after: request.query.cursor, limit: request.query.limit ?? 100 },
          now,
        )
        return { items: items.map(bookingOf), next }
      },
    )
    app.post(
      '/:id/missed',
      {
        config: { needs: { staff: ['support'] }, deed: true },
        schema: {
          summary: 'The educator did not come',
          tags: ['live'],
          params: IdParams,
          response: { 200: CardSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          await refuseUnlessKind(tx, id, kind)
          await educatorMissed(tx, id, { person: actor.id, staff: true }, now)
          return cardOf(
            (await sessionPage(tx, id, { person: actor.id, staff: true }, kind, now)).card,
          )
        }),
    )
  }

/** Taking a seat. */
const booking =
  (deps: Deps, kind: Kind | undefined): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/:id/book',
      {
        config: { needs: 'person', deed: true },
        schema: {
          summary: 'Book a seat',
          tags: ['live'],
          params: IdParams,
          body: BookBody,
          response: { 201: BookedSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        return deed(deps, request, reply, async (tx, now, actor) => {
          const { paymentMethod, creditAmount } = request.body
          const booked = await bookSession(
            tx,
            {
              id: idFrom('booking', actor.id, request.params.id, keyOf(request)),
              session: request.params.id,
              kind,
              learner: actor.id,
              method: paymentMethod.toLowerCase() as 'included' | 'credits' | 'cash',
              seenPrice: creditAmount === undefined ? undefined : creditsFrom(creditAmount),
            },
            now,
          )
          const { wallet, orderId } = booked.paid
          return {
            booking: bookingOf((await oneBooking(tx, booked.id, now))!),
            wallet: wallet
              ? {
                  posted: value(wallet.posted, 'CREDIT'),
                  held: value(wallet.held, 'CREDIT'),
                  available: value(wallet.available, 'CREDIT'),
                }
              : null,
            orderId: orderId ?? null,
          }
        })
      },
    )
  }
