import type { Query, Tx } from '#base'
import { refuse } from './problems.ts'

/** What the access of a paid period has not earned yet, in the order's smallest units. */
async function unearnedOf(q: Query, orderId: string): Promise<bigint> {
  const [row] = await q<{ left: bigint }>`
    select coalesce(sum(total - earned), 0)::bigint as left from plans.access where order_id = ${orderId}`
  return row!.left
}

/**
 * Takes access back that was not earned yet (a refund, a dispute that was lost): it will not be
 * earned. With less than that left it is refused: access_earned.
 */
async function giveUp(tx: Tx, orderId: string, amount: bigint): Promise<void> {
  const changed = await tx`
    update plans.access set total = total - ${amount}
     where order_id = ${orderId} and total - earned >= ${amount} returning order_id`
  if (changed.length === 0) throw refuse('access_earned')
}

/** A refund was withdrawn: what it gave up will be earned after all. */
async function takeAgain(tx: Tx, orderId: string, amount: bigint): Promise<void> {
  await tx`update plans.access set total = total + ${amount} where order_id = ${orderId}`
}

/** Who answers for the access of plans when money goes back. */
export const accessKeeper = { unearnedOf, giveUp, takeAgain }
