import { atomically, type Db, type Query, sql } from '#base'
import { postRule } from '#ledger'
import type { MessageAsset } from '../message.ts'
import { freeStock, stockAt } from '../stock/index.ts'

/** Stock that messages have used and our books did not have. */
export type OwedStock = {
  provider: string
  asset: MessageAsset
  quantity: bigint
  since: Temporal.Instant
}

export function owedStock(q: Query): Promise<OwedStock[]> {
  return q<OwedStock>`
    select provider_id as provider, asset, sum(quantity)::bigint as quantity, min(since) as since
    from messaging.stock_owed where paid_at is null group by provider_id, asset
    order by min(since), provider_id, asset`
}

/** Since when something is owed: it is looked at again with every settling, and once an hour. */
export const nextOwed = sql`select min(since) from messaging.stock_owed where paid_at is null`

/** Books what messages cost that were sent before their stock was received, oldest first, as far as stock goes. Gives how many. */
export async function payOwed(db: Db, now: Temporal.Instant): Promise<number> {
  const open = await db<{ provider_id: string; asset: MessageAsset }>`
    select distinct provider_id, asset from messaging.stock_owed where paid_at is null`
  if (open.length === 0) return 0
  const free = await freeStock(db, undefined, now)
  let paid = 0
  for (const { provider_id, asset } of open) {
    const own = free.find((one) => one.provider === provider_id && one.asset === asset)
    if (own && own.free > 0n) paid += await payFrom(db, provider_id, asset, now)
  }
  return paid
}

function payFrom(
  db: Db,
  provider: string,
  asset: MessageAsset,
  now: Temporal.Instant,
): Promise<number> {
  return atomically(db, async (tx) => {
    const rows = await tx<{ settlement_id: string; quantity: bigint }>`
      select settlement_id, quantity from messaging.stock_owed
      where provider_id = ${provider} and asset = ${asset} and paid_at is null order by since, settlement_id
      limit 500 for update`
    let left = await stockAt(tx, provider, asset, now)
    let paid = 0
    for (const { settlement_id: id, quantity } of rows) {
      if (quantity > left) break
      left -= quantity
      const { journalId, basis } = await postRule(
        tx,
        'message.cost.followed',
        { provider, asset, quantity },
        { key: `messages:${id}:cost`, about: { type: 'messages', id }, by: 'schedule', at: now },
      )
      await tx`
        update messaging.stock_owed set journal_id = ${journalId}, paid_at = ${now}, cost = ${basis} where settlement_id = ${id}`
      paid += 1
    }
    return paid
  })
}
