import type { Query } from '#base'
import { scaleOf, stocks, stockUsed } from '#ledger'
import type { MessageAsset } from '../message.ts'
import { soldOf } from './guard.ts'
import type { PurchaseState } from './purchases.ts'
import { MESSAGE_ASSETS, type StockRules, stockRules } from './rules.ts'

/** How fast stock is used: units in the last so many days, and how long what is here lasts at that. */
export type Burn = {
  /** Of all the days together. */
  units: bigint
  days: number
  /** Whole days; null: nothing is used. */
  lastsDays: number | null
}

export type StockLine = Burn & {
  provider: string
  asset: MessageAsset
  owned: bigint
  free: bigint
  /** What was paid for what is left, in the rules' currency. */
  cost: bigint
  onOrder: bigint
  low: boolean
}

export type AssetLine = Burn & {
  asset: MessageAsset
  owned: bigint
  /** Sold and unspent; promised to open orders; what may still be sold. */
  sold: bigint
  promised: bigint
  left: bigint
  cost: bigint
  /** All of it at the price of a unit bought alone; null: there is none. */
  retail: bigint | null
  soldRetail: bigint | null
}

export type Inventory = {
  currency: string
  rules: StockRules
  assets: AssetLine[]
  providers: StockLine[]
}

/** What a unit is sold for when bought alone, in millionths of the currency's unit. */
export type UnitPrices = Partial<Record<MessageAsset, bigint>>

/** The stretch that burn is the mean of: whole days back from now. */
const stretch = (rules: StockRules, now: Temporal.Instant) => ({
  from: now.subtract({ hours: 24 * rules.burnDays }),
  to: now.add({ nanoseconds: 1000 }),
  zone: rules.zone,
})

const lasts = (owned: bigint, units: bigint, days: number): number | null =>
  units === 0n ? null : Number((owned * BigInt(days)) / units)

/** What is owned, sold and free to sell, at cost and at retail, and how long it lasts. */
export async function inventoryNow(
  q: Query,
  prices: UnitPrices,
  now: Temporal.Instant,
): Promise<Inventory> {
  const rules = await stockRules(q)
  const providers = await stockLines(q, rules, now)
  const sold = await soldOf(q, now)
  const scale = 10n ** BigInt(scaleOf(rules.currency))
  const worth = (asset: MessageAsset, units: bigint) => {
    const price = prices[asset]
    return price === undefined ? null : (units * price * scale) / 1_000_000n
  }
  const assets = sold.map(({ asset, ...of }): AssetLine => {
    const own = providers.filter((one) => one.asset === asset)
    const units = own.reduce((sum, one) => sum + one.units, 0n)
    return {
      asset,
      owned: of.owned,
      sold: of.sold,
      promised: of.promised,
      left: of.left,
      cost: own.reduce((sum, one) => sum + one.cost, 0n),
      retail: worth(asset, of.owned),
      soldRetail: worth(asset, of.sold),
      units,
      days: rules.burnDays,
      lastsDays: lasts(of.owned, units, rules.burnDays),
    }
  })
  return { currency: rules.currency, rules, assets, providers }
}

/** Each provider's stock, how fast it is used, and what is on order. */
export async function stockLines(
  q: Query,
  rules: StockRules,
  now: Temporal.Instant,
): Promise<StockLine[]> {
  const here = await stocks(q, { now })
  const used = await stockUsed(q, stretch(rules, now))
  const ordered = await onOrder(q)
  return here
    .filter(({ asset }) => MESSAGE_ASSETS.some((one) => one === asset))
    .map(({ provider, asset, owned, free, cost }) => {
      const of = (one: { provider: string; asset: string }) =>
        one.provider === provider && one.asset === asset
      const units = used.filter(of).reduce((sum, one) => sum + one.units, 0n)
      const lastsDays = lasts(free, units, rules.burnDays)
      return {
        provider,
        asset: asset as MessageAsset,
        owned,
        free,
        cost: cost[rules.currency] ?? 0n,
        onOrder: ordered.find(of)?.units ?? 0n,
        units,
        days: rules.burnDays,
        lastsDays,
        low: lastsDays !== null && lastsDays < rules.lowDays,
      }
    })
}

/** What was ordered and has not arrived; drafts too: they are raised so as not to be raised twice. */
export function onOrder(
  q: Query,
  states: readonly PurchaseState[] = ['draft', 'submitted', 'approved'],
): Promise<{ provider: string; asset: MessageAsset; units: bigint }[]> {
  return q`
    select p.provider, l.asset, sum(l.quantity - l.received)::bigint as units
    from messaging.purchase p join messaging.purchase_line l on l.purchase_id = p.id
    where p.state = any(${states}::text[]) group by p.provider, l.asset`
}
