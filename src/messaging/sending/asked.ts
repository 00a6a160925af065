import { hash } from 'node:crypto'
import type { Category, Content, Lane, Way } from '../message.ts'

/** A message as its sender asks for it. */
export type NewMessage = {
  /** The sender's own name for it; the same again is the same message. 1–200 characters. */
  key: string
  way: Way
  /** E.164 with its plus, or an e-mail address in lower case. */
  to: string
  category: Category
  lane: Lane
  content: Content
  contact?: string | undefined
  about: { type: string; id: string }
  /** The recipient's clock, where it is known; else that of the country of the number. */
  zone?: string | undefined
  /** The recipient's country, where the address does not say it. */
  country?: string | undefined
  /** Not before. */
  sendAt?: Temporal.Instant | undefined
  /** What has not left by then is not sent. Left out: 5 minutes for `otp`, a day, three days for `bulk`. */
  expiresAt?: Temporal.Instant | undefined
}

export const MESSAGE_STATES = [
  'waiting',
  'leaving',
  'unknown',
  'accepted',
  'sent',
  'failed',
  'delivered',
  'read',
  'refused',
] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/**
 * What became of a message that was asked for, in the order in which they were asked for. A refused one
 * takes nothing and never leaves; `refusal` says why, by a code of problems.ts or of `mayReceive`.
 */
export type Accepted = {
  /** Null where it is not kept: the same key may be tried again. */
  id: string | null
  key: string
  state: MessageState
  units: bigint
  dueAt?: Temporal.Instant | undefined
  refusal?: string | undefined
  /** The key was used before, and this is the first one. */
  repeated: boolean
}

/** What makes two messages under one key the same. */
export function fingerprint({ way, to, category, content, about }: NewMessage): Buffer {
  const asked = JSON.stringify([way, to, category, content, about.type, about.id])
  return hash('sha256', asked, 'buffer').subarray(0, 16)
}
