import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Tx } from '#base'
import {
  houseLimit,
  moneyPolicies,
  moneyPolicy,
  ownLimits,
  quietRules,
  setLimit,
  setMoneyPolicy,
  setQuietRule,
} from '#messaging'
import { type Actor, audit } from '#people'
import { cursorOr } from './cursor.ts'
import { change, type Deps } from './edge.ts'
import { IdParams, orNull, pageQuery, query } from './schemas.ts'
import {
  HoursBody,
  LimitBody,
  LimitSchema,
  LineParams,
  limitFrom,
  MoneyBody,
  MoneySchema,
  moneyFrom,
  QuietSchema,
  quietFrom,
  SeenQuery,
  thing,
} from './sending-rule-shapes.ts'

const tags = ['rules of sending']
const SEES = { staff: ['finance', 'support'] } as const
const FINANCE = { staff: ['finance'] } as const
/** When people may be written to is a matter of law. */
const ADMIN = { staff: ['admin'] } as const
const Removed = Type.Object({ removed: Type.Literal(true) }, thing)

/** The operator's rules of sending: hours, what becomes of the money, limits. */
export const sendingRuleRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(hours(deps), { prefix: '/messaging/sending/hours' })
    await app.register(money(deps), { prefix: '/messaging/sending/money' })
    await app.register(limits(deps), { prefix: '/messaging/sending/limits' })
  }

type Set = { id: string; before: object | undefined; after: object | undefined }

/** Writes what was set on the log, with what was there before. */
function logged(
  tx: Tx,
  request: FastifyRequest,
  actor: Actor,
  deed: string,
  { set: { id, before, after }, now }: { set: Set; now: Temporal.Instant },
) {
  const by = `person:${actor.id}`
  const about = { type: 'sending_rules', id }
  const entry = { before: { ...before }, after: { ...after } }
  return audit(tx, { by, deed, about, ...entry, from: request.ip }, now)
}

const hours =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config: { needs: SEES },
        schema: {
          summary: 'When messages may reach people, by country, way and category',
          tags,
          response: { 200: Type.Object({ items: Type.Array(QuietSchema) }, thing) },
        },
      },
      async () => ({ items: (await quietRules(deps.db)).map(quietFrom) }),
    )
    app.put(
      '/:country/:way/:category',
      {
        config: { needs: ADMIN },
        schema: {
          summary: 'Set the hours of a country, way and category; seen is 0 for a new line',
          tags,
          params: LineParams,
          body: HoursBody,
          response: { 200: QuietSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const wish = { ...request.params, ...request.body }
          const done = await setQuietRule(tx, wish, `person:${actor.id}`, now)
          const id = idOf(request.params)
          const set = { id, before: done.before && quietFrom(done.before), after: wish.hours }
          await logged(tx, request, actor, 'sending_hours.set', { set, now })
          return quietFrom(done.after!)
        }),
    )
    app.delete(
      '/:country/:way/:category',
      {
        config: { needs: ADMIN },
        schema: {
          summary: 'Take the hours of a country away: those for all others count then',
          tags,
          params: LineParams,
          querystring: SeenQuery,
          response: { 200: Removed },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const wish = { ...request.params, ...request.query, hours: null }
          const { before } = await setQuietRule(tx, wish, `person:${actor.id}`, now)
          const set = { id: idOf(request.params), before: before && quietFrom(before), after: {} }
          await logged(tx, request, actor, 'sending_hours.removed', { set, now })
          return { removed: true as const }
        }),
    )
  }

const idOf = ({ country, way, category }: { country: string; way: string; category: string }) =>
  `${country} ${way} ${category}`

const money =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config: { needs: SEES },
        schema: {
          summary:
            'What the end of a message does to its money: every version, the newest first; it counts',
          tags,
          response: { 200: Type.Object({ items: Type.Array(MoneySchema) }, thing) },
        },
      },
      async () => ({ items: (await moneyPolicies(deps.db)).map(moneyFrom) }),
    )
    app.put(
      '',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Set the whole table as a new version; what is settled stays as it is',
          tags,
          body: MoneyBody,
          response: { 200: MoneySchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { rules, seen, note } = request.body
          const before = moneyFrom(await moneyPolicy(tx))
          const how = { by: `person:${actor.id}`, note: note.trim(), seen }
          const version = await setMoneyPolicy(tx, rules, how, now)
          const after = moneyFrom(await moneyPolicy(tx))
          const set = { id: `money ${version}`, before, after }
          await logged(tx, request, actor, 'sending_money.set', { set, now })
          return after
        }),
    )
  }

const limits =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config: { needs: SEES },
        schema: {
          summary: 'How much may be sent: by all, and by organizations with a limit of their own',
          tags,
          querystring: query(pageQuery),
          response: {
            200: Type.Object(
              {
                house: LimitSchema,
                items: Type.Array(LimitSchema),
                next: orNull(Type.String()),
              },
              thing,
            ),
          },
        },
      },
      async ({ query: { cursor, limit } }) => {
        const { items, next } = await ownLimits(deps.db, { after: cursorOr(cursor), limit })
        return { house: limitFrom(await houseLimit(deps.db)), items: items.map(limitFrom), next }
      },
    )
    const put = async (request: FastifyRequest, wish: Parameters<typeof setLimit>[1]) =>
      change(deps, request, async (tx, now, actor) => {
        const { before, after } = await setLimit(tx, wish, `person:${actor.id}`, now)
        const id = `limit ${wish.organization ?? 'house'}`
        const set = {
          id,
          before: before && limitFrom(before),
          after: after && limitFrom(after),
        }
        const deed = after ? 'sending_limit.set' : 'sending_limit.removed'
        await logged(tx, request, actor, deed, { set, now })
        return after
      })
    app.put(
      '/house',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Set how much each may send that has no limit of its own',
          tags,
          body: LimitBody,
          response: { 200: LimitSchema },
        },
      },
      async (request) => limitFrom((await put(request, { organization: null, ...request.body }))!),
    )
    app.put(
      '/organizations/:id',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Set how much one organization may send; seen is 0 where it has no limit yet',
          tags,
          params: IdParams,
          body: LimitBody,
          response: { 200: LimitSchema },
        },
      },
      async (request) =>
        limitFrom((await put(request, { organization: request.params.id, ...request.body }))!),
    )
    app.delete(
      '/organizations/:id',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Take an organization’s own limit away: then it may send what all others may',
          tags,
          params: IdParams,
          querystring: SeenQuery,
          response: { 200: Removed },
        },
      },
      async (request) => {
        const { seen } = request.query
        await put(request, { organization: request.params.id, limit: null, seen })
        return { removed: true as const }
      },
    )
  }
