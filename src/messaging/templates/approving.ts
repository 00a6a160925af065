import { newId, type Query, type Tx } from '#base'
import { templateFor } from './finding.ts'
import { refuse } from './problems.ts'
import type { ApprovalState, Template } from './template.ts'

/** From which state a template goes to which, at a provider. */
const STEPS: Readonly<Record<ApprovalState, readonly ApprovalState[]>> = {
  draft: ['submitted', 'approved'],
  submitted: ['approved', 'rejected', 'draft'],
  approved: ['paused', 'rejected'],
  rejected: ['submitted', 'draft'],
  paused: ['approved', 'rejected', 'submitted'],
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

/**
 * A provider says that a template of ours no longer goes out: nothing is sent by it there until it is looked at. Answers
 * how many versions were paused.
 */
export async function pauseAtProvider(
  tx: Tx,
  {
    provider,
    providerTemplate,
    reason,
  }: { provider: string; providerTemplate: string; reason: string },
  now: Temporal.Instant,
): Promise<number> {
  const rows = await tx<ApprovalStep & { organization: string }>`
    select a.template_id as id, a.version, a.language, t.organization_id as organization
    from messaging.template_approval a join messaging.template t on t.id = a.template_id
    where a.provider = ${provider} and a.provider_template = ${providerTemplate} and a.state = 'approved'
    order by a.template_id, a.version, a.language`
  for (const { organization, ...row } of rows)
    await setApproval(
      tx,
      organization,
      { ...row, provider, state: 'paused', reason },
      provider,
      now,
    )
  return rows.length
}

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
