import type { Template } from '../../../api/contacts.ts'
import type { Tone } from '../../../components/Tag.tsx'

type Approval = Template['approvals'][number]['state']
export const APPROVAL: Record<Approval, readonly [Tone, string]> = {
  draft: ['plain', 'Draft'],
  submitted: ['attention', 'Submitted'],
  approved: ['good', 'Approved'],
  rejected: ['bad', 'Rejected'],
  paused: ['bad', 'Paused'],
}

export const VARIABLE_KIND = {
  text: 'Text',
  number: 'A number',
  date: 'A day',
  link: 'An address of the web',
} as const

/** Which parts a message of a way has beside its text. */
export const PARTS = {
  sms: [],
  whatsapp: ['header', 'footer', 'quickReplies', 'media'],
  email: ['subject', 'html'],
} as const
