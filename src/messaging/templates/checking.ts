import sanitizeHtml from 'sanitize-html'
import type { Way } from '../message.ts'
import { refuse } from './problems.ts'
import { isLink, variablesIn } from './rendering.ts'
import {
  MOST_OF_DLT,
  MOST_OF_VARIABLE,
  type Registration,
  type Variable,
  type Words,
} from './template.ts'

/** What one way can carry, in characters: WhatsApp's are Meta's, an SMS is ten of them at most. */
const PARTS: Readonly<Record<Way, Partial<Record<keyof Words, number>>>> = {
  sms: { text: 1_530 },
  whatsapp: { text: 1_024, header: 60, footer: 60, media: 2_000, quickReplies: 3 },
  email: { text: 50_000, subject: 200, html: 200_000 },
}
const MOST_OF_REPLY = 20

const unfit = (part: string, language: string, detail: string) =>
  refuse('template_part_unfit', { part, language, detail })

/**
 * Words of one language as they are kept: only what the way carries, HTML without anything that runs. Refusals in
 * order: template_part_unfit, template_braces_open, template_variable_undeclared.
 */
export function readWords(
  way: Way,
  language: string,
  words: Words,
  variables: readonly Variable[],
): Words {
  const limits = PARTS[way]
  for (const [part, value] of Object.entries(words) as [keyof Words, unknown][]) {
    if (value === undefined || value === '') continue
    const most = limits[part]
    if (most === undefined) throw unfit(part, language, `A message by ${way} has no such part.`)
    if (typeof value === 'string' && value.length > most)
      throw unfit(part, language, `It has ${value.length} characters; ${most} at most.`)
  }
  if (words.text.trim() === '') throw unfit('text', language, 'It says nothing.')
  if (way === 'email' && !words.subject?.trim())
    throw unfit('subject', language, 'An e-mail has a subject.')
  const html = words.html && harmless(words.html)
  const kept = { ...words, html: html || undefined }
  checkWhatsapp(kept, language)
  for (const text of [
    kept.text,
    kept.subject,
    kept.html,
    kept.header,
    kept.footer,
    kept.media?.url,
  ])
    checkPlaces(text ?? '', variables)
  checkLinks(kept.html ?? '', language, variables)
  return JSON.parse(JSON.stringify(kept)) as Words
}

function checkWhatsapp({ media, quickReplies = [] }: Words, language: string): void {
  if (
    media &&
    !isLink(media.url.replace(/\{\{[^}]*\}\}/g, 'x')) &&
    !/^\{\{[^}]+\}\}$/.test(media.url)
  )
    throw unfit('media', language, 'It is an address of the web.')
  if (quickReplies.length > 3) throw unfit('quickReplies', language, 'Three answers at most.')
  const twice = quickReplies.some((one, index) => quickReplies.indexOf(one) !== index)
  if (twice || quickReplies.some((one) => one.trim() === '' || one.length > MOST_OF_REPLY))
    throw unfit(
      'quickReplies',
      language,
      `Each has 1 to ${MOST_OF_REPLY} characters, and stands there once.`,
    )
}

function checkPlaces(text: string, variables: readonly Variable[]): void {
  const names = variablesIn(text)
  const rest = names.reduce(
    (left, name) => left.replaceAll(new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`, 'g'), ''),
    text,
  )
  if (/\{\{|\}\}/.test(rest)) throw refuse('template_braces_open')
  const strange = names.find((name) => !variables.some((one) => one.name === name))
  if (strange) throw refuse('template_variable_undeclared', { variable: strange })
}

/** What stands in an address of a page is an address whole: a text there could lead anywhere. */
function checkLinks(html: string, language: string, variables: readonly Variable[]): void {
  for (const [, value = ''] of html.matchAll(/(?:href|src)="([^"]*)"/g)) {
    const [name] = variablesIn(value)
    if (name === undefined) continue
    const whole = /^\{\{\s*[a-z0-9_]+\s*\}\}$/.test(value)
    if (!whole || variables.find((one) => one.name === name)?.kind !== 'link')
      throw unfit(
        'html',
        language,
        `The address “${value}” is a variable of the kind link, and nothing beside it.`,
      )
  }
}

const harmless = (html: string) =>
  sanitizeHtml(html, {
    allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'center'],
    allowedAttributes: {
      a: ['href', 'title', 'style'],
      img: ['src', 'alt', 'width', 'height', 'style'],
      '*': ['style', 'align', 'dir', 'lang'],
      td: ['colspan', 'rowspan', 'width', 'valign'],
      table: ['width', 'cellpadding', 'cellspacing', 'border', 'role'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedStyles: {
      '*': {
        color: [/^#[0-9a-f]{3,6}$/i, /^[a-z]+$/i],
        'background-color': [/^#[0-9a-f]{3,6}$/i, /^[a-z]+$/i],
        'text-align': [/^(left|right|center|justify)$/],
        'font-size': [/^\d{1,3}(px|em|%|pt)$/],
        'font-weight': [/^(bold|normal|\d{3})$/],
        padding: [/^[\d px]+$/],
        margin: [/^[\d px auto]+$/],
        width: [/^\d{1,4}(px|%)$/],
      },
    },
  }).trim()

const MOST_VARIABLES = 30

/** Refusal: template_variable_unfit, and why. A registered SMS takes 40 characters a variable (DLT). */
export function readVariables(variables: readonly Variable[], registered: boolean): Variable[] {
  const wrong = (variable: string, detail: string) =>
    refuse('template_variable_unfit', { variable, detail })
  if (variables.length > MOST_VARIABLES)
    throw wrong('', `A template has ${MOST_VARIABLES} variables at most.`)
  const names = variables.map(({ name }) => name)
  return variables.map((one, index) => {
    const { name, most, sample, otherwise } = one
    if (!/^[a-z][a-z0-9_]{0,39}$/.test(name))
      throw wrong(name, 'A name has small letters, digits and lines, and begins with a letter.')
    if (names.indexOf(name) !== index) throw wrong(name, 'It is declared twice.')
    const limit = registered ? MOST_OF_DLT : MOST_OF_VARIABLE
    if (!Number.isInteger(most) || most < 1 || most > limit)
      throw wrong(
        name,
        `It has 1 to ${limit} characters${registered ? ' in a registered SMS' : ''}.`,
      )
    const long = [sample, otherwise ?? ''].find((value) => [...value].length > most)
    if (long !== undefined)
      throw wrong(name, `“${long.slice(0, 60)}” is longer than ${most} characters.`)
    return { name, kind: one.kind, sample, otherwise, most }
  })
}

/** Refusal: template_registration_incomplete. */
export function readRegistration(
  way: Way,
  given: Partial<Registration> | null,
): Registration | null {
  const { header = '', entity = '', template = '' } = given ?? {}
  if (header === '' && entity === '' && template === '') return null
  const incomplete = (detail: string) => refuse('template_registration_incomplete', { detail })
  if (way !== 'sms') throw incomplete('Only an SMS is registered.')
  if (!/^[A-Za-z]{3,6}$/.test(header))
    throw incomplete(`“${header.slice(0, 20)}” is no header: it has three to six letters.`)
  if (!/^\d{8,25}$/.test(entity))
    throw incomplete('The entity’s id is a number of up to 25 digits.')
  if (!/^\d{8,25}$/.test(template))
    throw incomplete('The template’s id is a number of up to 25 digits.')
  return { header, entity, template }
}
