import type { Query } from '#base'
import { type Address, address, type Owner } from './accounts.ts'
import { least } from './entry.ts'
import type { LotSource } from './posting.ts'

export type WalletLot = {
  id: bigint
  source: LotSource
  issued: bigint
  remaining: bigint
  held: bigint
  /** What was paid for what remains (held included), and the card fee on it, in units of basisAsset. */
  basis: bigint
  fee: bigint
  basisAsset: string | null
  scope: string | null
  frozen: boolean
  issuedAt: Temporal.Instant
  /** Undefined: it does not expire. */
  expiresAt: Temporal.Instant | undefined
}

export type Wallet = {
  posted: bigint
  held: bigint
  /** posted − held */
  available: bigint
  /** What a hold could take at `now`: without lots that are frozen, scoped, or have run out. */
  spendable: bigint
  /** In the order in which they are spent. */
  lots: WalletLot[]
}

/**
 * What an owner has of an asset: in total, reserved, and by lot. With `at`: as it was at that moment,
 * by when things happened. One statement now, three for the past.
 */
export async function wallet(
  q: Query,
  owner: Owner,
  asset: string,
  { now, at }: { now?: Temporal.Instant | undefined; at?: Temporal.Instant | undefined } = {},
): Promise<Wallet> {
  const from = address(owner, 'wallet')
  const lots = at ? await pastLots(q, from, asset, at) : await openLots(q, from, asset)
  const moment = now ?? at
  const sum = (of: (lot: WalletLot) => bigint) => lots.reduce((total, lot) => total + of(lot), 0n)
  const posted = sum((lot) => lot.remaining)
  const held = sum((lot) => lot.held)
  const usable = (lot: WalletLot) =>
    !lot.frozen &&
    lot.scope === null &&
    !(moment && lot.expiresAt && Temporal.Instant.compare(lot.expiresAt, moment) <= 0)
  return {
    posted,
    held,
    available: posted - held,
    spendable: sum((lot) => (usable(lot) ? lot.remaining - lot.held : 0n)),
    lots,
  }
}

function openLots(q: Query, from: Address, asset: string): Promise<WalletLot[]> {
  return q<WalletLot>`select l.id, l.source, l.issued, l.remaining, l.held, l.basis_left as basis, l.fee_left as fee,
      b.code as "basisAsset", l.scope, l.frozen_at is not null as frozen, l.issued_at as "issuedAt",
      l.expires_at as "expiresAt"
    from ledger.account a join ledger.asset s on s.id = a.asset_id
    join ledger.lot l on l.account_id = a.id and l.open
    left join ledger.asset b on b.id = l.basis_asset_id
    where a.address = ${from} and s.code = ${asset}
    order by l.priority, l.expires_at, l.source = 'purchase', l.id`
}

/** The lots as they were: what had moved by then, and which pieces were held. */
async function pastLots(
  q: Query,
  from: Address,
  asset: string,
  at: Temporal.Instant,
): Promise<WalletLot[]> {
  const lots =
    await q<WalletLot>`select l.id, l.source, l.issued, m.units as remaining, 0::bigint as held,
      m.basis, m.fee, b.code as "basisAsset", l.scope, coalesce(l.frozen_at <= ${at}, false) as frozen,
      l.issued_at as "issuedAt", l.expires_at as "expiresAt"
    from ledger.account a join ledger.asset s on s.id = a.asset_id
    join ledger.lot l on l.account_id = a.id
    join lateral (select sum(units)::bigint as units, sum(basis)::bigint as basis, sum(fee)::bigint as fee
      from ledger.lot_move where lot_id = l.id and happened_at <= ${at}) m on m.units > 0
    left join ledger.asset b on b.id = l.basis_asset_id
    where a.address = ${from} and s.code = ${asset}
    order by l.priority, l.expires_at, l.source = 'purchase', l.id`
  const byId = new Map(lots.map((lot) => [lot.id, lot]))
  for (const piece of await pastHeld(q, from, asset, at)) {
    const lot = byId.get(piece.lot)
    if (lot) lot.held += piece.units
  }
  return lots
}

type Piece = { hold: bigint; lot: bigint; units: bigint }
type Step = { hold: bigint; kind: 'capture' | 'release' | 'timeout'; units: bigint }

/** Plays the holds back: a capture takes the first pieces first, a release the last ones. */
async function pastHeld(
  q: Query,
  from: Address,
  asset: string,
  at: Temporal.Instant,
): Promise<Piece[]> {
  const pieces = await q<Piece>`select h.id as hold, x.lot_id as lot, x.units
    from ledger.account a join ledger.asset s on s.id = a.asset_id
    join ledger.hold h on h.account_id = a.id and h.happened_at <= ${at}
    join ledger.hold_lot x on x.hold_id = h.id
    where a.address = ${from} and s.code = ${asset} order by h.id, x.ord`
  const steps = await q<Step>`select t.hold_id as hold, t.kind, t.units
    from ledger.account a join ledger.asset s on s.id = a.asset_id
    join ledger.hold h on h.account_id = a.id and h.happened_at <= ${at}
    join ledger.hold_step t on t.hold_id = h.id and t.happened_at <= ${at}
    where a.address = ${from} and s.code = ${asset} order by t.hold_id, t.ord`
  for (const step of steps) {
    const own = pieces.filter((piece) => piece.hold === step.hold)
    if (step.kind !== 'capture') own.reverse()
    let left = step.units
    for (const piece of own) {
      const part = least(left, piece.units)
      piece.units -= part
      left -= part
    }
  }
  return pieces
}
