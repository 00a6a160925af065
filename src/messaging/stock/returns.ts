import type { Query } from '#base'
import { type LotReturn, lotReturns, stocks } from '#ledger'
import type { MessageAsset } from '../message.ts'

/** A lot of stock with what it cost, what it brought in so far, and the order that it came by. */
export type StockReturn = Omit<LotReturn, 'key'> & {
  asset: MessageAsset
  purchase: { id: string; name: string } | null
  /** Revenue less the cost of what was used for it. */
  profit: bigint
  /** Profit as a share of the cost of what was used, in basis points; null: nothing is used, or it was free. */
  roi: number | null
}

type Filter = {
  provider?: string | undefined
  asset?: MessageAsset | undefined
  after?: bigint | undefined
  limit: number
}

/** The history of purchases, newest first: how each lot paid. What `lotReturns` says of how revenue is shared. */
export async function stockReturns(
  q: Query,
  filter: Filter,
): Promise<{ items: StockReturn[]; next: string | null }> {
  const lots = await lotReturns(q, { ...filter, limit: filter.limit + 1 })
  const shown = lots.slice(0, filter.limit)
  const orders = await q<{ lot: bigint; id: string; number: bigint }>`
    select r.lot, p.id, p.number from messaging.purchase_receipt r join messaging.purchase p on p.id = r.purchase_id
    where r.lot = any(${shown.map(({ lot }) => lot)}::bigint[])`
  const items = shown.map(({ key: _, ...lot }) => {
    const order = orders.find((one) => one.lot === lot.lot)
    const profit = lot.revenue - lot.usedCost
    return {
      ...lot,
      asset: lot.asset as MessageAsset,
      purchase: order ? { id: order.id, name: `PO-${order.number}` } : null,
      profit,
      roi: lot.usedCost === 0n ? null : Number((profit * 10_000n) / lot.usedCost),
    }
  })
  return { items, next: lots.length > filter.limit ? `${shown.at(-1)!.lot}` : null }
}

/** What became of messages that a provider was given. */
export type DeliveryFigures = {
  provider: string
  asset: MessageAsset
  /** Taken by the provider; of these delivered, and failed; and not taken by a fault of its own. */
  taken: number
  delivered: number
  failed: number
  errors: number
  /** The mean from leaving to delivered; null: none was delivered yet. */
  seconds: number | null
}

/** What became of the messages since a moment, by provider, out of what sending counts. */
export function deliveryFigures(q: Query, since: Temporal.Instant): Promise<DeliveryFigures[]> {
  return q<DeliveryFigures>`
    select provider_id::text as provider, case way when 'sms' then 'SMS' when 'whatsapp' then 'WHATSAPP' else 'EMAIL' end as asset,
      sum(taken)::integer as taken, sum(delivered)::integer as delivered, sum(failed)::integer as failed,
      sum(errors)::integer as errors,
      (sum(delivery_seconds) / nullif(sum(delivered), 0))::double precision as seconds
    from messaging.route_tally where since >= ${since} group by provider_id, way`
}

export type ProviderCompared = {
  provider: string
  asset: MessageAsset
  /** What units cost, without tax that is given back: of the last that arrived, and of all that did. */
  lastCost: { amount: bigint; units: bigint } | null
  meanCost: { amount: bigint; units: bigint } | null
  currency: string | null
  left: bigint
  /** Null: no messages yet. */
  figures: DeliveryFigures | null
}

/** Providers of each asset beside each other: price by what was bought there, and how they deliver. */
export async function compareProviders(
  q: Query,
  figures: readonly DeliveryFigures[],
): Promise<ProviderCompared[]> {
  const rows = await q<{
    provider: string
    asset: MessageAsset
    currency: string
    net: bigint
    units: bigint
    lastNet: bigint
    lastUnits: bigint
  }>`
    select p.provider, l.asset, p.currency,
      sum(r.net + case when r.recoverable then 0 else r.tax end)::bigint as net, sum(r.quantity)::bigint as units,
      (array_agg(r.net + case when r.recoverable then 0 else r.tax end order by r.at desc, r.id desc))[1] as "lastNet",
      (array_agg(r.quantity order by r.at desc, r.id desc))[1] as "lastUnits"
    from messaging.purchase_receipt r join messaging.purchase p on p.id = r.purchase_id
    join messaging.purchase_line l on l.purchase_id = r.purchase_id and l.line = r.line
    group by p.provider, l.asset, p.currency`
  const named = new Map<string, { provider: string; asset: MessageAsset }>()
  for (const { provider, asset } of [...rows, ...figures])
    named.set(`${asset} ${provider}`, { provider, asset })
  const here = await stocks(q)
  return [...named.values()]
    .sort((a, b) => a.asset.localeCompare(b.asset) || a.provider.localeCompare(b.provider))
    .map(({ provider, asset }) => {
      const row = rows.find((one) => one.provider === provider && one.asset === asset)
      return {
        provider,
        asset,
        currency: row?.currency ?? null,
        lastCost: row ? { amount: row.lastNet, units: row.lastUnits } : null,
        meanCost: row ? { amount: row.net, units: row.units } : null,
        left: here.find((one) => one.provider === provider && one.asset === asset)?.owned ?? 0n,
        figures: figures.find((one) => one.provider === provider && one.asset === asset) ?? null,
      }
    })
}
