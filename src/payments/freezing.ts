import type { Tx } from '#base'
import { freezeLots, lotsFrom, type Owner, thawLots } from '#ledger'
import type { Row } from './disputes.ts'
import { type Order, orderById } from './order.ts'
import type { Payments } from './payments.ts'
import { keysOfLots } from './unspent.ts'

type House = Pick<Payments, 'keepers'>

const walletOf = (owner: Owner) => ({ owner, purpose: 'wallet', asset: 'CREDIT' }) as const

/** Keeps what was bought with disputed money from being spent, and what was earned on it from being let go. */
export async function freezeFor(
  { keepers }: House,
  tx: Tx,
  dispute: Pick<Row, 'id' | 'order_id' | 'provider'>,
  now: Temporal.Instant,
): Promise<void> {
  const order = await orderById(tx, dispute.order_id)
  for (const { kind, about } of order.lines) {
    if (kind === 'booking') await keepers.commission.freeze(tx, about.id, now)
  }
  for (const lot of await openLots(tx, order)) {
    if (lot.frozen) continue
    const why = { at: now, by: `provider:${dispute.provider}`, why: 'the payment is disputed' }
    await freezeLots(tx, { ...walletOf(order.buyer), lot: lot.id }, why)
    await tx`
      insert into payments.dispute_lot (dispute_id, lot, frozen_at) values (${dispute.id}, ${lot.id}, ${now})
      on conflict (dispute_id, lot) do update set frozen_at = excluded.frozen_at, thawed_at = null`
  }
}

async function openLots(tx: Tx, order: Order) {
  const lots = await lotsFrom(tx, await keysOfLots(tx, order))
  return lots.filter(({ remaining }) => remaining > 0n)
}

/** Lets go what this dispute had frozen. */
export async function thawFor(
  { keepers }: House,
  tx: Tx,
  dispute: Pick<Row, 'id' | 'order_id' | 'provider'>,
  now: Temporal.Instant,
): Promise<void> {
  const order = await orderById(tx, dispute.order_id)
  for (const { kind, about } of order.lines) {
    if (kind === 'booking') await keepers.commission.thaw(tx, about.id)
  }
  const frozen = await tx<{ lot: bigint }>`
    update payments.dispute_lot set thawed_at = ${now}
     where dispute_id = ${dispute.id} and thawed_at is null returning lot`
  for (const { lot } of frozen) {
    await thawLots(
      tx,
      { ...walletOf(order.buyer), lot },
      { at: now, by: `provider:${dispute.provider}` },
    )
  }
}
