import type { Query } from '#base'
import { address } from './accounts.ts'
import { assetOf } from './assets.ts'
import type { AccountRef } from './balances.ts'
import { type Answer, problemOf } from './posting.ts'

/** Who, when, and (to stop something) why. */
type Staff = { at: Temporal.Instant; by: string }

async function answered<Result>(rows: Promise<{ answer: Answer & Result }[]>): Promise<Result> {
  const { answer } = (await rows)[0]!
  if (answer.refused) throw problemOf(answer)
  return answer
}

const named = ({ owner, purpose, asset }: AccountRef) =>
  [address(owner, purpose), assetOf(asset).id] as const

/** Refuses whatever would leave a bounded account, until it is thawed. Refuses unknown_account, account_closed. */
export async function freezeAccount(
  tx: Query,
  account: AccountRef,
  { at, by, why }: Staff & { why: string },
): Promise<void> {
  const [where, asset] = named(account)
  await answered(
    tx`select ledger.freeze_account(${where}, ${asset}, ${at}, ${by}, ${why}) as answer`,
  )
}

/** Lets movements leave again. */
export async function thawAccount(
  tx: Query,
  account: AccountRef,
  { at, by }: Staff,
): Promise<void> {
  const [where, asset] = named(account)
  await answered(tx`select ledger.freeze_account(${where}, ${asset}, ${at}, ${by}, null) as answer`)
}

/**
 * How far a bounded account may go below zero: `-10000n` is a credit line of 100.00, null is no floor.
 * What is held counts. Wallets of lots stay at zero. Refuses unknown_account, insufficient_funds
 * (the account is lower than that already).
 */
export async function setFloor(
  tx: Query,
  account: AccountRef,
  floor: bigint | null,
  at: Temporal.Instant,
): Promise<void> {
  const [where, asset] = named(account)
  await answered(tx`select ledger.set_floor(${where}, ${asset}, ${floor}, ${at}) as answer`)
}

/** Closes an empty bounded account for good. Refuses unknown_account, account_not_empty. */
export async function closeAccount(
  tx: Query,
  account: AccountRef,
  at: Temporal.Instant,
): Promise<void> {
  const [where, asset] = named(account)
  await answered(tx`select ledger.close_account(${where}, ${asset}, ${at}) as answer`)
}

/** Which lots of a wallet: one, or all of a source, or all. */
export type Lots = AccountRef & { lot?: bigint; source?: string }

/** Keeps lots from being spent, and from running out: a lapsed plan, a dispute. Returns how many. */
export async function freezeLots(
  tx: Query,
  lots: Lots,
  { at, by, why }: Staff & { why: string },
): Promise<number> {
  const [where, asset] = named(lots)
  const answer = await answered<{ lots: number }>(
    tx`select ledger.freeze_lots(${where}, ${asset}, ${lots.lot}, ${lots.source}, ${at}, ${by}, ${why}) as answer`,
  )
  return answer.lots
}

/** Thaws lots; the time they were frozen is added to their life. Returns how many. */
export async function thawLots(tx: Query, lots: Lots, { at, by }: Staff): Promise<number> {
  const [where, asset] = named(lots)
  const answer = await answered<{ lots: number }>(
    tx`select ledger.freeze_lots(${where}, ${asset}, ${lots.lot}, ${lots.source}, ${at}, ${by}, null) as answer`,
  )
  return answer.lots
}

export type RollOver = AccountRef & {
  source: string
  /** Lots that run out at or before this moment… */
  ending: Temporal.Instant
  /** …live on until this one, */
  expiresAt: Temporal.Instant
  /** so many units in all; the rest runs out. */
  cap: bigint
  at: Temporal.Instant
}

/** Carries unspent units over into the next period, soonest-expiring first. Returns how many units. */
export async function rollOver(tx: Query, over: RollOver): Promise<bigint> {
  const [where, asset] = named(over)
  const answer = await answered<{ units: string }>(
    tx`select ledger.roll_over(${where}, ${asset}, ${over.source}, ${over.ending}, ${over.cap},
      ${over.expiresAt}, ${over.at}) as answer`,
  )
  return BigInt(answer.units)
}
