import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { After, MoveOptions, Proposal } from '../../api/after.ts'
import { apiOf } from '../../api/context.ts'
import type { Booking } from '../../api/types.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton, LongField, TextField } from '../../components/fields.tsx'
import { Instant, Meeting } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { useReader } from '../../format/reader.tsx'
import { place } from '../../format/time.ts'
import { counted } from '../../format/words.ts'
import { personOf } from '../../visitor.ts'
import styles from './after.module.css'

type Side = 'learner' | 'educator'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const me = await personOf(context)
  const api = context.get(apiOf)
  const at = `/api/bookings/${params.id}`
  const [booking, after, options] = await Promise.all([
    api.get<Booking>(at),
    api.get<After>(`${at}/after`),
    api.get<MoveOptions>(`${at}/move-options`),
  ])
  const side: Side = booking.learner.id === me.id ? 'learner' : 'educator'
  return { booking, after, options, side, zone: me.zone }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const at = `/api/bookings/${params.id}`
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent === 'move') {
      const [what, where] = text(form, 'to').split(' ') as [string, string]
      await api.post(`${at}/move`, what === 'session' ? { sessionId: where } : { start: where })
      return { said: 'Moved. Your calendar hears of it too.' }
    }
    if (intent === 'propose') {
      const { zone } = await personOf(context)
      const start = Temporal.PlainDateTime.from(text(form, 'start'))
        .toZonedDateTime(zone)
        .toInstant()
        .toString()
      await api.post(`${at}/move-proposals`, { to: { start }, words: text(form, 'words') })
      return { said: 'Proposed. Until the other side agrees, the booking stays.' }
    }
    const proposal = text(form, 'proposal')
    if (intent === 'withdraw') {
      await api.post(`/api/move-proposals/${proposal}/withdraw`)
      return { said: 'Taken back.' }
    }
    const agrees = intent === 'agree'
    await api.deed(`/api/move-proposals/${proposal}/answer`, text(form, 'key'), { agrees })
    return { said: agrees ? 'Agreed.' : 'Declined.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Another time')

/** Another time for a booking: moved at once where nobody need be asked, else proposed to the other side. */
export default function Move() {
  const { booking, after, side } = useLoaderData<typeof loader>()
  const back = side === 'learner' ? `/bookings/${booking.id}` : `/teach/bookings/${booking.id}`
  return (
    <>
      <PageHead
        title="Another time"
        lead={
          <>
            {booking.session.title}: <Meeting {...booking.session} />
          </>
        }
      />
      <div className="stack-wide">
        {after.proposal ? (
          <Proposed booking={booking} proposal={after.proposal} side={side} />
        ) : after.moving === null ? (
          <EmptyState title="This booking stands as it is">
            Only a seat that is still to come can be moved.
          </EmptyState>
        ) : (
          <>
            {side === 'learner' && <Free />}
            <Propose side={side} />
          </>
        )}
        <p>
          <Link to={back}>Back to the booking</Link>
        </p>
      </div>
    </>
  )
}

function Free() {
  const { booking, after, options } = useLoaderData<typeof loader>()
  const { now } = useReader()
  const { freeUntil, left } = after.moving!
  const open = left > 0 && Date.parse(freeUntil) >= Date.parse(now)
  const inside = Date.parse(booking.freeUntil) < Date.parse(now)
  const all = [
    ...options.sessions.map((one) => ({ ...one, value: `session ${one.id}` })),
    ...options.hours.map((one) => ({
      ...one,
      value: `hour ${one.start}`,
      title: '',
      seatsLeft: 0,
    })),
  ]
  if (!open)
    return (
      <Panel title="Moving it yourself">
        <p>
          {left === 0
            ? 'You have moved it as often as you can by yourself.'
            : 'That was possible until twelve hours before the start.'}{' '}
          You can still propose another time below.
        </p>
      </Panel>
    )
  return (
    <Panel
      title="Moving it yourself"
      note={
        <>
          Free until <Instant at={freeUntil} />; {counted(left, 'time')} more. The price stays.
        </>
      }
    >
      {all.length === 0 ? (
        <EmptyState title="No other time is open now">
          You can propose one below, and {booking.session.educator.name} answers.
        </EmptyState>
      ) : (
        <DeedForm intent="move" className="stack">
          {inside && (
            <p>
              Less than a day is left: once moved, it cannot be cancelled for all of what was paid.
            </p>
          )}
          <fieldset className={`stack ${styles.group}`}>
            <legend className="strong">Where to</legend>
            <ul className={styles.options}>
              {all.map((one, index) => (
                <li key={one.value}>
                  <label className={styles.option}>
                    <span>
                      <input
                        type="radio"
                        name="to"
                        value={one.value}
                        required
                        defaultChecked={index === 0}
                      />
                      <Instant at={one.start} />
                    </span>
                    <span className={styles.soft}>
                      {one.title
                        ? `${one.title}, ${counted(one.seatsLeft, 'seat')} left`
                        : `Alone with ${booking.session.educator.name}`}
                    </span>
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
          <div>
            <DeedButton>Move my seat there</DeedButton>
          </div>
        </DeedForm>
      )}
    </Panel>
  )
}

function Propose({ side }: { side: Side }) {
  const { booking, zone } = useLoaderData<typeof loader>()
  const other = side === 'learner' ? booking.session.educator.name : booking.learner.name
  return (
    <Panel
      title="Proposing another time"
      note={`${other} answers within seven days, or until the start. Until then it stays as it is.`}
    >
      <DeedForm intent="propose" className="stack">
        <TextField
          name="start"
          type="datetime-local"
          label="Begins"
          description={`In your time (${place(zone)}); it stays as long as it is.`}
          required
        />
        <LongField name="words" label="A word to them" maxLength={1000} />
        <div>
          <DeedButton variant="outline">Propose it</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

type ProposedProps = { booking: Booking; proposal: Proposal; side: Side }

function Proposed({ booking, proposal, side }: ProposedProps) {
  const mine = proposal.side === side
  const who = proposal.side === 'learner' ? booking.learner.name : booking.session.educator.name
  return (
    <Panel
      title={mine ? 'You proposed another time' : `${who} proposes another time`}
      note={
        <>
          Open until <Instant at={proposal.until} />
        </>
      }
    >
      <div className="stack">
        <p>
          <Meeting start={proposal.start} end={proposal.end} zone={booking.session.zone} />
        </p>
        {proposal.words && <blockquote className={styles.quote}>{proposal.words}</blockquote>}
        {proposal.whole && !mine && (
          <p>
            The whole session moves. Agree, and you have your seat there; decline, or say nothing,
            and you get everything back.
          </p>
        )}
        {mine ? (
          <DeedForm intent="withdraw">
            <input type="hidden" name="proposal" value={proposal.id} />
            <DeedButton variant="outline">Take it back</DeedButton>
          </DeedForm>
        ) : proposal.answered !== null ? (
          <p>
            You have {proposal.answered ? 'agreed' : 'declined'}. It is made when all have answered.
          </p>
        ) : (
          <div className={styles.pair}>
            <DeedForm intent="agree">
              <input type="hidden" name="proposal" value={proposal.id} />
              <DeedButton>I can come then</DeedButton>
            </DeedForm>
            <DeedForm intent="decline">
              <input type="hidden" name="proposal" value={proposal.id} />
              <DeedButton variant="outline">No, I cannot</DeedButton>
            </DeedForm>
          </div>
        )}
      </div>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="the two whose booking this is, and staff" />
