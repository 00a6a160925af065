import { Link } from 'react-router'
import type { Booking } from '../api/types.ts'
import { useReader } from '../format/reader.tsx'
import { lasting, span } from '../format/time.ts'
import { kindName } from '../format/words.ts'
import { Amount } from './Amount.tsx'
import styles from './SessionRow.module.css'
import { Tag, type Tone } from './Tag.tsx'

/** What a booking's state means to the learner. */
export const STATES: Record<string, [word: string, tone: Tone]> = {
  held: ['Waiting for payment', 'attention'],
  requested: ['Waiting for the educator’s answer', 'attention'],
  confirmed: ['Booked', 'good'],
  in_progress: ['Running now', 'warm'],
  completed: ['Has taken place', 'plain'],
  settled: ['Has taken place', 'plain'],
  expired: ['Ran out', 'plain'],
  declined: ['Declined', 'plain'],
  cancelled_by_learner: ['You cancelled', 'plain'],
  late_cancelled: ['Cancelled late', 'attention'],
  cancelled_by_educator: ['Cancelled by the educator', 'bad'],
  cancelled_by_platform: ['Cancelled by Stoa', 'bad'],
  no_show_learner: ['Missed', 'attention'],
  no_show_educator: ['The educator did not come', 'bad'],
  unclear: ['Did it take place?', 'attention'],
  disputed: ['Being looked into', 'attention'],
  resolved: ['Decided', 'plain'],
}

export function BookingState({ state }: { state: string }) {
  const [word, tone] = STATES[state] ?? [state, 'plain']
  return <Tag tone={tone}>{word}</Tag>
}

const FROM: Record<string, string> = {
  INCLUDED: 'From your plan',
  PACKAGE: 'From your package',
  FREE: 'Free trial',
}

/** One booking in a list. */
export function BookingRow({ booking }: { booking: Booking }) {
  const { locale, zone } = useReader()
  const { session } = booking
  return (
    <article className={styles.row}>
      <p className={styles.when}>
        <time dateTime={session.start} className={styles.clock} suppressHydrationWarning>
          {span(session.start, session.end, locale, zone)}
        </time>
        <span className={styles.minor}>{lasting(session.start, session.end)}</span>
      </p>
      <div className={styles.what}>
        <h3>
          <Link to={`/bookings/${booking.id}`} className={styles.title}>
            {session.title}
          </Link>
        </h3>
        <p className={styles.minor}>
          {kindName(session.kind)} with {session.educator.name}
        </p>
      </div>
      <div className={styles.price}>
        <BookingState state={booking.state} />
        <span className={styles.minor}>
          {FROM[booking.method] ?? <Amount value={booking.paid} />}
        </span>
      </div>
    </article>
  )
}
