import type { Query } from '#base'
import { type BookingView, listBookings } from '../bookings.ts'

/** More at a time than anybody answers; the count says how many there are. */
const MOST = 200

/** Who waits for this educator's answer, the soonest deadline first. */
export async function openRequests(
  q: Query,
  educator: string,
  now: Temporal.Instant,
): Promise<BookingView[]> {
  const { items } = await listBookings(
    q,
    { educator, states: ['requested'], when: 'upcoming', limit: MOST },
    now,
  )
  const open = items.filter((one) => Temporal.Instant.compare(one.answerUntil!, now) > 0)
  return open.toSorted((a, b) => Temporal.Instant.compare(a.answerUntil!, b.answerUntil!))
}

/** An educator's answer clock: what was asked of them, and what became of it. */
export type AnswerFigures = {
  asked: number
  accepted: number
  declined: number
  ranOut: number
  /** Taken back, or called off, before an answer was due. */
  withdrawn: number
  waiting: number
  /** Half of the answers came within so many minutes; null where there was none. */
  medianMinutes: number | null
  /** Answered of those that were due, in basis points; null where none was. */
  rate: number | null
}

/** Requests that were made in the span of time. One statement. */
export async function answerFigures(
  q: Query,
  educator: string,
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<AnswerFigures> {
  const [row] = await q<AnswerFigures>`
    select *, case when answered + "ranOut" = 0 then null
        else round(answered * 10000.0 / (answered + "ranOut"))::int end as rate
    from (
      select count(*)::int as asked,
        (count(*) filter (where after.to_state in ('confirmed', 'declined')))::int as answered,
        (count(*) filter (where after.to_state = 'confirmed'))::int as accepted,
        (count(*) filter (where after.to_state = 'declined'))::int as declined,
        (count(*) filter (where after.to_state = 'expired'))::int as "ranOut",
        (count(*) filter (where after.to_state like 'cancelled%'))::int as withdrawn,
        (count(*) filter (where after.to_state is null))::int as waiting,
        round(percentile_cont(0.5) within group (order by extract(epoch from after.at - asked.at) / 60)
          filter (where after.to_state in ('confirmed', 'declined')))::int as "medianMinutes"
      from live.session s
      join live.booking b on b.session_id = s.id and b.answer_until is not null
      join live.booking_step asked on asked.booking_id = b.id and asked.to_state = 'requested'
      left join live.booking_step after on after.booking_id = b.id and after.from_state = 'requested'
      where s.educator_id = ${educator} and asked.at >= ${from} and asked.at < ${to}) counted`
  const { asked, accepted, declined, ranOut, withdrawn, waiting, medianMinutes, rate } = row!
  return { asked, accepted, declined, ranOut, withdrawn, waiting, medianMinutes, rate }
}
