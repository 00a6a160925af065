import type { Query } from '#base'
import { value } from '#ledger'
import { refuse } from '../problems.ts'
import { type Limits, limitsNow } from './limits.ts'

/** Whether a refund of this size is decided by two persons. A currency without a limit: always. */
export const needsSecond = (
  { secondAbove }: Pick<Limits, 'secondAbove'>,
  amount: bigint,
  currency: string,
): boolean => amount > (secondAbove[currency] ?? 0n)

/** Refuses what one person may not give back alone. Refusal: refund_needs_second. */
export async function refuseAlone(
  q: Query,
  given: { id: string; by: string; amount: bigint; currency: string },
): Promise<void> {
  const { id, by, amount, currency } = given
  if (!by.startsWith('person:')) return
  const limits = await limitsNow(q)
  if (!needsSecond(limits, amount, currency)) return
  const agreed = await q`select from payments.refund_wish where id = ${id} and state = 'agreed'`
  if (agreed.length > 0) return
  throw refuse('refund_needs_second', {
    above: value(limits.secondAbove[currency] ?? 0n, currency),
  })
}
