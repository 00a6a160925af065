import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { trialBalance, value } from '#ledger'
import { balancesNow, explainDay, listDays, reconcile, unmatchedOn } from '#payments'
import { audit } from '#people'
import { change, type Deps } from './edge.ts'
import { ProviderSchema } from './providers.ts'
import { DateSchema, InstantSchema, orNull, query, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const FINANCE = { staff: ['finance'] } as const
const tags = ['reconciliation']

const BalanceSchema = Type.Object(
  { provider: Type.String(), theirs: ValueSchema, ours: ValueSchema, differs: Type.Boolean() },
  thing,
)
const DaySchema = Type.Object(
  {
    provider: Type.String(),
    day: DateSchema,
    theirs: ValueSchema,
    ours: ValueSchema,
    difference: ValueSchema,
    differs: Type.Boolean(),
    movements: Type.Integer(),
    lookedAt: InstantSchema,
    seenBy: orNull(Type.String()),
    seenAt: orNull(InstantSchema),
    note: orNull(Type.String()),
    unmatched: Type.Array(
      Type.Object(
        {
          ref: Type.String(),
          type: Type.String(),
          source: orNull(Type.String()),
          net: ValueSchema,
          at: InstantSchema,
        },
        thing,
      ),
    ),
  },
  thing,
)

/** The books against the payment provider, by day and to the cent. */
export const reconciliationRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/reconciliation',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'The provider’s balance and ours now, what nobody has explained, and each day',
          querystring: query({
            differ: Type.Optional(Type.Boolean({ description: 'Only days that differ' })),
          }),
          response: {
            200: Type.Object(
              {
                balances: Type.Array(BalanceSchema),
                suspense: Type.Array(ValueSchema),
                days: Type.Array(DaySchema),
              },
              thing,
            ),
          },
        },
      },
      async (request) => ({
        balances: (await balancesNow(deps.payments)).map(
          ({ provider, currency, theirs, ours }) => ({
            provider,
            theirs: value(theirs, currency),
            ours: value(ours, currency),
            differs: theirs !== ours,
          }),
        ),
        suspense: (await trialBalance(deps.db))
          .filter(({ purpose }) => purpose === 'suspense')
          .map(({ balance, asset }) => value(balance, asset)),
        days: await daysOf(deps, request.query.differ),
      }),
    )
    app.post(
      '/reconciliation/run',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Compare now',
          response: {
            200: Type.Object({ days: Type.Integer(), differ: Type.Integer() }, thing),
          },
        },
      },
      () => reconcile(deps.payments, deps.clock.now()),
    )
    app.post(
      '/reconciliation/:provider/:day/:currency/note',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Say what a difference is: somebody has looked at it',
          params: Type.Object(
            {
              provider: ProviderSchema,
              day: DateSchema,
              currency: Type.String({ pattern: '^[A-Z]{3}$' }),
            },
            thing,
          ),
          body: Type.Object({ note: Type.String({ minLength: 1, maxLength: 1_000 }) }, thing),
          response: { 200: Type.Object({ note: Type.String() }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { note } = request.body
          const by = `person:${actor.id}`
          await explainDay(tx, { ...request.params, note, by }, now)
          const { provider, day } = request.params
          const about = { type: 'reconciliation', id: `${provider} ${day}` }
          await audit(
            tx,
            { by, deed: 'difference.explained', about, after: { note }, from: request.id },
            now,
          )
          return { note }
        }),
    )
  }

async function daysOf(deps: Deps, differ: boolean | undefined) {
  const days = await listDays(deps.db, { differ, limit: 60 })
  const differing = days.filter(({ theirs, ours }) => theirs !== ours).map(({ day }) => day)
  const made = differing.length > 0 ? await unmatchedOn(deps.db, differing) : []
  return days.map(({ currency, theirs, ours, lookedAt, seenAt, ...day }) => ({
    ...day,
    theirs: value(theirs, currency),
    ours: value(ours, currency),
    difference: value(theirs - ours, currency),
    differs: theirs !== ours,
    lookedAt: lookedAt.toString(),
    seenAt: seenAt?.toString() ?? null,
    unmatched: made
      .filter(
        (one) => one.day === day.day && one.currency === currency && one.provider === day.provider,
      )
      .map(({ ref, type, source, net, at }) => ({
        ref,
        type,
        source,
        net: value(net, currency),
        at: at.toString(),
      })),
  }))
}
