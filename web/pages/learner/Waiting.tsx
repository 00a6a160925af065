import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { Available } from '../../api/asking.ts'
import type { Booking } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { Countdown } from '../../components/Countdown.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { Panel } from '../../components/Panel.tsx'
import { useRereading } from '../../components/rereading.ts'
import { AskForms } from './talk.tsx'

/** What the learner waits for, until when, and how to take it back; the page looks by itself. */
export function Waiting({ booking }: { booking: Booking }) {
  const { educator } = booking.session
  const instant = booking.origin === 'instant'
  useRereading(instant ? 5 : 60, true)
  if (!booking.answerUntil) return null
  return (
    <Panel title={`Waiting for ${educator.name}`}>
      <div className="stack">
        <p>
          {educator.name} answers until{' '}
          <b>
            <Instant at={booking.answerUntil} as={instant ? 'clock' : 'moment'} />
          </b>
          : <Countdown until={booking.answerUntil} aloud /> left.
        </p>
        <p>
          {instant
            ? 'Once it is accepted, the conversation begins at once: stay on this page.'
            : 'Once it is accepted, the seat is yours.'}{' '}
          {booking.method === 'INCLUDED' ? (
            'Without an answer'
          ) : (
            <>
              Until then <Amount value={booking.paid} /> are set aside; without an answer
            </>
          )}{' '}
          all of it comes back by itself.
        </p>
        <DeedForm intent="cancel">
          <DeedButton variant="outline" fullWidth>
            Take the request back
          </DeedButton>
        </DeedForm>
        <p className="small soft">All of it comes back then, too.</p>
      </div>
    </Panel>
  )
}

/** Nobody answered, or not now: what came back, and who else is available this minute. */
export function NotNow({ booking, next }: { booking: Booking; next: Available[] }) {
  const { educator } = booking.session
  const [one] = next
  return (
    <Panel
      title={
        booking.state === 'declined'
          ? `${educator.name} cannot talk now`
          : `${educator.name} did not answer`
      }
    >
      <div className="stack">
        {booking.reason && booking.state === 'declined' && <p>“{booking.reason}”</p>}
        <p>You got everything back.</p>
        {one ? (
          <div className="stack">
            <p>
              <b>{one.educator.name}</b> is available now.
            </p>
            <AskForms one={one} language={one.languages[0]!} level="" />
          </div>
        ) : (
          <Button component={Link} to="/talk" variant="outline" fullWidth>
            See who is available
          </Button>
        )}
      </div>
    </Panel>
  )
}
