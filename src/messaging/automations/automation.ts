import { newId, type Query, raw, type Tx, toJson } from '#base'
import type { Audience } from '../contacts/index.ts'
import { templateFor } from '../templates/index.ts'
import { type Condition, refuseUnfit } from './conditions.ts'
import { eventKindOf } from './kinds.ts'
import { refuse } from './problems.ts'

/** One thing that is said: by the first way on which somebody can be reached. */
export type AutomationStep = {
  /** Minutes after the event, or after the step before. */
  after: number
  /** Templates in the order in which their ways are tried. */
  templates: string[]
}

/** What people say of an automation. */
export type AutomationWords = {
  name: string
  /** The event that it waits for. */
  trigger: string
  conditions: Condition[]
  steps: AutomationStep[]
  /** At most so many times in so many hours to one contact. */
  cap: { times: number; hours: number } | null
  /** Whether nights of receivers are kept. */
  quiet: boolean
  links: 'none' | 'own'
  /** Who hears of events that are about nobody: an announcement. */
  audience: Pick<Audience, 'groups' | 'contacts' | 'filter'> | null
}

export type AutomationState = 'off' | 'on' | 'archived'

export type Automation = AutomationWords & {
  id: string
  organization: string
  state: AutomationState
  stateBy: string
  stateAt: Temporal.Instant
  version: number
  madeBy: string
  madeAt: Temporal.Instant
  /** Of the last 30 days. */
  runs: { said: number; notSaid: number; underWay: number }
}

type Row = Omit<Automation, 'cap'> & { cap_times: number | null; cap_hours: number | null }

const automationAt = (since: Temporal.Instant) =>
  raw(`
  a.id, a.organization_id as organization, a.name, a.trigger, a.conditions, a.steps, a.cap_times, a.cap_hours, a.quiet,
  a.links, a.audience, a.state, a.state_by as "stateBy", a.state_at as "stateAt", a.version, a.made_by as "madeBy",
  a.made_at as "madeAt",
  (select json_build_object('said', count(*) filter (where r.state = 'done'),
      'notSaid', count(*) filter (where r.state = 'ended'),
      'underWay', count(*) filter (where r.state in ('waiting', 'watching')))
    from messaging.automation_run r where r.automation_id = a.id and r.begun_at > '${since}') as runs`)

const automationFrom = ({ cap_times, cap_hours, ...row }: Row): Automation => ({
  ...row,
  cap: cap_times === null ? null : { times: cap_times, hours: cap_hours! },
})

const monthBefore = (now: Temporal.Instant) => now.subtract({ hours: 24 * 30 })

/** All automations of an organization, the latest first; those that were put away only where they are asked for. */
export async function automationsOf(
  q: Query,
  organization: string,
  { archived = false }: { archived?: boolean },
  now: Temporal.Instant,
): Promise<Automation[]> {
  const rows = await q<Row>`
    select ${automationAt(monthBefore(now))} from messaging.automation a
    where a.organization_id = ${organization} and (a.state = 'archived') = ${archived}
    order by a.made_at desc, a.id desc limit 200`
  return rows.map(automationFrom)
}

/** One of them. Refusal: automation_unknown. */
export async function oneAutomation(
  q: Query,
  organization: string,
  id: string,
  now: Temporal.Instant,
): Promise<Automation> {
  const [row] = await q<Row>`
    select ${automationAt(monthBefore(now))} from messaging.automation a
    where a.id = ${id} and a.organization_id = ${organization}`
  if (!row) throw refuse('automation_unknown')
  return automationFrom(row)
}

/**
 * Makes an automation; it is off until it is switched on. Refusals in order: event_name_unknown,
 * automation_condition_refused, automation_steps_refused, template_unknown.
 */
export async function makeAutomation(
  tx: Tx,
  organization: string,
  words: AutomationWords,
  by: string,
  now: Temporal.Instant,
): Promise<Automation> {
  await refuseUnfitWords(tx, organization, words)
  const id = newId()
  await tx`
    insert into messaging.automation (id, organization_id, name, trigger, conditions, steps, cap_times, cap_hours, quiet,
      links, audience, state, state_by, state_at, made_by, made_at)
    values (${id}, ${organization}, ${words.name}, ${words.trigger}, ${toJson(words.conditions)}::jsonb,
      ${toJson(words.steps)}::jsonb, ${words.cap?.times}, ${words.cap?.hours}, ${words.quiet}, ${words.links},
      ${words.audience}::jsonb, 'off', ${by}, ${now}, ${by}, ${now})`
  return oneAutomation(tx, organization, id, now)
}

type Wish = { organization: string; id: string; version: number }

/**
 * Writes an automation anew; what is under way already goes on as it began. Refusals in order: automation_unknown,
 * automation_archived, automation_changed, and those of making.
 */
export async function changeAutomation(
  tx: Tx,
  { organization, id, version }: Wish,
  words: AutomationWords,
  now: Temporal.Instant,
): Promise<Automation> {
  const before = await lockAutomation(tx, { organization, id }, now)
  if (before.version !== version) throw refuse('automation_changed', { version: before.version })
  await refuseUnfitWords(tx, organization, words)
  await tx`
    update messaging.automation set name = ${words.name}, trigger = ${words.trigger},
      conditions = ${toJson(words.conditions)}::jsonb, steps = ${toJson(words.steps)}::jsonb,
      cap_times = ${words.cap?.times}, cap_hours = ${words.cap?.hours}, quiet = ${words.quiet}, links = ${words.links},
      audience = ${words.audience}::jsonb, version = version + 1
    where id = ${id}`
  return oneAutomation(tx, organization, id, now)
}

/** Switches it on or off, or puts it away for good. Refusals: automation_unknown, automation_archived. */
export async function switchAutomation(
  tx: Tx,
  { organization, id, to }: { organization: string; id: string; to: AutomationState },
  by: string,
  now: Temporal.Instant,
): Promise<Automation> {
  const { state } = await lockAutomation(tx, { organization, id }, now)
  if (state !== to)
    await tx`
      update messaging.automation set state = ${to}, state_by = ${by}, state_at = ${now} where id = ${id}`
  return oneAutomation(tx, organization, id, now)
}

async function lockAutomation(
  tx: Tx,
  { organization, id }: { organization: string; id: string },
  now: Temporal.Instant,
): Promise<Automation> {
  await tx`select 1 from messaging.automation where id = ${id} for update`
  const found = await oneAutomation(tx, organization, id, now)
  if (found.state === 'archived') throw refuse('automation_archived')
  return found
}

const MOST_STEPS = 5
const MOST_WAYS = 3

async function refuseUnfitWords(
  q: Query,
  organization: string,
  { trigger, conditions, steps }: AutomationWords,
): Promise<void> {
  const { schema } = await eventKindOf(q, organization, trigger)
  refuseUnfit(conditions, schema)
  const fit =
    steps.length >= 1 &&
    steps.length <= MOST_STEPS &&
    steps.every(({ templates }) => templates.length >= 1 && templates.length <= MOST_WAYS)
  if (!fit) throw refuse('automation_steps_refused')
  for (const { templates } of steps) {
    const known = await Promise.all(templates.map((id) => templateFor(q, organization, id)))
    const ways = known.map(({ way }) => way)
    const code = known.some(({ category }) => category === 'authentication')
    if (new Set(ways).size !== ways.length || code)
      throw refuse('automation_steps_refused', { ways })
  }
}
