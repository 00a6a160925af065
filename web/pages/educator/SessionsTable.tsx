import { Link } from 'react-router'
import type { Commission } from '../../api/teaching.ts'
import type { SessionCard } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { Tag } from '../../components/Tag.tsx'
import { useReader } from '../../format/reader.tsx'
import { sum } from '../../format/sums.ts'
import { sessionState } from '../../format/teaching.ts'
import { shortDay, span } from '../../format/time.ts'
import { kindName, languageName } from '../../format/words.ts'

/** The educator's own sessions, with seats and what they bring. */
export function SessionsTable({
  sessions,
  commissions,
  caption,
  empty,
}: {
  sessions: SessionCard[]
  /** Of these sessions; what is cancelled does not count. */
  commissions: Commission[]
  caption: string
  empty: React.ReactNode
}) {
  const { locale, zone, now } = useReader()
  const earned = (session: SessionCard) => {
    const own = commissions.filter(
      (one) => one.sessionId === session.id && one.state !== 'cancelled',
    )
    return own.length > 0
      ? sum(
          own.map(({ net }) => net),
          own[0]!.net.asset,
        )
      : null
  }
  return (
    <DataTable
      caption={caption}
      rows={sessions}
      keyOf={(session) => session.id}
      columns={[
        {
          head: 'When',
          cell: (session) => (
            <time dateTime={session.start} suppressHydrationWarning>
              {new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: zone }).format(
                new Date(session.start),
              )}{' '}
              {shortDay(session.start, locale, zone, now)},{' '}
              {span(session.start, session.end, locale, zone)}
            </time>
          ),
        },
        {
          head: 'Session',
          title: true,
          cell: (session) => <Link to={`/teach/sessions/${session.id}`}>{session.title}</Link>,
        },
        {
          head: 'Kind',
          wideOnly: true,
          cell: (session) => (
            <span className="soft">
              {kindName(session.kind)}, {languageName(session.language)} {session.level ?? ''}
            </span>
          ),
        },
        {
          head: 'State',
          cell: (session) => {
            const [word, tone] = sessionState(session.state)
            return <Tag tone={tone}>{word}</Tag>
          },
        },
        {
          head: 'Seats taken',
          numeric: true,
          cell: (session) => `${session.capacity - session.seatsLeft} of ${session.capacity}`,
        },
        {
          head: 'You earn',
          numeric: true,
          cell: (session) => {
            const value = earned(session)
            return value && <Amount value={value} />
          },
        },
      ]}
      empty={empty}
    />
  )
}
