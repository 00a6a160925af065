import { idFrom, newId, Problem, type Tx } from '#base'
import { type Booked, bookSession } from '../booking.ts'
import { refuse } from '../problems.ts'
import { takeTurn } from '../session.ts'
import { oneSeries } from './series.ts'

export type SeriesRequest = {
  /** The caller's own id for it, so that sending it twice books once. */
  id?: string | undefined
  series: string
  learner: string
  /** The first day of the rest that is booked; from the next one on where nothing is said. */
  from?: string | undefined
  /** Sessions that the learner leaves out. */
  without?: readonly string[] | undefined
  /** What all of it cost when the learner saw it, in hundredths of a credit. */
  seenTotal?: bigint | undefined
}

/** A date that cannot be booked, as it is named to the learner. */
type Hindrance = { session: string; start: string; code: string; says: string }

/**
 * Books all dates of a series that are planned and still to come, or the rest of them from a day on, by
 * credits: each a booking of its own, all or none. Dates the learner has already are not booked again.
 * Refusals, in order: unknown_series, series_nothing_to_book, price_changed, series_in_the_way (which names each
 * date that cannot be booked, and why).
 */
export async function bookSeries(
  tx: Tx,
  request: SeriesRequest,
  now: Temporal.Instant,
): Promise<Booked[]> {
  const { learner } = request
  const id = request.id ?? newId()
  await oneSeries(tx, request.series)
  // The learner's turn, then every session in the order of time, before anything of a wallet is held.
  await takeTurn(tx, learner)
  const sessions = await openDates(tx, request, now)
  if (sessions.length === 0) throw refuse('series_nothing_to_book', { id: request.series })
  const total = sessions.reduce((sum, one) => sum + one.price, 0n)
  if (request.seenTotal !== undefined && request.seenTotal !== total) {
    throw refuse('price_changed', { price: total, seen: request.seenTotal })
  }

  const booked: Booked[] = []
  const inTheWay: Hindrance[] = []
  for (const { session, start, price } of sessions) {
    const seat = { id: idFrom('series booking', id, session), session, learner } as const
    await tx`savepoint one_date`
    try {
      booked.push(await bookSession(tx, { ...seat, method: 'credits', seenPrice: price }, now))
      await tx`release savepoint one_date`
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      // Another date may be possible although this one is not: all that is in the way is named at once.
      await tx`rollback to savepoint one_date`
      inTheWay.push({ session, start: start.toString(), code: error.code, says: error.message })
    }
  }
  if (inTheWay.length > 0) throw refuse('series_in_the_way', { dates: inTheWay })
  return booked
}

/** Published sessions of the series that have not begun and that the learner has no seat in, locked. */
async function openDates(
  tx: Tx,
  { series, learner, from, without = [] }: SeriesRequest,
  now: Temporal.Instant,
): Promise<{ session: string; start: Temporal.Instant; price: bigint }[]> {
  return await tx<{ session: string; start: Temporal.Instant; price: bigint }>`
    select s.id as session, s.starts_at as start, s.price
    from live.series_date d join live.session s on s.id = d.session_id
    where d.series_id = ${series} and s.state = 'published' and s.starts_at > ${now}
      and d.day >= coalesce(${from}::date, d.day) and s.id <> all(${without}::uuid[])
      and not exists (select from live.booking b
        where b.session_id = s.id and b.learner_id = ${learner} and b.seated)
    order by s.starts_at, s.id for update of s`
}
