import type { Query } from '#base'
import { type Clicks, clicksOf } from '../links/index.ts'
import type { MessageState } from '../sending/index.ts'
import type { Label } from './campaign.ts'
import { type Tried, triedOf } from './choosing.ts'

/** How far a campaign has come, and what became of its messages. */
export type CampaignFigures = {
  receivers: number
  /** Not written to yet, written to, and left out by reason. */
  waiting: number
  written: number
  leftOut: { reason: string; count: number }[]
  /** When the next are written to. */
  next: Temporal.Instant | null
  messages: Partial<Record<MessageState | 'called_back', number>>
  /** Why messages failed, most frequent first. */
  failures: { reason: string; count: number }[]
  /** Of messages: reserved or paid, and what of it was paid for good. */
  units: bigint
  captured: bigint
  tried: Tried[]
  clicks: Clicks[]
}

export async function figuresOf(q: Query, id: string): Promise<CampaignFigures> {
  const [receivers, messages, failures, [units], tried, clicks] = await Promise.all([
    q<{ state: string; reason: string | null; count: number; next: Temporal.Instant | null }>`
      select state, refusal as reason, count(*)::int as count,
        min(send_at) filter (where state = 'waiting') as next
      from messaging.campaign_recipient where campaign_id = ${id} group by state, refusal
      order by count(*) desc, state, refusal`,
    q<{ state: MessageState | 'called_back'; count: number }>`
      select case when state = 'failed' and reason = 'message_called_back' then 'called_back' else state end as state,
        count(*)::int as count
      from messaging.message where about_id = ${id} and about_type = 'campaign' and state <> 'refused' group by 1`,
    q<{ reason: string; count: number }>`
      select coalesce(reason, 'failed') as reason, count(*)::int as count from messaging.message
      where about_id = ${id} and state = 'failed' and reason is distinct from 'message_called_back'
      group by reason order by count(*) desc, 1 limit 20`,
    q<{ units: bigint; captured: bigint }>`
      select coalesce(sum(m.units) filter (where m.reason is distinct from 'message_called_back'), 0)::bigint as units,
        coalesce(sum(d.captured) filter (where b.message_id is null), 0)::bigint as captured
      from messaging.message m left join messaging.settled d on d.message_id = m.id
      left join messaging.settled_back b on b.message_id = m.id
      where m.about_id = ${id}`,
    triedOf(q, id),
    clicksOf(q, id),
  ])
  const count = (state: string) =>
    receivers.filter((one) => one.state === state).reduce((sum, one) => sum + one.count, 0)
  return {
    receivers: receivers.reduce((sum, one) => sum + one.count, 0),
    waiting: count('waiting'),
    written: count('written'),
    leftOut: receivers.flatMap(({ state, reason, count: many }) =>
      state === 'left_out' ? [{ reason: reason!, count: many }] : [],
    ),
    next: receivers.find(({ next }) => next)?.next ?? null,
    messages: Object.fromEntries(messages.map(({ state, count: many }) => [state, many])),
    failures,
    ...units!,
    tried,
    clicks,
  }
}

/** One receiver, and what became of the message. */
export type ReceiverRow = {
  contact: string
  /** Empty where the contact was forgotten since. */
  name: string
  address: string
  label: Label | null
  sendAt: Temporal.Instant | null
  state: 'waiting' | 'written' | 'left_out'
  refusal: string | null
  message: string | null
  messageState: MessageState | null
  reason: string | null
  said: string | null
  units: bigint
  position: number
}

/** Receivers in their order, all or those that were not reached; `after`: the position of the last one seen. */
export function receiversIn(
  q: Query,
  id: string,
  { missed = false, after = 0, limit }: { missed?: boolean; after?: number; limit: number },
): Promise<ReceiverRow[]> {
  return q<ReceiverRow>`
    select r.contact_id as contact, coalesce(c.name, '') as name, r.address, r.label, r.send_at as "sendAt", r.state,
      r.refusal, r.message_id as message, m.state as "messageState", m.reason, m.said, coalesce(m.units, r.units) as units,
      r.position
    from messaging.campaign_recipient r left join messaging.message m on m.id = r.message_id
    left join messaging.contact c on c.id = r.contact_id
    where r.campaign_id = ${id} and r.position > ${after}
      and (not ${missed}::boolean or r.state = 'left_out' or m.state = 'failed')
    order by r.position limit ${limit}`
}
