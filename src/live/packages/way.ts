import type { Query } from '#base'
import type { Kind } from '#earnings'
import { wallet } from '#ledger'
import type { Way } from '../page.ts'
import { tokenPrice } from '../tokens.ts'
import { lessonsFor } from './lessons.ts'

/** A session of one learner, as far as a package goes. */
export type Alone = {
  educatorId: string
  kind: Kind
  capacity: number
  start: Temporal.Instant
  end: Temporal.Instant
}

/** A lesson of a package: only where the session is of one learner; how many are left, and would be. */
export async function packageWay(
  q: Query,
  session: Alone,
  person: string | null,
  now: Temporal.Instant,
): Promise<Way[]> {
  if (session.capacity !== 1 || !person) return []
  const lessons = await lessonsFor(q, person, session, now)
  const way = { method: 'package', price: { amount: 0n, asset: 'CREDIT' } } as const
  if (lessons) {
    const { left } = lessons
    return [{ ...way, available: true, before: BigInt(left), after: BigInt(left - 1) }]
  }
  const [offered] = await q`
    select 1 as one from live.package_offer where educator_id = ${session.educatorId} and kind = ${session.kind}
      and minutes = ${session.start.until(session.end).total('minutes')} and ended_at is null limit 1`
  return offered ? [{ ...way, available: false, why: 'no_package' }] : []
}

/** Tokens: only where the educator takes them. */
export async function tokensWay(
  q: Query,
  session: { price: bigint; takesTokens?: boolean },
  person: string | null,
  now: Temporal.Instant,
): Promise<Way[]> {
  if (!session.takesTokens) return []
  const amount = await tokenPrice(q, session)
  const way = { method: 'tokens', price: { amount, asset: 'TOKEN' } } as const
  if (!person) return [{ ...way, available: true }]
  const { available: before } = await wallet(q, { type: 'person', id: person }, 'TOKEN', {
    at: now,
  })
  if (before < amount) return [{ ...way, available: false, why: 'too_few_tokens', before }]
  return [{ ...way, available: true, before, after: before - amount }]
}
