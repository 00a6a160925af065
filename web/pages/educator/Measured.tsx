import type { Attendance } from '../../api/after.ts'
import type { Booking, SessionDetail } from '../../api/types.ts'
import { Panel } from '../../components/Panel.tsx'
import { foundShort, minutesOf } from '../../format/outcomes.ts'
import styles from './Measured.module.css'

type Part = { session: SessionDetail; seats: Booking[]; attendance: Attendance }

/** When each was measured in the room, over the session’s own time, and what was found about their seat. */
export function Measured({ session, seats, attendance }: Part) {
  if (attendance.presence.length === 0 && attendance.found.length === 0) return null
  const nameOf = new Map(seats.map((seat) => [seat.learner.id, seat.learner.name]))
  const here = new Set(attendance.presence.map(({ personId }) => personId))
  const absent = attendance.found
    .filter(({ learnerId }) => !here.has(learnerId))
    .map(({ learnerId }) => ({
      personId: learnerId,
      role: 'learner' as const,
      seconds: 0,
      intervals: [],
    }))
  const rows = [...attendance.presence, ...absent].sort((a, b) => a.role.localeCompare(b.role))
  return (
    <Panel
      title="Who was measured in the room"
      note="From sign-in to the room until leaving it, inside the session’s own time. Both sides see the same, and can contest it for 30 days."
    >
      <ul className={styles.list}>
        {rows.map((one) => {
          const name =
            nameOf.get(one.personId) ??
            (one.personId === session.educator.id ? session.educator.name : 'For the educator')
          const found = attendance.found.find(({ learnerId }) => learnerId === one.personId)
          return (
            <li key={`${one.role} ${one.personId}`} className={styles.row}>
              <span>
                {name}
                {one.role === 'educator' ? ' (teaches)' : ''}
              </span>
              <Bar session={session} intervals={one.intervals} name={name} />
              <span className={styles.said}>{minutesOf(one.seconds)}</span>
              {found && <p className={styles.found}>{foundShort(found.outcome)}</p>}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

type BarProps = {
  session: { start: string; end: string }
  intervals: { from: string; to: string }[]
  name: string
}

function Bar({ session, intervals, name }: BarProps) {
  const start = Date.parse(session.start)
  const whole = Date.parse(session.end) - start
  const at = (moment: string) => ((Date.parse(moment) - start) / whole) * 100
  const minutes = (moment: string) => Math.round((Date.parse(moment) - start) / 60_000)
  const said = intervals.map(({ from, to }) => `minute ${minutes(from)} to ${minutes(to)}`)
  return (
    <svg
      className={styles.bar}
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      role="img"
      aria-label={`${name}: ${said.length > 0 ? said.join(', ') : 'not measured'}`}
    >
      {intervals.map(({ from, to }) => (
        <rect
          key={from}
          className={styles.here}
          x={at(from)}
          y={0}
          width={Math.max(0.5, at(to) - at(from))}
          height={10}
        />
      ))}
    </svg>
  )
}
