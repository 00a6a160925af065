import type { Content } from '../message.ts'
import { refuse } from './problems.ts'
import type { Template, Value, Values, Variable, Words } from './template.ts'

const PLACE = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g

/** The variables that a text names, each once, in their order. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name]) => name!))]
}

/** The language in which somebody is written to: their own, its plain form, or the template's own. */
export function languageFor(
  { words, fallback }: Pick<Template, 'words' | 'fallback'>,
  wanted: string | null,
): string {
  const plain = wanted?.split('-')[0]
  if (wanted && words[wanted]) return wanted
  if (plain && words[plain]) return plain
  // pt finds pt-BR: nearer than a language that they do not speak.
  const near = Object.keys(words).find((one) => plain && one.split('-')[0] === plain)
  return near ?? fallback
}

/**
 * The message for one person: every variable filled in, in their language or the template's own. Pure. Refusals in
 * order: variable_missing, variable_invalid, variable_too_long, template_empty. Values that it has no variable for are
 * left aside: a contact has more fields than a message names.
 */
export function render(template: Template, language: string | null, values: Values): Content {
  const chosen = languageFor(template, language)
  const words = template.words[chosen]!
  const filled = new Map(
    usedBy(words, template.variables).map((one) => [
      one.name,
      filledIn(one, values[one.name], chosen),
    ]),
  )
  const fill = (text: string) => filledText(text, filled)
  const text = fill(words.text)
  if (text.trim() === '') throw refuse('template_empty')
  const writtenFrom = { template: template.id, version: template.version, language: chosen }
  if (template.way === 'sms') return { writtenFrom, ...sms(template, chosen, text, filled) }
  if (template.way === 'whatsapp')
    return { writtenFrom, ...whatsapp(template, chosen, words, fill) }
  return {
    writtenFrom,
    way: 'email',
    subject: oneLine(fill(words.subject ?? '')),
    text,
    html: words.html && filledText(words.html, filled, escaped),
  }
}

/** In the order in which the words name them: a provider's template counts them so. */
function usedBy(words: Words, variables: readonly Variable[]): Variable[] {
  const all = [words.header, words.text, words.footer, words.subject, words.html, words.media?.url]
  return variablesIn(all.filter((one) => one !== undefined).join('\n')).flatMap(
    (name) => variables.find((one) => one.name === name) ?? [],
  )
}

function filledText(
  text: string,
  filled: ReadonlyMap<string, string>,
  as: (value: string) => string = (value) => value,
): string {
  return text.replace(PLACE, (_, name: string) => as(filled.get(name) ?? ''))
}

function filledIn(variable: Variable, given: Value | null | undefined, language: string): string {
  const { name, otherwise, most } = variable
  const value = given === undefined || given === null || given === '' ? otherwise : given
  if (value === null) throw refuse('variable_missing', { variable: name })
  const text = written(variable, value, language)
  if (text === undefined) throw refuse('variable_invalid', { variable: name, kind: variable.kind })
  const length = [...text].length
  if (length > most) throw refuse('variable_too_long', { variable: name, most, length })
  return text
}

/** How a value reads; undefined: it is not what the variable takes. */
function written({ kind }: Variable, value: Value, language: string): string | undefined {
  if (kind === 'text') return String(value)
  if (kind === 'number') {
    const number = typeof value === 'number' ? value : Number(value.replace(/(?<=\d),(?=\d)/g, ''))
    const readable = Number.isFinite(number) && String(value).trim() !== ''
    return readable
      ? plainSpaces(new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(number))
      : undefined
  }
  if (kind === 'date') return dateWritten(String(value), language)
  return isLink(String(value)) ? String(value) : undefined
}

function dateWritten(value: string, language: string): string | undefined {
  try {
    const day = Temporal.PlainDate.from(value)
    return plainSpaces(day.toLocaleString(language, { dateStyle: 'long' }))
  } catch {
    return undefined
  }
}

/** A space that does not break would make a whole SMS one of 70 characters. */
const plainSpaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

/** An address of the web that can stand in a message. */
export const isLink = (text: string): boolean =>
  URL.canParse(text) && /^https?:\/\/[^\s"'<>]+$/i.test(text)

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (one) => ESCAPES[one]!)

/** The provider's own template by provider, where it has approved this one in this language. */
function approved(template: Template, language: string): Record<string, string> | undefined {
  const names = template.approvals.flatMap(({ language: of, provider, state, providerTemplate }) =>
    of === language && state === 'approved' && providerTemplate
      ? [[provider, providerTemplate] as const]
      : [],
  )
  return names.length > 0 ? Object.fromEntries(names) : undefined
}

function sms(
  template: Template,
  language: string,
  text: string,
  filled: ReadonlyMap<string, string>,
): Content {
  return {
    way: 'sms',
    text,
    header: template.dltHeader ?? undefined,
    entity: template.dltEntity ?? undefined,
    dltTemplate: template.dltTemplate ?? undefined,
    providerTemplate: approved(template, language),
    variables: Object.fromEntries(filled),
  }
}

function whatsapp(
  template: Template,
  language: string,
  words: Words,
  fill: (text: string) => string,
): Content {
  const { header, footer, media, quickReplies } = words
  const parts = [header, words.text, footer].filter((part) => part !== undefined && part !== '')
  const parameters = [header ?? '', words.text].flatMap((part) =>
    variablesIn(part).map((name) => fill(`{{${name}}}`)),
  )
  return {
    way: 'whatsapp',
    template: {
      name: template.name,
      language,
      parameters,
      providerTemplate: approved(template, language),
    },
    text: parts.map((part) => fill(part!)).join('\n\n'),
    media: media && { ...media, url: fill(media.url) },
    quickReplies: quickReplies && quickReplies.length > 0 ? quickReplies : undefined,
  }
}
