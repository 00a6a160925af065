import { Button, Radio } from '@mantine/core'
import { Link } from 'react-router'
import type { SessionDetail, Way } from '../../api/types.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { counted, kindWord } from '../../format/words.ts'
import { useRoot } from '../../visitor.ts'
import { PlaceWords } from '../learner/buying/waitlists.tsx'
import styles from './BookingPanel.module.css'

/** Two hours before the start nobody waits any more. */
const CLOSES_HOURS = 2

/** A full session that somebody may still wait for. */
export function isWaitedFor(session: SessionDetail, now: string): boolean {
  const { mine } = session.queue ?? {}
  const near = Date.parse(session.start) - CLOSES_HOURS * 3_600_000 <= Date.parse(now)
  const seated =
    session.myBooking &&
    !/^(expired|declined|cancelled|late_cancelled)/.test(session.myBooking.state)
  if (session.state !== 'published' || seated || session.locked) return false
  return Boolean(mine) || (session.seatsLeft === 0 && !near)
}

/** A freed seat waits for this reader. */
export function KeptForYou({ session }: { session: SessionDetail }) {
  const mine = session.queue?.mine
  if (!mine) return null
  return (
    <p className={styles.undo}>
      {mine.offerUntil ? (
        <>
          A seat is kept for you until{' '}
          <b>
            <Instant at={mine.offerUntil} />
          </b>
          .
        </>
      ) : (
        'A seat is free, and is being booked for you.'
      )}
    </p>
  )
}

/** All seats are taken: waiting for one, or where the reader stands in the line. */
export function QueuePanel({ session, signIn }: { session: SessionDetail; signIn: string }) {
  const person = useRoot()?.me.person
  const { waiting = 0, mine = null } = session.queue ?? {}
  if (mine)
    return (
      <div className="stack">
        <p>
          <PlaceWords place={mine} />
        </p>
        <DeedForm intent="leave">
          <input type="hidden" name="place" value={mine.id} />
          <DeedButton variant="outline" fullWidth>
            Stop waiting
          </DeedButton>
        </DeedForm>
        <Link to="/waitlists">All that I wait for</Link>
      </div>
    )
  const taken =
    session.capacity === 1 ? 'The one seat is taken' : `All ${session.capacity} seats are taken`
  const said = `${taken}${waiting > 0 ? `, and ${counted(waiting, 'person', 'people')} wait` : ''}.`
  if (!person)
    return (
      <div className="stack">
        <p>{said} Seats become free: you can wait for one.</p>
        <Button component={Link} to={signIn} fullWidth size="lg">
          Sign in to wait for a seat
        </Button>
      </div>
    )
  const ways = session.ways.filter(({ method, why }) => method !== 'CASH' && !NEVER.has(why ?? ''))
  return (
    <DeedForm intent="wait" className="stack">
      <p>{said} When one is free:</p>
      <input type="hidden" name="seen" value={session.price.amount} />
      <Radio.Group name="way" aria-label="When a seat is free" defaultValue="">
        <div className="stack">
          <Radio
            value=""
            label="Offer it to me"
            description="It is kept for two hours while you decide; for half an hour on the last day."
          />
          {ways.map((way) => (
            <Radio
              key={way.method}
              value={way.method}
              label={`Book it at once, ${HOW[way.method]}`}
            />
          ))}
        </div>
      </Radio.Group>
      <DeedButton fullWidth size="lg">
        Wait for a seat
      </DeedButton>
      <p className="small soft">
        Plans that book before others come first; then whoever came first to this{' '}
        {kindWord(session.kind)}. Nothing is taken from you while you wait.
      </p>
    </DeedForm>
  )
}

/** Ways that this session does not have for this reader, whatever comes until a seat is free. */
const NEVER = new Set(['not_included', 'no_plan', 'not_for_credits', 'no_package'])

const HOW: Record<Way['method'], string> = {
  CREDITS: 'with my credits',
  FREE: 'for nothing',
  INCLUDED: 'as one of my plan’s',
  TOKENS: 'with my tokens',
  PACKAGE: 'as a lesson of my package',
  CASH: 'with money',
}
