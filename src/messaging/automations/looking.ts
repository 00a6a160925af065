import type { Query } from '#base'
import type { Way } from '../message.ts'
import { refuse } from './problems.ts'

/** One automation for one event. */
export type AutomationRun = {
  id: string
  event: { id: string; key: string; name: string; at: Temporal.Instant }
  contact: { id: string; name: string } | null
  step: number
  state: 'waiting' | 'watching' | 'done' | 'ended'
  reason: string | null
  dueAt: Temporal.Instant | null
  campaign: string | null
  begunAt: Temporal.Instant
  endedAt: Temporal.Instant | null
}

/** Something that happened in a run. */
export type RunEntry = {
  at: Temporal.Instant
  what: string
  /** The name of a refusal or of a message's end. */
  code: string | null
  way: Way | null
  message: string | null
  facts: Record<string, unknown>
}

export type RunFilter = {
  state?: AutomationRun['state'] | undefined
  before?: { at: Temporal.Instant; id: string } | undefined
  limit: number
}

type Row = Omit<AutomationRun, 'event' | 'contact'> & {
  event: Omit<AutomationRun['event'], 'at'> & { at: string }
  contact: AutomationRun['contact']
}

const runFrom = ({ event, ...row }: Row): AutomationRun => ({
  ...row,
  event: { ...event, at: Temporal.Instant.from(event.at) },
})

/** What an automation did, the latest first. Refusal: automation_unknown, where it is another organization's. */
export async function runsOf(
  q: Query,
  { organization, id }: { organization: string; id: string },
  { state, before, limit }: RunFilter,
): Promise<AutomationRun[]> {
  const [own] = await q`
    select 1 from messaging.automation where id = ${id} and organization_id = ${organization}`
  if (!own) throw refuse('automation_unknown')
  const rows = await q<Row>`
    select r.id, r.step, r.state, r.reason, r.due_at as "dueAt", r.campaign_id as campaign, r.begun_at as "begunAt",
      r.ended_at as "endedAt",
      json_build_object('id', e.id, 'key', e.key, 'name', e.name, 'at', e.at) as event,
      case when r.contact_id is not null
        then json_build_object('id', r.contact_id, 'name', coalesce(c.name, '')) end as contact
    from messaging.automation_run r join messaging.event e on e.id = r.event_id
    left join messaging.contact c on c.id = r.contact_id
    where r.automation_id = ${id} and (${state}::text is null or r.state = ${state})
      and (${before?.at}::timestamptz is null or (r.begun_at, r.id) < (${before?.at}::timestamptz, ${before?.id}::uuid))
    order by r.begun_at desc, r.id desc limit ${limit}`
  return rows.map(runFrom)
}

/** All that happened in one run. Refusal: automation_run_unknown. */
export async function runLog(
  q: Query,
  { organization, id, run }: { organization: string; id: string; run: string },
): Promise<RunEntry[]> {
  const [own] = await q`
    select 1 from messaging.automation_run r join messaging.automation a on a.id = r.automation_id
    where r.id = ${run} and a.id = ${id} and a.organization_id = ${organization}`
  if (!own) throw refuse('automation_run_unknown')
  return await q<RunEntry>`
    select at, what, code, way, message_id as message, facts from messaging.automation_log
    where run_id = ${run} order by number`
}
