import { atomically, type Db, eachApart, newId, type Query, shareOf, type Tx } from '#base'
import type { MessageAsset } from '../message.ts'
import { setAlarm } from './alarms.ts'
import { approveAlone } from './approving.ts'
import { soldOf } from './guard.ts'
import { onOrder, type StockLine, stockLines } from './inventory.ts'
import { refuse } from './problems.ts'
import { draftPurchase, netOf, submitPurchase, tell } from './purchases.ts'
import { beginAsking } from './readings.ts'
import { MESSAGE_ASSETS, type StockRules, stockRules } from './rules.ts'

/** When more of an asset is bought from a provider, and how much. */
export type ReorderRule = {
  id: string
  provider: string
  asset: MessageAsset
  leadDays: number
  safety: bigint
  quantity: bigint
  unitCost: bigint
  /** Basis points on the cost. */
  taxRate: number
  recoverable: boolean
  /** Approved by itself while the month's budget for that lasts. */
  automatic: boolean
  setBy: string
  setAt: Temporal.Instant
}

export type NewReorderRule = Omit<ReorderRule, 'id' | 'setBy' | 'setAt'>

/** A rule with where it stands. */
export type ReorderNow = ReorderRule & {
  stock: bigint
  onOrder: bigint
  /** Burn × lead time + safety: at it, more is bought. */
  point: bigint
  /** The order that it raised and that is not here yet. */
  open: string | null
}

/**
 * Sets when more of an asset is bought from a provider, in the place of what counted before.
 * Refusals in order: stock_asset_unknown, purchase_unfit.
 */
export async function setReorderRule(
  tx: Tx,
  given: NewReorderRule,
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  const { provider, asset } = given
  if (!MESSAGE_ASSETS.includes(asset)) throw refuse('stock_asset_unknown')
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(provider) || given.quantity <= 0n || given.unitCost < 0n)
    throw refuse('purchase_unfit', { detail: 'An order is of at least one unit, from a provider.' })
  await tx`select pg_advisory_xact_lock(hashtextextended('messaging.reorder_rule', 0))`
  await tx`
    update messaging.reorder_rule set ended_by = ${by}, ended_at = ${now}
    where provider = ${provider} and asset = ${asset} and ended_at is null`
  const id = newId()
  await tx`
    insert into messaging.reorder_rule (id, provider, asset, lead_days, safety, quantity, unit_cost, tax_rate,
      recoverable, automatic, set_by, set_at)
    values (${id}, ${provider}, ${asset}, ${given.leadDays}, ${given.safety}, ${given.quantity}, ${given.unitCost},
      ${given.taxRate}, ${given.recoverable}, ${given.automatic}, ${by}, ${now})`
  await beginAsking(tx, provider, now)
  return id
}

/** Ends a rule; the order that it raised stays. Refusal: reorder_rule_unknown. */
export async function endReorderRule(
  tx: Tx,
  id: string,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const ended = await tx`
    update messaging.reorder_rule set ended_by = ${by}, ended_at = ${now} where id = ${id} and ended_at is null
    returning 1 as one`
  if (ended.length === 0) throw refuse('reorder_rule_unknown', { id })
}

function rulesNow(q: Query): Promise<ReorderRule[]> {
  return q<ReorderRule>`
    select id, provider, asset, lead_days as "leadDays", safety, quantity, unit_cost as "unitCost",
      tax_rate as "taxRate", recoverable, automatic, set_by as "setBy", set_at as "setAt"
    from messaging.reorder_rule where ended_at is null order by provider, asset`
}

/** Burn × lead time + safety, rounded up. */
export function reorderPoint(
  { leadDays, safety }: Pick<ReorderRule, 'leadDays' | 'safety'>,
  burn: { units: bigint; days: number } | undefined,
): bigint {
  if (!burn) return safety
  const days = BigInt(burn.days)
  return (burn.units * BigInt(leadDays) + days - 1n) / days + safety
}

/** Every rule with where it stands. */
export async function reorderRules(q: Query, now: Temporal.Instant): Promise<ReorderNow[]> {
  const lines = await stockLines(q, await stockRules(q), now)
  const open = await q<{ ruleId: string; id: string }>`
    select rule_id as "ruleId", id from messaging.purchase
    where rule_id is not null and state in ('draft', 'submitted', 'approved')`
  const ordered = await onOrder(q)
  return (await rulesNow(q)).map((rule) => standing(rule, lines, open, ordered))
}

function standing(
  rule: ReorderRule,
  lines: readonly StockLine[],
  open: readonly { ruleId: string; id: string }[],
  ordered: readonly { provider: string; asset: string; units: bigint }[],
): ReorderNow {
  const of = (one: { provider: string; asset: string }) =>
    one.provider === rule.provider && one.asset === rule.asset
  const line = lines.find(of)
  return {
    ...rule,
    stock: line?.free ?? 0n,
    onOrder: ordered.find(of)?.units ?? 0n,
    point: reorderPoint(rule, line),
    open: open.find(({ ruleId }) => ruleId === rule.id)?.id ?? null,
  }
}

/**
 * Looks at all stock: what runs low or is sold too far is told, and rules whose point is reached raise an
 * order, one at a time each. Answers how many orders were raised.
 */
export async function lookAtStock(db: Db, now: Temporal.Instant): Promise<number> {
  await atomically(db, async (tx) => {
    const rules = await stockRules(tx)
    for (const line of await stockLines(tx, rules, now)) await watchLine(tx, line, rules, now)
    for (const { asset, sold, promised, most, left } of await soldOf(tx, now)) {
      const facts =
        left < 0n ? { sold: `${sold}`, promised: `${promised}`, most: `${most}` } : undefined
      await setAlarm(tx, { kind: 'oversold', provider: '', of: asset }, facts, now)
    }
  })
  const due = (await reorderRules(db, now)).filter(
    ({ stock, onOrder, point, open }) => open === null && stock + onOrder <= point,
  )
  return eachApart(due, (rule) => atomically(db, (tx) => raise(tx, rule.id, now)))
}

async function watchLine(tx: Tx, line: StockLine, rules: StockRules, now: Temporal.Instant) {
  const { provider, asset, low, free, lastsDays, onOrder } = line
  const facts = low
    ? { left: `${free}`, days: lastsDays, lowDays: rules.lowDays, onOrder: `${onOrder}` }
    : undefined
  await setAlarm(tx, { kind: 'low', provider, of: asset }, facts, now)
}

/** Raises a rule's order if it is still due. The rule is locked: two who look at once raise one order. */
async function raise(tx: Tx, id: string, now: Temporal.Instant): Promise<boolean> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`messaging.reorder:${id}`}, 0))`
  const rule = (await reorderRules(tx, now)).find((one) => one.id === id)
  if (!rule || rule.open !== null || rule.stock + rule.onOrder > rule.point) return false
  const { provider, asset, quantity, unitCost, taxRate, recoverable } = rule
  const { currency } = await stockRules(tx)
  const tax = shareOf(netOf(quantity, unitCost, currency), BigInt(taxRate))
  const order = await draftPurchase(
    tx,
    {
      provider,
      ruleId: id,
      note: `By rule: ${rule.stock} left, to be bought at ${rule.point}.`,
      lines: [{ asset, quantity, unitCost, tax, recoverable }],
    },
    'schedule',
    now,
  )
  await submitPurchase(tx, order, 'schedule', now)
  const approved = rule.automatic && (await approveAlone(tx, order, now))
  await tell(tx, 'purchase.raised', order, { asset, left: `${rule.stock}`, approved }, now)
  return true
}
