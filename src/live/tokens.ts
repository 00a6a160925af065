import type { Query, Tx } from '#base'
import { buyingPolicy } from './buying-policy.ts'
import { type By, lockSession } from './session.ts'

/** What a price in credits is in tokens, at the operator's rate, to the next hundredth of a token up. */
export function inTokens(price: bigint, tokensPerCredit: bigint): bigint {
  return (price * tokensPerCredit + 99n) / 100n
}

/** What a session costs in tokens. Hundredths of a token. */
export async function tokenPrice(q: Query, session: { price: bigint }): Promise<bigint> {
  return inTokens(session.price, (await buyingPolicy(q)).tokensPerCredit)
}

/**
 * The educator takes tokens for a session, or no more: they earn their share in tokens then. Who has paid
 * with them has. Refusals: unknown_session, session_not_yours.
 */
export async function takeTokens(tx: Tx, id: string, takes: boolean, by: By): Promise<void> {
  await lockSession(tx, id, by)
  await tx`update live.session set takes_tokens = ${takes} where id = ${id}`
}
