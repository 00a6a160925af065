import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  bookingToReview,
  changeReview,
  learnerRatingOf,
  learnersToRate,
  oneBooking,
  oneReview,
  ownReviews,
  privateRatings,
  ranksOf,
  rateLearner,
  replyToReview,
  reportReview,
  responsesOf,
  reviewBooking,
  reviewsOf,
  reviewsToWrite,
  voicesPolicy,
} from '#live'
import { pageOf, readMoment } from './cursor.ts'
import { actorOf, change, type Deps } from './edge.ts'
import { BookingSchema, bookingOf, ReviewSchema, reviewOf } from './live-shapes.ts'
import { refuse } from './problems.ts'
import {
  ChangeReviewBody,
  LearnerRatingBody,
  LearnerRatingSchema,
  learnerRatingFrom,
  OwnReviewSchema,
  ownReviewOf,
  RankSchema,
  ReplyBody,
  ReportedSchema,
  ResponseSchema,
  ReviewBody,
  ReviewReportBody,
  rankOf,
  StarsSchema,
  ToWriteSchema,
  toWriteOf,
} from './review-shapes.ts'
import { IdParams, IdSchema, orNull, page, pageQuery, query } from './schemas.ts'

const tags = ['reviews']
const thing = { additionalProperties: false } as const

const ListQuery = query({
  ...pageQuery,
  educatorId: Type.Optional(IdSchema),
  sessionId: Type.Optional(IdSchema),
  stars: Type.Optional(StarsSchema),
  unanswered: Type.Optional(Type.Boolean({ description: 'With words, and without a reply' })),
})

const SummarySchema = Type.Object(
  {
    rank: RankSchema,
    private: Type.Object(
      { count: Type.Integer(), mean: orNull(Type.Number()) },
      { ...thing, description: 'Stars after sessions of the last 90 days, never one by one' },
    ),
    response: ResponseSchema,
  },
  thing,
)

/** Reviews: what learners say of educators, what educators answer, and what they say of learners. */
export const reviewRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(publicReviews(deps))
    await app.register(ofLearners(deps))
    await app.register(ofEducators(deps))
    for (const [at, kind] of [
      ['/sessions', undefined],
      ['/video-sessions', 'class'],
      ['/live-conversations', 'conversation'],
    ] as const) {
      await app.register(ofSession(deps, kind), { prefix: at })
    }
  }

const publicReviews =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/reviews',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'What learners say of an educator or a session',
          tags,
          querystring: ListQuery,
          response: { 200: page(ReviewSchema) },
        },
      },
      async (request) => {
        const { educatorId, sessionId, stars, unanswered, cursor, limit = 20 } = request.query
        const after = readMoment(cursor)
        const whose = sessionId ? { session: sessionId } : educatorId && { educator: educatorId }
        if (!whose) return { items: [], next: null }
        const rows = await reviewsOf(
          deps.db,
          { ...whose, stars, unanswered: unanswered ?? false },
          { after, limit: limit + 1 },
        )
        return pageOf(rows, limit, reviewOf, (row) => [row.publishedAt, row.id])
      },
    )
    app.get(
      '/reviews/:id',
      {
        config: { needs: 'anyone' },
        schema: { summary: 'One review', tags, params: IdParams, response: { 200: ReviewSchema } },
      },
      async (request) => {
        const review = await oneReview(deps.db, request.params.id)
        if (!review) throw refuse('not_found')
        return reviewOf(review)
      },
    )
    app.post(
      '/reviews/:id/reports',
      {
        config: { needs: 'person', limit: 'writing' },
        schema: {
          summary: 'Bring a review, its reply, or what was said of me before the moderators',
          tags,
          params: IdParams,
          body: ReviewReportBody,
          response: { 201: ReportedSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { what = 'review', reason, words } = request.body
          const it = { id: request.params.id, what, reason, words, by: actor.id }
          const id = await reportReview(tx, it, now)
          const { reportHours } = await voicesPolicy(tx)
          return { id, dueAt: now.add({ hours: reportHours }).toString() }
        })
      },
    )
  }

const ofLearners =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/reviews/mine',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'What I say of educators in public',
          tags,
          querystring: query({ educatorId: Type.Optional(IdSchema) }),
          response: { 200: page(OwnReviewSchema) },
        },
      },
      async (request) => {
        const { educatorId } = request.query
        const of = educatorId ? { educator: educatorId } : {}
        const rows = await ownReviews(deps.db, actorOf(request).id, of, deps.clock.now())
        return { items: rows.map(ownReviewOf), next: null }
      },
    )
    app.get(
      '/reviews/to-write',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Sessions that I attended and have not rated',
          tags,
          response: { 200: page(ToWriteSchema) },
        },
      },
      async (request) => {
        const rows = await reviewsToWrite(deps.db, actorOf(request).id, deps.clock.now())
        return { items: rows.map(toWriteOf), next: null }
      },
    )
    app.patch(
      '/reviews/:id',
      {
        config: { needs: 'person', opens: 'sessions.reviews', limit: 'writing' },
        schema: {
          summary: 'Change my review: freely for 30 days, then once in three months',
          tags,
          params: IdParams,
          body: ChangeReviewBody,
          response: { 200: OwnReviewSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          await changeReview(tx, id, actor.id, request.body, now)
          return ownReviewOf((await ownReviews(tx, actor.id, { id }, now))[0]!)
        }),
    )
    app.get(
      '/bookings/:id/learner-rating',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'What the educator said of the learner, once both may read it',
          tags,
          params: IdParams,
          response: { 200: LearnerRatingSchema },
        },
      },
      async (request) => {
        const found = await learnerRatingOf(deps.db, request.params.id, actorOf(request).id)
        if (!found) throw refuse('not_found')
        return learnerRatingFrom(found)
      },
    )
  }

const ofEducators =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/educator/reviews',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'What my reviews and answers come to, and what of it ranks',
          tags,
          response: { 200: SummarySchema },
        },
      },
      async (request) => {
        const { id } = actorOf(request)
        const [ranks, own, responses] = await Promise.all([
          ranksOf(deps.db, [id]),
          privateRatings(deps.db, id, deps.clock.now()),
          responsesOf(deps.db, [id]),
        ])
        return { rank: rankOf(ranks.get(id)!), private: own, response: responses.get(id)! }
      },
    )
    app.get(
      '/educator/learners-to-rate',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'Learners of the last week whom I have not rated',
          tags,
          response: { 200: page(ToWriteSchema) },
        },
      },
      async (request) => {
        const rows = await learnersToRate(deps.db, actorOf(request).id, deps.clock.now())
        return { items: rows.map(toWriteOf), next: null }
      },
    )
    app.put(
      '/reviews/:id/reply',
      {
        config: { needs: 'educator', limit: 'writing' },
        schema: {
          summary: 'Answer a review in public: once, and changeable for a day',
          tags,
          params: IdParams,
          body: ReplyBody,
          response: { 200: ReviewSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          await replyToReview(tx, request.params.id, actor.id, request.body.words, now)
          return reviewOf((await oneReview(tx, request.params.id))!)
        }),
    )
    app.post(
      '/bookings/:id/learner-rating',
      {
        config: { needs: 'educator', limit: 'writing' },
        schema: {
          summary: 'Rate a learner of my session: for them and for staff',
          tags,
          params: IdParams,
          body: LearnerRatingBody,
          response: { 201: LearnerRatingSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          await rateLearner(tx, id, actor.id, request.body, now)
          return learnerRatingFrom((await learnerRatingOf(tx, id, actor.id))!)
        })
      },
    )
  }

/** The same by the session, under each of its names. */
const ofSession =
  (deps: Deps, kind: 'class' | 'conversation' | undefined): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/:id/reviews',
      {
        config: { needs: 'person', opens: 'sessions.reviews', limit: 'writing' },
        schema: {
          summary: 'Review a session I attended',
          tags,
          params: IdParams,
          body: ReviewBody,
          response: { 201: BookingSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const booking = await bookingToReview(tx, request.params.id, actor.id, kind)
          await reviewBooking(tx, booking, actor.id, request.body, now)
          return bookingOf((await oneBooking(tx, booking, now))!)
        })
      },
    )
  }
