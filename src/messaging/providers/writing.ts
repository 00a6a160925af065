import type { Content } from '../message.ts'
import { cannotSay, type Given } from './adapter.ts'

export type Email = Extract<Content, { way: 'email' }>
export type Sms = Extract<Content, { way: 'sms' }>
export type WhatsApp = Extract<Content, { way: 'whatsapp' }>

/** The content in the way that an adapter speaks. Throws what a provider of another way would be refused for. */
export function spoken<Way extends Content['way']>(
  content: Content,
  way: Way,
): Extract<Content, { way: Way }> {
  if (content.way !== way) throw cannotSay(`This provider does not carry ${content.way}.`)
  return content as Extract<Content, { way: Way }>
}

/** The name of a template at this provider: said for it alone, or for its kind. */
export function templateOf(
  names: Record<string, string> | undefined,
  { id }: Pick<Given, 'id'>,
  kind: string,
): string | undefined {
  return names?.[id] ?? names?.[kind]
}

/** `Name <address>` in its parts. */
export function mailbox(given: string): { email: string; name?: string } {
  const [, name, email] = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(given) ?? []
  return email ? { email, ...(name && { name }) } : { email: given.trim() }
}

/** Who it is from: what the message says, or the sender that is set. */
export function senderOf({ from }: Email, set: string): { email: string; name?: string } {
  if (!from) return mailbox(set)
  return { email: from.address, ...(from.name && { name: from.name }) }
}

/** `Name <address>`, with the name in quotes; words that are not ASCII are left to the provider. */
export const shown = ({ email, name }: { email: string; name?: string }): string =>
  name ? `"${name.replace(/["\\\r\n]/g, '')}" <${email}>` : email

/** Headers of an e-mail; one press unsubscribes (RFC 8058). */
export function headersOf({ headers, unsubscribe }: Email): Record<string, string> {
  return {
    ...headers,
    ...(unsubscribe && {
      'List-Unsubscribe': `<${unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  }
}
