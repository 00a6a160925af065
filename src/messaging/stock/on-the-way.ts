import { isId, type Query } from '#base'
import { ASSET_OF, type MessageAsset, WAYS } from '../message.ts'

/** Units that a provider was given already and that our books do not show as used yet. */
export type OnTheWay = (q: Query, provider: string, asset: MessageAsset) => Promise<bigint>

/** Messages that left through it and are not settled, and those that went out before there was stock for them. */
export const unitsOnTheWay: OnTheWay = async (q, provider, asset) => {
  if (!isId(provider)) return 0n
  const way = WAYS.find((one) => ASSET_OF[one] === asset)
  const [row] = await q<{ units: bigint }>`
    select coalesce((
      select sum(a.stock) from messaging.message m join messaging.attempt a on a.message_id = m.id
      where m.settled_at is null and m.settle_at is not null and m.way = ${way} and a.state <> 'refused'
        and a.provider_id = ${provider}
    ), 0)::bigint + coalesce((
      select sum(quantity) from messaging.stock_owed
      where provider_id = ${provider} and asset = ${asset} and paid_at is null
    ), 0)::bigint as units`
  return row!.units
}
