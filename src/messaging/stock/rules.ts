import type { Query, Tx } from '#base'
import { ASSETS } from '#ledger'
import { knownZone } from '#people'
import type { MessageAsset } from '../message.ts'
import { refuse } from './problems.ts'

export const MESSAGE_ASSETS: readonly MessageAsset[] = ['SMS', 'WHATSAPP', 'EMAIL']

/** The operator's rules of buying and overselling. Rates in basis points, money in smallest units. */
export type StockRules = {
  version: number
  currency: string
  /** k: so much of the stock may be sold and unspent. */
  oversellRate: number
  aloneUpTo: bigint
  monthBudget: bigint
  autoBudget: bigint
  burnDays: number
  lowDays: number
  driftRate: number
  driftUnits: bigint
  pollMinutes: number
  zone: string
  setBy: string
  setAt: Temporal.Instant
}

/** The rules that count: the newest version. */
export async function stockRules(q: Query): Promise<StockRules> {
  const [row] = await stockRulesSoFar(q, 1)
  return row!
}

/** Versions of the rules, newest first. */
export function stockRulesSoFar(q: Query, limit = 20): Promise<StockRules[]> {
  return q<StockRules>`
    select version, currency, oversell_rate as "oversellRate", alone_up_to as "aloneUpTo",
      month_budget as "monthBudget", auto_budget as "autoBudget", burn_days as "burnDays", low_days as "lowDays",
      drift_rate as "driftRate", drift_units as "driftUnits", poll_minutes as "pollMinutes", zone, set_by as "setBy",
      set_at as "setAt"
    from messaging.stock_rules order by version desc limit ${limit}`
}

/** Sets rules as a new version; orders that were submitted keep their limit. Refusals: stock_rules_unfit, unknown_zone. */
export async function setStockRules(
  tx: Tx,
  changes: Partial<Omit<StockRules, 'version' | 'setBy' | 'setAt'>>,
  by: string,
  now: Temporal.Instant,
): Promise<StockRules> {
  await tx`select pg_advisory_xact_lock(hashtextextended('messaging.stock_rules', 0))`
  const before = await stockRules(tx)
  const next = { ...before, ...changes, version: before.version + 1, setBy: by, setAt: now }
  if (next.autoBudget > next.monthBudget)
    throw refuse('stock_rules_unfit', {
      detail: 'What is bought by itself is a part of the month’s budget.',
    })
  if (ASSETS.get(next.currency)?.kind !== 'currency')
    throw refuse('stock_rules_unfit', { detail: `${next.currency} is no currency.` })
  const zone = knownZone(next.zone)
  await tx`
    insert into messaging.stock_rules (version, currency, oversell_rate, alone_up_to, month_budget, auto_budget,
      burn_days, low_days, drift_rate, drift_units, poll_minutes, zone, set_by, set_at)
    values (${next.version}, ${next.currency}, ${next.oversellRate}, ${next.aloneUpTo}, ${next.monthBudget},
      ${next.autoBudget}, ${next.burnDays}, ${next.lowDays}, ${next.driftRate}, ${next.driftUnits},
      ${next.pollMinutes}, ${zone}, ${by}, ${now})`
  return { ...next, zone }
}

/** What a unit costs wholesale, in millionths of the currency's unit, and how many a bulk lot has. */
export type WholesalePrice = {
  asset: MessageAsset
  unitCost: bigint
  lot: bigint
  currency: string
  version: number
  setAt: Temporal.Instant
}

/** What new orders begin with: the newest version of each asset. */
export function wholesalePrices(q: Query): Promise<WholesalePrice[]> {
  return q<WholesalePrice>`
    select distinct on (array_position(array['SMS', 'WHATSAPP', 'EMAIL'], asset)) asset, unit_cost as "unitCost", lot,
      currency, version, set_at as "setAt"
    from messaging.wholesale_price order by array_position(array['SMS', 'WHATSAPP', 'EMAIL'], asset), version desc`
}

/** Sets what new orders of an asset begin with, as a new version. Refusal: stock_asset_unknown. */
export async function setWholesalePrice(
  tx: Tx,
  given: Pick<WholesalePrice, 'asset' | 'unitCost' | 'lot'>,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  if (!MESSAGE_ASSETS.includes(given.asset)) throw refuse('stock_asset_unknown')
  await tx`select pg_advisory_xact_lock(hashtextextended('messaging.wholesale_price', 0))`
  const { currency } = await stockRules(tx)
  await tx`
    insert into messaging.wholesale_price (asset, version, unit_cost, lot, currency, set_by, set_at)
    select ${given.asset}, max(version) + 1, ${given.unitCost}, ${given.lot}, ${currency}, ${by}, ${now}
    from messaging.wholesale_price where asset = ${given.asset}`
}
