import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { createSession, reviewsOf, searchSessions } from '#live'
import { afterSession } from './after-session.ts'
import { coTeaching, sharedRoutes } from './co-teaching.ts'
import { actorOf, change, type Deps } from './edge.ts'
import { FoundSessionsSchema, sessionsFound } from './finding-sessions.ts'
import {
  AliasBody,
  byOf,
  CreateBody,
  cursorOf,
  draftFrom,
  draftFromAlias,
  SearchQuery,
  searchFrom,
} from './live-asking.ts'
import { cardOf, ReviewSchema, reviewOf } from './live-shapes.ts'
import { refuse } from './problems.ts'
import { IdParams, page } from './schemas.ts'

import { booking } from './seats.ts'
import { DetailSchema, detail } from './session-detail.ts'
import { teaching } from './teaching.ts'

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
      await app.register(coTeaching(deps, kind), { prefix: at })
      await app.register(booking(deps, kind), { prefix: at })
      await app.register(afterSession(deps, kind), { prefix: at })
    }
    await app.register(sharedRoutes(deps))
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

/** What anyone may read. */
const reading =
  (deps: Deps, kind: Kind | undefined): FastifyPluginAsyncTypebox =>
  async (app) => {
    const found = sessionsFound(deps)
    app.get(
      '/',
      {
        prefixTrailingSlash: 'no-slash',
        config: { needs: 'anyone' },
        schema: {
          summary: 'Find sessions',
          tags: ['live'],
          querystring: SearchQuery,
          response: { 200: FoundSessionsSchema },
        },
      },
      async (request) => {
        const now = deps.clock.now()
        const { query: asked, actor } = request
        if (asked.mine && !actor) throw refuse('sign_in_needed')
        const wanted = { ...asked, ...(kind ? { kind } : {}) }
        if (!asked.mine && (asked.state ?? 'published') === 'published')
          return found(wanted, actor?.id)
        const { items, next } = await searchSessions(
          deps.db,
          searchFrom(wanted, actor?.id, now),
          now,
        )
        return {
          items: items.map(cardOf),
          next: next && cursorOf(next),
          didYouMean: null,
          near: [],
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
