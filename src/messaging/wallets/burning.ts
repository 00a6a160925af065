import type { Query } from '#base'
import { ASSET_OF, type MessageAsset, WAYS } from '../message.ts'

const DAY = 24

/** How fast credits of one kind go, and how long what is there lasts. */
export type Burn = {
  asset: MessageAsset
  /** Spent within the last 14 and 30 days, what came back taken off. */
  last14: bigint
  last30: bigint
  /**
   * Whole days that `spendable` lasts: at the pace of the last 14 days, or of the last 30 where nothing was
   * sent within 14; undefined: nothing is being spent.
   */
  daysLeft: number | undefined
}

type Spent = { way: (typeof WAYS)[number]; last14: bigint; last30: bigint }

/** What an organization spends of each kind. `spendable`: what it has now, by asset. */
export async function burnOf(
  q: Query,
  organization: string,
  spendable: ReadonlyMap<MessageAsset, bigint>,
  now: Temporal.Instant,
): Promise<Burn[]> {
  const [day14, day30] = [now.subtract({ hours: 14 * DAY }), now.subtract({ hours: 30 * DAY })]
  const rows = await q<Spent>`
    select way, coalesce(sum(captured - returned) filter (where at > ${day14}), 0)::bigint as last14,
           coalesce(sum(captured - returned), 0)::bigint as last30
      from messaging.settlement
     where organization_id = ${organization} and at > ${day30} and at <= ${now} group by way`
  return WAYS.map((way) => {
    const { last14 = 0n, last30 = 0n } = rows.find((row) => row.way === way) ?? {}
    const asset = ASSET_OF[way]
    const left = spendable.get(asset) ?? 0n
    return { asset, last14, last30, daysLeft: daysOf(left, last14, last30) }
  })
}

/** Whole days that something lasts at a pace. */
export function daysOf(left: bigint, last14: bigint, last30: bigint): number | undefined {
  if (last14 > 0n) return Number((left * 14n) / last14)
  if (last30 > 0n) return Number((left * 30n) / last30)
  return undefined
}
