import type { Content } from '../message.ts'
import { refuse } from './problems.ts'

/** A code is this long, so that how long a text is does not depend on whose it is. */
export const CODE_LENGTH = 8
/** Where short links are, at this house's own address. */
export const LINK_PATH = '/l/'

/** What ends an address where a sentence goes on. */
const ADDRESS = /https?:\/\/[^\s<>"'’”)\]}]*[^\s<>"'’”)\]}.,;:!?]/gi

/**
 * An address that a short link may lead to, as it is kept. Only pages of the web: no javascript:, data: or
 * file:, no names and passwords, nothing without a proper host. Refusal: link_refused.
 */
export function leadsTo(address: string): string {
  if (address.length > 2000 || /[\s\p{Cc}\\]/u.test(address)) throw refuse('link_refused')
  const url = URL.parse(address)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) throw refuse('link_refused')
  if (url.username || url.password || !url.hostname.includes('.')) throw refuse('link_refused')
  return url.href
}

const isPage = (address: string): boolean => {
  try {
    leadsTo(address)
    return true
  } catch {
    return false
  }
}

/** The parts of a message in which addresses are shortened. */
function partsOf(content: Content): string[] {
  switch (content.way) {
    case 'sms':
      return [content.text, ...Object.values(content.variables ?? {})]
    case 'whatsapp':
      return [content.text, ...(content.template?.parameters ?? [])]
    default:
      return [content.text]
  }
}

/** The addresses in a message that can be shortened, each once. Its own way out stays as it is. */
export function addressesIn(content: Content, site: string): string[] {
  const own = content.way === 'email' ? content.unsubscribe : undefined
  const found = partsOf(content).flatMap((part) => part.match(ADDRESS) ?? [])
  return [...new Set(found)].filter(
    (one) => one !== own && !one.startsWith(`${site}/`) && isPage(one),
  )
}

/** The same message with other addresses in it. */
export function withAddresses(content: Content, of: ReadonlyMap<string, string>): Content {
  if (of.size === 0) return content
  const put = (part: string) => part.replace(ADDRESS, (address) => of.get(address) ?? address)
  switch (content.way) {
    case 'sms': {
      const { variables } = content
      const mapped = variables && Object.entries(variables).map(([name, is]) => [name, put(is)])
      return {
        ...content,
        text: put(content.text),
        ...(mapped ? { variables: Object.fromEntries(mapped) } : {}),
      }
    }
    case 'whatsapp': {
      const { template } = content
      const parameters = template?.parameters.map(put) ?? []
      return {
        ...content,
        text: put(content.text),
        ...(template ? { template: { ...template, parameters } } : {}),
      }
    }
    default: {
      const html = content.html?.replace(/href="([^"]*)"/g, (whole, address: string) => {
        const short = of.get(address.replaceAll('&amp;', '&'))
        return short ? `href="${short}"` : whole
      })
      return { ...content, text: put(content.text), ...(html === undefined ? {} : { html }) }
    }
  }
}

/** How a message will read with short links, for counting: every code is as long as any other. */
export function asShortened(content: Content, site: string): Content {
  const short = `${site}${LINK_PATH}${'x'.repeat(CODE_LENGTH)}`
  return withAddresses(
    content,
    new Map(addressesIn(content, site).map((address) => [address, short])),
  )
}
