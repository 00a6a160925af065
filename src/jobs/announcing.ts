import type { Fact, Query } from '#base'
import { announce } from '#messaging'
import type { Reaction } from './react.ts'

/** Writes an event down for every machine outside that wants to hear of it. */
export const announceOutside: Reaction = async (tx, fact, now) =>
  announce(tx, fact, await organizationOf(tx, fact), now)

/**
 * Whose business a fact is, if an organization's: sessions of its educators with their seats, queues and
 * reviews; its own orders and payouts; people it invited. Read from the others' views.
 */
async function organizationOf(q: Query, { about, data }: Fact): Promise<string | undefined> {
  const session = about.type === 'session' ? about.id : data.sessionId
  if (typeof session === 'string') {
    const [row] = await q<{ organization_id: string }>`
      select organization_id from live.session_view where id = ${session}`
    return row?.organization_id
  }
  if (data.payeeType === 'organization') return String(data.payeeId)
  const { type, id } = (data.buyer ?? {}) as { type?: string; id?: string }
  return type === 'organization' ? id : undefined
}
