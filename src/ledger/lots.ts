import { type Query, sql, type Tx, toJson } from '#base'
import { type Address, type Purpose, purposeOf } from './accounts.ts'
import { assemble, money, ours, type Posting, units } from './entry.ts'
import { contentHash, type LotSource, post } from './posting.ts'

type Due = {
  id: bigint
  address: Address
  asset: string
  kind: string
  source: LotSource
  units: bigint
  basis: bigint
  currency: string | null
  expires_at: Temporal.Instant
}

/** What expired units mean: prepaid but unused is breakage; bought credits become unclaimed property. */
function lotExpired(lot: Due): Posting {
  /** Stock that runs out was bought for nothing. */
  const stock = purposeOf(lot.address) === 'stock'
  const deferred = stock ? 'inventory' : DEFERRED[lot.kind]
  const gain =
    lot.kind === 'credit' && lot.source === 'purchase' ? 'unclaimed_property' : 'breakage'
  return [
    ...(lot.currency && deferred
      ? stock
        ? money(lot.currency, [ours('message_costs'), lot.basis], [ours('inventory'), -lot.basis])
        : money(lot.currency, [ours(deferred), lot.basis], [ours(gain), -lot.basis])
      : []),
    ...units(
      lot.asset,
      [
        [ours('expired'), lot.units],
        [lot.address, -lot.units],
      ],
      { do: 'remove', lot: lot.id, units: lot.units, kind: 'expire', basis: lot.basis },
    ),
  ]
}

const DEFERRED: Record<string, Purpose> = {
  credit: 'deferred_credits',
  message: 'deferred_messages',
}

/**
 * Posts the end of every lot whose time is up: what nobody holds leaves the wallet. (Spending never
 * waits for this: an expired lot is passed over at once.) Returns how many lots were expired.
 */
export async function expireLots(tx: Tx, now: Temporal.Instant): Promise<number> {
  const due = await dueLots(tx, now)
  for (const lot of due) {
    const facts = { lot: lot.id, units: lot.units, basis: lot.basis }
    const about = { type: 'lot', id: `${lot.id}` }
    await post(
      tx,
      { kind: 'lot.expired', ...assemble(lotExpired(lot)) },
      { key: `lot.expired:${lot.id}:${lot.units}`, about, by: 'schedule', at: now },
      contentHash('lot.expired', toJson(facts), about),
    )
  }
  return due.length
}

/** Lots that have run out and still hold free units, soonest first; their wallets are locked in order. */
function dueLots(q: Query, now: Temporal.Instant): Promise<Due[]> {
  return q<Due>`select * from ledger.due_lots(${now}, 1000)`
}

/** When the next lot with free units runs out, if any will: tells the schedule when it is worth looking. */
export const nextLotExpiry = sql`
  select min(expires_at) from ledger.lot
   where open and expires_at < 'infinity' and remaining > held and frozen_at is null`
