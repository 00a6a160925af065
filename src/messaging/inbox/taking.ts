import { newId, type Query, record, type Tx } from '#base'
import type { Told } from '../providers/provider.ts'
import { plainAddress } from './addresses.ts'
import { tellAway } from './away.ts'
import { contactAt } from './contacts.ts'
import { afterMinutes } from './hours.ts'
import { KEPT, type Kept, type OurNumber, SHOWN } from './kept.ts'
import { keywordOf } from './keywords.ts'
import { chargeInbound } from './owed.ts'
import { inboxRulesOf } from './rules.ts'
import { step } from './steps.ts'
import { followKeyword, followUnowned } from './stopping.ts'

/** A message that somebody wrote to one of our numbers. */
export type Inbound = Extract<Told, { is: 'inbound' }>

/** What became of it: `known`: it had been taken before; without a thread nobody has that number. */
export type TakenIn = { id: string; known: boolean; thread: string | null }

/**
 * Takes in what a provider brought, each of its events once: into the thread of whoever wrote, at the
 * organization whose number it was sent to. What is sent to a number that nobody has is kept for staff.
 */
export async function takeInbound(
  tx: Tx,
  provider: string,
  told: Inbound,
  now: Temporal.Instant,
): Promise<TakenIn> {
  const { way, media = [], replyTo } = told
  const event = told.event.slice(0, 200)
  // A provider's clock may be ahead of ours, and must not make the 24 hours longer.
  const at = Temporal.Instant.compare(told.at, now) > 0 ? now : told.at
  const [fresh] = await tx<Kept>`
    insert into messaging.inbound (id, provider_id, event, way, from_address, to_address, text, media, reply_to,
      said_at, taken_at)
    values (${newId()}, ${provider}, ${event}, ${way}, ${plainAddress(told.from)}, ${plainAddress(told.to)},
      ${told.text.slice(0, 10_000)}, ${JSON.stringify(media)}::jsonb, ${replyTo}, ${at}, ${now})
    on conflict on constraint inbound_once do nothing returning ${KEPT}`
  if (!fresh) return takenBefore(tx, provider, event)
  const [number] = await tx<OurNumber>`
    select id, organization_id as organization, provider_id as provider, address from messaging.sender_number
    where provider_id = ${provider} and way = ${way} and address = ${fresh.to_address} and ended_at is null`
  if (number) {
    const thread = await putInThread(tx, number, fresh, now)
    return { id: fresh.id, known: false, thread }
  }
  const asking = keywordOf(fresh.text)
  if (asking) await followUnowned(tx, fresh, asking.keyword, now)
  return { id: fresh.id, known: false, thread: null }
}

async function takenBefore(q: Query, provider: string, event: string): Promise<TakenIn> {
  const [row] = await q<{ id: string; thread_id: string | null }>`
    select id, thread_id from messaging.inbound where provider_id = ${provider} and event = ${event}`
  return { id: row!.id, known: true, thread: row!.thread_id }
}

/**
 * Puts a message into its thread, which it opens or opens again, charges for it, and follows what it asks
 * for. Whoever works the thread hears of the first one that waits.
 */
export async function putInThread(
  tx: Tx,
  number: OurNumber,
  inbound: Kept,
  now: Temporal.Instant,
): Promise<string> {
  const { organization } = number
  const asking = keywordOf(inbound.text)
  // Whoever asks for help waits for somebody who helps.
  const keyword = asking?.keyword === 'help' ? undefined : asking?.keyword
  const thread = await reach(tx, number, inbound, now)
  await tx`update messaging.inbound set thread_id = ${thread.id} where id = ${inbound.id}`
  await tx`
    insert into messaging.thread_entry (id, thread_id, is_a, text, media, quick_replies, at, by, inbound_id)
    values (${newId()}, ${thread.id}, 'inbound', ${inbound.text}, ${JSON.stringify(inbound.media)}::jsonb, '[]',
      ${inbound.said_at}, 'them', ${inbound.id})`
  const rules = await inboxRulesOf(tx, organization)
  // Whoever says STOP waits for no answer.
  const due = keyword ? null : afterMinutes(rules, inbound.said_at, rules.answerMinutes)
  const [after] = await tx<{ unread: number; assigned_to: string | null }>`
    update messaging.thread set unread = unread + 1, last_text = ${inbound.text.slice(0, SHOWN)}, last_is = 'inbound',
      last_at = greatest(last_at, ${inbound.said_at}), last_inbound_at = greatest(last_inbound_at, ${inbound.said_at}),
      closed_at = null, closed_by = null,
      waiting_since = case when ${keyword ?? null}::text is null then coalesce(waiting_since, ${inbound.said_at})
        else waiting_since end,
      answer_due_at = case when ${keyword ?? null}::text is null then coalesce(answer_due_at, ${due}) else answer_due_at end
    where id = ${thread.id} returning unread, assigned_to`
  if (thread.closed) await step(tx, thread.id, 'reopened', 'them', now)
  await chargeInbound(
    tx,
    { id: inbound.id, organization, provider: inbound.provider_id, way: inbound.way },
    now,
  )
  if (asking) await followKeyword(tx, number, { thread: thread.id, inbound, asking }, now)
  else await tellAway(tx, number, { thread: thread.id, inbound, rules }, now)
  if (after!.unread === 1)
    await record(tx, {
      kind: 'inbox.waiting',
      about: { type: 'thread', id: thread.id },
      at: now,
      data: { organizationId: organization, assignedTo: after!.assigned_to, inbound: inbound.id },
    })
  return thread.id
}

/** The thread of a number and whoever wrote to it, locked; opened where there is none. */
async function reach(
  tx: Tx,
  number: OurNumber,
  { way, from_address: address, said_at: at, text }: Kept,
  now: Temporal.Instant,
): Promise<{ id: string; closed: boolean }> {
  const find = () =>
    tx<{
      id: string
      closed: boolean
    }>`select id, closed_at is not null as closed from messaging.thread
      where number_id = ${number.id} and address = ${address} for update`
  const [known] = await find()
  if (known) return known
  const contact = await contactAt(tx, number.organization, { way, address }, now)
  const [made] = await tx<{ id: string; closed: boolean }>`
    insert into messaging.thread (id, organization_id, number_id, way, address, contact_id, opened_at, last_at,
      last_text, last_is, last_inbound_at, unread)
    values (${newId()}, ${number.organization}, ${number.id}, ${way}, ${address}, ${contact}, ${now}, ${at},
      ${text.slice(0, SHOWN)}, 'inbound', ${at}, 0)
    on conflict (number_id, address) do nothing returning id, false as closed`
  if (!made) return (await find())[0]!
  await step(tx, made.id, 'opened', 'them', now)
  return made
}
