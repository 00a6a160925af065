import { isId, newId, type Query, sql, type Tx } from '#base'
import { plainAddress } from './addresses.ts'
import { KEPT, type Kept } from './kept.ts'
import { refuseUnfit } from './owed.ts'
import { refuse } from './problems.ts'
import { putInThread } from './taking.ts'

/** A number by which an organization is written to, and who had it before. */
export type SenderNumber = {
  id: string
  provider: string
  providerName: string
  way: 'sms' | 'whatsapp'
  address: string
  organization: string
  organizationName: string
  givenAt: Temporal.Instant
  endedAt: Temporal.Instant | null
}

/** What was sent to a number that nobody has. */
export type Unknown = {
  id: string
  providerName: string
  provider: string
  way: 'sms' | 'whatsapp'
  from: string
  to: string
  text: string
  at: Temporal.Instant
}

const columns = sql`n.id, n.provider_id as provider, p.name as "providerName", n.way, n.address,
  n.organization_id as organization, o.name as "organizationName", n.given_at as "givenAt", n.ended_at as "endedAt"`

/** Numbers of one organization, or of all; those that are in use first. */
export function numbersOf(q: Query, organization?: string): Promise<SenderNumber[]> {
  return q<SenderNumber>`select ${columns} from messaging.sender_number n
    join messaging.provider p on p.id = n.provider_id
    join people.organization_view o on o.id = n.organization_id
    ${organization ? sql`where n.organization_id = ${organization} and n.ended_at is null` : sql``}
    order by n.ended_at desc nulls first, o.name, n.given_at, n.id`
}

/**
 * Gives a number to an organization. What was sent to it while nobody had it goes along only where that
 * is said: it may have been meant for whoever had it before. Refusals in order:
 * inbound_provider_unfit, number_taken.
 */
export async function giveNumber(
  tx: Tx,
  given: {
    provider: string
    way: 'sms' | 'whatsapp'
    address: string
    organization: string
    withWaiting: boolean
  },
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  const { provider, way, organization } = given
  const address = plainAddress(given.address)
  await refuseUnfit(tx, provider, way)
  const id = newId()
  const added = await tx`
    insert into messaging.sender_number (id, provider_id, way, address, organization_id, given_at, given_by)
    values (${id}, ${provider}, ${way}, ${address}, ${organization}, ${now}, ${by})
    on conflict (way, address) where ended_at is null do nothing returning id`
  if (added.length === 0) throw refuse('number_taken', { address })
  if (given.withWaiting) {
    const waiting = await tx<Kept>`select ${KEPT} from messaging.inbound
      where provider_id = ${provider} and way = ${way} and to_address = ${address} and thread_id is null
      order by said_at, id for update`
    for (const one of waiting)
      await putInThread(tx, { id, organization, provider, address }, one, now)
  }
  return id
}

/** Takes a number back; its threads stay, and can be read. Refusals: number_unknown, number_taken_back. */
export async function takeNumberBack(
  tx: Tx,
  id: string,
  by: string,
  now: Temporal.Instant,
): Promise<{ organization: string; address: string }> {
  const [row] = isId(id)
    ? await tx<{ organization: string; address: string; ended: boolean }>`
        select organization_id as organization, address, ended_at is not null as ended
        from messaging.sender_number where id = ${id} for update`
    : []
  if (!row) throw refuse('number_unknown')
  if (row.ended) throw refuse('number_taken_back')
  await tx`update messaging.sender_number set ended_at = ${now}, ended_by = ${by} where id = ${id}`
  return row
}

/** What was sent to numbers of nobody, latest first. */
export function unknownInbound(
  q: Query,
  page: { before?: { at: Temporal.Instant; id: string } | undefined; limit: number },
): Promise<Unknown[]> {
  return q<Unknown>`select i.id, i.provider_id as provider, p.name as "providerName", i.way, i.from_address as "from",
      i.to_address as "to", i.text, i.taken_at as at
    from messaging.inbound i join messaging.provider p on p.id = i.provider_id
    where i.thread_id is null
      ${page.before ? sql`and (i.taken_at, i.id) < (${page.before.at}, ${page.before.id}::uuid)` : sql``}
    order by i.taken_at desc, i.id desc limit ${page.limit}`
}

/** For how many days what is nobody's is kept. */
const UNKNOWN_DAYS = 30

/** Forgets what was sent to numbers of nobody. */
export async function forgetUnknown(tx: Tx, now: Temporal.Instant): Promise<number> {
  const gone = await tx`delete from messaging.inbound
    where thread_id is null and taken_at < ${now.subtract({ hours: 24 * UNKNOWN_DAYS })} returning 1`
  return gone.length
}
