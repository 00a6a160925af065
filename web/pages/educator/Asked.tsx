import { Link } from 'react-router'
import type { Attendance } from '../../api/after.ts'
import type { SessionDetail } from '../../api/types.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { Panel } from '../../components/Panel.tsx'
import { counted } from '../../format/words.ts'

type Part = { session: SessionDetail; attendance: Attendance }

/** What is asked of the educator about a session: whether a small group takes place, whether a time suits. */
export function Asked({ session, attendance }: Part) {
  const { decideUntil, reopenable, proposals } = attendance
  const booked = session.capacity - session.seatsLeft
  return (
    <>
      {decideUntil && (
        <Panel
          title="Too few have booked. Does it take place?"
          note={
            <>
              {counted(booked, 'seat')} of at least {session.minParticipants}. If you say nothing
              until <Instant at={decideUntil} />, it is called off and everybody gets everything
              back. Neither counts against you.
            </>
          }
        >
          <div className="row">
            <DeedForm intent="run">
              <DeedButton>It takes place</DeedButton>
            </DeedForm>
            <DeedForm intent="let go">
              <DeedButton variant="outline" color="bad">
                Call it off
              </DeedButton>
            </DeedForm>
          </div>
        </Panel>
      )}
      {reopenable && (
        <Panel
          title="Called off because nobody had booked"
          note="You can take that back until its start, if the hour is still yours."
        >
          <DeedForm intent="reopen">
            <DeedButton>Open it again</DeedButton>
          </DeedForm>
        </Panel>
      )}
      {proposals.map((proposal) => (
        <Panel
          key={proposal.id}
          title={
            proposal.side === 'learner'
              ? 'A learner proposes another time'
              : 'You proposed another time'
          }
          note={
            <>
              <Instant at={proposal.start} />; open until <Instant at={proposal.until} />
            </>
          }
        >
          {proposal.bookingId ? (
            <Link to={`/teach/bookings/${proposal.bookingId}/move`}>
              {proposal.side === 'learner' ? 'Read and answer' : 'See it, or take it back'}
            </Link>
          ) : (
            <p>Everybody who is booked has been asked.</p>
          )}
        </Panel>
      ))}
    </>
  )
}
