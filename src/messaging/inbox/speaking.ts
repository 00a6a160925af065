import { allProblems, newId, Problem, type Tx } from '#base'
import type { Content } from '../message.ts'
import { accept } from '../sending/index.ts'
import { SHOWN } from './kept.ts'

/** Something that goes out in a thread. */
export type Saying = {
  thread: string
  organization: string
  to: string
  is: 'reply' | 'automatic'
  content: Extract<Content, { way: 'sms' | 'whatsapp' }>
  by: string
  contact?: string | null | undefined
  expiresAt?: Temporal.Instant | undefined
  waited?: { seconds: number; inTime: boolean } | undefined
}

/**
 * Says something in a thread, through the pipe that all messages go through; there its price is reserved.
 * Refusals: whatever stands against sending it, by its own name.
 */
export async function say(tx: Tx, saying: Saying, now: Temporal.Instant): Promise<string> {
  const { thread, organization, to, is, content, by, waited } = saying
  const id = newId()
  const [answer] = await accept(
    tx,
    { type: 'organization', id: organization },
    [
      {
        key: `thread:${id}`,
        way: content.way,
        to,
        category: 'service',
        lane: 'transactional',
        content,
        contact: saying.contact ?? undefined,
        about: { type: 'thread', id: thread },
        expiresAt: saying.expiresAt,
      },
    ],
    now,
  )
  if (!answer?.id || answer.refusal) throw refusalOf(answer?.refusal)
  await tx`
    insert into messaging.thread_entry (id, thread_id, is_a, text, media, quick_replies, at, by, message_id,
      waited_seconds, in_time)
    values (${id}, ${thread}, ${is}, ${content.text}, ${JSON.stringify(mediaOf(content))}::jsonb,
      ${JSON.stringify(content.way === 'whatsapp' ? (content.quickReplies ?? []) : [])}::jsonb, ${now}, ${by},
      ${answer.id}, ${waited?.seconds ?? null}, ${waited?.inTime ?? null})`
  await tx`update messaging.thread set last_at = greatest(last_at, ${now}), last_is = ${is},
    last_text = ${content.text.slice(0, SHOWN)} where id = ${thread}`
  return id
}

const mediaOf = (content: Saying['content']) =>
  content.way === 'whatsapp' && content.media ? [content.media] : []

/** The refusal of that name, as a person may read it. */
function refusalOf(code: string | undefined): Problem {
  const kind = code === undefined ? undefined : allProblems().get(code)
  if (!code || !kind) throw new Error(`A message was refused by no name of ours: ${code}`)
  return new Problem(code, kind, {})
}
