import { atomically, type Db, eachApart, record, type Tx } from '#base'
import { postSet } from '#ledger'
import { ownerOf, TOKEN } from './commission.ts'

/** Commissions let go in one transaction. */
const AT_ONCE = 500

/**
 * Ends the holds that are over: what was held becomes available for the next payout.
 * Posted in sets, one outcome each: one that is refused stays held, holds up no other, and fails the run by name.
 * Safe to run twice or twice at once. Answers how many it released.
 */
export async function releaseHeld(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from earnings.commission where state = 'held' and frozen_at is null
      and held_until <= ${now} order by id`
  const batches: string[][] = []
  for (let at = 0; at < due.length; at += AT_ONCE) {
    batches.push(due.slice(at, at + AT_ONCE).map(({ id }) => id))
  }
  let released = 0
  await eachApart(batches, async (ids) => {
    const { count, refusals } = await atomically(db, (tx) => releaseAll(tx, ids, now))
    released += count
    if (refusals.length > 0) throw new AggregateError(refusals, refusals.join('; '))
    return true
  })
  return released
}

type Due = {
  id: string
  payee_type: 'person' | 'organization'
  payee_id: string
  educator_id: string
  currency: string
  net: bigint
  source_type: string
  source_id: string
}

async function releaseAll(tx: Tx, ids: readonly string[], now: Temporal.Instant) {
  const due = await tx<Due>`
    select id, payee_type, payee_id, educator_id, currency, net, source_type, source_id from earnings.commission
     where id = any(${ids}::uuid[]) and state = 'held' and frozen_at is null
       and held_until <= ${now} order by id for update`
  // Tokens were held on the ledger for as long, and are the educator's now.
  const worth = due.filter(({ net, currency }) => net > 0n && currency !== TOKEN)
  const outcomes = await postSet(
    tx,
    worth.map((row) => ({
      rule: 'earnings.released',
      facts: { educator: ownerOf(row), currency: row.currency, amount: row.net },
      deed: {
        key: `commission:${row.id}:released`,
        about: { type: row.source_type, id: row.source_id },
        by: 'schedule',
        at: now,
      },
    })),
  )
  const refused = new Map<string, string>()
  for (const [index, outcome] of outcomes.entries()) {
    const { id } = worth[index]!
    if ('refusal' in outcome) refused.set(id, `commission ${id}: ${outcome.refusal.message}`)
  }
  const free = due.filter(({ id }) => !refused.has(id))
  await tx`
    update earnings.commission set state = 'available', available_at = ${now}
     where id = any(${free.map(({ id }) => id)}::uuid[])`
  // An institution reads it in its books; the educator is told of their own part only, where it is anything.
  const own = free.filter(({ payee_type, net }) => payee_type !== 'organization' && net > 0n)
  await Promise.all(own.map((row) => record(tx, availableFact(row, now))))
  return { count: free.length, refusals: [...refused.values()] }
}

const availableFact = (row: Due, now: Temporal.Instant) => ({
  kind: 'commission.available',
  about: { type: 'commission', id: row.id },
  at: now,
  data: {
    educatorId: row.educator_id,
    bookingId: row.source_id,
    amount: row.net.toString(),
    currency: row.currency,
  },
})
