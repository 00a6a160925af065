import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import {
  listPayouts,
  onePayout,
  type Payee,
  payoutItems,
  processPayouts,
  releaseHeld,
  schedulePayouts,
} from '#earnings'
import { value } from '#ledger'
import { completeDue, earnForfeits, houseFigures, startSessions } from '#live'
import { payoutSender } from '#payments'
import { audit } from '#people'
import { cursorOr } from './cursor.ts'
import { PayoutSchema, PayoutStatusSchema, payoutFrom, payoutStates } from './earnings-shapes.ts'
import { change, type Deps } from './edge.ts'
import { period } from './periods.ts'
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
const tags = ['earnings']

export const PayoutDetailSchema = Type.Object(
  {
    ...PayoutSchema.properties,
    items: Type.Array(
      Type.Object(
        {
          commissionId: IdSchema,
          bookingId: orNull(IdSchema),
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

export async function payouts(
  deps: Deps,
  asked: { cursor?: string; limit?: number; status?: string },
  payee?: Payee,
) {
  const { cursor, limit = 20, status } = asked
  cursorOr(cursor)
  const states = status ? payoutStates(status) : undefined
  const { items, next } = await listPayouts(deps.db, { payee, states, after: cursor, limit })
  return { items: items.map(payoutFrom), next }
}

export async function payoutDetail(
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

const FINANCE = { staff: ['admin', 'finance'] } as const
const counts = (fields: readonly string[]) =>
  Type.Object(Object.fromEntries(fields.map((field) => [field, Type.Integer()])), thing)

/** Runs that the schedule makes by itself; staff may make one now. Running one twice does nothing twice. */
export const payoutRoutes =
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
