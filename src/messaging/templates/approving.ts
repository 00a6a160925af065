import { newId, type Query, record, type Tx } from '#base'
import type { WrittenFrom } from '../message.ts'
import type { ProviderKind } from '../providers/index.ts'
import { templateFor } from './finding.ts'
import { refuse } from './problems.ts'
import type { ApprovalState, Template } from './template.ts'

/** From which state a template goes to which, at a provider. */
const STEPS: Readonly<Record<ApprovalState, readonly ApprovalState[]>> = {
  draft: ['submitted', 'approved', 'paused'],
  submitted: ['approved', 'rejected', 'draft'],
  approved: ['paused', 'rejected'],
  rejected: ['submitted', 'draft'],
  paused: ['approved', 'rejected', 'submitted', 'draft'],
}

export type ApprovalStep = {
  id: string
  version: number
  language: string
  provider: string
  state: ApprovalState
  providerTemplate?: string | undefined
  reason?: string | undefined
}

/**
 * What a provider thinks of a version in one language now. The same again is nothing. Refusals in order:
 * template_unknown, template_words_missing, approval_step_unfit, approval_incomplete.
 */
export async function setApproval(
  tx: Tx,
  organization: string,
  { id, version, language, provider, state, providerTemplate, reason }: ApprovalStep,
  by: string,
  now: Temporal.Instant,
): Promise<Template> {
  await tx`select 1 as one from messaging.template where id = ${id} and organization_id = ${organization} for update`
  const template = await templateFor(tx, organization, id, version)
  if (!template.words[language]) throw refuse('template_words_missing', { language })
  const before = template.approvals.find(
    (one) => one.language === language && one.provider === provider,
  )
  const from = before?.state ?? 'draft'
  const name = providerTemplate?.trim() || before?.providerTemplate || null
  if (from === state && name === (before?.providerTemplate ?? null)) return template
  if (from !== state && !STEPS[from].includes(state))
    throw refuse('approval_step_unfit', { from, to: state })
  const why = reason?.trim() || null
  if (state === 'approved' && !name) throw refuse('approval_incomplete')
  if ((state === 'rejected' || state === 'paused') && (why?.length ?? 0) < 3)
    throw refuse('approval_incomplete')

  await tx`
    insert into messaging.template_approval (template_id, version, language, provider, state, provider_template, reason,
      changed_at, changed_by)
    values (${id}, ${version}, ${language}, ${provider}, ${state}, ${name}, ${why}, ${now}, ${by})
    on conflict (template_id, version, language, provider) do update set state = excluded.state,
      provider_template = excluded.provider_template, reason = excluded.reason, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by`
  await tx`
    insert into messaging.template_approval_change (id, template_id, version, language, provider, from_state, to_state,
      reason, at, by)
    values (${newId()}, ${id}, ${version}, ${language}, ${provider}, ${from}, ${state}, ${why}, ${now}, ${by})`
  return templateFor(tx, organization, id, version)
}

/** A provider as it stands in approvals: by its id, or all of its kind. */
type At = { id: string; kind: ProviderKind }

/**
 * A provider did not take what a template says: nothing more is sent by these words there until somebody looked at
 * them (fact `template.paused`). What left before the last look says nothing new. Answers whether it was paused.
 */
export async function pauseAtProvider(
  tx: Tx,
  organization: string,
  { template, version, language }: WrittenFrom,
  { at, reason, leftAt }: { at: At; reason: string; leftAt: Temporal.Instant },
  now: Temporal.Instant,
): Promise<boolean> {
  await tx`select 1 as one from messaging.template where id = ${template} for update`
  const { name, approvals } = await templateFor(tx, organization, template, version)
  const own = approvals.filter((one) => one.language === language)
  const before =
    own.find(({ provider }) => provider === at.id) ??
    own.find(({ provider }) => provider === at.kind)
  const from = before?.state ?? 'draft'
  if (from === 'paused' || from === 'rejected') return false
  if (before && Temporal.Instant.compare(leftAt, before.changedAt) < 0) return false
  const provider = before?.provider ?? at.kind
  const state = from === 'submitted' ? 'rejected' : 'paused'
  const why = reason.trim().length < 3 ? 'It gave no reason.' : reason.trim().slice(0, 500)
  const step: ApprovalStep = { id: template, version, language, provider, state, reason: why }
  await setApproval(tx, organization, step, `provider:${at.id}`, now)
  await record(tx, {
    kind: 'template.paused',
    about: { type: 'template', id: template },
    at: now,
    data: { organizationId: organization, name, version, language, provider: at.id, reason: why },
  })
  return true
}

/** Where nothing is sent by words that messages were written with: as `closedFor` asks. */
export type Closed = ReadonlySet<string>

const named = (of: WrittenFrom, provider: string) =>
  `${of.template} ${of.version} ${of.language} ${provider}`

/** At which providers these words were paused or rejected. */
export async function closedAt(q: Query, written: readonly WrittenFrom[]): Promise<Closed> {
  const ids = [...new Set(written.map(({ template }) => template))]
  if (ids.length === 0) return new Set()
  const rows = await q<WrittenFrom & { provider: string }>`
    select template_id as template, version, language, provider from messaging.template_approval
    where template_id = any(${ids}::uuid[]) and state in ('paused', 'rejected')`
  return new Set(rows.map((row) => named(row, row.provider)))
}

export const closedFor = (closed: Closed, written: WrittenFrom, { id, kind }: At): boolean =>
  closed.size > 0 && (closed.has(named(written, id)) || closed.has(named(written, kind)))

export type ApprovalChange = {
  version: number
  language: string
  provider: string
  from: ApprovalState
  to: ApprovalState
  reason: string | null
  at: Temporal.Instant
  by: string
}

/** What providers thought of it, the newest first. */
export async function approvalHistory(q: Query, id: string): Promise<ApprovalChange[]> {
  return await q<ApprovalChange>`
    select version, language, provider, from_state as "from", to_state as "to", reason, at, by
    from messaging.template_approval_change where template_id = ${id} order by at desc, id desc limit 100`
}
