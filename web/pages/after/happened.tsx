import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { After } from '../../api/after.ts'
import { apiOf } from '../../api/context.ts'
import type { Booking } from '../../api/types.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton, LongField, SelectField } from '../../components/fields.tsx'
import { Instant, Meeting } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { PageError } from '../../components/states.tsx'
import { foundWords, minutesOf } from '../../format/outcomes.ts'
import { personOf } from '../../visitor.ts'
import styles from './after.module.css'

type Side = 'learner' | 'educator'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const me = await personOf(context)
  const api = context.get(apiOf)
  const at = `/api/bookings/${params.id}`
  const [booking, after] = await Promise.all([api.get<Booking>(at), api.get<After>(`${at}/after`)])
  const side: Side = booking.learner.id === me.id ? 'learner' : 'educator'
  return { booking, after, side }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const at = `/api/bookings/${params.id}`
  const [intent, key, words] = [text(form, 'intent'), text(form, 'key'), text(form, 'words')]
  return attempt(intent, async () => {
    if (intent === 'confirm') {
      await api.deed(`${at}/confirm`, key)
      return { said: 'Thank you. It counts as taken place.' }
    }
    const share = Number(text(form, 'share') || 10_000)
    const about = text(form, 'about') || undefined
    await api.deed(`${at}/case`, key, { words, about, share })
    return { said: 'We have it. What is still held is not paid until it is decided.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('What happened')

/** What was found about a booking, and what the two of it say to that. */
export default function Happened() {
  const { booking, after, side } = useLoaderData<typeof loader>()
  const back = side === 'learner' ? `/bookings/${booking.id}` : `/teach/bookings/${booking.id}`
  return (
    <>
      <PageHead
        title={`What happened in “${booking.session.title}”`}
        lead={<Meeting {...booking.session} />}
      />
      <div className="stack-wide">
        <Found after={after} />
        {after.confirmUntil && side === 'learner' && <Confirm until={after.confirmUntil} />}
        {after.contested && <Contested booking={booking} side={side} />}
        {!after.contested && after.caseUntil[side] && (
          <Contest booking={booking} until={after.caseUntil[side]} side={side} />
        )}
        <p>
          <Link to={back}>Back to the booking</Link>
        </p>
      </div>
    </>
  )
}

function Found({ after: { verdict, confirmUntil } }: { after: After }) {
  if (!verdict)
    return (
      <Panel title="What was found">
        <p>Nothing yet: a quarter of an hour after the end it stands here.</p>
      </Panel>
    )
  const { learnerSeconds, educatorSeconds } = verdict
  return (
    <Panel title="What was found">
      <div className="stack">
        <p>{foundWords(verdict.outcome)}</p>
        {learnerSeconds !== null && educatorSeconds !== null && (
          <p className={styles.soft}>
            Measured in the room: the learner {minutesOf(learnerSeconds)}, the educator{' '}
            {minutesOf(educatorSeconds)}.
          </p>
        )}
        {confirmUntil && (
          <p>
            If nobody says anything until <Instant at={confirmUntil} />, it counts as taken place.
          </p>
        )}
      </div>
    </Panel>
  )
}

function Confirm({ until }: { until: string }) {
  return (
    <Panel title="It took place" note="Then the educator earns on it.">
      <DeedForm intent="confirm" className="stack">
        <p>
          You can say so until <Instant at={until} />.
        </p>
        <div>
          <DeedButton>Yes, it took place</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

type ContestProps = { booking: Booking; until: string; side: Side }

const CHARGED = [
  { value: 'charge', label: 'What I was charged' },
  { value: 'attendance', label: 'Who was there, and how long' },
]
const EARNED = [
  { value: 'commission', label: 'What I earn with it' },
  { value: 'attendance', label: 'Who was there, and how long' },
]

function Contest({ booking, until, side }: ContestProps) {
  const learner = side === 'learner'
  const parts = learner && booking.method !== 'INCLUDED' && booking.method !== 'FREE'
  return (
    <Panel
      title={learner ? 'It was not so' : 'You see it otherwise'}
      note={
        <>
          Until <Instant at={until} />, once.
        </>
      }
    >
      <DeedForm intent="contest" className="stack">
        <p>
          {learner
            ? 'The educator reads it and has seven days to answer. If they agree, or say nothing, it ends as you ask; if they do not, both bring what they have and somebody of us decides.'
            : 'The learner reads it and can answer; then somebody of us decides. The learner keeps what came back either way.'}
        </p>
        <SelectField name="about" label="What is wrong" data={learner ? CHARGED : EARNED} />
        <LongField
          name="words"
          label="What happened"
          required
          minLength={3}
          maxLength={2000}
          description={
            learner ? 'Your educator and our staff read it.' : 'The learner and our staff read it.'
          }
        />
        {parts && (
          <SelectField
            name="share"
            label="What should come back"
            data={[
              { value: '10000', label: 'All of it' },
              { value: '5000', label: 'Half of it' },
              { value: '2500', label: 'A quarter of it' },
            ]}
          />
        )}
        <div>
          <DeedButton>Send it</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

function Contested({ booking, side }: { booking: Booking; side: Side }) {
  return (
    <Panel title="It is contested" note="What both say, and what is decided, is in the case.">
      <Link to={`${side === 'educator' ? '/teach' : ''}/cases/${booking.id}`}>Open the case</Link>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="the two whose booking this is, and staff" />
