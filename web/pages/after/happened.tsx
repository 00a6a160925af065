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
    if (intent === 'contest') {
      const share = Number(text(form, 'share') || 10_000)
      await api.deed(`${at}/contest`, key, { words, share })
      return { said: 'We have it. Nobody is paid until it is decided.' }
    }
    if (intent === 'agree' || intent === 'refuse') {
      const answer = { agrees: intent === 'agree', words }
      await api.deed(`${at}/contest/answer`, key, answer)
      return { said: 'Your answer is written down.' }
    }
    await api.deed(`${at}/contest/withdraw`, key)
    return { said: 'Taken back. It stays as it was.' }
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
        {after.contest && <Contested booking={booking} after={after} side={side} />}
        {!after.contest && after.contestUntil[side] && (
          <Contest booking={booking} until={after.contestUntil[side]} side={side} />
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

function Contest({ booking, until, side }: ContestProps) {
  const learner = side === 'learner'
  const parts = learner && booking.method !== 'INCLUDED' && booking.method !== 'FREE'
  return (
    <Panel
      title={learner ? 'It was not so' : 'You were there'}
      note={
        <>
          Until <Instant at={until} />, once.
        </>
      }
    >
      <DeedForm intent="contest" className="stack">
        <p>
          {learner
            ? 'The educator reads it and has seven days to answer. If they agree, or say nothing, it ends as you ask; if they do not, somebody of us decides.'
            : 'Somebody of us reads it and decides. The learner keeps what came back either way.'}
        </p>
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

const percent = (share: number) => `${Math.round(share / 100)} %`

function Contested({ booking, after, side }: { booking: Booking; after: After; side: Side }) {
  const contest = after.contest!
  const mine = contest.side === side
  const who = contest.side === 'learner' ? booking.learner.name : booking.session.educator.name
  return (
    <Panel
      title={mine ? 'What you said' : `What ${who} said`}
      note={
        <>
          <Instant at={contest.openedAt} />
          {contest.side === 'learner' && `; asks for ${percent(contest.askedShare)} back`}
        </>
      }
    >
      <div className="stack">
        <blockquote className={styles.quote}>{contest.words}</blockquote>
        {contest.answerWords && (
          <>
            <p className={styles.soft}>
              {contest.answer === 'agreed' ? 'The answer: agreed.' : 'The answer: not so.'}
            </p>
            <blockquote className={styles.quote}>{contest.answerWords}</blockquote>
          </>
        )}
        {contest.endedAt ? (
          <Ended after={after} />
        ) : mine ? (
          <DeedForm intent="withdraw" className="stack">
            <p>
              {contest.answer
                ? 'Somebody of us decides. You will hear.'
                : contest.side === 'learner'
                  ? 'Waiting for the educator until '
                  : 'Somebody of us decides. You will hear.'}
              {!contest.answer && contest.side === 'learner' && (
                <Instant at={contest.answerUntil} />
              )}
            </p>
            <div>
              <DeedButton variant="outline">Take it back</DeedButton>
            </div>
          </DeedForm>
        ) : contest.answer ? (
          <p>Somebody of us decides. You will hear.</p>
        ) : (
          <Answer until={contest.answerUntil} byLearner={contest.side === 'learner'} />
        )}
      </div>
    </Panel>
  )
}

const HOW: Record<string, string> = {
  agreed: 'Both agreed.',
  silence: 'There was no answer in time, so it ended as was asked.',
  staff: 'Our staff decided.',
  withdrawn: 'It was taken back, and stays as it was.',
}

function Ended({ after }: { after: After }) {
  const { how, share, note } = after.contest!
  return (
    <>
      <p>
        <b>{HOW[how ?? ''] ?? ''}</b>{' '}
        {how !== 'withdrawn' &&
          share !== null &&
          `${percent(share)} of what was paid is the learner’s.`}
      </p>
      {note && <blockquote className={styles.quote}>{note}</blockquote>}
    </>
  )
}

function Answer({ until, byLearner }: { until: string; byLearner: boolean }) {
  return (
    <div className="stack">
      <p>
        Please answer until <Instant at={until} />.{' '}
        {byLearner && 'Without an answer it ends as was asked.'}
      </p>
      <DeedForm intent="refuse" className="stack">
        <LongField name="words" label="How it was" required minLength={3} maxLength={2000} />
        <div>
          <DeedButton variant="outline">It was not so: let staff decide</DeedButton>
        </div>
      </DeedForm>
      <DeedForm intent="agree">
        <input type="hidden" name="words" value="Agreed." />
        <DeedButton>I agree</DeedButton>
      </DeedForm>
    </div>
  )
}

export const ErrorBoundary = () => <PageError who="the two whose booking this is, and staff" />
