import type { Query, Tx } from '#base'
import { audit } from '#people'
import { refuse } from '../problems.ts'

/** Takes a message from view. It stays in the history. Answers whose it was; null where it was gone before. */
export async function removeMessage(
  tx: Tx,
  id: string,
  by: string,
  now: Temporal.Instant,
): Promise<string | null> {
  const [message] = await tx<{ sender: string }>`
    update live.message set removed_at = ${now}, removed_by = ${by}
    where id = ${id} and removed_at is null returning sender_id as sender`
  return message?.sender ?? null
}

export type Original = {
  id: string
  number: number
  senderId: string
  senderName: string
  words: string
  hidden: string[]
  sentAt: Temporal.Instant
  removedAt: Temporal.Instant | null
  /** The one that was reported. */
  reported: boolean
}

/** So many messages before and after the one that was reported. */
const AROUND = 20

/**
 * A moderator reads what stands around a reported message, as it was written. The log keeps that they did.
 * Refusals, in order: unknown_report, decision_not_possible (it is not about a message).
 */
export async function readAround(
  tx: Tx,
  report: string,
  moderator: string,
  now: Temporal.Instant,
): Promise<Original[]> {
  const [found] = await tx<{ type: string; message: string; thread: string | null }>`
    select r.about_type as type, r.about_id as message, m.thread_id as thread from live.report r
    left join live.message m on r.about_type = 'message' and m.id = r.about_id where r.id = ${report}`
  if (!found) throw refuse('unknown_report', { id: report })
  if (!found.thread) throw refuse('decision_not_possible', { type: found.type })
  const messages = await around(tx, found.thread, found.message)
  await audit(
    tx,
    {
      by: `person:${moderator}`,
      deed: 'thread.read',
      about: { type: 'thread', id: found.thread },
      after: { report, messages: messages.length },
    },
    now,
  )
  return messages
}

async function around(q: Query, thread: string, message: string): Promise<Original[]> {
  return await q<Original>`
    select m.id, m.number, m.sender_id as "senderId", p.name as "senderName", m.words, m.hidden,
      m.sent_at as "sentAt", m.removed_at as "removedAt", m.id = ${message} as reported
    from live.message m join people.person p on p.id = m.sender_id,
      (select number from live.message where id = ${message}) x
    where m.thread_id = ${thread} and m.number between x.number - ${AROUND} and x.number + ${AROUND}
    order by m.number`
}
