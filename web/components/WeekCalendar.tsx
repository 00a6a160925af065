import { Link, useLocation, useSearchParams } from 'react-router'
import type { SessionCard } from '../api/types.ts'
import { sessionPath } from '../format/addresses.ts'
import { useReader } from '../format/reader.tsx'
import { clock, dayKey } from '../format/time.ts'
import { languageName, seatsWord } from '../format/words.ts'
import { type Week, weekAfter, weekBefore } from '../pages/public/week.ts'
import { addressWith } from './Filters.tsx'
import styles from './WeekCalendar.module.css'

/** Seven days side by side; on a phone one under the other, days without sessions left out. */
export function WeekCalendar({
  week,
  sessions,
  to = sessionPath,
}: {
  week: Week
  sessions: SessionCard[]
  to?: (session: SessionCard) => string
}) {
  const { locale, zone, now } = useReader()
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const today = dayKey(now, zone)
  const name = (date: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(
      new Date(`${date}T12:00:00Z`),
    )
  const step = (monday: string) => addressWith(pathname, search, { week: monday })
  return (
    <section aria-label="Week">
      <div className={styles.head}>
        <h2 suppressHydrationWarning>
          {name(week.days[0]!, { day: 'numeric', month: 'long' })} to{' '}
          {name(week.days[6]!, { day: 'numeric', month: 'long', year: 'numeric' })}
        </h2>
        <nav className={styles.steps} aria-label="Weeks">
          <Link to={step(weekBefore(week))} preventScrollReset>
            Week before
          </Link>
          <Link to={step('')} preventScrollReset>
            This week
          </Link>
          <Link to={step(weekAfter(week))} preventScrollReset>
            Week after
          </Link>
        </nav>
      </div>
      {sessions.length === 0 && <p className="soft">Nothing is planned in this week.</p>}
      <ol className={styles.week}>
        {week.days.map((date) => {
          const ofDay = sessions.filter(({ start }) => dayKey(start, zone) === date)
          return (
            <li
              key={date}
              className={styles.day}
              data-today={date === today || undefined}
              data-empty={ofDay.length === 0 || undefined}
            >
              <h3 suppressHydrationWarning>
                {name(date, { weekday: 'short' })}{' '}
                <span>{name(date, { day: 'numeric', month: 'short' })}</span>
              </h3>
              <ul className="plain-list">
                {ofDay.map((session) => (
                  <li key={session.id}>
                    <Link to={to(session)} className={styles.session} data-kind={session.kind}>
                      <time dateTime={session.start} suppressHydrationWarning>
                        {clock(session.start, locale, zone)}
                      </time>
                      <span className={styles.title}>{session.title}</span>
                      <span className={styles.minor}>
                        {languageName(session.language)} {session.level ?? ''} ·{' '}
                        {seatsWord(session.seatsLeft)}
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
