import { Link } from 'react-router'
import type { SessionCard } from '../api/types.ts'
import { sessionPath } from '../format/addresses.ts'
import { useReader } from '../format/reader.tsx'
import { clock, lasting, place, sameClock, shortDay, span } from '../format/time.ts'
import { kindName, languageName, seatsWord } from '../format/words.ts'
import { Amount } from './Amount.tsx'
import { Portrait } from './Portrait.tsx'
import styles from './SessionRow.module.css'
import { Stars } from './Stars.tsx'
import { Tag } from './Tag.tsx'

/** One session in a list: when, what, with whom, how many seats, what it costs. */
export function SessionRow({ session, withDay }: { session: SessionCard; withDay?: boolean }) {
  const { locale, zone, now } = useReader()
  const { educator } = session
  return (
    <article className={styles.row}>
      <p className={styles.when}>
        {withDay && (
          <span className={styles.minor} suppressHydrationWarning>
            {shortDay(session.start, locale, zone, now)}
          </span>
        )}
        <time dateTime={session.start} className={styles.clock} suppressHydrationWarning>
          {span(session.start, session.end, locale, zone)}
        </time>
        <span className={styles.minor} suppressHydrationWarning>
          {sameClock(session.start, zone, session.zone)
            ? lasting(session.start, session.end)
            : `${clock(session.start, locale, session.zone)} in ${place(session.zone)}`}
        </span>
      </p>
      <div className={styles.what}>
        <h3>
          <Link to={sessionPath(session)} className={styles.title}>
            {session.title}
          </Link>
        </h3>
        <p className={styles.minor}>
          {kindName(session.kind)} · {languageName(session.language)}
          {session.level ? ` ${session.level}` : ''}
        </p>
        <p className={styles.who}>
          <Portrait name={educator.name} />
          <span>
            {educator.name}{' '}
            <span className={styles.minor}>
              <Stars rating={educator.rating} count={educator.reviewCount} />
            </span>
          </span>
        </p>
      </div>
      <div className={styles.price}>
        <span className={styles.cost}>
          <Amount value={session.price} />
        </span>
        {session.seatsLeft <= 3 ? (
          <Tag tone={session.seatsLeft === 0 ? 'plain' : 'attention'}>
            {seatsWord(session.seatsLeft)}
          </Tag>
        ) : (
          <span className={styles.minor}>{seatsWord(session.seatsLeft)}</span>
        )}
      </div>
    </article>
  )
}
