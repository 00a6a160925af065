import { type Query, raw, sql } from '#base'
import type { Way } from '../message.ts'
import { refuse } from './problems.ts'
import type { Template } from './template.ts'

const seen =
  raw(`t.id, t.organization_id as "organizationId", t.name, t.way, t.category, v.version, v.variables, v.words,
  v.fallback, v.dlt_header as "dltHeader", v.dlt_entity as "dltEntity", v.dlt_template as "dltTemplate",
  t.archived_at as "archivedAt",
  coalesce((select json_agg(json_build_object('language', a.language, 'provider', a.provider, 'state', a.state,
    'providerTemplate', a.provider_template, 'reason', a.reason, 'changedAt', a.changed_at)
    order by a.language, a.provider) from messaging.template_approval a
    where a.template_id = t.id and a.version = v.version), '[]') as approvals`)

type Row = Omit<Template, 'approvals'> & {
  approvals: (Omit<Template['approvals'][number], 'changedAt'> & { changedAt: string })[]
}

const templateFrom = ({ approvals, ...row }: Row): Template => ({
  ...row,
  approvals: approvals.map((one) => ({ ...one, changedAt: Temporal.Instant.from(one.changedAt) })),
})

/**
 * A template of an organization: its newest version, or the one that is named (a message that was sent keeps its own).
 * Refusal: template_unknown.
 */
export async function templateFor(
  q: Query,
  organization: string,
  id: string,
  version: number | undefined = undefined,
): Promise<Template> {
  const [row] = await q<Row>`
    select ${seen} from messaging.template t join messaging.template_version v on v.template_id = t.id
    where t.id = ${id} and t.organization_id = ${organization}
      ${version === undefined ? raw('') : sql`and v.version = ${version}`}
    order by v.version desc limit 1`
  if (!row) throw refuse('template_unknown')
  return templateFrom(row)
}

type Filter = {
  way?: Way | undefined
  archived?: boolean | undefined
  after?: string | undefined
  limit: number
}

/** Its templates in their newest version, the newest template first. */
export async function templatesOf(
  q: Query,
  organization: string,
  { way, archived = false, after, limit }: Filter,
): Promise<{ items: Template[]; next: string | null }> {
  const rows = await q<Row>`
    select ${seen} from messaging.template t
    join lateral (select * from messaging.template_version v where v.template_id = t.id order by version desc limit 1) v on true
    where t.organization_id = ${organization} and (t.archived_at is not null) = ${archived}
      ${way ? sql`and t.way = ${way}` : raw('')} ${after ? sql`and t.id < ${after}` : raw('')}
    order by t.id desc limit ${limit + 1}`
  const items = rows.slice(0, limit).map(templateFrom)
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}
