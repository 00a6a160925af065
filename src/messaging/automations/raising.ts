import { createHash } from 'node:crypto'
import { newId, type Query, queueWork, type Tx, toJson } from '#base'
import {
  addContact,
  contactFor,
  contactsAt,
  type NewConsent,
  type NewContact,
  readAddress,
  recordConsents,
} from '../contacts/index.ts'
import { leadsTo } from '../links/index.ts'
import type { Way } from '../message.ts'
import type { AutomationStep } from './automation.ts'
import { type Condition, meets } from './conditions.ts'
import { eventKindOf } from './kinds.ts'
import { refuse } from './problems.ts'
import { type EventData, readData } from './schema.ts'

/** The task of the queue that says what is due. */
export const RUN_AUTOMATIONS = 'messaging.automations'

/** A picture or a paper that belongs to an event: a seat map. */
export type EventMedia = { kind: 'image' | 'document'; url: string; name?: string | undefined }

/** Whom an event is about: a contact, whoever has an address, or somebody new with the consent that they gave. */
export type Whom =
  | { contact: string }
  | { way: Way; address: string; country?: string | undefined }
  | { person: NewContact; consents: NewConsent[] }

export type NewEvent = {
  organization: string
  /** The caller's own name for it: told again, it is the same event. */
  key: string
  name: string
  data: Record<string, unknown>
  whom?: Whom | undefined
  media?: EventMedia | undefined
}

export type Raised = {
  id: string
  /** The key was used before, and this is the first one. */
  repeated: boolean
  contact: string | null
  /** What was started by it, and what was not, and why. */
  runs: { id: string; automation: string; name: string; state: string; reason: string | null }[]
}

/**
 * Tells that something happened. Automations that wait for it begin in the same transaction; the same key again
 * begins nothing. Refusals in order: event_name_unknown, event_data_refused, event_media_refused, event_key_reused, and
 * those of the contact (contact_unknown, address_invalid, event_contact_unknown, consent_in_the_future, …).
 */
export async function raiseEvent(
  tx: Tx,
  given: NewEvent,
  by: string,
  now: Temporal.Instant,
): Promise<Raised> {
  const { organization, key, name, whom } = given
  const { schema } = await eventKindOf(tx, organization, name)
  const data = readData(schema, given.data)
  const media = given.media && readMedia(given.media)
  const print = fingerprint({ name, data, whom, media })
  // Two with one key wait for each other here: the second finds the first.
  await tx`select pg_advisory_xact_lock(hashtextextended(${`messaging.event ${organization} ${key}`}, 0))`
  const [first] = await tx<{ id: string; fingerprint: Buffer; contact: string | null }>`
    select id, fingerprint, contact_id as contact from messaging.event
    where organization_id = ${organization} and key = ${key}`
  if (first && !first.fingerprint.equals(print)) throw refuse('event_key_reused')
  if (first)
    return {
      id: first.id,
      repeated: true,
      contact: first.contact,
      runs: await begunBy(tx, first.id),
    }

  const contact = whom ? await contactOf(tx, organization, whom, by, now) : null
  const id = newId()
  await tx`
    insert into messaging.event (id, organization_id, key, fingerprint, name, data, media, contact_id, raised_by, at)
    values (${id}, ${organization}, ${key}, ${print}, ${name}, ${toJson(data)}::jsonb, ${media}::jsonb, ${contact}, ${by},
      ${now})`
  await begin(tx, { id, organization, name, data, contact }, schema, now)
  return { id, repeated: false, contact, runs: await begunBy(tx, id) }
}

function fingerprint(said: Record<string, unknown>): Buffer {
  return createHash('sha256').update(toJson(said)).digest().subarray(0, 16)
}

/** A page of the web that is sent in the open, or what this house keeps itself, also where it is tried out. */
const OURS = /^http:\/\/localhost(:\d+)?\/m\/[0-9A-Za-z]{22}$/

function readMedia({ kind, url, name }: EventMedia): EventMedia {
  const named = name ? { name: name.slice(0, 200) } : {}
  if (OURS.test(url)) return { kind, url, ...named }
  try {
    if (!url.startsWith('https://')) throw refuse('event_media_refused')
    return { kind, url: leadsTo(url), ...named }
  } catch {
    throw refuse('event_media_refused')
  }
}

async function contactOf(
  tx: Tx,
  organization: string,
  whom: Whom,
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  if ('contact' in whom) return (await contactFor(tx, organization, whom.contact)).id
  if ('way' in whom) {
    const { address } = readAddress(whom.way, whom.address, whom.country ?? null)
    const [found] = await contactsAt(tx, organization, { way: whom.way, address })
    if (!found) throw refuse('event_contact_unknown')
    return found.id
  }
  const { person, consents } = whom
  const known = await knownAs(tx, organization, person)
  const id = known ?? (await addContact(tx, organization, person, by, now)).id
  const read = consents.map((one) => ({
    ...one,
    address: readAddress(one.way, one.address, null).address,
  }))
  await recordConsents(tx, organization, read, by, now)
  return id
}

/** Somebody given inline may be here already: by their number at the organization, or by an address. */
async function knownAs(
  q: Query,
  organization: string,
  { reference, addresses }: NewContact,
): Promise<string | undefined> {
  if (reference) {
    const [row] = await q<{ id: string }>`
      select id from messaging.contact where organization_id = ${organization} and reference = ${reference}`
    // Another number is another person, even at their parents' address.
    return row?.id
  }
  for (const { way, address, country = null } of addresses) {
    const read = readAddress(way, address, country)
    const [found] = await contactsAt(q, organization, { way, address: read.address })
    if (found) return found.id
  }
  return undefined
}

type Happened = {
  id: string
  organization: string
  name: string
  data: EventData
  contact: string | null
}

type Waiting = {
  id: string
  conditions: Condition[]
  steps: AutomationStep[]
  audience: object | null
}

/** Begins a run of every automation that waits for this; those whose conditions it does not meet end at once, by name. */
async function begin(
  tx: Tx,
  { id, organization, name, data, contact }: Happened,
  schema: Parameters<typeof meets>[1],
  now: Temporal.Instant,
): Promise<void> {
  const waiting = await tx<Waiting>`
    select id, conditions, steps, audience from messaging.automation
    where organization_id = ${organization} and trigger = ${name} and state = 'on' order by id for share`
  let due = false
  for (const one of waiting) {
    const unmet = meets(one.conditions, schema, data).filter(({ met }) => !met)
    const nobody = contact === null && one.audience === null
    const reason = unmet.length > 0 ? 'conditions_unmet' : nobody ? 'event_contact_needed' : null
    const run = newId()
    const at = now.add({ minutes: one.steps[0]!.after })
    await tx`
      insert into messaging.automation_run (id, automation_id, event_id, contact_id, steps, state, due_at, reason, begun_at,
        ended_at)
      values (${run}, ${one.id}, ${id}, ${contact}, ${toJson(one.steps)}::jsonb, ${reason ? 'ended' : 'waiting'},
        ${reason ? null : at}, ${reason}, ${now}, ${reason ? now : null})`
    await tx`
      insert into messaging.automation_log (run_id, number, at, what, code, facts)
      values (${run}, 1, ${now}, ${reason ? 'not_begun' : 'begun'}, ${reason},
        ${toJson(unmet.length > 0 ? { unmet: unmet.map(({ condition }) => condition) } : {})}::jsonb)`
    due ||= !reason && one.steps[0]!.after === 0
  }
  if (due) await queueWork(tx, RUN_AUTOMATIONS, {}, RUN_AUTOMATIONS)
}

function begunBy(q: Query, event: string): Promise<Raised['runs']> {
  return q<Raised['runs'][number]>`
    select r.id, r.automation_id as automation, a.name, r.state, r.reason
    from messaging.automation_run r join messaging.automation a on a.id = r.automation_id
    where r.event_id = ${event} order by r.id`
}
