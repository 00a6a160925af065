import type { Answer } from '../../../api/types.ts'
import type { Tone } from '../../../components/Tag.tsx'

/** What the pages of money back read, and its words. */
export type Refund = Answer<'/api/refunds'>['items'][number]
export type RefundDetail = Answer<'/api/refunds/{id}'>
export type RefundPlan = Answer<'/api/orders/{id}/refund-preview'>
export type Dispute = Answer<'/api/disputes'>['items'][number]
export type DisputeDetail = Answer<'/api/disputes/{id}'>
export type Reconciliation = Answer<'/api/reconciliation'>
export type Notice = Answer<'/api/inbox'>['items'][number]

export const REFUND_STATES: Record<Refund['state'], [word: string, tone: Tone]> = {
  asked: ['On its way', 'accent'],
  done: ['Sent', 'good'],
  refused: ['Refused', 'bad'],
  failed: ['Came back', 'bad'],
  withdrawn: ['Withdrawn', 'plain'],
}

export const NOTICE_STATES: Record<Notice['state'], [word: string, tone: Tone]> = {
  received: ['Waiting', 'attention'],
  done: ['Done', 'good'],
  ignored: ['Not ours', 'plain'],
  failed: ['Failed', 'bad'],
}

export const DISPUTE_STATES: Record<Dispute['state'], [word: string, tone: Tone]> = {
  warning: ['The bank asks', 'attention'],
  open: ['Wants an answer', 'bad'],
  answered: ['The bank thinks', 'accent'],
  won: ['Won', 'good'],
  lost: ['Lost', 'bad'],
  closed: ['Closed', 'plain'],
}

export const CAUSES: { value: string; label: string }[] = [
  { value: 'unused', label: 'What is unspent goes back' },
  { value: 'goodwill', label: 'Goodwill' },
  { value: 'mistake', label: 'A mistake of ours' },
  { value: 'duplicate', label: 'Paid twice' },
  { value: 'cancelled', label: 'Cancelled' },
  { value: 'fraud', label: 'Fraud' },
]

export const causeWord = (cause: string) =>
  cause === 'at_provider'
    ? 'Made at the provider'
    : (CAUSES.find(({ value }) => value === cause)?.label ?? cause)

/** Why something cannot be given back as it is wished. */
export const WHY: Record<string, string> = {
  refund_disputed:
    'The buyer has asked their bank for this money: it goes back that way, or stays.',
  refund_seat_stands: 'The seat is still booked. Cancel it, and the money goes back with it.',
  refund_beyond_unspent:
    'That is more than is unspent. The rest goes back only if the platform bears it.',
  refund_too_large: 'That is more than is left of what was paid.',
  refund_nothing_left: 'Nothing of this order is unspent any more.',
}

/** What is given up for a part of a refund. */
export const GIVES: Record<string, string> = {
  credits: 'Credits leave the wallet',
  access: 'Access that is not earned yet',
  booking: 'Money of a seat',
  platform: 'The platform bears it',
  suspense: 'Not explained yet',
}
