import { newId, type Tx } from '#base'
import { knownLocale } from '#people'
import type { Category, Way } from '../message.ts'
import { readRegistration, readVariables, readWords } from './checking.ts'
import { templateFor } from './finding.ts'
import { refuse } from './problems.ts'
import type { Registration, Template, Variable, Words } from './template.ts'

/** All that a version says. */
export type Version = {
  variables: Variable[]
  words: Record<string, Words>
  fallback: string
  /** India: as registered there; null or empty where it is not. */
  registration: Partial<Registration> | null
}

export type NewTemplate = Version & { name: string; way: Way; category: Category }

/**
 * Refusals in order: template_registration_incomplete, template_variable_unfit, template_words_missing,
 * locale_unknown, template_part_unfit, template_braces_open, template_variable_undeclared, template_name_taken.
 */
export async function addTemplate(
  tx: Tx,
  organization: string,
  given: NewTemplate,
  by: string,
  now: Temporal.Instant,
): Promise<Template> {
  const read = readVersion(given.way, given)
  const id = newId()
  const made = await tx`
    insert into messaging.template (id, organization_id, name, way, category, made_by, made_at)
    values (${id}, ${organization}, ${given.name}, ${given.way}, ${given.category}, ${by}, ${now})
    on conflict (organization_id, way, name) where archived_at is null do nothing returning 1 as one`
  if (made.length === 0) throw refuse('template_name_taken', { name: given.name })
  await writeVersion(tx, { id, version: 1, ...read }, by, now)
  return templateFor(tx, organization, id)
}

/**
 * Writes a new version; what was sent keeps its own. `seen` is the version that was looked at. What providers approved
 * was the version before: the new one is a draft there. Refusals in order: template_unknown, template_archived,
 * template_changed_meanwhile, and those of adding.
 */
export async function changeTemplate(
  tx: Tx,
  organization: string,
  { id, seen, ...given }: Version & { id: string; seen: number },
  by: string,
  now: Temporal.Instant,
): Promise<Template> {
  await tx`select 1 as one from messaging.template where id = ${id} and organization_id = ${organization} for update`
  const before = await templateFor(tx, organization, id)
  if (before.archivedAt) throw refuse('template_archived')
  if (before.version !== seen)
    throw refuse('template_changed_meanwhile', { version: before.version })
  const read = readVersion(before.way, given)
  await writeVersion(tx, { id, version: before.version + 1, ...read }, by, now)
  return templateFor(tx, organization, id)
}

/** Puts it away: nothing new is written by it. Refusals: template_unknown, template_archived. */
export async function archiveTemplate(
  tx: Tx,
  organization: string,
  id: string,
  by: string,
  now: Temporal.Instant,
): Promise<Template> {
  const before = await templateFor(tx, organization, id)
  if (before.archivedAt) throw refuse('template_archived')
  await tx`update messaging.template set archived_at = ${now}, archived_by = ${by} where id = ${id}`
  return templateFor(tx, organization, id)
}

type Read = Omit<Version, 'registration'> & { registration: Registration | null }

/** A version as it is kept: for whoever writes one, and for a preview of one that is not kept yet. */
export function readVersion(way: Way, given: Version): Read {
  const registration = readRegistration(way, given.registration)
  const variables = readVariables(given.variables, registration !== null)
  const fallback = knownLocale(given.fallback)
  const words = Object.fromEntries(
    Object.entries(given.words).map(([language, one]) => {
      const known = knownLocale(language)
      return [known, readWords(way, known, one, variables)]
    }),
  )
  if (!words[fallback]) throw refuse('template_words_missing', { fallback })
  return { variables, words, fallback, registration }
}

async function writeVersion(
  tx: Tx,
  { id, version, variables, words, fallback, registration }: Read & { id: string; version: number },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    insert into messaging.template_version (template_id, version, variables, words, fallback, dlt_header, dlt_entity,
      dlt_template, made_by, made_at)
    values (${id}, ${version}, ${JSON.stringify(variables)}::jsonb, ${words}, ${fallback}, ${registration?.header},
      ${registration?.entity}, ${registration?.template}, ${by}, ${now})`
}
