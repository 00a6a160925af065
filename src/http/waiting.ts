import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { type AutoWay, joinWaitlist, leaveWaitlist, myPlaces, onePlace, queueOf } from '#live'
import { actorOf, change, type Deps } from './edge.ts'
import { byOf, CreditsSchema, creditsFrom } from './live-asking.ts'
import { IdParams, page, query } from './schemas.ts'
import { AutoWaySchema, PlaceSchema, placeOf } from './waiting-shapes.ts'

const thing = { additionalProperties: false } as const
const tags = ['live']

const JoinBody = Type.Object(
  {
    auto: Type.Optional(
      Type.Object(
        { paymentMethod: AutoWaySchema, creditAmount: CreditsSchema },
        { ...thing, description: 'Book a freed seat at once, at the price I saw' },
      ),
    ),
  },
  thing,
)

const NAMES = [
  { at: '/sessions', kind: undefined },
  { at: '/video-sessions', kind: 'class' },
  { at: '/live-conversations', kind: 'conversation' },
] as const

/** Waiting for a seat of a full session: joining, one's places, leaving, and the queue as its educator sees it. */
export const waitingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const { at, kind } of NAMES) {
      app.post(
        `${at}/:id/waitlist`,
        {
          config: { needs: 'person' },
          schema: {
            summary: 'Wait for a seat',
            tags,
            params: IdParams,
            body: JoinBody,
            response: { 201: PlaceSchema },
          },
        },
        (request, reply) => {
          reply.code(201)
          const { auto } = request.body
          const way = auto && {
            way: auto.paymentMethod.toLowerCase() as AutoWay,
            seenPrice: creditsFrom(auto.creditAmount),
          }
          return change(deps, request, async (tx, now, actor) => {
            const wish = { session: request.params.id, kind, person: actor.id, auto: way }
            return placeOf((await onePlace(tx, await joinWaitlist(tx, wish, now)))!)
          })
        },
      )
      app.get(
        `${at}/:id/waitlist`,
        {
          config: { needs: 'person' },
          schema: {
            summary: 'Who waits for a seat in my session',
            tags,
            params: IdParams,
            response: { 200: page(PlaceSchema) },
          },
        },
        async (request) => {
          const places = await queueOf(deps.db, request.params.id, byOf(actorOf(request)))
          return { items: places.map(placeOf), next: null }
        },
      )
    }
    app.get(
      '/waitlists',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'My places in queues',
          tags,
          querystring: query({ past: Type.Optional(Type.Boolean()) }),
          response: { 200: page(PlaceSchema) },
        },
      },
      async (request) => {
        const { past = false } = request.query
        const places = await myPlaces(deps.db, actorOf(request).id, { past, limit: 100 })
        return { items: places.map(placeOf), next: null }
      },
    )
    app.post(
      '/waitlists/:id/leave',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Give a place up',
          tags,
          params: IdParams,
          response: { 200: PlaceSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          await leaveWaitlist(tx, request.params.id, actor.id, now)
          return placeOf((await onePlace(tx, request.params.id))!)
        }),
    )
  }
