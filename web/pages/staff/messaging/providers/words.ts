import type { Answer } from '../../../../api/types.ts'

export type Providers = Answer<'/api/message-providers'>
export type Provider = Providers['items'][number]
export type Kind = Providers['kinds'][number]
export type ProviderKey = Provider['keys'][number]
export type ErrorCodes = Answer<'/api/message-error-codes'>
export type ErrorCode = ErrorCodes['items'][number]
export type Notices = Answer<'/api/provider-notices'>
export type Sandbox = Answer<'/api/message-sandbox'>

export const WAYS: Record<Provider['ways'][number], string> = {
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  email: 'E-mail',
}
export const PROVES: Record<Kind['proves'], string> = {
  signature: 'Its notices are signed, and the signature is checked.',
  'secret address': 'Its notices are not signed: the address where it tells us is the secret.',
  'nothing told': 'It tells nothing afterwards: what it takes counts as sent.',
  itself: 'Nothing leaves the house. It tells by itself what became of a message.',
}
export const CLASSES: Record<ErrorCode['class'], string> = {
  retry: 'Try it again there, later',
  fail_over: 'Try the next provider',
  out_of_stock: 'Its stock is used up: next provider',
  unknown: 'Nobody knows: wait, never send again',
  bad_recipient: 'The address is bad: no more to it',
  no_consent: 'They do not want it: no more to them',
  bad_content: 'The words are refused: not again',
  window_closed: 'Only a template may go',
  configuration: 'Our set-up is wrong: next provider',
}
export const PURPOSE: Record<ProviderKey['purpose'], string> = {
  access: 'Access',
  partner: 'Partner token',
  signing: 'Signs its notices',
  callback: 'Secret of its address',
}
export const HOURS = [
  { value: '1', label: 'stays valid for an hour' },
  { value: '24', label: 'stays valid for a day' },
  { value: '168', label: 'stays valid for a week' },
  { value: '0', label: 'ends now' },
]

/** The settings in a form, by the names that the kind has for them; empty ones are not set. */
export function settingsIn(form: FormData): Record<string, string> {
  const found = [...form].flatMap(([name, value]) =>
    name.startsWith('set.') && typeof value === 'string' && value.trim() !== ''
      ? [[name.slice(4), value.trim()] as const]
      : [],
  )
  return Object.fromEntries(found)
}

/** Networks, one a line or with spaces between. */
export const networksIn = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((one) => (one.includes('/') ? one : `${one}/${one.includes(':') ? 128 : 32}`))
