import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { formatUnits, parseUnits, shareOf } from '#base'
import {
  type Policy,
  type PolicyChange,
  type PolicyVersion,
  policies,
  policyNow,
  setPolicy,
} from '#earnings'
import { scaleOf, value } from '#ledger'
import { audit } from '#people'
import { change, type Deps } from './edge.ts'
import { refuse } from './problems.ts'
import { InstantSchema, orNull, ValueSchema, ZoneSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['earnings']
const FINANCE = { staff: ['admin', 'finance'] } as const
const MoneySchema = Type.String({ pattern: '^\\d{1,12}(\\.\\d{1,4})?$' })

const numbers = {
  defaultRate: Type.Number({
    minimum: 0,
    maximum: 1,
    description: 'What an educator without a tier keeps',
  }),
  feeBearer: Type.Enum(['educator', 'platform'], {
    description: 'Who bears the card fee of money bookings',
  }),
  creditBase: Type.Enum(['face', 'cash'], {
    description: 'What credits count as: their face, or what was really paid for them',
  }),
  holdDays: Type.Integer({ minimum: 0, maximum: 365 }),
  courseHoldDays: Type.Integer({ minimum: 0, maximum: 365 }),
  payoutMinimum: MoneySchema,
  payoutEvery: Type.Enum(['week', 'two weeks', 'month']),
  payoutWeekday: Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday' }),
  payoutZone: ZoneSchema,
  instantFeeRate: Type.Number({ minimum: 0, maximum: 1 }),
  instantFeeLeast: MoneySchema,
}

/** 20.00 in money, of which 0.88 was the card's fee: who gets what under these rules. */
const ExampleSchema = Type.Object(
  { price: ValueSchema, cardFee: ValueSchema, educator: ValueSchema, platform: ValueSchema },
  thing,
)

const VersionSchema = Type.Object(
  {
    version: Type.Integer(),
    countsFrom: orNull(InstantSchema),
    state: Type.Enum(['now', 'to come', 'past']),
    note: orNull(Type.String()),
    setBy: Type.String(),
    setAt: InstantSchema,
    currency: Type.String(),
    ...numbers,
    example: ExampleSchema,
  },
  thing,
)

function exampleOf({ currency, defaultRate, feeBearer }: Policy): Static<typeof ExampleSchema> {
  const cents = 10n ** BigInt(scaleOf(currency))
  const [price, cardFee] = [20n * cents, (88n * cents) / 100n]
  const share = shareOf(price, BigInt(defaultRate))
  const educator = share - (feeBearer === 'educator' ? (cardFee < share ? cardFee : share) : 0n)
  const money = (units: bigint) => value(units, currency)
  return {
    price: money(price),
    cardFee: money(cardFee),
    educator: money(educator),
    platform: money(price - educator - cardFee),
  }
}

const versionFrom = (
  one: PolicyVersion,
  now: Policy,
  at: Temporal.Instant,
): Static<typeof VersionSchema> => {
  const money = (units: bigint) => formatUnits(units, scaleOf(one.currency))
  const toCome = one.countsFrom !== null && Temporal.Instant.compare(one.countsFrom, at) > 0
  return {
    version: one.version,
    countsFrom: one.countsFrom?.toString() ?? null,
    state: one.version === now.version ? 'now' : toCome ? 'to come' : 'past',
    note: one.note,
    setBy: one.setBy,
    setAt: one.setAt.toString(),
    currency: one.currency,
    defaultRate: one.defaultRate / 10_000,
    feeBearer: one.feeBearer,
    creditBase: one.creditBase,
    holdDays: one.holdDays,
    courseHoldDays: one.courseHoldDays,
    payoutMinimum: money(one.payoutMinimum),
    payoutEvery: one.payoutEvery,
    payoutWeekday: one.payoutWeekday,
    payoutZone: one.payoutZone,
    instantFeeRate: one.instantFeeRate / 10_000,
    instantFeeLeast: money(one.instantFeeLeast),
    example: exampleOf(one),
  }
}

const WantedSchema = Type.Object(
  {
    ...Type.Partial(Type.Object(numbers)).properties,
    countsFrom: Type.Optional(InstantSchema),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  thing,
)

function changeOf(wanted: Static<typeof WantedSchema>, { currency }: Policy): PolicyChange {
  const {
    countsFrom,
    note,
    defaultRate,
    instantFeeRate,
    payoutMinimum,
    instantFeeLeast,
    ...plain
  } = wanted
  const money = (text: string) => {
    const units = parseUnits(text, scaleOf(currency))
    if (units === undefined)
      throw refuse('request_invalid', { detail: `${text} is no amount of ${currency}.` })
    return units
  }
  const points = (share: number) => Math.round(share * 10_000)
  return {
    ...plain,
    ...(defaultRate === undefined ? {} : { defaultRate: points(defaultRate) }),
    ...(instantFeeRate === undefined ? {} : { instantFeeRate: points(instantFeeRate) }),
    ...(payoutMinimum === undefined ? {} : { payoutMinimum: money(payoutMinimum) }),
    ...(instantFeeLeast === undefined ? {} : { instantFeeLeast: money(instantFeeLeast) }),
    ...(countsFrom ? { countsFrom: Temporal.Instant.from(countsFrom) } : {}),
    ...(note ? { note } : {}),
  } as PolicyChange
}

/** The rules of earning by version: who bears fees, what credits count as, holds, when and from what is paid out. */
export const earningRuleRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/earning-rules',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'The rules of earning: every version, with what 20.00 in money brings under it',
          tags,
          response: { 200: Type.Object({ items: Type.Array(VersionSchema) }, thing) },
        },
      },
      async () => {
        const at = deps.clock.now()
        const now = await policyNow(deps.db, at)
        return { items: (await policies(deps.db)).map((one) => versionFrom(one, now, at)) }
      },
    )
    app.post(
      '/earning-rules/preview',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'What 20.00 in money would bring under other rules',
          tags,
          body: WantedSchema,
          response: { 200: ExampleSchema },
        },
      },
      async (request) => {
        const now = await policyNow(deps.db, deps.clock.now())
        return exampleOf({ ...now, ...changeOf(request.body, now) })
      },
    )
    app.post(
      '/earning-rules',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Sets rules of earning from now or from a day on; what was booked keeps its own',
          tags,
          body: WantedSchema,
          response: { 200: Type.Object({ version: Type.Integer() }, thing) },
        },
      },
      async (request) =>
        change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const { version } = await setPolicy(
            tx,
            changeOf(request.body, await policyNow(tx, now)),
            by,
            now,
          )
          const about = { type: 'platform', id: 'stoa' }
          const after = { version, ...request.body }
          await audit(tx, { by, deed: 'earnings.rules_set', about, after, from: request.ip }, now)
          return { version }
        }),
    )
  }
