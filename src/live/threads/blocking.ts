import { record, type Tx } from '#base'
import { refuse } from '../problems.ts'
import { type Reason, report } from '../reports/reporting.ts'
import { closeQuestion } from './answering.ts'

/**
 * One of the two wants no more messages from the other, or wants them again. Twice is once. Their bookings
 * stay as they are. Refusal: unknown_thread.
 */
export async function blockInThread(
  tx: Tx,
  id: string,
  by: string,
  blocked: boolean,
  now: Temporal.Instant,
): Promise<void> {
  const [thread] = await tx`
    select 1 as one from live.thread where id = ${id} and ${by} in (learner_id, educator_id) for update`
  if (!thread) throw refuse('unknown_thread', { id })
  const changed = await tx`
    update live.thread_side set blocked_at = ${blocked ? now : null}
    where thread_id = ${id} and person_id = ${by} and (blocked_at is not null) <> ${blocked}
    returning 1 as one`
  if (changed.length === 0) return
  if (blocked) await closeQuestion(tx, id, now)
  await record(tx, {
    kind: blocked ? 'thread.blocked' : 'thread.unblocked',
    about: { type: 'thread', id },
    at: now,
    data: { personId: by },
  })
}

/**
 * Brings a message that one received before the moderators, who then may read what stands around it.
 * Refusals, in order: unknown_message, and those of `report`.
 */
export async function reportMessage(
  tx: Tx,
  it: { message: string; reason: Reason; words?: string | undefined; by: string },
  now: Temporal.Instant,
): Promise<string> {
  const [message] = await tx<{ sender: string }>`
    select m.sender_id as sender from live.message m join live.thread t on t.id = m.thread_id
    where m.id = ${it.message} and ${it.by} in (t.learner_id, t.educator_id)`
  if (!message) throw refuse('unknown_message', { id: it.message })
  const { reason, words, by } = it
  const about = { type: 'message', id: it.message } as const
  return report(tx, { about, person: message.sender, reason, words, by }, now)
}
