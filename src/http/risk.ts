import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { parseUnits } from '#base'
import { scaleOf, value } from '#ledger'
import {
  caseById,
  casesWaiting,
  daysThatDiffer,
  type Limits,
  liftStop,
  limitsNow,
  listCases,
  listStops,
  listWishes,
  moneyBackState,
  type RiskCase,
  receiptsWaiting,
  refundCase,
  releaseCase,
  type StopCard,
  setLimits,
} from '#payments'
import { audit } from '#people'
import { pageOf, readMoment } from './cursor.ts'
import { change, type Deps, deed } from './edge.ts'
import { refuse } from './problems.ts'
import {
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  PositiveValueSchema,
  page,
  pageQuery,
  query,
  ValueSchema,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const FINANCE = { staff: ['finance'] } as const
const SEES = { staff: ['finance', 'support'] } as const
const tags = ['risk']

const NoteBody = Type.Object({ note: Type.String({ minLength: 1, maxLength: 500 }) }, thing)
const BuyerSchema = Type.Object({ type: Type.String(), id: Type.String() }, thing)

const CaseSchema = Type.Object(
  {
    id: IdSchema,
    kind: Type.Enum(['elevated', 'card', 'highest', 'warning']),
    said: Type.String({ description: 'The provider’s or the network’s word, or what was counted' }),
    order: Type.Object({ id: IdSchema, number: Type.String() }, thing),
    buyer: BuyerSchema,
    amount: ValueSchema,
    openedAt: InstantSchema,
    until: orNull(InstantSchema),
    state: Type.Enum(['open', 'released', 'refunded']),
    stateBy: Type.String(),
    stateAt: InstantSchema,
    note: orNull(Type.String()),
    refund: orNull(IdSchema),
    stopped: Type.Integer({ description: 'Lots of credits that it still keeps from being spent' }),
  },
  thing,
)

const caseOf = (found: RiskCase): Static<typeof CaseSchema> => ({
  id: found.id,
  kind: found.kind,
  said: found.said,
  order: {
    id: found.orderId,
    number: `${found.orderYear}-${String(found.orderNumber).padStart(6, '0')}`,
  },
  buyer: { type: found.buyerType, id: found.buyerId },
  amount: value(found.amount, found.currency),
  openedAt: found.openedAt.toString(),
  until: found.until?.toString() ?? null,
  state: found.state,
  stateBy: found.stateBy,
  stateAt: found.stateAt.toString(),
  note: found.note,
  refund: found.refundId,
  stopped: found.stopped,
})

const StopSchema = Type.Object(
  {
    id: IdSchema,
    buyer: BuyerSchema,
    why: Type.Enum(['tries', 'declines', 'card']),
    seen: Type.Integer(),
    most: Type.Integer(),
    hours: Type.Integer(),
    at: InstantSchema,
    until: InstantSchema,
    liftedAt: orNull(InstantSchema),
    liftedBy: orNull(Type.String()),
    note: orNull(Type.String()),
  },
  thing,
)

const stopShown = ({ buyerType, buyerId, ...stop }: StopCard): Static<typeof StopSchema> => ({
  ...stop,
  buyer: { type: buyerType, id: buyerId },
  at: stop.at.toString(),
  until: stop.until.toString(),
  liftedAt: stop.liftedAt?.toString() ?? null,
})

const counted = (maximum: number) => Type.Integer({ minimum: 1, maximum })
const COUNTS = {
  buyerTriesHour: counted(1_000),
  buyerTriesDay: counted(10_000),
  buyerDeclinesHour: counted(1_000),
  buyerDeclinesDay: counted(10_000),
  cardTriesHour: counted(1_000),
  cardTriesDay: counted(10_000),
  cardDeclinesHour: counted(1_000),
  cardDeclinesDay: counted(10_000),
  cardBuyers: counted(1_000),
  delayHours: counted(720),
}
const Caps = {
  dailyCap: PositiveValueSchema,
  walletCap: PositiveValueSchema,
}
const LimitsSchema = Type.Object(
  {
    version: Type.Integer(),
    dailyCap: ValueSchema,
    walletCap: ValueSchema,
    ...COUNTS,
    secondAbove: Type.Array(ValueSchema, {
      description:
        'Refunds, and payments by hand, above these are decided by two persons; in other currencies, every one',
    }),
  },
  thing,
)
const LimitsBody = Type.Object(
  { ...Caps, ...COUNTS, secondAbove: Type.Array(PositiveValueSchema, { maxItems: 50 }) },
  thing,
)

const limitsShown = ({ dailyCap, walletCap, secondAbove, ...counts }: Limits) => ({
  ...counts,
  dailyCap: value(dailyCap, 'CREDIT'),
  walletCap: value(walletCap, 'CREDIT'),
  secondAbove: Object.entries(secondAbove).map(([currency, units]) => value(units, currency)),
})

/** A value in smallest units. Refuses what is none of that asset. */
function unitsOf({ amount, asset }: Static<typeof PositiveValueSchema>): bigint {
  const units = parseUnits(amount, scaleOf(asset))
  if (units === undefined)
    throw refuse('request_invalid', { detail: `${amount} is no amount in ${asset}.` })
  return units
}

/** Payments that look like fraud, buyers who may not pay for a while, and the limits. */
export const riskRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(caseRoutes(deps))
    await app.register(stopRoutes(deps))
    await app.register(limitRoutes(deps))
    app.get(
      '/waiting',
      {
        config: { needs: SEES },
        schema: {
          tags,
          summary: 'How much of the money’s business waits for somebody',
          response: {
            200: Type.Object(
              {
                refunds: Type.Integer(),
                refundWishes: Type.Integer(),
                receipts: Type.Integer(),
                disputes: Type.Integer(),
                cases: Type.Integer(),
                differences: Type.Integer(),
              },
              thing,
            ),
          },
        },
      },
      async () => {
        const [back, cases, differences, receipts, wishes] = await Promise.all([
          moneyBackState(deps.db),
          casesWaiting(deps.db),
          daysThatDiffer(deps.db),
          receiptsWaiting(deps.db),
          listWishes(deps.db, { waits: true, limit: 1_000 }),
        ])
        return { ...back, cases, differences, receipts, refundWishes: wishes.length }
      },
    )
  }

const caseRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/risk/cases',
      {
        config: { needs: SEES },
        schema: {
          tags,
          summary: 'Payments that look like fraud, and what was done, latest first',
          querystring: query({
            ...pageQuery,
            order: Type.Optional(IdSchema),
            waits: Type.Optional(Type.Boolean({ description: 'Those that nobody has decided' })),
          }),
          response: { 200: page(CaseSchema) },
        },
      },
      async (request) => {
        const { order: orderId, waits, cursor, limit = 20 } = request.query
        const filter = { orderId, waits, before: readMoment(cursor), limit: limit + 1 }
        const rows = await listCases(deps.db, filter)
        return pageOf(rows, limit, caseOf, (one) => [one.openedAt, one.id])
      },
    )
    app.get(
      '/risk/cases/:id',
      {
        config: { needs: SEES },
        schema: {
          tags,
          summary: 'One payment that looks like fraud',
          params: IdParams,
          response: { 200: CaseSchema },
        },
      },
      async ({ params: { id } }) => caseOf(await caseById(deps.db, id)),
    )
    for (const [path, what, verb, summary] of [
      ['release', 'risk.released', releaseCase, 'Let its credits be spent'],
      ['refund', 'risk.refunded', refundCase, 'Give back what is unspent, and end its plan'],
    ] as const) {
      app.post(
        `/risk/cases/:id/${path}`,
        {
          config: { needs: FINANCE, deed: true },
          schema: {
            tags,
            summary,
            params: IdParams,
            body: NoteBody,
            response: { 200: CaseSchema },
          },
        },
        (request, reply) =>
          deed(deps, request, reply, async (tx, now, actor) => {
            const { id } = request.params
            const { note } = request.body
            const by = `person:${actor.id}`
            await verb(deps.payments, tx, { id, note, by }, now)
            const found = await caseById(tx, id)
            const about = { type: 'order', id: found.orderId }
            const after = { case: id, note, kind: found.kind }
            await audit(tx, { by, deed: what, about, after, from: request.id }, now)
            return caseOf(found)
          }),
      )
    }
  }

const stopRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/risk/stops',
      {
        config: { needs: SEES },
        schema: {
          tags,
          summary: 'Buyers who may not, or might not, pay for a while, latest first',
          querystring: query({ running: Type.Optional(Type.Boolean()) }),
          response: { 200: page(StopSchema) },
        },
      },
      async (request) => {
        const running = request.query.running ? deps.clock.now() : undefined
        const rows = await listStops(deps.db, { running, limit: 100 })
        return { items: rows.map(stopShown), next: null }
      },
    )
    app.post(
      '/risk/stops/:id/lift',
      {
        config: { needs: SEES },
        schema: {
          tags,
          summary: 'Let a buyer pay again',
          params: IdParams,
          body: NoteBody,
          response: { 200: Type.Object({ lifted: Type.Literal(true) }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          const { note } = request.body
          const by = `person:${actor.id}`
          const { buyer } = await liftStop(tx, { id, note, by }, now)
          const entry = { by, deed: 'risk.lifted', about: buyer, after: { note } }
          await audit(tx, { ...entry, from: request.id }, now)
          return { lifted: true as const }
        }),
    )
  }

const limitRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/risk/limits',
      {
        config: { needs: SEES },
        schema: {
          tags,
          summary: 'Caps, limits on tries, the delay, and above what two persons decide',
          response: { 200: LimitsSchema },
        },
      },
      async () => limitsShown(await limitsNow(deps.db)),
    )
    app.put(
      '/risk/limits',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Set them, as a new version: what was ordered before stays as it is',
          body: LimitsBody,
          response: { 200: LimitsSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { dailyCap, walletCap, secondAbove, ...counts } = request.body
          const changes = {
            ...counts,
            dailyCap: unitsOf({ ...dailyCap, asset: 'CREDIT' }),
            walletCap: unitsOf({ ...walletCap, asset: 'CREDIT' }),
            secondAbove: Object.fromEntries(secondAbove.map((one) => [one.asset, unitsOf(one)])),
          }
          const by = `person:${actor.id}`
          const { before, after } = await setLimits(tx, changes, by, now)
          const entry = {
            by,
            deed: 'risk.limits_set',
            about: { type: 'limits', id: String(after.version) },
            ...changed(limitsShown(before), limitsShown(after)),
            from: request.id,
          }
          await audit(tx, entry, now)
          return limitsShown(after)
        }),
    )
  }

/** Only what is another than it was. */
function changed<Whole extends object>(before: Whole, after: Whole) {
  const names = (Object.keys(after) as (keyof Whole)[]).filter(
    (name) => name !== 'version' && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  const of = (whole: Whole) => Object.fromEntries(names.map((name) => [name, whole[name]]))
  return { before: of(before), after: of(after) }
}
