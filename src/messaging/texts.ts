import { KINDS, type Kind } from './kinds.ts'
import type { NoticeKind, Told } from './told.ts'
import { fill, LANGUAGES, type Language, languageOf, type Reader } from './wording.ts'

/** A notice in words. */
export type Text = Omit<Kind, 'link'> & {
  title: string
  body: string
  language: Language
  /** Where in the app it leads. */
  link?: string
}

/**
 * The words of a notice for one reader. A new kind of notice is a line each in `told.ts` (what must be
 * known), `kinds.ts` (what it is) and the catalogue of every language (`words/en`, `words/de`).
 */
export function textOf<Name extends NoticeKind>(
  name: Name,
  told: Told[Name],
  reader: Reader,
): Text {
  const { link, ...kind }: Kind = KINDS[name]
  const language = languageOf(reader.locale)
  const words = LANGUAGES[language].words[name]
  const known = told as Record<string, unknown>
  const all = { ...known, same: sameAsBefore(known) }
  return {
    ...kind,
    language,
    title: fill(words.title, all, reader),
    body: fill(words.body, all, reader),
    ...(link === undefined
      ? {}
      : { link: link.replace(/\{(\w+)\}/g, (_, part: string) => String(known[part])) }),
  }
}

/** A change of a plan that keeps its name is told otherwise than one to another plan. */
function sameAsBefore({ plan, before, next }: Record<string, unknown>): boolean {
  return plan !== undefined && plan === (next ?? before)
}
