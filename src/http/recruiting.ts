import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { parseUnits } from '#base'
import {
  claimReferral,
  decideReferral,
  type JoiningRules,
  joiningRules,
  listReferrals,
  outlookOf,
  policyNow,
  referralCode,
  referrerBy,
  setJoiningRules,
} from '#earnings'
import { ASSETS, value } from '#ledger'
import { audit } from '#people'
import { coverageRoute } from './coverage.ts'
import { cursorOr } from './cursor.ts'
import { change, type Deps, deed } from './edge.ts'
import { ReferralSchema, referralFrom, SharesSchema, sharesFrom } from './institution-shapes.ts'
import { KindSchema } from './live-shapes.ts'
import { refuse } from './problems.ts'
import { IdParams, OrNothingSchema, page, pageQuery, query, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['recruiting']
const STAFF = { staff: ['admin', 'finance', 'support'] } as const

/** How educators are won: what teaching brings, who brings whom, where they are missing. */
export const recruitingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(outlookRoute(deps))
    await app.register(referralRoutes(deps))
    await app.register(rulesRoutes(deps))
    await app.register(coverageRoute(deps))
  }

const TierSchema = Type.Enum(['beginner', 'intermediate', 'expert', 'master'])
const RungSchema = Type.Object(
  { tier: TierSchema, rate: Type.Number(), sessionsNeeded: Type.Integer() },
  thing,
)

const outlookRoute =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/teaching/outlook',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'What teaching would bring: seat by seat, as commissions are earned',
          tags,
          querystring: query({
            kind: Type.Optional(KindSchema),
            tier: Type.Optional(TierSchema),
            price: Type.Optional(
              Type.String({ pattern: '^[0-9]{1,4}([.][0-9]{1,2})?$', examples: ['20.00'] }),
            ),
            seats: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
            sessions: Type.Optional(
              Type.Integer({ minimum: 1, maximum: 80, description: 'A week' }),
            ),
            paidBy: Type.Optional(Type.Enum(['credits', 'card'])),
          }),
          response: {
            200: Type.Object(
              {
                kind: KindSchema,
                tier: TierSchema,
                rate: Type.Number(),
                ladder: Type.Array(RungSchema),
                price: ValueSchema,
                seats: Type.Integer(),
                sessions: Type.Integer(),
                paidBy: Type.Enum(['credits', 'card']),
                feeBearer: Type.Enum(['educator', 'platform']),
                seat: SharesSchema,
                perSession: ValueSchema,
                perWeek: ValueSchema,
                perMonth: ValueSchema,
                perYear: ValueSchema,
              },
              thing,
            ),
          },
        },
      },
      async ({ query: asked }) => {
        const {
          kind = 'class',
          price: text = '20.00',
          seats = 1,
          sessions = 5,
          paidBy = 'credits',
        } = asked
        const now = deps.clock.now()
        const { currency } = await policyNow(deps.db, now)
        const price = parseUnits(text, ASSETS.get(currency)!.scale)
        if (price === undefined) throw refuse('request_invalid', { detail: `${text} is no price.` })
        const wish = { kind, tier: asked.tier, price, seats, sessionsPerWeek: sessions, paidBy }
        const found = await outlookOf(deps.db, wish, now)
        const money = (amount: bigint) => value(amount, currency)
        return {
          kind,
          tier: found.rung.tier,
          rate: found.rung.rate / 10_000,
          ladder: found.ladder.map(({ tier, rate, sessionsNeeded }) => ({
            tier,
            rate: rate / 10_000,
            sessionsNeeded,
          })),
          price: money(price),
          seats,
          sessions,
          paidBy,
          feeBearer: found.feeBearer,
          seat: sharesFrom(found.seat, currency),
          perSession: money(found.perSession),
          perWeek: money(found.perWeek),
          perMonth: money(found.perMonth),
          perYear: money(found.perYear),
        }
      },
    )
  }

const RuleSchema = Type.Object(
  { bonus: ValueSchema, sessions: Type.Integer(), days: Type.Integer() },
  thing,
)

const referralRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/educator/referrals',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'My code, what it brings, and whom I have brought',
          tags,
          querystring: query(pageQuery),
          response: {
            200: Type.Object(
              {
                code: Type.String(),
                url: Type.String(),
                rule: RuleSchema,
                ...page(ReferralSchema).properties,
              },
              thing,
            ),
          },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { cursor, limit = 20 } = request.query
          const code = await referralCode(tx, actor.id, now)
          const rules = await joiningRules(tx)
          const { currency } = await policyNow(tx, now)
          const { items, next } = await listReferrals(tx, {
            referrer: actor.id,
            after: cursorOr(cursor),
            limit,
          })
          return {
            code,
            url: `${deps.config.url}/teach-with-us/from/${code}`,
            rule: {
              bonus: value(rules.referralBonus, currency),
              sessions: rules.referralSessions,
              days: rules.referralDays,
            },
            items: items.map(referralFrom),
            next,
          }
        }),
    )
    app.get(
      '/referrals/by/:code',
      {
        config: { needs: 'anyone', limit: 'proof' },
        schema: {
          summary: 'Who hands on a code',
          tags,
          params: Type.Object({ code: Type.String({ pattern: '^[A-Za-z2-9]{8}$' }) }, thing),
          response: { 200: Type.Object({ name: Type.String() }, thing) },
        },
      },
      async ({ params }) => ({ name: (await referrerBy(deps.db, params.code)).name }),
    )
    app.post(
      '/referrals/claim',
      {
        config: { needs: 'person', limit: 'writing' },
        schema: {
          summary: 'Say who brought me, before I teach here',
          tags,
          body: Type.Object({ code: Type.String({ minLength: 1, maxLength: 20 }) }, thing),
          response: { 200: Type.Object({ claimed: Type.Boolean() }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          await claimReferral(tx, { code: request.body.code, person: actor.id }, now)
          return { claimed: true }
        }),
    )
    app.get(
      '/referrals',
      {
        config: { needs: STAFF },
        schema: {
          summary: 'Who was brought by whom, the latest first',
          tags,
          querystring: query({
            ...pageQuery,
            state: Type.Optional(Type.Enum(['open', 'rewarded', 'held back', 'refused', 'lapsed'])),
          }),
          response: { 200: page(ReferralSchema) },
        },
      },
      async ({ query: { cursor, limit = 20, state } }) => {
        const { items, next } = await listReferrals(deps.db, {
          outcome: state,
          after: cursorOr(cursor),
          limit,
        })
        return { items: items.map(referralFrom), next }
      },
    )
    app.post(
      '/referrals/:id/decide',
      {
        config: { needs: { staff: ['admin', 'finance'] }, deed: true },
        schema: {
          summary: 'Pay a bonus that was held back, or refuse it',
          tags,
          params: IdParams,
          body: Type.Object(
            { pays: Type.Boolean(), reason: Type.String({ minLength: 3, maxLength: 500 }) },
            thing,
          ),
          response: { 200: Type.Object({ paid: Type.Boolean() }, thing) },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { pays, reason } = request.body
          const by = `person:${actor.id}`
          const { id } = request.params
          await decideReferral(tx, { person: id, pays, reason }, by, now)
          await audit(
            tx,
            {
              by,
              deed: 'referral.decided',
              about: { type: 'person', id },
              after: request.body,
              from: request.ip,
            },
            now,
          )
          return { paid: pays }
        }),
    )
  }

const JoiningSchema = Type.Object(
  {
    transitionMonths: Type.Integer({ minimum: 1, maximum: 36 }),
    noticeDays: Type.Integer({ minimum: 1, maximum: 90 }),
    invitationDays: Type.Integer({ minimum: 1, maximum: 90 }),
    referralBonus: OrNothingSchema,
    referralSessions: Type.Integer({ minimum: 1, maximum: 1000 }),
    referralDays: Type.Integer({ minimum: 1, maximum: 1000 }),
    cardFeeRate: Type.Integer({ minimum: 0, maximum: 2000 }),
    cardFeeFixed: OrNothingSchema,
  },
  thing,
)

const rulesFrom = (rules: JoiningRules, currency: string): Static<typeof JoiningSchema> => {
  const { version: _, ...rest } = rules
  return {
    ...rest,
    referralBonus: value(rules.referralBonus, currency),
    cardFeeFixed: value(rules.cardFeeFixed, currency),
  }
}

const rulesRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/joining-rules',
      {
        config: { needs: STAFF },
        schema: {
          summary: 'The operator’s rules of how educators come here',
          tags,
          response: { 200: JoiningSchema },
        },
      },
      async () => {
        const { currency } = await policyNow(deps.db, deps.clock.now())
        return rulesFrom(await joiningRules(deps.db), currency)
      },
    )
    app.patch(
      '/joining-rules',
      {
        config: { needs: { staff: ['admin', 'finance'] } },
        schema: {
          summary:
            'Set them, as a new version: what was agreed or claimed before keeps the rule of its day',
          tags,
          body: Type.Partial(JoiningSchema, { additionalProperties: false }),
          response: { 200: JoiningSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { currency } = await policyNow(tx, now)
          const { referralBonus, cardFeeFixed, ...rest } = request.body
          const by = `person:${actor.id}`
          const before = rulesFrom(await joiningRules(tx), currency)
          const next = await setJoiningRules(
            tx,
            {
              ...rest,
              ...(referralBonus
                ? { referralBonus: unitsOf(referralBonus, currency, 1_000_000_000n) }
                : {}),
              ...(cardFeeFixed ? { cardFeeFixed: unitsOf(cardFeeFixed, currency, 1_000n) } : {}),
            },
            by,
            now,
          )
          const after = rulesFrom(next, currency)
          const about = { type: 'platform', id: 'stoa' }
          await audit(
            tx,
            { by, deed: 'joining_rules.set', about, before, after, from: request.ip },
            now,
          )
          return after
        }),
    )
  }

/** An amount of the house's own currency, from nothing to `most`. */
function unitsOf(
  { amount, asset }: { amount: string; asset: string },
  currency: string,
  most: bigint,
): bigint {
  const units = asset === currency ? parseUnits(amount, ASSETS.get(currency)!.scale) : undefined
  if (units === undefined || units < 0n || units > most)
    throw refuse('request_invalid', {
      detail: `${amount} ${asset} is no such amount in ${currency}.`,
    })
  return units
}
