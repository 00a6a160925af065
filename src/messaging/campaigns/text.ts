import type { Query } from '#base'
import type { Fields } from '../contacts/index.ts'
import { asShortened } from '../links/index.ts'
import type { Content } from '../message.ts'
import { render, type Template, templateFor, type Values } from '../templates/index.ts'
import type { Campaign, CampaignText, Label } from './campaign.ts'

/** A text with its template, ready to be written for anybody. */
export type ReadyText = { label: Label; template: Template; said: Record<string, string> }

/** What is known of somebody who is written to. */
export type Known = { name: string; language: string | null; fields: Fields }

/** The texts of a campaign with their templates. Refusals: template_unknown. */
export async function readyTexts(q: Query, campaign: Campaign): Promise<ReadyText[]> {
  return await Promise.all(
    campaign.texts.map(async (text) => ({
      label: text.label,
      said: text.said,
      template: withSubject(
        await templateFor(
          q,
          campaign.organization,
          text.template,
          text.templateVersion ?? undefined,
        ),
        text,
      ),
    })),
  )
}

/** The template with the campaign's own subject in the place of its own. */
function withSubject(template: Template, { subject }: CampaignText): Template {
  if (!subject || template.way !== 'email') return template
  const words = Object.entries(template.words).map(
    ([language, own]) => [language, { ...own, subject }] as const,
  )
  return { ...template, words: Object.fromEntries(words) }
}

/** The message for one person. What the campaign says to all goes before what is known of them. */
export function writtenFor({ template, said }: ReadyText, known: Known): Content {
  return render(template, known.language, valuesOf(known, said))
}

/** The same, as long as it will be once its addresses are short. */
export function countedFor(
  text: ReadyText,
  known: Known,
  links: Campaign['links'],
  site: string,
): Content {
  const content = writtenFor(text, known)
  return links === 'none' ? content : asShortened(content, site)
}

function valuesOf({ name, fields }: Known, said: Record<string, string>): Values {
  const values: Record<string, string | number> = { name }
  for (const [field, value] of Object.entries(fields)) {
    if (typeof value === 'string' || typeof value === 'number') values[field] = value
  }
  return { ...values, ...said }
}
