import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { parseUnits } from '#base'
import {
  dryRun,
  listMinimums,
  listRuns,
  oneRun,
  type PayoutRun,
  pauseRun,
  policyNow,
  resumeRun,
  setMinimum,
} from '#earnings'
import { scaleOf, value } from '#ledger'
import { payoutSender } from '#payments'
import { audit } from '#people'
import { cursorOr } from './cursor.ts'
import { change, type Deps } from './edge.ts'
import { payoutFileRoutes } from './payout-files.ts'
import { refuse } from './problems.ts'
import {
  DateSchema,
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
const FINANCE = { staff: ['admin', 'finance'] } as const

const RunSchema = Type.Object(
  {
    id: IdSchema,
    day: DateSchema,
    state: Type.Enum(['running', 'paused', 'ended']),
    begunBy: Type.String(),
    begunAt: InstantSchema,
    pausedBy: orNull(Type.String()),
    pausedAt: orNull(InstantSchema),
    shortAt: orNull(InstantSchema),
    endedAt: orNull(InstantSchema),
    payouts: Type.Integer(),
    done: Type.Integer({ description: 'Sent, arrived, refused or returned' }),
    progress: Type.Array(
      Type.Object(
        {
          state: Type.Enum([
            'waiting',
            'parked',
            'short',
            'sending',
            'unknown',
            'sent',
            'completed',
            'refused',
            'returned',
          ]),
          payouts: Type.Integer(),
          amount: ValueSchema,
        },
        thing,
      ),
    ),
  },
  thing,
)

const DONE = new Set(['sent', 'completed', 'refused', 'returned'])

const runFrom = (run: PayoutRun): Static<typeof RunSchema> => ({
  id: run.id,
  day: run.day,
  state: run.endedAt ? 'ended' : run.pausedAt ? 'paused' : 'running',
  begunBy: run.begunBy,
  begunAt: run.begunAt.toString(),
  pausedBy: run.pausedBy,
  pausedAt: run.pausedAt?.toString() ?? null,
  shortAt: run.shortAt?.toString() ?? null,
  endedAt: run.endedAt?.toString() ?? null,
  payouts: run.progress.reduce((sum, { payouts }) => sum + payouts, 0),
  done: run.progress.reduce((sum, { state, payouts }) => sum + (DONE.has(state) ? payouts : 0), 0),
  progress: run.progress.map(({ state, payouts, amount, currency }) => ({
    state,
    payouts,
    amount: value(amount, currency),
  })),
})

const DryRunSchema = Type.Object(
  {
    day: DateSchema,
    items: Type.Array(
      Type.Object(
        {
          currency: Type.String(),
          payouts: Type.Integer(),
          amount: ValueSchema,
          balance: orNull(ValueSchema),
          lacks: ValueSchema,
          below: Type.Object({ payees: Type.Integer(), amount: ValueSchema }, thing),
          parked: Type.Object({ payouts: Type.Integer(), amount: ValueSchema }, thing),
        },
        thing,
      ),
    ),
  },
  thing,
)

const MinimumsSchema = Type.Object(
  {
    base: ValueSchema,
    items: Type.Array(
      Type.Object(
        { minimum: ValueSchema, setBy: orNull(Type.String()), setAt: orNull(InstantSchema) },
        thing,
      ),
    ),
  },
  thing,
)

/** What finance does about payouts: runs that are watched, what the next one needs, files. */
export const payoutDeskRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/payouts/runs',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Runs of payouts with their progress',
          tags,
          querystring: query(pageQuery),
          response: { 200: page(RunSchema) },
        },
      },
      async (request) => {
        const { cursor, limit = 20 } = request.query
        cursorOr(cursor)
        const { items, next } = await listRuns(deps.db, { after: cursor, limit })
        return { items: items.map(runFrom), next }
      },
    )
    app.get(
      '/payouts/runs/:id',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'How far a run has come',
          tags,
          params: IdParams,
          response: { 200: RunSchema },
        },
      },
      async (request) => runOf(deps, request.params.id),
    )
    for (const [verb, summary] of [
      ['pause', 'Stops a run: what is being asked for at this moment is finished, nothing more is'],
      ['resume', 'Goes on with a run'],
    ] as const) {
      app.post(
        `/payouts/runs/:id/${verb}`,
        {
          config: { needs: FINANCE },
          schema: { summary, tags, params: IdParams, response: { 200: RunSchema } },
        },
        async (request) => {
          const { id } = request.params
          await change(deps, request, async (tx, now, actor) => {
            const by = `person:${actor.id}`
            if (verb === 'pause') await pauseRun(tx, id, by, now)
            else await resumeRun(tx, id)
            const about = { type: 'payout_run', id }
            await audit(
              tx,
              { by, deed: `payouts.${verb}d`, about, after: {}, from: request.ip },
              now,
            )
          })
          return runOf(deps, id)
        },
      )
    }
    app.get(
      '/payouts/dry-run',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'What the next run would send, and what the platform has for it at the provider',
          tags,
          response: { 200: DryRunSchema },
        },
      },
      async () => {
        const found = await dryRun(deps.db, payoutSender(deps.payments), deps.clock.now())
        return {
          day: found.day.toString(),
          items: found.parts.map(({ currency, ...part }) => {
            const money = (units: bigint) => value(units, currency)
            return {
              currency,
              payouts: part.payouts,
              amount: money(part.amount),
              balance: part.balance === undefined ? null : money(part.balance),
              lacks: money(part.lacks),
              below: { payees: part.below.payees, amount: money(part.below.amount) },
              parked: { payouts: part.parked.payouts, amount: money(part.parked.amount) },
            }
          }),
        }
      },
    )
    await app.register(minimumRoutes(deps))
    await app.register(payoutFileRoutes(deps))
  }

async function runOf(deps: Deps, id: string): Promise<Static<typeof RunSchema>> {
  const run = await oneRun(deps.db, id)
  if (!run) throw refuse('not_found')
  return runFrom(run)
}

const minimumRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const minimums = async () => {
      const policy = await policyNow(deps.db, deps.clock.now())
      return {
        base: value(policy.payoutMinimum, policy.currency),
        items: (await listMinimums(deps.db)).map(({ currency, minimum, setBy, setAt }) => ({
          minimum: value(minimum, currency),
          setBy,
          setAt: setAt?.toString() ?? null,
        })),
      }
    }
    app.get(
      '/payouts/minimums',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'From what amount on each currency is paid out',
          tags,
          response: { 200: MinimumsSchema },
        },
      },
      minimums,
    )
    app.post(
      '/payouts/minimums',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Sets from what amount on a currency is paid out',
          tags,
          body: Type.Object(
            {
              currency: Type.String({ pattern: '^[A-Z]{3}$' }),
              minimum: Type.String({ pattern: '^\\d{1,12}(\\.\\d{1,4})?$' }),
            },
            thing,
          ),
          response: { 200: MinimumsSchema },
        },
      },
      async (request) => {
        const { currency, minimum } = request.body
        const units = parseUnits(minimum, scaleOf(currency))
        if (!units)
          throw refuse('request_invalid', { detail: `${minimum} is no amount of ${currency}.` })
        const wanted = { currency, minimum: units }
        await change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          await setMinimum(tx, wanted, by, now)
          const about = { type: 'platform', id: 'stoa' }
          await audit(
            tx,
            {
              by,
              deed: 'payouts.minimum_set',
              about,
              after: { currency, minimum },
              from: request.ip,
            },
            now,
          )
        })
        return minimums()
      },
    )
  }
