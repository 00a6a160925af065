import type { ThreadCard } from '../../../api/inbox.ts'

/** How inboxes say things. */

export const WAY = { sms: 'Text message', whatsapp: 'WhatsApp' } as const
export const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

export const whoIs = ({ contact, address }: Pick<ThreadCard, 'contact' | 'address'>) =>
  contact?.name || address

/** Seconds as people say them. */
export function lasting(seconds: number): string {
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`
}

/** What became of what went out, in words. */
const STATES: Record<string, string> = {
  waiting: 'on its way',
  leaving: 'on its way',
  unknown: 'nobody knows whether it arrived',
  accepted: 'sent',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'not delivered',
  refused: 'not sent',
}
export const stateIs = (state: string | null, reason: string | null) =>
  state
    ? `${STATES[state] ?? state}${state === 'failed' && reason ? ` (${reason.replaceAll('_', ' ')})` : ''}`
    : ''

const STEPS: Record<string, string> = {
  opened: 'wrote for the first time',
  assigned: 'gave it to',
  'let go': 'gave it to nobody',
  closed: 'closed it',
  reopened: 'opened it again',
  'opted out': 'sent STOP',
  'opted in': 'sent START',
}
export const stepIs = (what: string) => STEPS[what] ?? what
