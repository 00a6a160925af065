import { newId, type Query, type Tx } from '#base'
import type { Told } from '../providers/provider.ts'

/** A message that somebody wrote to one of our numbers. */
export type Inbound = Extract<Told, { is: 'inbound' }>

/** What became of it: `known` is false where it had been taken before. */
export type TakenIn = { id: string; known: boolean; thread: string | null }

/**
 * Takes in what a provider brought, each of its events once: into the thread of whoever wrote, at the
 * organization whose number it was sent to. What is sent to a number that nobody has is kept for staff.
 */
export async function takeInbound(
  tx: Tx,
  provider: string,
  told: Inbound,
  now: Temporal.Instant,
): Promise<TakenIn> {
  const { event, way, text, media = [], replyTo } = told
  const id = newId()
  const fresh = await tx`
    insert into messaging.inbound (id, provider_id, event, way, from_address, to_address, text, media, reply_to,
      said_at, taken_at)
    values (${id}, ${provider}, ${event}, ${way}, ${plainAddress(told.from)}, ${plainAddress(told.to)},
      ${text.slice(0, 10_000)}, ${JSON.stringify(media)}::jsonb, ${replyTo}, ${told.at}, ${now})
    on conflict on constraint inbound_once do nothing returning id`
  if (fresh.length === 0) return taken(tx, provider, event)
  return { id, known: false, thread: null }
}

async function taken(q: Query, provider: string, event: string): Promise<TakenIn> {
  const [row] = await q<{ id: string; thread_id: string | null }>`
    select id, thread_id from messaging.inbound where provider_id = ${provider} and event = ${event}`
  return { id: row!.id, known: true, thread: row!.thread_id }
}

/** `whatsapp:+91…`, `91…` and `+91…` are one number; short codes and names stay as they are. */
export function plainAddress(address: string): string {
  const plain = address.replace(/^whatsapp:/i, '').replace(/[\s()-]/g, '')
  return /^[1-9]\d{9,14}$/.test(plain) ? `+${plain}` : plain
}
