import type { Db } from '#base'
import type { Way } from '../message.ts'
import {
  type FaultClass,
  type MessageProvider,
  ProviderFault,
  type Told,
  type Webhook,
} from './provider.ts'

/** What an adapter is built with: one valid key, and all that proves what the provider tells. */
export type Given = {
  id: string
  ways: readonly Way[]
  /** Where it is asked, without a slash at the end. */
  address: string
  settings: Readonly<Record<string, string>>
  access: { name: string | null; text: string } | undefined
  partner: string | undefined
  /** Whatever signs its notices now; the newest first. */
  signing(): readonly string[]
  /** The public address where it is to tell what became of a message. */
  callback: string | undefined
  now(): Temporal.Instant
  /** Only the sandbox keeps anything. */
  db: Db
  /** How a topic's certificate is fetched and its subscription confirmed, where not from Amazon itself. */
  certificate?: ((url: string) => Promise<string>) | undefined
  confirm?: ((url: string, signal: AbortSignal) => Promise<void>) | undefined
}

/** A provider as its adapter knows it: taking a notice in is two steps, so that one can be read again. */
export type Adapter = Pick<MessageProvider, 'send' | 'balance' | 'lookUp'> & {
  /** Whether the provider said this. Throws signature_wrong, notice_too_old. */
  check(webhook: Webhook, now: Temporal.Instant): void | Promise<void>
  /** What it says; nothing where it is of no interest. Throws notice_unreadable. */
  tell(webhook: Webhook, now: Temporal.Instant): Told[]
  /** What a notice asks to be done there (a subscription to be confirmed), before it is read. */
  answer?(webhook: Webhook, signal: AbortSignal): Promise<void>
  close?(): void
}

/** The key was refused, and so nothing was done: the same may be tried with the one before it. */
export class KeyRefused extends ProviderFault {
  constructor(code: string, words: string) {
    super(code, 'configuration', words)
  }
}

/** Something is missing here, so nothing was sent. */
export const notSet = (words: string) => new ProviderFault('not_set', 'configuration', words)
export const cannotSay = (words: string) => new ProviderFault('cannot_say', 'bad_content', words)

/** What a fault calls for by the HTTP status alone, where the code is not in the table. */
export function byStatus(status: number): FaultClass {
  // A gateway that did not wait: behind it the message may have been taken.
  if (status === 504) return 'unknown'
  if (status === 408 || status === 425 || status === 429 || status >= 500) return 'retry'
  if (status === 401 || status === 403 || status === 404 || status === 405) return 'configuration'
  if (status === 402) return 'out_of_stock'
  return 'bad_content'
}
