import { newId, record, type Tx } from '#base'
import { membersWith } from '#people'
import { refuse } from './problems.ts'
import { step } from './steps.ts'
import { lockThread } from './threads.ts'

/** Whose roles let them work an inbox. */
export const INBOX_ROLES = ['owner', 'admin', 'manager'] as const

type Deed = { organization: string; thread: string; by: string }

/** What came in is read: by one is by all. Refusal: thread_unknown. */
export async function readThread(tx: Tx, organization: string, id: string): Promise<void> {
  const thread = await lockThread(tx, organization, id)
  await tx`update messaging.thread set unread = 0 where id = ${thread.id} and unread > 0`
}

/**
 * Gives a conversation to somebody who works this inbox, or to nobody (null). They hear of it, unless they
 * took it themselves. Refusals in order: thread_unknown, assignee_unfit.
 */
export async function assignThread(
  tx: Tx,
  { organization, thread: id, by, person }: Deed & { person: string | null },
  now: Temporal.Instant,
): Promise<void> {
  const thread = await lockThread(tx, organization, id)
  if (person && !(await membersWith(tx, organization, INBOX_ROLES)).includes(person))
    throw refuse('assignee_unfit')
  if (thread.assigned_to === person) return

  await tx`update messaging.thread set assigned_to = ${person} where id = ${thread.id}`
  await step(tx, thread.id, person ? 'assigned' : 'let go', by, now, person ?? undefined)
  if (person && by !== `person:${person}`)
    await record(tx, {
      kind: 'inbox.assigned',
      about: { type: 'thread', id: thread.id },
      at: now,
      data: { organizationId: organization, to: person, by },
    })
}

/** Closes a conversation: nobody waits any more. Refusals in order: thread_unknown, thread_state_same. */
export async function closeThread(tx: Tx, deed: Deed, now: Temporal.Instant): Promise<void> {
  const thread = await lockThread(tx, deed.organization, deed.thread)
  if (thread.closed_at) throw refuse('thread_state_same')
  await tx`update messaging.thread set closed_at = ${now}, closed_by = ${deed.by}, unread = 0,
    waiting_since = null, answer_due_at = null where id = ${thread.id}`
  await step(tx, thread.id, 'closed', deed.by, now)
}

/** Opens it again. Refusals in order: thread_unknown, thread_state_same. */
export async function reopenThread(tx: Tx, deed: Deed, now: Temporal.Instant): Promise<void> {
  const thread = await lockThread(tx, deed.organization, deed.thread)
  if (!thread.closed_at) throw refuse('thread_state_same')
  await tx`update messaging.thread set closed_at = null, closed_by = null where id = ${thread.id}`
  await step(tx, thread.id, 'reopened', deed.by, now)
}

/** Writes a note that only the organization reads. Refusals in order: thread_unknown, reply_empty. */
export async function noteOn(
  tx: Tx,
  { organization, thread: id, by, text }: Deed & { text: string },
  now: Temporal.Instant,
): Promise<string> {
  const thread = await lockThread(tx, organization, id)
  if (!text.trim()) throw refuse('reply_empty')
  const entry = newId()
  await tx`insert into messaging.thread_entry (id, thread_id, is_a, text, media, quick_replies, at, by)
    values (${entry}, ${thread.id}, 'note', ${text.trim()}, '[]', '[]', ${now}, ${by})`
  return entry
}
