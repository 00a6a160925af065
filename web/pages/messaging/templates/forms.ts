import type { Template } from '../../../api/contacts.ts'
import { text } from '../../../components/deeds.ts'

const PLACE = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g

/** The variables that words name, in their order. */
export const namesIn = (words: string): string[] => [
  ...new Set([...words.matchAll(PLACE)].map(([, name]) => name!)),
]

type Words = Template['words'][string]

/** A version as its form says it. A variable that the form does not describe yet is a text of 40 characters. */
export function versionFrom(form: FormData) {
  const languages = form
    .getAll('languages')
    .map(String)
    .map((language, index) => text(form, `language${index}`) || language)
  const words: Record<string, Words> = {}
  for (const [index, language] of languages.entries()) {
    const part = (name: string) => text(form, `${name}${index}`)
    if (language === '' || part('text') === '') continue
    const replies = part('quickReplies')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
    words[language] = {
      text: part('text').replaceAll('\r\n', '\n'),
      ...(part('subject') ? { subject: part('subject') } : {}),
      ...(part('html') ? { html: part('html') } : {}),
      ...(part('header') ? { header: part('header') } : {}),
      ...(part('footer') ? { footer: part('footer') } : {}),
      ...(part('media') ? { media: { kind: 'image', url: part('media') } } : {}),
      ...(replies.length > 0 ? { quickReplies: replies } : {}),
    }
  }
  const names = namesIn(
    Object.values(words)
      .flatMap((one) => [one.header, one.text, one.footer, one.subject, one.html, one.media?.url])
      .join('\n'),
  )
  const registration = {
    header: text(form, 'dltHeader'),
    entity: text(form, 'dltEntity'),
    template: text(form, 'dltTemplate'),
  }
  return {
    words,
    fallback: text(form, 'fallback') || Object.keys(words)[0] || 'en',
    variables: names.map((name) => ({
      name,
      kind: text(form, `kind.${name}`) || 'text',
      sample: text(form, `sample.${name}`),
      otherwise: text(form, `otherwise.${name}`) || null,
      most: Number(text(form, `most.${name}`) || 40),
    })),
    registration: Object.values(registration).some(Boolean) ? registration : null,
  }
}
