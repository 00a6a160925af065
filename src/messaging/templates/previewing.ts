import type { Content } from '../message.ts'
import { type Sized, type UnitRules, unitsOf } from '../retail/index.ts'
import { nameOfCharacter, piecesOf, type Segments, segmentsOf } from '../segments.ts'
import { render } from './rendering.ts'
import type { Template, Values } from './template.ts'

/** A template as somebody would receive it, and what one of them takes. */
export type Preview = {
  content: Content
  units: bigint
  /** Of an SMS: how it is cut, which characters make it dearer, and what it would be without them. */
  sms:
    | (Omit<Segments, 'substitute'> & {
        pieces: string[]
        forcingNames: string[]
        substitute: { text: string; segments: number; units: bigint } | null
      })
    | null
}

/**
 * What is written to one person, with samples where no value is given. Refusals: those of `render`. `country` of the
 * recipient: an SMS counts by it.
 */
export function previewOf(
  rules: UnitRules,
  template: Template,
  {
    language,
    values,
    country,
  }: { language: string | null; values: Values; country: string | null },
): Preview {
  const samples = Object.fromEntries(
    template.variables.map(({ name, sample, otherwise }) => [name, sample || otherwise]),
  )
  const given = Object.entries(values).filter(([, value]) => value !== '' && value !== null)
  const content = render(template, language, { ...samples, ...Object.fromEntries(given) })
  const { way, category } = template
  const unitsFor = (segments?: number) => {
    const sized: Sized = { way, category, segments, country: country ?? undefined }
    return unitsOf(rules, sized)
  }
  if (content.way !== 'sms') return { content, units: unitsFor(), sms: null }
  const { substitute, ...counted } = segmentsOf(content.text)
  return {
    content,
    units: unitsFor(counted.segments),
    sms: {
      ...counted,
      pieces: piecesOf(content.text),
      forcingNames: counted.forcing.map(nameOfCharacter),
      substitute: substitute ? { ...substitute, units: unitsFor(substitute.segments) } : null,
    },
  }
}
