import { atomically, type Db, eachApart, record, type Tx } from '#base'
import { askingPolicy } from '../asking/policy.ts'

type Seat = {
  id: string
  learnerId: string
  learnerZone: string
  sessionId: string
  seriesId: string
  zone: string
  start: Temporal.Instant
  before: Temporal.Instant
}

const onClock = (at: Temporal.Instant, zone: string) =>
  at.toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5)

/**
 * Tells learners of seats in a series that are, on their own clock, at another hour than the date before,
 * although the educator's hour is the same: the clocks of the two places change on different days. Each
 * seat once. Answers how many were told.
 */
export async function tellShifts(db: Db, now: Temporal.Instant): Promise<number> {
  const { shiftDays } = await askingPolicy(db)
  const until = now.add({ hours: 24 * shiftDays })
  const seats = await db<Seat>`
    select b.id, b.learner_id as "learnerId", p.zone as "learnerZone", s.id as "sessionId",
      d.series_id as "seriesId", s.zone, s.starts_at as start, earlier.starts_at as before
    from live.booking b
    join live.session s on s.id = b.session_id and s.origin = 'series'
    join live.series_date d on d.session_id = s.id
    join people.person p on p.id = b.learner_id
    join lateral (
      select e.starts_at from live.series_date o join live.session e on e.id = o.session_id
      where o.series_id = d.series_id and o.day < d.day and e.state <> 'cancelled'
      order by o.day desc limit 1) earlier on true
    where b.state = 'confirmed' and b.starts_at > ${now} and b.starts_at <= ${until} and p.zone <> s.zone
      and not exists (select from live.shift_told t where t.booking_id = b.id)
    order by b.starts_at, b.id`
  const shifted = seats.filter(
    ({ start, before, zone, learnerZone }) =>
      onClock(start, zone) === onClock(before, zone) &&
      onClock(start, learnerZone) !== onClock(before, learnerZone),
  )
  return eachApart(shifted, (seat) => atomically(db, (tx) => tellOne(tx, seat, now)))
}

async function tellOne(tx: Tx, seat: Seat, now: Temporal.Instant): Promise<boolean> {
  const told = await tx`
    insert into live.shift_told (booking_id, at) values (${seat.id}, ${now})
    on conflict do nothing returning 1 as one`
  if (told.length === 0) return false
  await record(tx, {
    kind: 'series.hour_shifts',
    about: { type: 'booking', id: seat.id },
    at: now,
    data: {
      learnerId: seat.learnerId,
      sessionId: seat.sessionId,
      seriesId: seat.seriesId,
      start: seat.start.toString(),
      usual: onClock(seat.before, seat.learnerZone),
      time: onClock(seat.start, seat.learnerZone),
    },
  })
  return true
}
