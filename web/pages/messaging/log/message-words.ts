import type { Answer, ItemOf } from '../../../api/types.ts'
import type { Tone } from '../../../components/Tag.tsx'

export type MessageLog = Answer<'/api/messages'>
export type MessageCard = ItemOf<MessageLog>
export type MessageLife = Answer<'/api/messages/{id}'>

/** What is known of a message, in a word. */
export const STATE: Record<MessageCard['state'], [word: string, tone: Tone]> = {
  waiting: ['Waits', 'plain'],
  leaving: ['Is leaving', 'plain'],
  unknown: ['Not known', 'attention'],
  accepted: ['Taken by the provider', 'plain'],
  sent: ['Sent', 'plain'],
  delivered: ['Delivered', 'good'],
  read: ['Read', 'good'],
  failed: ['Failed', 'bad'],
  refused: ['Refused', 'bad'],
}

export const WAY: Record<MessageCard['way'], string> = {
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  email: 'E-mail',
}

export const CATEGORY: Record<MessageCard['category'], string> = {
  authentication: 'Code',
  utility: 'Notice',
  service: 'Answer',
  marketing: 'Offer',
}

/** Codes of ours; those of providers are shown with what they said. */
const REASON: Record<string, string> = {
  no_answer: 'The provider did not answer in time. It may have arrived, so it is never sent again.',
  message_run_out: 'It could not leave in time.',
  message_called_back: 'It was called back before it left.',
  message_runs_out_first: 'It would have run out before it might leave.',
  recipient_suppressed: 'Nothing is sent to this address any more.',
  recipient_opted_out: 'They have opted out.',
  recipient_consent_missing: 'They have not agreed to offers.',
}

export const reasonOf = ({ reason, said }: Pick<MessageCard, 'reason' | 'said'>): string | null =>
  reason === null ? null : (REASON[reason] ?? said ?? reason)

const WAITS: Record<string, string> = {
  'its hour': 'for its hour',
  'quiet hours': 'for the morning of whoever gets it',
  'another try': 'for another try',
  'a provider': 'for a provider that takes it',
  'its template': 'until its template is looked at: it was refused or paused at its provider',
  suspension: 'until the organization may send again',
}

export const waitsOf = ({ waitsFor }: Pick<MessageCard, 'waitsFor'>): string =>
  waitsFor ? (WAITS[waitsFor] ?? waitsFor) : 'to leave'

const OUTCOME: Record<string, string> = {
  captured: 'taken',
  released: 'given back',
  refunded: 'given back, at the operator’s cost',
  returned: 'given back later',
}

export const outcomeOf = (outcome: string): string => OUTCOME[outcome] ?? outcome

export const TRY: Record<MessageLife['tries'][number]['state'], string> = {
  leaving: 'is leaving',
  accepted: 'taken',
  refused: 'refused',
  unknown: 'nobody knows',
}
