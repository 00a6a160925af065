import type { Answer, ItemOf } from './types.ts'

/** What the HTTP API answers about inboxes and codes, by the names that pages use. */

type At = '/api/organizations/{organizationId}'
export type Inbox = Answer<`${At}/inbox`>
export type Threads = Answer<`${At}/inbox/threads`>
export type ThreadCard = ItemOf<Threads>
export type Thread = Answer<`${At}/inbox/threads/{id}`>
export type Entry = Thread['entries'][number]
export type QuickReplies = Answer<`${At}/inbox/quick-replies`>
export type QuickReply = ItemOf<QuickReplies>
export type OtpRules = Answer<`${At}/otp/rules`>
export type OtpFigures = Answer<`${At}/otp/figures`>
export type SenderNumbers = Answer<'/api/sender-numbers'>
export type SenderNumber = ItemOf<SenderNumbers>
export type UnknownInbound = Answer<'/api/sender-numbers/unknown'>
export type InboundPrices = Answer<'/api/sender-numbers/inbound-prices'>
