import type { Query, Tx } from '#base'
import { compareInstants } from '../windows.ts'
import { askingPolicy } from './policy.ts'

/** Until when an educator may answer: so many hours from now, and never after booking has closed. */
export async function answerUntil(
  q: Query,
  closesAt: Temporal.Instant,
  now: Temporal.Instant,
): Promise<Temporal.Instant> {
  const { answerHours } = await askingPolicy(q)
  const latest = now.add({ hours: answerHours })
  return compareInstants(latest, closesAt) < 0 ? latest : closesAt
}

/** The seat of a learner who was told that the educator answers first is paid: from now on they are waited for. */
export async function startAnswerClock(
  tx: Tx,
  booking: string,
  now: Temporal.Instant,
): Promise<void> {
  const [seat] = await tx<{ closesAt: Temporal.Instant }>`
    select s.starts_at - interval '1 minute' * coalesce(s.notice_minutes,
      case when s.capacity = 1 then p.private_notice_minutes else p.group_notice_minutes end) as "closesAt"
    from live.booking b
    join live.session s on s.id = b.session_id
    join live.policy p on p.version = b.policy_version
    where b.id = ${booking}`
  const until = await answerUntil(tx, seat!.closesAt, now)
  await tx`update live.booking set answer_until = ${until} where id = ${booking}`
}
