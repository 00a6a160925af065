import { Problem, type Query, type Tx, toJson } from '#base'
import { waysOut } from '../campaigns/index.ts'
import { type Contact, contactFor } from '../contacts/index.ts'
import { addressesIn, LINK_PATH, makeLinks, withAddresses } from '../links/index.ts'
import type { Content, Way } from '../message.ts'
import { afterNight, USUAL_NIGHT } from '../quiet.ts'
import { accept } from '../sending/index.ts'
import { render, type Template, templateFor, type Values } from '../templates/index.ts'
import type { Automation, AutomationStep } from './automation.ts'
import type { EventMedia } from './raising.ts'
import type { EventData } from './schema.ts'

/** Where somebody cannot be reached on one way, the next is tried. All else ends the run, by name. */
const NEXT_WAY: readonly string[] = [
  'address_missing',
  'recipient_suppressed',
  'recipient_opted_out',
  'recipient_consent_missing',
]
/** What becomes of a message is followed for so long. */
export const WATCH = { hours: 72 }
const LINK_DAYS = 180
/** Without a zone of their own. */
const ELSEWHERE = 'Asia/Kolkata'

/** A run with all it takes to go on. */
export type Run = {
  id: string
  organization: string
  automation: string
  event: string
  contact: string | null
  steps: AutomationStep[]
  step: number
  way: number
  state: 'waiting' | 'watching'
  message: string | null
  data: EventData | null
  media: EventMedia | null
  about: Pick<Automation, 'name' | 'cap' | 'quiet' | 'links' | 'audience' | 'state'>
}

export type Said = {
  what: string
  code?: string | undefined
  way?: Way | undefined
  message?: string | undefined
  facts?: Record<string, unknown> | undefined
}

/** Writes down what happened in a run. The run is locked by the caller. */
export async function log(tx: Tx, run: string, said: Said, now: Temporal.Instant): Promise<void> {
  await tx`
    insert into messaging.automation_log (run_id, number, at, what, code, way, message_id, facts)
    select ${run}, coalesce(max(number), 0) + 1, ${now}, ${said.what}, ${said.code}, ${said.way}, ${said.message},
      ${toJson(said.facts ?? {})}::jsonb
    from messaging.automation_log where run_id = ${run}`
}

/** Ends a run that did not say what it was to say. */
export async function end(tx: Tx, run: Run, said: Said, now: Temporal.Instant): Promise<void> {
  await log(tx, run.id, said, now)
  await tx`
    update messaging.automation_run set state = 'ended', reason = ${said.code ?? said.what}, due_at = null, ended_at = ${now}
    where id = ${run.id}`
}

/** Says what a step says to the run's contact: by the first way on which its receiver can be reached. */
export async function act(tx: Tx, run: Run, site: string, now: Temporal.Instant): Promise<void> {
  const { about } = run
  const contact = run.contact!
  const person = await reachable(tx, run, contact)
  if (!person) return end(tx, run, { what: 'stopped', code: 'contact_unknown' }, now)
  if (run.step === 0 && run.way === 0 && (await capped(tx, run, contact, now)))
    return end(tx, run, { what: 'stopped', code: 'frequency_cap', facts: { ...about.cap } }, now)
  const awake = about.quiet ? afterNight(now, person.zone ?? ELSEWHERE, USUAL_NIGHT) : now
  if (!awake.equals(now)) {
    await tx`update messaging.automation_run set due_at = ${awake} where id = ${run.id}`
    return log(tx, run.id, { what: 'waits', code: 'night', facts: { until: `${awake}` } }, now)
  }
  for (let way = run.way; way < run.steps[run.step]!.templates.length; way += 1) {
    const tried = await attempt(tx, run, { person, way, site }, now)
    if (tried === 'next') continue
    return
  }
  await end(tx, run, { what: 'not_said', code: 'nobody_reached' }, now)
}

async function reachable(tx: Tx, run: Run, id: string): Promise<Contact | undefined> {
  try {
    return await contactFor(tx, run.organization, id)
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** Runs about one person are counted one after the other. */
async function capped(
  tx: Tx,
  { id, automation, about }: Run,
  contact: string,
  now: Temporal.Instant,
): Promise<boolean> {
  if (!about.cap) return false
  await tx`select pg_advisory_xact_lock(hashtextextended(${`messaging.cap ${automation} ${contact}`}, 0))`
  const [row] = await tx<{ count: number }>`
    select count(*)::int as count from messaging.automation_run
    where automation_id = ${automation} and contact_id = ${contact} and id <> ${id}
      and wrote_at > ${now.subtract({ hours: about.cap.hours })}`
  return row!.count >= about.cap.times
}

type Trying = { person: Contact; way: number; site: string }

/** One way of a step: said, or why not. */
async function attempt(
  tx: Tx,
  run: Run,
  { person, way, site }: Trying,
  now: Temporal.Instant,
): Promise<'next' | 'over'> {
  const { id, organization } = run
  const template = await templateFor(tx, organization, run.steps[run.step]!.templates[way]!)
  const said = { way: template.way }
  const to = person.addresses.find((one) => one.way === template.way)
  if (!to) {
    await log(tx, id, { ...said, what: 'refused', code: 'address_missing' }, now)
    return 'next'
  }
  const content = written(template, person, run)
  if (content instanceof Problem) {
    const { code, facts } = content
    await end(tx, run, { ...said, what: 'not_said', code, facts }, now)
    return 'over'
  }
  const short = await shortened(tx, run, content, person.id, site, now)
  const wayOut = await waysOut(tx, site)
  const mailing = {
    organization,
    way: template.way,
    category: template.category,
    address: to.address,
  }
  const [answer] = await accept(
    tx,
    { type: 'organization', id: organization },
    [
      {
        key: `automation:${id}:${run.step}:${way}`,
        way: template.way,
        to: to.address,
        category: template.category,
        lane: template.category === 'marketing' ? 'bulk' : 'transactional',
        content: wayOut(short, mailing, person.language),
        contact: person.id,
        about: { type: 'automation', id },
        zone: person.zone ?? undefined,
        country: to.country ?? undefined,
      },
    ],
    now,
  )
  const { refusal, id: message } = answer!
  if (!refusal) {
    await wrote(tx, run, { message: message!, way }, now)
    await log(tx, id, { ...said, what: 'said', message: message!, facts: { step: run.step } }, now)
    return 'over'
  }
  if (refusal === 'sending_limit') {
    await tx`
      update messaging.automation_run set way = ${way}, due_at = ${now.add({ minutes: 1 })} where id = ${id}`
    await log(tx, id, { ...said, what: 'waits', code: refusal }, now)
    return 'over'
  }
  if (NEXT_WAY.includes(refusal)) {
    await log(tx, id, { ...said, what: 'refused', code: refusal }, now)
    return 'next'
  }
  await end(tx, run, { ...said, what: 'not_said', code: refusal }, now)
  return 'over'
}

/** Its message is followed until it has arrived, or until the next step is due. */
async function wrote(
  tx: Tx,
  { id, steps, step }: Run,
  { message, way }: { message: string; way: number },
  now: Temporal.Instant,
): Promise<void> {
  const next = steps[step + 1]
  const until = next ? now.add({ minutes: next.after }) : now.add(WATCH)
  await tx`
    update messaging.automation_run set state = 'watching', message_id = ${message}, way = ${way}, wrote_at = ${now},
      due_at = ${until}
    where id = ${id}`
}

/** The message of a template for somebody, or why it cannot be written. */
export function written(
  template: Template,
  person: Pick<Contact, 'name' | 'language' | 'fields'>,
  { data, media }: Pick<Run, 'data' | 'media'>,
): Content | Problem {
  try {
    const content = render(template, person.language, valuesOf(person, data, media))
    if (content.way !== 'whatsapp' || content.media || !media) return content
    return { ...content, media: { ...media } }
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** What is known of somebody, and what the event says: the event goes before. */
function valuesOf(
  { name, fields }: Pick<Contact, 'name' | 'fields'>,
  data: EventData | null,
  media: EventMedia | null,
): Values {
  const values: Record<string, string | number> = { name }
  for (const [field, value] of [...Object.entries(fields), ...Object.entries(data ?? {})]) {
    if (typeof value === 'string' || typeof value === 'number') values[field] = value
  }
  return media ? { ...values, media: media.url } : values
}

async function shortened(
  tx: Tx,
  { id, organization, about }: Run,
  content: Content,
  contact: string,
  site: string,
  now: Temporal.Instant,
): Promise<Content> {
  if (about.links === 'none') return content
  const expiresAt = now.add({ hours: 24 * LINK_DAYS })
  const urls = addressesIn(content, site)
  const wish = { organization, about: { type: 'automation' as const, id }, contact, expiresAt }
  const codes = await makeLinks(
    tx,
    urls.map((url) => ({ ...wish, url })),
    now,
  )
  const short = new Map(urls.map((url, at) => [url, `${site}${LINK_PATH}${codes[at]}`]))
  return withAddresses(content, short)
}

/** What was begun in this transaction is not kept, but why is. */
export class Ends extends Error {
  readonly said: Said
  constructor(said: Said) {
    super(said.code)
    this.said = said
  }
}

/** The next step waits for its hour; after the last the run is done. */
export async function goOn(tx: Tx, run: Run, now: Temporal.Instant): Promise<void> {
  const next = run.steps[run.step + 1]
  if (!next) {
    await tx`
      update messaging.automation_run set state = 'done', due_at = null, ended_at = ${now} where id = ${run.id}`
    return
  }
  const [row] = await tx<{ wrote_at: Temporal.Instant | null }>`
    select wrote_at from messaging.automation_run where id = ${run.id}`
  const due = (row!.wrote_at ?? now).add({ minutes: next.after })
  await tx`
    update messaging.automation_run set state = 'waiting', step = ${run.step + 1}, way = 0, message_id = null,
      due_at = ${Temporal.Instant.compare(due, now) < 0 ? now : due}
    where id = ${run.id}`
}

/** Why a message failed, as the next way is decided by it. */
export async function failureOf(q: Query, message: string): Promise<string | null> {
  const [row] = await q<{ class: string | null; reason: string | null }>`
    select m.reason, coalesce(
      (select a.class from messaging.attempt a
        where a.message_id = m.id and a.state = 'refused' order by a.number desc limit 1),
      (select e.class from messaging.error_code e join messaging.provider p on p.kind = e.kind
        where p.id = m.provider_id and e.code = m.reason)) as class
    from messaging.message m where m.id = ${message}`
  return row?.class ?? row?.reason ?? null
}
