import { Problem, type Query } from '#base'
import { type Contact, contactFor, mayReceive } from '../contacts/index.ts'
import type { Content, Way } from '../message.ts'
import { termsNow } from '../retail/index.ts'
import { Reckoning } from '../sending/index.ts'
import { templateFor } from '../templates/index.ts'
import { written } from './acting.ts'
import { oneAutomation } from './automation.ts'
import { type Condition, meets } from './conditions.ts'
import { eventKindOf } from './kinds.ts'
import type { EventMedia } from './raising.ts'
import { type EventData, readData } from './schema.ts'

/** One way of one step, as it would be said. */
export type TriedWay = {
  template: string
  name: string
  way: Way
  to: string | null
  /** Why it would not be said; null: it would. */
  refusal: string | null
  content: Content | null
  segments: number
  units: bigint
}

export type TestRun = {
  data: EventData
  conditions: { condition: Condition; met: boolean }[]
  /** Whether it would begin at all. */
  begins: boolean
  steps: { after: number; ways: TriedWay[]; said: number | null }[]
}

/**
 * What an automation would say for an event, to one contact or to somebody made up: nothing is written, sent or
 * reserved. Refusals: automation_unknown, event_data_refused, contact_unknown, template_unknown.
 */
export async function tryAutomation(
  q: Query,
  given: {
    organization: string
    id: string
    data: Record<string, unknown>
    contact?: string | undefined
    media?: EventMedia | undefined
  },
  now: Temporal.Instant,
): Promise<TestRun> {
  const { organization, id, contact, media } = given
  const automation = await oneAutomation(q, organization, id, now)
  const { schema } = await eventKindOf(q, organization, automation.trigger)
  const data = readData(schema, given.data)
  const person = contact ? await contactFor(q, organization, contact) : undefined
  const reckoning = new Reckoning(await termsNow(q, now))
  const tell = { data, media: media ?? null }
  const steps: TestRun['steps'] = []
  for (const { after, templates } of automation.steps) {
    const ways: TriedWay[] = []
    for (const template of templates)
      ways.push(await triedWay(q, { organization, template, person, tell, reckoning }, now))
    const said = ways.findIndex(({ refusal }) => refusal === null)
    steps.push({ after, ways, said: said < 0 ? null : said })
  }
  const conditions = meets(automation.conditions, schema, data)
  return { data, conditions, begins: conditions.every(({ met }) => met), steps }
}

type Tried = {
  organization: string
  template: string
  person: Contact | undefined
  tell: { data: EventData; media: EventMedia | null }
  reckoning: Reckoning
}

/** Somebody made up has an address on every way, and has allowed everything. */
const SOMEBODY = { name: 'Asha Rao', language: null, fields: {} }
const MADE_UP: Record<Way, string> = {
  sms: '+919810012345',
  whatsapp: '+919810012345',
  email: 'asha@example.org',
}

async function triedWay(
  q: Query,
  { organization, template: id, person, tell, reckoning }: Tried,
  now: Temporal.Instant,
): Promise<TriedWay> {
  const template = await templateFor(q, organization, id)
  const { way, name, category } = template
  const own = person?.addresses.find((one) => one.way === way)
  const to = person ? (own?.address ?? null) : MADE_UP[way]
  const nothing = { template: id, name, way, to, content: null, segments: 0, units: 0n }
  if (!to) return { ...nothing, refusal: 'address_missing' }
  const content = written(template, person ?? SOMEBODY, tell)
  if (content instanceof Problem) return { ...nothing, refusal: content.code }
  const not = person
    ? await mayReceive(q, organization, way, category, [to], now)
    : new Map<string, string>()
  const about = { type: 'automation', id }
  const country = own?.country ?? undefined
  const { segments, units } = reckoning.of({
    key: id,
    way,
    to,
    category,
    lane: 'transactional',
    content,
    about,
    country,
  })
  return { ...nothing, refusal: not.get(to) ?? null, content, segments, units }
}
