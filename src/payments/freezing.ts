import type { Query, Tx } from '#base'
import { freezeLots, type LotFrom, lotsFrom, type Owner, thawLots } from '#ledger'
import type { Row } from './disputes.ts'
import { type Order, orderById } from './order.ts'
import type { Payments } from './payments.ts'
import { keysOfLots } from './unspent.ts'

type House = Pick<Payments, 'keepers'>

/** What stops lots from being spent. A lot is let go when nothing stops it any more. */
export type Cause = { cause: 'dispute' | 'risk'; id: string; by: string; why: string }

const walletOf = (owner: Owner, asset: string) => ({ owner, purpose: 'wallet', asset }) as const

/**
 * Stops what is left of the lots that an order bought, what is reserved included: it may be used for the
 * seat that it is reserved for, and cannot be spent when it comes back. Answers how many units of each asset were
 * newly frozen.
 */
export async function freezeFresh(
  tx: Tx,
  order: Order,
  { cause, id, by, why }: Cause,
  now: Temporal.Instant,
): Promise<ReadonlyMap<string, bigint>> {
  const frozen = new Map<string, bigint>()
  for (const lot of await openLots(tx, order)) {
    // Frozen by another module (a plan at rest), which lets it go: not ours to thaw.
    if (lot.frozen && !(await isStopped(tx, lot.id))) continue
    if (!lot.frozen) {
      const own = { ...walletOf(order.buyer, lot.asset), lot: lot.id }
      await freezeLots(tx, own, { at: now, by, why })
      frozen.set(lot.asset, (frozen.get(lot.asset) ?? 0n) + lot.remaining)
    }
    await tx`
      insert into payments.lot_stop (lot, asset, cause, cause_id, from_at)
      values (${lot.id}, ${lot.asset}, ${cause}, ${id}, ${now})
      on conflict (lot, cause, cause_id) do update set from_at = excluded.from_at, let_go_at = null
       where payments.lot_stop.let_go_at is not null`
  }
  return frozen
}

const isStopped = async (q: Query, lot: bigint) =>
  (await q`select from payments.lot_stop where lot = ${lot} and let_go_at is null`).length > 0

/** Lets go what this cause had stopped; what something else stops stays frozen. Answers how many lots can be spent again. */
export async function letGo(
  tx: Tx,
  buyer: Owner,
  { cause, id, by }: Omit<Cause, 'why'>,
  now: Temporal.Instant,
): Promise<number> {
  const stopped = await tx<{ lot: bigint; asset: string }>`
    update payments.lot_stop set let_go_at = ${now}
     where cause = ${cause} and cause_id = ${id} and let_go_at is null returning lot, asset`
  let thawed = 0
  for (const { lot, asset } of stopped) {
    if (await isStopped(tx, lot)) continue
    thawed += await thawLots(tx, { ...walletOf(buyer, asset), lot }, { at: now, by })
  }
  return thawed
}

async function openLots(tx: Tx, order: Order): Promise<LotFrom[]> {
  const lots = await lotsFrom(tx, await keysOfLots(tx, order))
  return lots.filter(({ remaining }) => remaining > 0n)
}

/** What stops a lot, and until when, for whoever it belongs to. */
export type LotStop = { lot: bigint; cause: Cause['cause']; until: Temporal.Instant | null }

/** What stops these lots from being spent. Where several things do, the one that lasts longest. */
export function stopsOf(q: Query, lots: readonly bigint[]): Promise<LotStop[]> {
  return q<LotStop>`
    select distinct on (s.lot) s.lot, s.cause, case when c.state = 'open' then c.until end as until
      from payments.lot_stop s left join payments.risk_case c on s.cause = 'risk' and c.id = s.cause_id
     where s.let_go_at is null and s.lot = any(${lots}::bigint[])
     order by s.lot, (s.cause = 'dispute') desc, until desc nulls first`
}

type Disputed = Pick<Row, 'id' | 'order_id' | 'provider'>

const disputeOf = ({ id, provider }: Disputed) => ({
  cause: 'dispute' as const,
  id,
  by: `provider:${provider}`,
  why: 'the payment is disputed',
})

/** Keeps what was bought with disputed money from being spent, and what was earned on it from being let go. */
export async function freezeFor(
  { keepers }: House,
  tx: Tx,
  dispute: Disputed,
  now: Temporal.Instant,
): Promise<void> {
  const order = await orderById(tx, dispute.order_id)
  await freezeSeats({ keepers }, tx, order, now)
  await freezeFresh(tx, order, disputeOf(dispute), now)
}

/** Lets go what this dispute had frozen. */
export async function thawFor(
  { keepers }: House,
  tx: Tx,
  dispute: Disputed,
  now: Temporal.Instant,
): Promise<void> {
  const order = await orderById(tx, dispute.order_id)
  await thawSeats({ keepers }, tx, order, dispute.id)
  await letGo(tx, order.buyer, disputeOf(dispute), now)
}

/** What was earned on an order's seats is not let go for now. */
export async function freezeSeats(
  { keepers }: House,
  tx: Tx,
  order: Order,
  now: Temporal.Instant,
): Promise<void> {
  for (const { kind, about } of order.lines)
    if (kind === 'booking') await keepers.commission.freeze(tx, about.id, now)
}

/** It goes on, unless another dispute or warning of the order stands. */
export async function thawSeats(
  { keepers }: House,
  tx: Tx,
  order: Order,
  but: string,
): Promise<void> {
  const others = await tx`
    select from payments.dispute where order_id = ${order.id} and id <> ${but} and state in ('open', 'answered')
    union all
    select from payments.risk_case
     where order_id = ${order.id} and id <> ${but} and kind = 'warning' and state = 'open'`
  if (others.length > 0) return
  for (const { kind, about } of order.lines)
    if (kind === 'booking') await keepers.commission.thaw(tx, about.id)
}
