import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { type CommissionState, listCommissions, overview, type Payee } from '#earnings'
import { cursorOr } from './cursor.ts'
import {
  CommissionSchema,
  CommissionStateSchema,
  commissionFrom,
  OverviewSchema,
  overviewFrom,
  PayoutSchema,
  PayoutStatusSchema,
} from './earnings-shapes.ts'
import { actorOf, type Deps } from './edge.ts'
import { ownPayoutRoutes } from './own-payouts.ts'
import { PayoutDetailSchema, payoutDetail, payouts } from './payouts.ts'
import { period, periodQuery, span, stepQuery } from './periods.ts'
import { IdParams, IdSchema, page, pageQuery, query } from './schemas.ts'
import { AnalyticsSchema, analytics, FiguresSchema, figures } from './teaching-figures.ts'

const _thing = { additionalProperties: false } as const
const tags = ['earnings']

/** The names of the specification, and the one that says both: one implementation behind all. */
const NAMES = ['/educator', '/instructor', '/host'] as const

const me = (id: string): Payee => ({ type: 'person', id })

/** What educators see of their earnings, and the runs that staff may start by hand. */
export const earningsRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const at of NAMES) await app.register(revenue(deps), { prefix: `${at}/revenue` })
    await app.register(dashboards(deps), { prefix: '/host/dashboard' })
  }

const revenue =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(ownPayoutRoutes(deps))
    app.get(
      '/overview',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'My earnings at a glance',
          tags,
          querystring: query(periodQuery),
          response: { 200: OverviewSchema },
        },
      },
      async (request) => {
        const { kind } = request.query
        const now = deps.clock.now()
        const when = period(request.query)
        return overviewFrom(await overview(deps.db, me(actorOf(request).id), when, now, kind))
      },
    )
    app.get(
      '/commissions',
      {
        config: { needs: 'educator', opens: 'earnings.statement' },
        schema: {
          summary: 'What each booking earns',
          tags,
          querystring: query({
            ...pageQuery,
            ...periodQuery,
            session: Type.Optional(IdSchema),
            payout: Type.Optional(IdSchema),
            state: Type.Optional(
              Type.Union([
                CommissionStateSchema,
                Type.Enum(['PENDING', 'PROCESSED', 'PAID', 'CANCELLED']),
              ]),
            ),
          }),
          response: { 200: page(CommissionSchema) },
        },
      },
      async (request) => {
        const { cursor, limit = 20, kind, session, payout, state } = request.query
        cursorOr(cursor)
        const { items, next } = await listCommissions(deps.db, {
          payee: me(actorOf(request).id),
          ...period(request.query),
          kind,
          session,
          payoutId: payout,
          states: state && (STATES[state as keyof typeof STATES] ?? [state as never]),
          after: cursor,
          limit,
        })
        return { items: items.map(commissionFrom), next }
      },
    )
    app.get(
      '/payouts',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'My payouts',
          tags,
          querystring: query({ ...pageQuery, status: Type.Optional(PayoutStatusSchema) }),
          response: { 200: page(PayoutSchema) },
        },
      },
      async (request) => payouts(deps, request.query, me(actorOf(request).id)),
    )
    app.get(
      '/payouts/:id',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'The statement of a payout',
          tags,
          params: IdParams,
          response: { 200: PayoutDetailSchema },
        },
      },
      async (request) => payoutDetail(deps, request.params.id, actorOf(request).id),
    )
    app.get(
      '/analytics',
      {
        config: { needs: 'educator', opens: 'analytics.basic' },
        schema: {
          summary: 'Earnings over time, and what goes well',
          tags,
          querystring: query({ ...periodQuery, ...stepQuery }),
          response: { 200: AnalyticsSchema },
        },
      },
      async (request) => {
        const { id, zone } = actorOf(request)
        return analytics(deps, id, zone, request.query)
      },
    )
  }

const STATES = {
  PENDING: ['pending', 'held'],
  PROCESSED: ['available', 'in_payout'],
  PAID: ['paid'],
  CANCELLED: ['cancelled', 'taken_back'],
} satisfies Record<string, CommissionState[]>

const dashboards =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/revenue',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'My earnings at a glance',
          tags,
          querystring: query(periodQuery),
          response: { 200: OverviewSchema },
        },
      },
      async (request) => {
        const payee = me(actorOf(request).id)
        const when = period(request.query)
        return overviewFrom(
          await overview(deps.db, payee, when, deps.clock.now(), request.query.kind),
        )
      },
    )
    app.get(
      '/sessions',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'How my sessions went',
          tags,
          querystring: query(periodQuery),
          response: { 200: FiguresSchema },
        },
      },
      async (request) => {
        const { id, zone } = actorOf(request)
        return figures(deps, id, zone, span(request.query, deps.clock.now()), request.query.kind)
      },
    )
    app.get(
      '/analytics',
      {
        config: { needs: 'educator', opens: 'analytics.basic' },
        schema: {
          summary: 'Earnings over time, and what goes well',
          tags,
          querystring: query({ ...periodQuery, ...stepQuery }),
          response: { 200: AnalyticsSchema },
        },
      },
      async (request) => {
        const { id, zone } = actorOf(request)
        return analytics(deps, id, zone, request.query)
      },
    )
  }
