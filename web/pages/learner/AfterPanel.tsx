import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { After } from '../../api/after.ts'
import type { Booking } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { Instant } from '../../components/Instant.tsx'
import { Panel } from '../../components/Panel.tsx'
import { isOpen } from '../cases/words.ts'

/** What can still be done with a booking beside cancelling it: move it, say what happened. */
export function AfterPanel({ booking, after }: { booking: Booking; after: After }) {
  const happened = `/bookings/${booking.id}/happened`
  const { confirmUntil, contested, caseUntil, proposal, moving } = after
  if (proposal && proposal.answered === null && proposal.side === 'educator')
    return (
      <Panel title="Another time?" note={`${booking.session.educator.name} proposes one.`}>
        <To to={`/bookings/${booking.id}/move`}>Read and answer</To>
      </Panel>
    )
  if (confirmUntil)
    return (
      <Panel
        title="Did it take place?"
        note={
          <>
            We could not tell. Please say so until <Instant at={confirmUntil} />; silence counts as
            yes.
          </>
        }
      >
        <To to={happened}>Say what happened</To>
      </Panel>
    )
  if (contested)
    return (
      <Panel title={isOpen(contested.stage) ? 'Being looked into' : 'It is decided'}>
        <To to={`/cases/${booking.id}`}>What was said</To>
      </Panel>
    )
  if (caseUntil.learner)
    return (
      <Panel
        title="Was it not so?"
        note={
          <>
            You can say so until <Instant at={caseUntil.learner} />.
          </>
        }
      >
        <To to={happened}>Report a problem</To>
        <p className="small" style={{ marginTop: 14 }}>
          <Link to={`/technical/${booking.session.id}`}>Only sound, picture or the room?</Link>
        </p>
      </Panel>
    )
  if (moving)
    return (
      <Panel
        title="Another time"
        note={
          proposal ? (
            'You proposed one; the booking stays until it is agreed to.'
          ) : moving.left > 0 ? (
            <>
              Free until <Instant at={moving.freeUntil} />, {moving.left} more{' '}
              {moving.left === 1 ? 'time' : 'times'}.
            </>
          ) : (
            'You can still propose one.'
          )
        }
      >
        <To to={`/bookings/${booking.id}/move`}>Move this booking</To>
        {after.movedLate && (
          <p>It was moved with less than a day to go, so cancelling it brings back half at most.</p>
        )}
      </Panel>
    )
  return null
}

const To = ({ to, children }: { to: string; children: string }) => (
  <Button component={Link} to={to} variant="outline" fullWidth>
    {children}
  </Button>
)

/** What came back of a booking that was cancelled late. */
export function CancelledLate({ booking }: { booking: Booking }) {
  if (booking.method === 'INCLUDED') return <>You cancelled it late, so it counts as used.</>
  if (booking.method === 'FREE')
    return <>You cancelled it late, so your trial with them counts as had.</>
  if (Number(booking.returned.amount) === 0)
    return <>You cancelled it less than twelve hours before, so nothing came back.</>
  return (
    <>
      You cancelled it late: <Amount value={booking.returned} /> came back, and{' '}
      <Amount value={booking.kept} /> stayed with the session.
    </>
  )
}
