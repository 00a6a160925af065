import type { Owner } from '#ledger'

/** A way to reach somebody outside the house. One message credit is one unit of it. */
export const WAYS = ['sms', 'whatsapp', 'email'] as const
export type Way = (typeof WAYS)[number]

/** What is counted in a wallet and in stock. */
export type MessageAsset = 'SMS' | 'WHATSAPP' | 'EMAIL'

export const ASSET_OF = {
  sms: 'SMS',
  whatsapp: 'WHATSAPP',
  email: 'EMAIL',
} as const satisfies Record<Way, MessageAsset>

/** What a message is for: WhatsApp is priced by it, and quiet hours and consent depend on it. */
export const CATEGORIES = ['authentication', 'utility', 'service', 'marketing'] as const
export type Category = (typeof CATEGORIES)[number]

/** Who goes first: a one-time password is never behind a newsletter. */
export const LANES = ['otp', 'transactional', 'bulk'] as const
export type Lane = (typeof LANES)[number]

/** Who sends: an organization with its wallet, or the platform with its own stock. */
export type Sender = Owner & { type: 'organization' | 'platform' }

/**
 * One of our numbers that an organization speaks through (`messaging.sender_number`): what is answered in a
 * thread goes out from the number that was written to, and through no other provider than the one it is at.
 */
export type OwnNumber = { provider: string; address: string }

/** Which words of a template a message was written with: what a provider says of the one counts for the other. */
export type WrittenFrom = { template: string; version: number; language: string }

/** What is said, ready to leave: every variable is filled in. */
export type Content = { writtenFrom?: WrittenFrom | undefined } & Said

type Said =
  | {
      way: 'sms'
      text: string
      number?: OwnNumber | undefined
      /** India: header, entity and template as registered (DLT); the provider's own template and its variables. */
      header?: string | undefined
      entity?: string | undefined
      dltTemplate?: string | undefined
      providerTemplate?: Record<string, string> | undefined
      variables?: Record<string, string> | undefined
    }
  | {
      way: 'whatsapp'
      number?: OwnNumber | undefined
      /** Outside the 24 hours after somebody wrote, only an approved template may go. */
      template?:
        | {
            name: string
            language: string
            parameters: string[]
            providerTemplate?: Record<string, string> | undefined
          }
        | undefined
      /** What it reads, for the outbox and the thread; sent as it is inside the 24 hours. */
      text: string
      media?:
        | { kind: 'image' | 'document' | 'video' | 'audio'; url: string; name?: string | undefined }
        | undefined
      quickReplies?: string[] | undefined
    }
  | {
      way: 'email'
      /** The first part of its Message-ID, the same however often it is tried; the attempt's own where left out. */
      id?: string | undefined
      subject: string
      text: string
      html?: string | undefined
      from?: { name?: string | undefined; address: string } | undefined
      replyTo?: string | undefined
      headers?: Record<string, string> | undefined
      /** One press unsubscribes (RFC 8058). */
      unsubscribe?: string | undefined
      calendar?: { method: string; content: string } | undefined
    }
