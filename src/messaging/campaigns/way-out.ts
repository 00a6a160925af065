import type { Query } from '#base'
import { type Mailing, mailingLinks } from '../contacts/index.ts'
import type { Content } from '../message.ts'

const WORDS: Record<string, string> = {
  en: 'No more of these e-mails:',
  de: 'Keine solchen E-Mails mehr:',
}

const escaped = (address: string) => address.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/**
 * Gives e-mails with offers their way out: one press at the reader's mail program (RFC 8058), and a line under the text
 * where the template has none. What signs the links is read once.
 */
export async function waysOut(
  q: Query,
  site: string,
): Promise<(content: Content, mailing: Mailing, language: string | null) => Content> {
  const linkOf = await mailingLinks(q)
  return (content, mailing, language) => {
    if (content.way !== 'email' || mailing.category !== 'marketing') return content
    const unsubscribe = `${site}${linkOf(mailing)}`
    const words = WORDS[language?.split('-')[0] ?? 'en'] ?? WORDS.en
    const line = `<p>${words} <a href="${escaped(unsubscribe)}">${escaped(unsubscribe)}</a></p>`
    const { html } = content
    return {
      ...content,
      unsubscribe,
      text: `${content.text}\n\n-- \n${words} ${unsubscribe}`,
      ...(html === undefined
        ? {}
        : {
            html: /<\/body>/i.test(html)
              ? html.replace(/<\/body>/i, `${line}</body>`)
              : html + line,
          }),
    }
  }
}
