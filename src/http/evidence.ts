import type { Query } from '#base'
import { noticesOf } from '#messaging'
import type { DisputeDetail, DisputeEvidence } from '#payments'
import { onePerson } from '#people'

/** Notices that show what the buyer was given; those of money back would speak against it. */
const SPEAKS = /^(order\.paid|credits\.purchased|subscription\.(started|renewed)|booking\.)/

type Attended = {
  title: string
  educator: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  state: string
  booked_at: Temporal.Instant
  attended: boolean | null
  attended_by: string | null
  attended_at: Temporal.Instant | null
}

/**
 * What we know that speaks for a payment, as a draft for staff: who bought what, which sessions were
 * booked and attended with it, and what we told the buyer when. Reads the modules' views.
 */
export async function evidenceFor(
  q: Query,
  { order, dispute }: Pick<DisputeDetail, 'order' | 'dispute'>,
): Promise<DisputeEvidence> {
  const buyer = order.buyer.type === 'person' ? await onePerson(q, order.buyer.id) : undefined
  const seats = order.lines.filter(({ kind }) => kind === 'booking').map(({ about }) => about.id)
  const paidAt = order.paidAt ?? order.placedAt
  const sessions = await q<Attended>`
    select s.title, s.educator_name as educator, b.starts_at, b.ends_at, b.state, b.booked_at, b.attended, b.attended_by,
           b.attended_at
      from live.booking_view b join live.session_view s on s.id = b.session_id
     where b.learner_id::text = ${order.buyer.id}
       and (b.id::text = any(${seats}::text[]) or (cardinality(${seats}::text[]) = 0 and b.booked_at >= ${paidAt}))
     order by b.starts_at, b.id limit 50`
  const notices = buyer ? await noticesOf(q, buyer.id, { limit: 100 }) : []
  const told = notices
    .filter(
      ({ kind, at }) => SPEAKS.test(kind) && Temporal.Instant.compare(at, order.placedAt) >= 0,
    )
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at))
  const held = sessions.find(({ state }) => state === 'completed' || state === 'settled')
  return {
    customerName: buyer?.name ?? '',
    customerEmail: buyer?.email ?? '',
    productDescription: `Order ${order.name}: ${order.lines.map(({ description }) => description).join(', ')}. Live lessons online, bought on ${when(paidAt)}.`,
    serviceDate: held ? when(held.starts_at).slice(0, 10) : '',
    accessActivityLog: [
      ...sessions.map(said),
      ...told.map(({ at, title }) => `${when(at)} told: ${title}`),
    ].join('\n'),
    refundPolicy:
      'A booked session is cancelled free of charge until 24 hours before it begins. Credits that are not spent are refunded on request at what was paid for them.',
    words: `The bank’s reason is “${dispute.reason.replaceAll('_', ' ')}”.`,
  }
}

function said(one: Attended): string {
  const marked =
    one.attended === null
      ? ''
      : `, marked ${one.attended ? 'present' : 'absent'}${one.attended_at ? ` on ${when(one.attended_at)}` : ''}`
  return `${when(one.starts_at)} – ${when(one.ends_at).slice(11)}: “${one.title}” with ${one.educator}, booked on ${when(one.booked_at)}, ${one.state.replaceAll('_', ' ')}${marked}`
}

/** `2026-11-21 12:00 UTC`. */
const when = (at: Temporal.Instant) => `${at.toString().slice(0, 16).replace('T', ' ')} UTC`
