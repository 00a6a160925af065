import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import {
  benefitsThere,
  changeLadders,
  MONEY_DAYS,
  NUMBER_BOUNDS,
  previewLadders,
  rulesInForce,
  type TierRules,
  tierRules,
  type WantedRules,
  withdrawLadders,
} from '#earnings'
import { value } from '#ledger'
import { audit } from '#people'
import { change, type Deps } from './edge.ts'
import { KindSchema } from './live-shapes.ts'
import { IdSchema, InstantSchema, orNull, SeenSchema, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['educators']
const READERS = { staff: ['support', 'finance', 'moderator', 'reviewer'] } as const

const TierSchema = Type.Enum(['beginner', 'intermediate', 'expert', 'master'])
const BASIS = { description: 'Basis points: 7000 is 70 %' }
const STARS = { description: 'Hundredths of a star: 450 is 4.5; null where none is asked' }

const RungSchema = Type.Object(
  {
    tier: TierSchema,
    rate: Type.Integer(BASIS),
    sessionsNeeded: Type.Number(),
    ratingNeeded: Type.Union([Type.Integer(), Type.Null()], STARS),
    ratingKept: Type.Union([Type.Integer(), Type.Null()], STARS),
    opens: Type.Array(Type.String({ maxLength: 60 }), {
      maxItems: 40,
      uniqueItems: true,
      description: 'What it opens beside any plan, by the names of features',
    }),
  },
  thing,
)
const LaddersSchema = Type.Object(
  {
    class: Type.Array(RungSchema, { maxItems: 8 }),
    conversation: Type.Array(RungSchema, { maxItems: 8 }),
  },
  thing,
)
const NumbersSchema = Type.Object(
  {
    ratingsNeeded: Type.Integer({ description: 'A rating counts from so many reviews on' }),
    completionNeeded: Type.Integer(BASIS),
    completionDays: Type.Integer(),
    completionSessions: Type.Integer({ description: 'With fewer promised, it is not judged' }),
    warningDays: Type.Integer(),
    experiencedYears: Type.Integer({ description: 'So many years begin at Intermediate' }),
  },
  thing,
)

const VersionSchema = Type.Object(
  {
    version: Type.Integer(),
    from: InstantSchema,
    why: Type.String(),
    numbers: NumbersSchema,
    ladders: LaddersSchema,
    setBy: Type.String(),
    setAt: InstantSchema,
    begunAt: orNull(InstantSchema),
    withdrawnBy: orNull(Type.String()),
    withdrawnAt: orNull(InstantSchema),
  },
  thing,
)

const NowSchema = Type.Object(
  {
    newest: Type.Integer({ description: 'The version to name when changing' }),
    numbers: NumbersSchema,
    ladders: LaddersSchema,
    bounds: Type.Record(Type.String(), Type.Array(Type.Integer())),
    benefits: Type.Array(Type.Object({ name: Type.String(), says: Type.String() }, thing)),
    versions: Type.Array(VersionSchema),
  },
  thing,
)

const PreviewSchema = Type.Object(
  {
    looked: Type.Integer({ description: 'Standings that were judged' }),
    changing: Type.Integer(),
    days: Type.Integer({ description: 'Commissions of so many days say what it costs' }),
    money: Type.Array(ValueSchema, { description: 'More for educators in all, by currency' }),
    items: Type.Array(
      Type.Object(
        {
          educatorId: IdSchema,
          name: Type.String(),
          kind: KindSchema,
          what: Type.Enum([
            'rises',
            'is warned',
            'warning ends',
            'share changes',
            'benefits change',
          ]),
          from: TierSchema,
          to: TierSchema,
          rateFrom: Type.Integer(BASIS),
          rateTo: Type.Integer(BASIS),
          because: orNull(Type.Enum(['rating', 'completion'])),
          facts: Type.Object(
            {
              sessions: Type.Integer(),
              rating: orNull(Type.Integer({ description: 'Hundredths of a star' })),
              ratings: Type.Integer(),
              completion: orNull(Type.Integer(BASIS)),
              promised: Type.Integer(),
            },
            thing,
          ),
          money: Type.Array(ValueSchema),
        },
        thing,
      ),
      { description: 'The first 500' },
    ),
  },
  thing,
)

const WantedBody = { ladders: LaddersSchema, numbers: NumbersSchema }

const shown = (rules: TierRules): Static<typeof VersionSchema> => ({
  ...rules,
  from: rules.from.toString(),
  ladders: shownLadders(rules.ladders),
  setAt: rules.setAt.toString(),
  begunAt: rules.begunAt?.toString() ?? null,
  withdrawnAt: rules.withdrawnAt?.toString() ?? null,
})

const shownLadders = (ladders: WantedRules['ladders']): Static<typeof LaddersSchema> => {
  const of = (kind: 'class' | 'conversation') => ladders[kind].map(({ ownPrices, ...rung }) => rung)
  return { class: of('class'), conversation: of('conversation') }
}

function wantedFrom(body: {
  ladders: Static<typeof LaddersSchema>
  numbers: Static<typeof NumbersSchema>
}): WantedRules {
  const of = (kind: 'class' | 'conversation') =>
    body.ladders[kind].map((rung) => ({
      ...rung,
      ownPrices: rung.opens.includes('teaching.own_prices'),
    }))
  return {
    ladders: { class: of('class'), conversation: of('conversation') },
    numbers: body.numbers,
  }
}

/** The ladders of tiers by version: what counts, who would change, a change. */
export const ladderRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/ladders',
      {
        config: { needs: READERS },
        schema: { summary: 'The rules of tiers, by version', tags, response: { 200: NowSchema } },
      },
      async () => {
        const [now, versions, benefits] = await Promise.all([
          rulesInForce(deps.db),
          tierRules(deps.db),
          benefitsThere(deps.db),
        ])
        return {
          newest: versions[0]!.version,
          numbers: now.numbers,
          ladders: shownLadders(now.ladders),
          bounds: NUMBER_BOUNDS as unknown as Record<string, number[]>,
          benefits,
          versions: versions.map(shown),
        }
      },
    )
    app.post(
      '/ladders/preview',
      {
        config: { needs: { staff: ['finance'] } },
        schema: {
          summary: 'Who would change under other rules, and what it would cost',
          tags,
          body: Type.Object(WantedBody, thing),
          response: { 200: PreviewSchema },
        },
      },
      async (request) => previewOf(deps, wantedFrom(request.body)),
    )
    app.post(
      '/ladders',
      {
        config: { needs: { staff: ['admin'] } },
        schema: {
          summary: 'Set the rules of tiers, from now or from a day on',
          tags,
          body: Type.Object(
            {
              ...WantedBody,
              seen: SeenSchema,
              from: orNull(InstantSchema),
              why: Type.String({ minLength: 3, maxLength: 500 }),
            },
            thing,
          ),
          response: { 201: VersionSchema },
        },
      },
      async (request, reply) => {
        const made = await change(deps, request, async (tx, now, actor) => {
          const { seen, from, why } = request.body
          const by = `person:${actor.id}`
          const before = await rulesInForce(tx)
          const at = from === null ? null : Temporal.Instant.from(from)
          const wanted = wantedFrom(request.body)
          const after = await changeLadders(tx, { ...wanted, seen, from: at, why }, by, now)
          const about = { type: 'ladders', id: String(after.version) }
          const told = {
            numbers: after.numbers,
            ladders: shownLadders(after.ladders),
            from: after.from.toString(),
            why,
          }
          await audit(
            tx,
            { by, deed: 'ladders.changed', about, before, after: told, from: request.ip },
            now,
          )
          return after
        })
        return reply.code(201).send(shown(made))
      },
    )
    app.delete(
      '/ladders/:version',
      {
        config: { needs: { staff: ['admin'] } },
        schema: {
          summary: 'Take back a change that waits for its day',
          tags,
          params: Type.Object({ version: Type.Integer({ minimum: 1 }) }, thing),
          response: { 200: VersionSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { version } = request.params
          const by = `person:${actor.id}`
          const taken = await withdrawLadders(tx, version, by, now)
          const about = { type: 'ladders', id: String(version) }
          await audit(tx, { by, deed: 'ladders.withdrawn', about, from: request.ip }, now)
          return shown(taken)
        }),
    )
  }

/** So many lines of a preview are shown; all are counted. */
const PREVIEW_LINES = 500

async function previewOf(deps: Deps, wanted: WantedRules): Promise<Static<typeof PreviewSchema>> {
  const { changes, looked, money } = await previewLadders(deps.db, wanted, deps.clock.now())
  const worth = ({ currency, amount }: { currency: string; amount: bigint }) =>
    value(amount, currency)
  return {
    looked,
    changing: changes.length,
    days: MONEY_DAYS,
    money: money.map(worth),
    items: changes.slice(0, PREVIEW_LINES).map(({ educator, facts, ...one }) => {
      const promised = facts.recentHeld + facts.recentFailed
      return {
        ...one,
        educatorId: educator,
        facts: {
          sessions: facts.sessions,
          rating: facts.ratings > 0 ? Math.floor((facts.ratingsSum * 100) / facts.ratings) : null,
          ratings: facts.ratings,
          completion: promised > 0 ? Math.floor((facts.recentHeld * 10_000) / promised) : null,
          promised,
        },
        money: one.money.map(worth),
      }
    }),
  }
}
