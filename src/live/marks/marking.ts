import { newId, record, type Tx } from '#base'
import { policyNow } from '../policy.ts'

export type MarkedFor = 'cancelled' | 'absent'

/** How long an earlier hiding still counts for the length of the next. */
const LADDER_DAYS = 365

/**
 * Something that counts against an educator: a session with people in it that they called off, or did not come
 * to. So many within so many days, and they are not found in search for a week, then longer, then until staff
 * decide; who learns with them goes on. A session counts once.
 */
export async function markEducator(
  tx: Tx,
  { session, educator, why }: { session: string; educator: string; why: MarkedFor },
  now: Temporal.Instant,
): Promise<void> {
  const fresh = await tx`
    insert into live.mark (session_id, educator_id, why, at) values (${session}, ${educator}, ${why}, ${now})
    on conflict (session_id) do nothing returning 1 as one`
  if (fresh.length === 0) return
  // Two marks at once are counted one after the other.
  await tx`select pg_advisory_xact_lock(hashtextextended(${educator}, 18))`
  const policy = await policyNow(tx)
  const [count] = await tx<{ marks: number; hidden: number }>`
    select (select count(*)::int from live.mark where educator_id = ${educator} and not lifted
        and at > ${now.subtract({ hours: 24 * policy.markDays })}) as marks,
      (select count(*)::int from live.hiding where educator_id = ${educator} and lifted_at is null
        and from_at > ${now.subtract({ hours: 24 * LADDER_DAYS })}) as hidden`
  const { marks, hidden } = count!
  await record(tx, {
    kind: 'educator.marked',
    about: { type: 'educator', id: educator },
    at: now,
    data: { educatorId: educator, sessionId: session, why, marks, most: policy.marksMost },
  })
  if (marks < policy.marksMost) return
  const days = policy.hideDays[hidden]
  const until = days === undefined ? null : now.add({ hours: 24 * days })
  await tx`
    insert into live.hiding (id, educator_id, step, from_at, until_at, session_id)
    values (${newId()}, ${educator}, ${hidden + 1}, ${now}, ${until}, ${session})`
  await record(tx, {
    kind: 'educator.hidden',
    about: { type: 'educator', id: educator },
    at: now,
    data: { educatorId: educator, until: until?.toString() ?? null, marks, step: hidden + 1 },
  })
}
