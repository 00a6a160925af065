import { type Query, sql } from '#base'
import { type Address, address, type Owner, type Purpose } from './accounts.ts'
import { assetOf } from './assets.ts'
import { type Answer, contentHash, type Deed, type LotSource, problemOf } from './posting.ts'
import { refuse } from './problems.ts'

export type HeldPiece = {
  lotId: bigint
  source: LotSource
  units: bigint
  /** What was paid for exactly these units, and the card fee on it; fixed now. */
  basis: bigint
  fee: bigint
  basisAsset: string | undefined
  expiresAt: Temporal.Instant | undefined
}

/** A reservation of named lots, and what the wallet had right after it was made. */
export type Held = {
  id: bigint
  repeated: boolean
  lots: HeldPiece[]
  posted: bigint
  held: bigint
  available: bigint
}

export type HoldRequest = Deed & {
  owner: Owner
  asset: string
  units: bigint
  /** The account, where it is not the owner's wallet. */
  purpose?: Purpose
  /** What it is to be spent on: lots with another scope are passed over. */
  scope?: string
  /** When it releases itself. */
  expiresAt?: Temporal.Instant
}

/**
 * Reserves units: the lots to be spent are chosen now (priority, soonest expiry, granted before
 * purchased, oldest), and the cost they carry is fixed. No transfer. One round trip.
 * Refuses in this order: amount_invalid, key_reused, unknown_asset, unknown_account,
 * account_closed, account_frozen, insufficient_funds (with needed, available and short, in units).
 */
export async function hold(tx: Query, request: HoldRequest): Promise<Held> {
  const { owner, asset, units, about, scope, purpose = 'wallet' } = request
  if (units <= 0n || units >= 2n ** 63n) throw refuse('amount_invalid', { amount: units, asset })
  const wallet: Address = address(owner, purpose)
  const hash = contentHash('hold', [wallet, asset, units, scope], about)
  const [row] = await tx<{ answer: HoldAnswer }>`select ledger.hold_units(${request.key}, ${hash},
    ${wallet}, ${asset}, ${units}, ${scope}, ${request.by}, ${about.type}, ${about.id}, ${request.at},
    ${request.expiresAt}) as answer`
  const answer = row!.answer
  if (answer.refused) throw problemOf(answer)
  const posted = BigInt(answer.posted)
  const held = BigInt(answer.held)
  return {
    id: BigInt(answer.id),
    repeated: answer.repeated,
    posted,
    held,
    available: posted - held,
    lots: answer.lots.map(pieceOf),
  }
}

type PieceAnswer = Record<'units' | 'basis' | 'fee', string> & {
  lotId: number
  source: LotSource
  basisAsset: string | null
  expiresAt: string | null
}
type HoldAnswer = Answer & {
  id: number
  repeated: boolean
  posted: string
  held: string
  lots: PieceAnswer[]
}

function pieceOf(piece: PieceAnswer): HeldPiece {
  return {
    lotId: BigInt(piece.lotId),
    source: piece.source,
    units: BigInt(piece.units),
    basis: BigInt(piece.basis),
    fee: BigInt(piece.fee),
    basisAsset: piece.basisAsset ?? undefined,
    expiresAt: piece.expiresAt ? Temporal.Instant.from(piece.expiresAt) : undefined,
  }
}

/** How long returned units may still be spent when their lot has run out meanwhile. */
const GRACE_DAYS = 30

export type Release = {
  hold: bigint
  key: string
  by: string
  at: Temporal.Instant
  /** Less than all: the pieces taken last go back. */
  units?: bigint
  graceDays?: number
}

/**
 * Gives held units back to the lots they came from; what has run out meanwhile gets 30 days of grace.
 * Refuses unknown_hold, key_reused, hold_closed, hold_too_small.
 */
export async function releaseHold(
  tx: Query,
  { hold: id, key, by, at, units, graceDays = GRACE_DAYS }: Release,
): Promise<{ units: bigint; repeated: boolean }> {
  if (units !== undefined && units <= 0n) throw refuse('amount_invalid', { amount: units })
  const hash = contentHash('release', [id, units], { type: 'hold', id: `${id}` })
  const [row] = await tx<{ answer: Answer & { units: string; repeated: boolean } }>`
    select ledger.release_units(${key}, ${hash}, ${id}, ${units}, ${by}, ${at}, 'release',
      ${`${graceDays} days`}::interval) as answer`
  const answer = row!.answer
  if (answer.refused) throw problemOf(answer)
  return { units: BigInt(answer.units), repeated: answer.repeated }
}

/** What a hold still holds, in the order in which a capture takes it; the hold stays locked. */
export async function heldPieces(
  tx: Query,
  key: string,
  hash: Buffer,
  id: bigint,
  units: bigint | undefined,
  at: Temporal.Instant,
): Promise<HeldWork> {
  const [row] = await tx<{ answer: Answer & { journal?: number } & HeldWorkAnswer }>`
    select ledger.look_at_hold(${key}, ${hash}, ${id}, ${units}, ${at}) as answer`
  const answer = row!.answer
  if (answer.refused) throw problemOf(answer)
  if (answer.journal !== undefined) return { answered: answer as never }
  return {
    wallet: answer.wallet,
    asset: answer.asset,
    units: BigInt(answer.units),
    pieces: answer.lots.map(pieceOf),
  }
}

/** The free lots that `units` of a provider's stock are, oldest first; the stock stays locked. */
export async function stockPieces(
  tx: Query,
  key: string,
  hash: Buffer,
  provider: string,
  asset: string,
  units: bigint,
): Promise<{ answered: never } | { pieces: HeldPiece[] }> {
  if (units <= 0n) throw refuse('amount_invalid', { amount: units, asset })
  const stock = address({ type: 'provider', id: provider }, 'stock')
  const [row] = await tx<{ answer: Answer & { journal?: number; lots: PieceAnswer[] } }>`
    select ledger.look_at_stock(${key}, ${hash}, ${stock}, ${assetOf(asset).id}, ${units}) as answer`
  const answer = row!.answer
  if (answer.refused) throw problemOf(answer)
  if (answer.journal !== undefined) return { answered: answer as never }
  return { pieces: answer.lots.map(pieceOf) }
}

type HeldWorkAnswer = { wallet: Address; asset: string; units: string; lots: PieceAnswer[] }
export type HeldWork =
  | { answered: never }
  | { wallet: Address; asset: string; units: bigint; pieces: HeldPiece[] }

/** Releases every hold whose time is up. Returns how many. */
export async function expireHolds(tx: Query, now: Temporal.Instant): Promise<number> {
  const [row] = await tx<{
    n: number
  }>`select ledger.expire_holds(${now}, ${`${GRACE_DAYS} days`}::interval) as n`
  return row!.n
}

/** When the next hold releases itself, if any will: tells the schedule when it is worth looking. */
export const nextHoldExpiry = sql`
  select min(expires_at) from ledger.hold where open and expires_at < 'infinity'`

/** What a capture of all that a hold still holds would take, piece by piece; the hold stays locked. */
export async function heldNow(tx: Query, id: bigint, at: Temporal.Instant): Promise<HeldPiece[]> {
  const now = await heldPieces(tx, `look:${id}`, Buffer.alloc(32), id, undefined, at)
  if ('answered' in now)
    throw new Error(`Something was posted under a key that only looks at hold ${id}`)
  return now.pieces
}
