import type { Tx } from '#base'
import { liftSuppression, optIn, optOut, suppress } from '../contacts/index.ts'
import { sayIfPossible } from './away.ts'
import { confirmationOf } from './confirming.ts'
import type { Kept, OurNumber } from './kept.ts'
import type { Asking, Keyword } from './keywords.ts'
import { step } from './steps.ts'

/**
 * Takes whoever wrote STOP off this organization's messages (but for codes that they ask for), or puts them
 * on again, and says so in their language. The confirmation is asked for before the opt-out counts, as the last
 * message. HELP says who writes here.
 */
export async function followKeyword(
  tx: Tx,
  number: OurNumber,
  { thread, inbound, asking }: { thread: string; inbound: Kept; asking: Asking },
  now: Temporal.Instant,
): Promise<void> {
  const { way, from_address: address } = inbound
  const { keyword } = asking
  const wish = {
    organization: number.organization,
    way,
    address,
    source: 'keyword',
    note: inbound.text.trim().slice(0, 60),
  } as const
  const text = await confirmationOf(tx, number.organization, { way, address }, asking)
  const saying = { thread, inbound, text }
  if (keyword === 'help') {
    await sayIfPossible(tx, number, saying, now)
    return
  }
  if (keyword === 'stop') {
    await sayIfPossible(tx, number, saying, now)
    await optOut(tx, wish, 'them', now)
    await step(tx, thread, 'opted out', 'them', now)
    return
  }
  await optIn(tx, wish, 'them', now)
  await step(tx, thread, 'opted in', 'them', now)
  await sayIfPossible(tx, number, saying, now)
}

/**
 * STOP at a number of the house that no organization has: nobody knows whom it was meant for, so nothing
 * more goes there from this house. START there ends it.
 */
export async function followUnowned(
  tx: Tx,
  inbound: Kept,
  keyword: Keyword,
  now: Temporal.Instant,
): Promise<void> {
  const { way, from_address: address, id } = inbound
  if (keyword === 'stop') {
    const source = `inbound ${id}`
    await suppress(tx, { organization: null, way, address, reason: 'opted_out', source }, now)
    return
  }
  const stopped = await tx<{ id: string }>`select id from messaging.suppression
    where organization_id is null and way = ${way} and mark = messaging.mark_of(${way}, ${address})
      and reason = 'opted_out' and lifted_at is null`
  const reason = 'They sent START.'
  for (const { id: suppression } of stopped)
    await liftSuppression(tx, { id: suppression, organization: null, reason }, 'them', now)
}
