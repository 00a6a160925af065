import { type Static, Type } from 'typebox'
import { formatUnits, isId, parseUnits, type Query } from '#base'
import { scaleOf, value } from '#ledger'
import {
  type AlarmFacts,
  type BalanceReading,
  listProviders,
  type ReorderNow,
  type StockAlarm,
  type StockLine,
  type StockReturn,
  type StockRules,
  unitCostText,
} from '#messaging'
import { personCards } from '#people'
import { refuse } from './problems.ts'
import { IdSchema, InstantSchema, OrNothingSchema, orNull, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const

export const AssetSchema = Type.Enum(['SMS', 'WHATSAPP', 'EMAIL'])
export const UnitsSchema = Type.String({
  pattern: '^[1-9][0-9]{0,11}$',
  description: 'Whole units',
  examples: ['100000'],
})
export const UnitCostSchema = Type.String({
  pattern: '^[0-9]{1,6}([.][0-9]{1,6})?$',
  description: 'What one unit costs without tax, to a millionth',
  examples: ['0.15'],
})
const NameSchema = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_.-]+$' })
export const ProviderSchema = Type.Object({ id: NameSchema, name: Type.String() }, thing)
export const ProviderIdSchema = NameSchema

/** Millionths out of a decimal; the schema has looked at its form. */
export const millionths = (text: string): bigint => parseUnits(text, 6)!

/** Units of money out of a decimal. Refusal: request_invalid. */
export function moneyOf(amount: string, currency: string, field: string): bigint {
  const units = parseUnits(amount, scaleOf(currency))
  if (units === undefined || units < 0n)
    throw refuse('request_invalid', {
      detail: `${field}: an amount of ${currency}, not below zero.`,
    })
  return units
}

/** What providers and people are called, for ids in answers. */
export type Called = { provider(id: string): { id: string; name: string }; by(by: string): string }

export async function calledOf(q: Query, by: readonly (string | null)[] = []): Promise<Called> {
  const providers = await listProviders(q)
  const ids = [...new Set(by.flatMap((one) => /^person:(.+)$/.exec(one ?? '')?.[1] ?? []))].filter(
    isId,
  )
  const cards = ids.length > 0 ? await personCards(q, ids) : []
  return {
    provider: (id) => ({ id, name: providers.find((one) => one.id === id)?.name ?? id }),
    by: (one) => {
      const id = /^person:(.+)$/.exec(one)?.[1]
      if (!id) return one === 'schedule' ? 'a rule' : one
      return cards.find((card) => card.id === id)?.name ?? 'somebody'
    },
  }
}

export const AlarmSchema = Type.Object(
  {
    id: IdSchema,
    kind: Type.Enum(['drift', 'low', 'oversold']),
    provider: orNull(ProviderSchema),
    asset: orNull(AssetSchema),
    currency: orNull(
      Type.String({ description: 'Of an account in money; the figures are amounts of it' }),
    ),
    facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()]), {
      description: 'The figures when it was last looked at',
    }),
    openedAt: InstantSchema,
    lookedAt: InstantSchema,
    closedAt: orNull(InstantSchema),
  },
  thing,
)

export const alarmFrom = (one: StockAlarm, called: Called): Static<typeof AlarmSchema> => ({
  ...one,
  provider: one.provider === '' ? null : called.provider(one.provider),
  facts: one.currency ? inMoney(one.facts, one.currency) : one.facts,
  openedAt: one.openedAt.toString(),
  lookedAt: one.lookedAt.toString(),
  closedAt: one.closedAt?.toString() ?? null,
})

const inMoney = (facts: AlarmFacts, currency: string) =>
  Object.fromEntries(
    Object.entries(facts).map(([name, units]) => [
      name,
      formatUnits(BigInt(units ?? 0), scaleOf(currency)),
    ]),
  )

export const ReadingSchema = Type.Object(
  {
    id: IdSchema,
    provider: ProviderSchema,
    asset: orNull(AssetSchema),
    currency: orNull(Type.String()),
    amount: orNull(Type.String()),
    ours: orNull({
      ...ValueSchema,
      description: 'What our books said then; null: they have nothing to hold it against',
    }),
    fault: orNull(Type.String()),
    readAt: InstantSchema,
  },
  thing,
)

export const readingFrom = (one: BalanceReading, called: Called): Static<typeof ReadingSchema> => ({
  id: one.id,
  provider: called.provider(one.provider),
  asset: one.asset,
  currency: one.currency,
  amount: one.amount,
  ours: one.ours === null ? null : value(one.ours, one.asset ?? one.currency!),
  fault: one.fault,
  readAt: one.readAt.toString(),
})

export const StockLineSchema = Type.Object(
  {
    provider: ProviderSchema,
    asset: AssetSchema,
    owned: ValueSchema,
    free: ValueSchema,
    cost: ValueSchema,
    onOrder: ValueSchema,
    burn: Type.Object({ units: ValueSchema, days: Type.Integer() }, thing),
    lastsDays: orNull(Type.Integer()),
    low: Type.Boolean(),
    reading: orNull(ReadingSchema),
  },
  thing,
)

export const stockLineFrom = (
  one: StockLine,
  currency: string,
  readings: readonly BalanceReading[],
  called: Called,
): Static<typeof StockLineSchema> => {
  const of = readings.filter(({ provider }) => provider === one.provider)
  const reading = of.find(({ asset }) => asset === one.asset) ?? of.find(({ asset }) => !asset)
  return {
    provider: called.provider(one.provider),
    asset: one.asset,
    owned: value(one.owned, one.asset),
    free: value(one.free, one.asset),
    cost: value(one.cost, currency),
    onOrder: value(one.onOrder, one.asset),
    burn: { units: value(one.units, one.asset), days: one.days },
    lastsDays: one.lastsDays,
    low: one.low,
    reading: reading ? readingFrom(reading, called) : null,
  }
}

const rulesFields = {
  oversellRate: Type.Integer({
    minimum: 0,
    maximum: 100_000,
    description: 'k in basis points: so much of the stock may be sold and unspent',
  }),
  aloneUpTo: OrNothingSchema,
  monthBudget: ValueSchema,
  autoBudget: OrNothingSchema,
  burnDays: Type.Integer({ minimum: 1, maximum: 90 }),
  lowDays: Type.Integer({ minimum: 0, maximum: 365 }),
  driftRate: Type.Integer({ minimum: 0, maximum: 10_000 }),
  driftUnits: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
  pollMinutes: Type.Integer({ minimum: 5, maximum: 1_440 }),
}

export const RulesBody = Type.Object(rulesFields, thing)
export const RulesSchema = Type.Object(
  {
    ...rulesFields,
    version: Type.Integer(),
    currency: Type.String(),
    zone: Type.String(),
    setBy: Type.String(),
    setAt: InstantSchema,
  },
  thing,
)

export const rulesFrom = (one: StockRules, called: Called): Static<typeof RulesSchema> => {
  const money = (amount: bigint) => value(amount, one.currency)
  return {
    version: one.version,
    currency: one.currency,
    zone: one.zone,
    oversellRate: one.oversellRate,
    aloneUpTo: money(one.aloneUpTo),
    monthBudget: money(one.monthBudget),
    autoBudget: money(one.autoBudget),
    burnDays: one.burnDays,
    lowDays: one.lowDays,
    driftRate: one.driftRate,
    driftUnits: Number(one.driftUnits),
    pollMinutes: one.pollMinutes,
    setBy: called.by(one.setBy),
    setAt: one.setAt.toString(),
  }
}

const reorderFields = {
  provider: ProviderIdSchema,
  asset: AssetSchema,
  leadDays: Type.Integer({ minimum: 0, maximum: 180 }),
  safety: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
  quantity: UnitsSchema,
  unitCost: UnitCostSchema,
  taxRate: Type.Integer({ minimum: 0, maximum: 10_000, description: 'Basis points on the cost' }),
  recoverable: Type.Boolean(),
  automatic: Type.Boolean(),
}

export const ReorderBody = Type.Object(reorderFields, thing)
export const ReorderSchema = Type.Object(
  {
    ...reorderFields,
    id: IdSchema,
    provider: ProviderSchema,
    stock: ValueSchema,
    onOrder: ValueSchema,
    point: ValueSchema,
    open: orNull(IdSchema),
    setBy: Type.String(),
    setAt: InstantSchema,
  },
  thing,
)

export const reorderFrom = (one: ReorderNow, called: Called): Static<typeof ReorderSchema> => ({
  id: one.id,
  provider: called.provider(one.provider),
  asset: one.asset,
  leadDays: one.leadDays,
  safety: Number(one.safety),
  quantity: `${one.quantity}`,
  unitCost: unitCostText(one.unitCost),
  taxRate: one.taxRate,
  recoverable: one.recoverable,
  automatic: one.automatic,
  stock: value(one.stock, one.asset),
  onOrder: value(one.onOrder, one.asset),
  point: value(one.point, one.asset),
  open: one.open,
  setBy: called.by(one.setBy),
  setAt: one.setAt.toString(),
})

export const ReturnSchema = Type.Object(
  {
    lot: Type.String(),
    provider: ProviderSchema,
    asset: AssetSchema,
    purchase: orNull(Type.Object({ id: IdSchema, name: Type.String() }, thing)),
    issued: ValueSchema,
    used: ValueSchema,
    lost: ValueSchema,
    left: ValueSchema,
    paid: orNull(ValueSchema),
    usedCost: orNull(ValueSchema),
    revenue: orNull(ValueSchema),
    profit: orNull(ValueSchema),
    roi: orNull(Type.Integer({ description: 'Profit on the cost of what was used, basis points' })),
    issuedAt: InstantSchema,
    expiresAt: orNull(InstantSchema),
  },
  thing,
)

export const returnFrom = (one: StockReturn, called: Called): Static<typeof ReturnSchema> => {
  const money = (amount: bigint) => (one.currency ? value(amount, one.currency) : null)
  const units = (amount: bigint) => value(amount, one.asset)
  return {
    lot: `${one.lot}`,
    provider: called.provider(one.provider),
    asset: one.asset,
    purchase: one.purchase,
    issued: units(one.issued),
    used: units(one.used),
    lost: units(one.lost),
    left: units(one.left),
    paid: money(one.paid),
    usedCost: money(one.usedCost),
    revenue: money(one.revenue),
    profit: money(one.profit),
    roi: one.roi,
    issuedAt: one.issuedAt.toString(),
    expiresAt: one.expiresAt?.toString() ?? null,
  }
}
