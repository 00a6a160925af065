import type { Query, Tx } from '#base'
import { type StockNow, stockFree, stocks, unspentMessages } from '#ledger'
import type { MessageAsset } from '../message.ts'
import { refuse } from './problems.ts'
import { MESSAGE_ASSETS, stockRules } from './rules.ts'

export type StockPart = { asset: MessageAsset; quantity: bigint }
export type FreeStock = StockNow & { asset: MessageAsset }

/** What each provider's stock has: owned, free to be used, used so far. */
export async function freeStock(
  q: Query,
  asset?: MessageAsset,
  now?: Temporal.Instant,
): Promise<FreeStock[]> {
  return (await stocks(q, { asset, now })) as FreeStock[]
}

/** Units of a provider's stock that can be used. */
export function stockAt(
  q: Query,
  provider: string,
  asset: MessageAsset,
  now?: Temporal.Instant,
): Promise<bigint> {
  return stockFree(q, provider, asset, now)
}

/** How far an asset is sold: what is here, sold and unspent, promised to open orders, and may still be sold. */
export type SoldOf = {
  asset: MessageAsset
  owned: bigint
  sold: bigint
  promised: bigint
  /** stock × k */
  most: bigint
  /** Below zero: more is sold than may be. */
  left: bigint
}

/** How far each asset is sold, `except` for the promise of one order. */
export async function soldOf(q: Query, now: Temporal.Instant, except = ''): Promise<SoldOf[]> {
  const { oversellRate } = await stockRules(q)
  const here = await stocks(q, { now })
  const unspent = await unspentMessages(q)
  const promises = await q<{ asset: string; units: bigint }>`
    select asset, sum(quantity)::bigint as units from messaging.stock_promise
    where until > ${now} and key <> ${except} group by asset`
  return MESSAGE_ASSETS.map((asset) => {
    const owned = here.reduce((sum, one) => (one.asset === asset ? sum + one.free : sum), 0n)
    const sold = unspent.get(asset) ?? 0n
    const promised = promises.find((one) => one.asset === asset)?.units ?? 0n
    const most = (owned * BigInt(oversellRate)) / 10_000n
    return { asset, owned, sold, promised, most, left: most - sold - promised }
  })
}

/**
 * Refuses to sell what stock does not cover: sold and unspent, what open orders were promised, and these parts
 * together are at most stock × k. In a transaction it lets one seller at a time look and write, so that what
 * it let through is there when the next one looks: call it in the transaction that issues the units or
 * promises them. `key`: of an order whose own promise does not count against it.
 * Refusals in order: stock_asset_unknown, stock_oversold.
 */
export async function mayBeSold(
  q: Query,
  parts: readonly StockPart[],
  now: Temporal.Instant,
  key?: string,
): Promise<void> {
  if (parts.some(({ asset }) => !MESSAGE_ASSETS.includes(asset)))
    throw refuse('stock_asset_unknown')
  const asked = parts.filter(({ quantity }) => quantity > 0n)
  if (asked.length === 0) return
  await q`select pg_advisory_xact_lock(hashtextextended('messaging.stock_sold', 0))`
  for (const { asset, left } of await soldOf(q, now, key)) {
    const wanted = asked.reduce((sum, one) => (one.asset === asset ? sum + one.quantity : sum), 0n)
    if (wanted > 0n && wanted > left) {
      const still = left > 0n ? left : 0n
      throw refuse('stock_oversold', {
        asset,
        wanted: `${wanted}`,
        left: `${still}`,
        detail: `${still} ${asset} can be sold now.`,
      })
    }
  }
}

/**
 * Keeps stock for an order until it is delivered (`dropPromise`, in the same transaction) or runs out: whoever
 * pays finds it there still. The same key again replaces its promise. Refusals of `mayBeSold`.
 */
export async function promiseStock(
  tx: Tx,
  { key, parts, until }: { key: string; parts: readonly StockPart[]; until: Temporal.Instant },
  now: Temporal.Instant,
): Promise<void> {
  await mayBeSold(tx, parts, now, key)
  await dropPromise(tx, key)
  const sums = MESSAGE_ASSETS.map((asset) => ({
    asset,
    quantity: parts.reduce((sum, one) => (one.asset === asset ? sum + one.quantity : sum), 0n),
  })).filter(({ quantity }) => quantity > 0n)
  await tx`
    insert into messaging.stock_promise (key, asset, quantity, until)
    select ${key}, asset, quantity, ${until}
    from unnest(${sums.map(({ asset }) => asset)}::text[], ${sums.map(({ quantity }) => quantity)}::bigint[])
      as t (asset, quantity)`
}

/** An order is delivered or over: nothing is kept for it any more. */
export async function dropPromise(tx: Tx, key: string): Promise<void> {
  await tx`delete from messaging.stock_promise where key = ${key}`
}

/** Forgets promises that are over. */
export async function forgetPromises(tx: Tx, now: Temporal.Instant): Promise<number> {
  const gone =
    await tx`delete from messaging.stock_promise where until <= ${now} returning 1 as one`
  return gone.length
}
