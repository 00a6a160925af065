import type { Tx } from '#base'
import type { Content } from '../message.ts'
import { languageFor, render, templateFor } from '../templates/index.ts'
import { refuse } from './problems.ts'
import { say } from './speaking.ts'
import { type LockedThread, lockThread } from './threads.ts'

/**
 * WhatsApp takes anything for 24 hours after somebody wrote. The last minute is left out: what is asked
 * for then may leave too late.
 */
export const WINDOW_MINUTES = 23 * 60 + 59

/** Until when anything may be answered; undefined: always, as by SMS. */
export function windowEnds(
  way: 'sms' | 'whatsapp',
  lastInboundAt: Temporal.Instant,
): Temporal.Instant | undefined {
  return way === 'whatsapp' ? lastInboundAt.add({ minutes: WINDOW_MINUTES }) : undefined
}

type Said = Extract<Content, { way: 'sms' | 'whatsapp' }>

/** What is answered: free words, with media and buttons on WhatsApp, or a template with its variables. */
export type Reply = {
  text?: string | undefined
  media?: { kind: 'image' | 'document' | 'video' | 'audio'; url: string; name?: string } | undefined
  quickReplies?: string[] | undefined
  template?:
    | { id: string; language?: string | undefined; values: Record<string, string> }
    | undefined
}

/**
 * Answers in a conversation, from the number that was written to. Refusals in order: thread_unknown,
 * number_no_longer_yours, reply_template_unfit, reply_template_unapproved and those of templates; or reply_empty,
 * reply_media_unfit, reply_window_closed; and
 * whatever stands against sending it (no credits, opted out, suspended).
 */
export async function replyIn(
  tx: Tx,
  {
    organization,
    thread: id,
    by,
    reply,
  }: { organization: string; thread: string; by: string; reply: Reply },
  now: Temporal.Instant,
): Promise<string> {
  const thread = await lockThread(tx, organization, id)
  if (thread.ended_at) throw refuse('number_no_longer_yours')
  const content = await contentOf(tx, organization, thread, reply, now)

  const { waiting_since: since, answer_due_at: due } = thread
  const waited = since
    ? {
        seconds: Math.max(0, Math.floor(now.since(since).total('seconds'))),
        inTime: Temporal.Instant.compare(now, due!) <= 0,
      }
    : undefined
  const entry = await say(
    tx,
    {
      thread: thread.id,
      organization,
      to: thread.address,
      is: 'reply',
      content,
      by,
      contact: thread.contact_id,
      waited,
      // Free words leave within the window or not at all.
      expiresAt: reply.template
        ? undefined
        : windowEnds(thread.way, thread.last_inbound_at)?.add({ minutes: 1 }),
    },
    now,
  )
  await tx`update messaging.thread set unread = 0, waiting_since = null, answer_due_at = null,
    closed_at = null, closed_by = null where id = ${thread.id}`
  return entry
}

async function contentOf(
  tx: Tx,
  organization: string,
  thread: LockedThread,
  { text = '', media, quickReplies = [], template }: Reply,
  now: Temporal.Instant,
): Promise<Said> {
  const number = { provider: thread.provider_id, address: thread.number }
  if (template) {
    const known = await templateFor(tx, organization, template.id)
    if (known.way !== thread.way || known.archivedAt) throw refuse('reply_template_unfit')
    const language = languageFor(known, template.language ?? null)
    const approved = known.approvals.some(
      (one) =>
        one.state === 'approved' &&
        one.language === language &&
        one.provider === thread.provider_id,
    )
    if (thread.way === 'whatsapp' && !approved) throw refuse('reply_template_unapproved')
    return { ...(render(known, language, template.values) as Said), number }
  }
  if (!text.trim() && !media) throw refuse('reply_empty')
  if (thread.way === 'sms') {
    if (media || quickReplies.length > 0) throw refuse('reply_media_unfit')
    return { way: 'sms', text: text.trim(), number }
  }
  const ends = windowEnds(thread.way, thread.last_inbound_at)
  if (ends && Temporal.Instant.compare(now, ends) >= 0)
    throw refuse('reply_window_closed', { since: thread.last_inbound_at.toString() })
  return {
    way: 'whatsapp',
    // What carries a file needs words too, for lists and for those who cannot see it.
    text: text.trim() || media?.name || media!.kind,
    number,
    ...(media ? { media } : {}),
    ...(quickReplies.length > 0 ? { quickReplies } : {}),
  }
}
