import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { isId } from '#base'
import {
  type CommissionState,
  earnedBy,
  listCommissions,
  listPayouts,
  onePayout,
  overview,
  type Payee,
  payoutItems,
  policyNow,
  processPayouts,
  releaseHeld,
  schedulePayouts,
} from '#earnings'
import { value } from '#ledger'
import { completeDue, earnForfeits, houseFigures, startSessions, teachingFigures } from '#live'
import { payoutSender } from '#payments'
import { audit } from '#people'
import {
  CommissionSchema,
  CommissionStateSchema,
  commissionFrom,
  OverviewSchema,
  overviewFrom,
  PayoutSchema,
  PayoutStatusSchema,
  payoutFrom,
  payoutStates,
} from './earnings-shapes.ts'
import { actorOf, change, type Deps } from './edge.ts'
import { KindSchema } from './live-shapes.ts'
import { refuse } from './problems.ts'
import {
  IdParams,
  IdSchema,
  InstantSchema,
  page,
  pageQuery,
  query,
  ValueSchema,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['earnings']

const periodQuery = {
  from: Type.Optional(InstantSchema),
  to: Type.Optional(InstantSchema),
  kind: Type.Optional(KindSchema),
}

const EarnedSchema = Type.Object(
  { start: Type.String(), earned: ValueSchema, bookings: Type.Integer() },
  thing,
)

const FiguresSchema = Type.Object(
  {
    held: Type.Integer(),
    failed: Type.Integer(),
    calledOffOtherwise: Type.Integer(),
    upcoming: Type.Integer(),
    seats: Type.Integer(),
    capacity: Type.Integer(),
    learners: Type.Integer(),
    returning: Type.Integer(),
    lateCancellations: Type.Integer(),
    noShows: Type.Integer(),
    byType: Type.Array(
      Type.Object(
        {
          kind: KindSchema,
          priceLevel: Type.String(),
          sessions: Type.Integer(),
          seats: Type.Integer(),
          capacity: Type.Integer(),
        },
        thing,
      ),
    ),
    byTime: Type.Array(
      Type.Object(
        {
          weekday: Type.Integer(),
          hour: Type.Integer(),
          sessions: Type.Integer(),
          seats: Type.Integer(),
          capacity: Type.Integer(),
        },
        thing,
      ),
    ),
  },
  thing,
)

const AnalyticsSchema = Type.Object(
  { items: Type.Array(EarnedSchema), sessions: FiguresSchema },
  thing,
)

const PayoutDetailSchema = Type.Object(
  {
    ...PayoutSchema.properties,
    items: Type.Array(
      Type.Object(
        {
          commissionId: IdSchema,
          bookingId: IdSchema,
          title: Type.String(),
          sessionAt: InstantSchema,
          gross: ValueSchema,
          rate: Type.Number(),
          feeBorne: ValueSchema,
          net: ValueSchema,
        },
        thing,
      ),
    ),
  },
  thing,
)

/** The names of the specification, and the one that says both: one implementation behind all. */
const NAMES = ['/educator', '/instructor', '/host'] as const

const me = (id: string): Payee => ({ type: 'person', id })

/** What educators see of their earnings, and the runs that staff may start by hand. */
export const earningsRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const at of NAMES) await app.register(revenue(deps), { prefix: `${at}/revenue` })
    await app.register(dashboards(deps), { prefix: '/host/dashboard' })
    await app.register(runs(deps))
  }

type Period = { from?: string; to?: string }
const instant = (text: string | undefined) => {
  if (text === undefined) return undefined
  try {
    return Temporal.Instant.from(text)
  } catch {
    throw refuse('request_invalid', { detail: `${text} is no moment in time.` })
  }
}
const period = ({ from, to }: Period) => ({ from: instant(from), to: instant(to) })

/** The last half year, unless asked otherwise. */
function span(asked: Period, now: Temporal.Instant) {
  const { from, to } = period(asked)
  return { from: from ?? now.subtract({ hours: 24 * 183 }), to: to ?? now }
}

async function analytics(
  deps: Deps,
  educator: string,
  zone: string,
  asked: Period & { kind?: 'class' | 'conversation'; step?: 'week' | 'month' },
): Promise<Static<typeof AnalyticsSchema>> {
  const now = deps.clock.now()
  const { currency } = await policyNow(deps.db)
  const when = span(asked, now)
  const { kind, step = 'month' } = asked
  const earned = await earnedBy(deps.db, me(educator), step, zone, when, kind)
  return {
    items: earned.map((one) => ({ ...one, earned: value(one.earned, currency) })),
    sessions: await teachingFigures(deps.db, educator, when, zone, now, kind),
  }
}

const stepQuery = { step: Type.Optional(Type.Enum(['week', 'month'])) }

const revenue =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
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
        config: { needs: 'educator' },
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
        if (cursor && !isId(cursor)) throw refuse('cursor_invalid')
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
        config: { needs: 'educator' },
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
  CANCELLED: ['cancelled'],
} satisfies Record<string, CommissionState[]>

async function payouts(
  deps: Deps,
  asked: { cursor?: string; limit?: number; status?: string },
  payee?: Payee,
) {
  const { cursor, limit = 20, status } = asked
  if (cursor && !isId(cursor)) throw refuse('cursor_invalid')
  const states = status ? payoutStates(status) : undefined
  const { items, next } = await listPayouts(deps.db, { payee, states, after: cursor, limit })
  return { items: items.map(payoutFrom), next }
}

async function payoutDetail(
  deps: Deps,
  id: string,
  owner: string | undefined,
): Promise<Static<typeof PayoutDetailSchema>> {
  const payout = await onePayout(deps.db, id)
  if (!payout || (owner && payout.payeeId !== owner)) throw refuse('not_found')
  const money = (amount: bigint) => value(amount, payout.currency)
  const items = await payoutItems(deps.db, id)
  return {
    ...payoutFrom(payout),
    items: items.map((item) => ({
      ...item,
      sessionAt: item.sessionAt.toString(),
      gross: money(item.gross),
      rate: item.rate / 10_000,
      feeBorne: money(item.feeBorne),
      net: money(item.net),
    })),
  }
}

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
        const now = deps.clock.now()
        return teachingFigures(deps.db, id, span(request.query, now), zone, now, request.query.kind)
      },
    )
    app.get(
      '/analytics',
      {
        config: { needs: 'educator' },
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

const FINANCE = { staff: ['admin', 'finance'] } as const
const counts = (fields: readonly string[]) =>
  Type.Object(Object.fromEntries(fields.map((field) => [field, Type.Integer()])), thing)

/** Runs that the schedule makes by itself; staff may make one now. Running one twice does nothing twice. */
const runs =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const noted = (request: Parameters<typeof change>[1], deed: string, after: object) =>
      change(deps, request, (tx, now, actor) =>
        audit(
          tx,
          {
            by: `person:${actor.id}`,
            deed,
            about: { type: 'platform', id: 'stoa' },
            after: { ...after },
            from: request.ip,
          },
          now,
        ),
      )
    app.post(
      '/host/commissions/process',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Completes finished sessions and ends holds that are over, now',
          tags,
          response: { 200: counts(['started', 'completed', 'forfeits', 'released']) },
        },
      },
      async (request) => {
        const now = deps.clock.now()
        const done = {
          started: await startSessions(deps.db, now),
          completed: await completeDue(deps.db, now),
          forfeits: await earnForfeits(deps.db, now),
          released: await releaseHeld(deps.db, now),
        }
        await noted(request, 'commissions.processed', done)
        return done
      },
    )
    app.post(
      '/host/payouts/schedule',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Sets payouts aside for the coming payout day',
          tags,
          response: { 200: counts(['scheduled']) },
        },
      },
      async (request) => {
        const done = { scheduled: await schedulePayouts(deps.db, deps.clock.now()) }
        await noted(request, 'payouts.scheduled', done)
        return done
      },
    )
    app.post(
      '/host/payouts/process',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Sends the payouts whose day has come',
          tags,
          response: { 200: counts(['sent']) },
        },
      },
      async (request) => {
        const sender = payoutSender(deps.payments)
        const done = { sent: await processPayouts(deps.db, sender, deps.clock.now()) }
        await noted(request, 'payouts.processed', done)
        return done
      },
    )
    app.get(
      '/payouts',
      {
        config: { needs: FINANCE },
        schema: {
          summary: "Everybody's payouts",
          tags,
          querystring: query({ ...pageQuery, status: Type.Optional(PayoutStatusSchema) }),
          response: { 200: page(PayoutSchema) },
        },
      },
      async (request) => payouts(deps, request.query),
    )
    app.get(
      '/payouts/:id',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'One payout with what it is made of',
          tags,
          params: IdParams,
          response: { 200: PayoutDetailSchema },
        },
      },
      async (request) => payoutDetail(deps, request.params.id, undefined),
    )
    app.get(
      '/dashboard',
      {
        config: { needs: { staff: ['admin', 'finance', 'support', 'moderator', 'reviewer'] } },
        schema: {
          summary: "The house's figures, by default of the last 24 hours",
          tags,
          querystring: query({
            from: Type.Optional(InstantSchema),
            to: Type.Optional(InstantSchema),
          }),
          response: { 200: HouseSchema },
        },
      },
      async (request) => {
        const now = deps.clock.now()
        const { from, to } = period(request.query)
        const when = { from: from ?? now.subtract({ hours: 24 }), to: to ?? now }
        return {
          from: when.from.toString(),
          to: when.to.toString(),
          ...(await houseFigures(deps.db, when)),
        }
      },
    )
  }

const HouseSchema = Type.Object(
  {
    from: InstantSchema,
    to: InstantSchema,
    sessions: Type.Integer(),
    completed: Type.Integer(),
    calledOff: Type.Integer(),
    bookings: Type.Integer(),
    cancellations: Type.Integer(),
    seats: Type.Integer(),
    capacity: Type.Integer(),
    heldSeats: Type.Integer(),
    reviews: Type.Integer(),
  },
  thing,
)
