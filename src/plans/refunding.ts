import type { Query, Tx } from '#base'
import { refuse } from './problems.ts'

/**
 * What the access of a paid period has not earned yet, in the order's smallest units; of a year that was
 * paid at once also the money of the credits that are still to come.
 */
async function unearnedOf(q: Query, orderId: string): Promise<bigint> {
  const [row] = await q<{ left: bigint }>`
    select (coalesce((select sum(total - earned) from plans.access where order_id = ${orderId}), 0)
      + coalesce((select sum(value) from plans.monthly_grant
          where order_id = ${orderId} and granted_at is null and dropped_at is null), 0))::bigint as left`
  return row!.left
}

/**
 * Takes access back that was not earned yet (a refund, a dispute that was lost): it will not be earned.
 * Where that is not enough, credits that are still to come do not come, the last months first.
 * With less than that left it is refused: access_earned.
 */
async function giveUp(
  tx: Tx,
  orderId: string,
  amount: bigint,
  now: Temporal.Instant,
): Promise<void> {
  const [access] = await tx<{ left: bigint }>`
    select total - earned as left from plans.access where order_id = ${orderId} for update`
  let short = amount - (access?.left ?? 0n)
  const coming = await tx<{ number: number; value: bigint }>`
    select number, value from plans.monthly_grant
     where order_id = ${orderId} and granted_at is null and dropped_at is null order by number desc for update`
  for (const { number, value } of coming) {
    if (short <= 0n) break
    await tx`
      update plans.monthly_grant set dropped_at = ${now} where order_id = ${orderId} and number = ${number}`
    await tx`update plans.access set total = total + ${value} where order_id = ${orderId}`
    short -= value
  }
  if (!access || short > 0n) throw refuse('access_earned')
  await tx`update plans.access set total = total - ${amount} where order_id = ${orderId}`
}

/** A refund was withdrawn: what it gave up will be earned after all. */
async function takeAgain(tx: Tx, orderId: string, amount: bigint): Promise<void> {
  await tx`update plans.access set total = total + ${amount} where order_id = ${orderId}`
}

/** Who answers for the access of plans when money goes back. */
export const accessKeeper = { unearnedOf, giveUp, takeAgain }
