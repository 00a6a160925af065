import type { Category, Content, Way } from '../message.ts'

export const PROVIDER_KINDS = [
  'msg91',
  'gupshup',
  'twilio',
  'sendgrid',
  'ses',
  'smtp',
  'whatsapp_cloud',
  'sandbox',
] as const
export type ProviderKind = (typeof PROVIDER_KINDS)[number]

/** One message on its way out. `id` is our attempt's own id: an idempotency key where the provider knows such. */
export type Outgoing = {
  id: string
  message: string
  /** E.164 with its plus, or an e-mail address. */
  to: string
  category: Category
  content: Content
  /** Where the provider is to tell what became of it. */
  callback?: string | undefined
  validFor?: Temporal.Duration | undefined
}

/** The provider took it. `ref` is its own name for the message, by which reports find it. */
export type Submitted = { ref: string; segments?: number | undefined; cost?: string | undefined }

/** What a fault calls for (reference/messaging.md 1.7); which code means what is data (`messaging.error_code`). */
export const FAULT_CLASSES = [
  'retry',
  'fail_over',
  'out_of_stock',
  'unknown',
  'bad_recipient',
  'no_consent',
  'bad_content',
  'window_closed',
  'configuration',
] as const
export type FaultClass = (typeof FAULT_CLASSES)[number]

/**
 * Why a message was not taken. `code` is the provider's own, the key into the table of codes; `suggests` is
 * the class where the table has no such code. `left`: whether bytes of it had left the house: then nobody
 * knows whether it was taken, and it is never sent by another provider.
 */
export class ProviderFault extends Error {
  override name = 'ProviderFault'
  readonly code: string
  readonly suggests: FaultClass
  readonly retryAfterMs: number | undefined
  constructor(code: string, suggests: FaultClass, words: string, retryAfterMs?: number) {
    super(words)
    this.code = code
    this.suggests = suggests
    this.retryAfterMs = retryAfterMs
  }
}

/** What a provider tells afterwards. In any order, any number of times, or never. */
export type Told =
  | {
      is: 'report'
      /** The provider's own id of this event, or a digest of what it says: the same is taken once. */
      event: string
      /** The provider's name for the message; `attempt` is ours, where it comes back. */
      ref?: string | undefined
      attempt?: string | undefined
      to?: string | undefined
      state: 'accepted' | 'sent' | 'delivered' | 'read' | 'failed'
      code?: string | undefined
      words?: string | undefined
      at: Temporal.Instant
      /** What the provider counted and charged for, where it says so. */
      segments?: number | undefined
      category?: Category | undefined
      billable?: boolean | undefined
    }
  | {
      is: 'inbound'
      event: string
      way: Way
      from: string
      to: string
      text: string
      media?: { kind: string; url: string }[] | undefined
      replyTo?: string | undefined
      at: Temporal.Instant
    }
  | {
      is: 'opted_out' | 'complained' | 'bounced'
      event: string
      ref?: string | undefined
      attempt?: string | undefined
      way: Way
      address: string
      /** Of a bounce: whether the address will never take anything. */
      lasting?: boolean | undefined
      at: Temporal.Instant
    }

/** A webhook as it came: the signature is checked over the raw bytes and the public address. */
export type Webhook = {
  headers: Record<string, string | string[] | undefined>
  body: Buffer
  url: string
}

/** One provider, configured. Adapters do not retry and know nothing of money of ours. */
export type MessageProvider = {
  kind: ProviderKind
  /** Its name here (`messaging.provider.id`): the owner of its stock on the ledger. */
  id: string
  ways: readonly Way[]
  /** Throws a ProviderFault. `signal` ends the wait: what had left then is `unknown`. */
  send(outgoing: Outgoing, signal: AbortSignal): Promise<Submitted>
  /** What is left there, where it can be read: units of an asset, or money. Throws a ProviderFault. */
  balance?(signal: AbortSignal): Promise<{ asset?: string; currency?: string; amount: string }[]>
  /** What became of it, where it can be asked. Throws a ProviderFault. */
  lookUp?(ref: string, signal: AbortSignal): Promise<Told[]>
  /** Checks the signature in constant time and reads what it says. Throws a Problem: signature_wrong, notice_unreadable. */
  read(webhook: Webhook, now: Temporal.Instant): Told[] | Promise<Told[]>
}
