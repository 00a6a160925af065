import { Checkbox } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Asking } from '../../../api/asking.ts'
import { apiOf } from '../../../api/context.ts'
import type { Booking, Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { Countdown } from '../../../components/Countdown.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, LongField } from '../../../components/fields.tsx'
import { Instant, Meeting } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { useRereading } from '../../../components/rereading.ts'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { percent } from '../../../format/money.ts'
import { useReader } from '../../../format/reader.tsx'
import { counted } from '../../../format/words.ts'
import styles from './requests.module.css'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Requests · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [requests, asking] = await Promise.all([
    api.get<Page<Booking>>('/api/educator/requests'),
    api.get<Asking>('/api/educator/asking'),
  ])
  return { requests: requests.items, asking }
}

/** One form for each request: its deed and its booking are in the intent. */
export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const [deed, id] = intent.split(':')
  return attempt(intent, async () => {
    if (deed === 'setting') {
      await api.patch('/api/educator/asking', { asksFirst: form.has('asksFirst') })
      return { said: 'Saved.' }
    }
    if (deed === 'accept') {
      await api.deed(`/api/bookings/${id}/accept`, text(form, 'key'))
      return { said: 'Accepted. The seat is theirs.' }
    }
    const word = text(form, 'word')
    await api.deed(`/api/bookings/${id}/decline`, text(form, 'key'), word ? { word } : {})
    return { said: 'Declined. They got everything back.' }
  })
}

/** Who waits for the educator's answer, soonest deadline first. */
export default function Requests() {
  const { requests, asking } = useLoaderData<typeof loader>()
  useRereading(30, requests.length > 0)
  return (
    <>
      <PageHead
        title="Requests"
        lead={
          requests.length === 0
            ? 'Learners who ask for a seat wait here for your answer.'
            : `${counted(requests.length, 'learner')} ${requests.length === 1 ? 'waits' : 'wait'} for your answer.`
        }
      />
      <div className="stack-wide">
        {requests.length === 0 ? (
          <Panel>
            <EmptyState title="Nobody waits for you">
              Where you want to be asked first, requests appear here with the time that is left. You
              choose it for each session, and below for lessons in your own hours.
            </EmptyState>
          </Panel>
        ) : (
          <ul className={styles.list}>
            {requests.map((one) => (
              <li key={one.id}>
                <Request booking={one} />
              </li>
            ))}
          </ul>
        )}
        <div className="columns">
          <Clock figures={asking.figures} />
          <Panel title="Lessons in your own hours">
            <DeedForm intent="setting" className="stack">
              <Checkbox
                name="asksFirst"
                label="Learners ask first"
                description="You have 48 hours to answer, less where booking closes sooner."
                defaultChecked={asking.asksFirst}
              />
              <div>
                <DeedButton variant="outline">Save</DeedButton>
              </div>
            </DeedForm>
          </Panel>
        </div>
      </div>
    </>
  )
}

function Request({ booking }: { booking: Booking }) {
  const { session, learner } = booking
  return (
    <article className={styles.request} aria-labelledby={`request-${booking.id}`}>
      <div>
        <h2 id={`request-${booking.id}`}>
          {learner.name} asks for <Link to={`/teach/sessions/${session.id}`}>{session.title}</Link>
        </h2>
        <p>
          <Meeting {...session} />
        </p>
        <p className="soft">
          <Amount value={booking.price} /> are set aside. Answer until{' '}
          {booking.answerUntil && <Instant at={booking.answerUntil} />}:{' '}
          <b>{booking.answerUntil && <Countdown until={booking.answerUntil} />}</b> left.
        </p>
      </div>
      <div className={styles.deeds}>
        <DeedForm intent={`accept:${booking.id}`}>
          <DeedButton>Accept {firstName(learner.name)}</DeedButton>
        </DeedForm>
        <details className={styles.decline}>
          <summary>Decline {firstName(learner.name)}</summary>
          <DeedForm intent={`decline:${booking.id}`} className="stack">
            <LongField
              name="word"
              label={`A word to ${firstName(learner.name)} (optional)`}
              maxLength={1000}
            />
            <div>
              <DeedButton variant="light" color="bad">
                Decline, all goes back
              </DeedButton>
            </div>
          </DeedForm>
        </details>
      </div>
    </article>
  )
}

const firstName = (name: string) => name.split(/\s+/)[0] ?? name

/** How the educator answers, as learners may come to know it. */
function Clock({ figures }: { figures: Asking['figures'] }) {
  const { locale } = useReader()
  const { asked, accepted, declined, ranOut, medianMinutes, rate, days } = figures
  if (asked === 0)
    return (
      <Panel title="Your answers">
        <p className="soft">Nobody has asked in the last {days} days.</p>
      </Panel>
    )
  return (
    <Panel
      title={rate === null ? 'Your answers' : `You answered ${percent(rate / 10_000, locale)}`}
      note={`Of the requests of the last ${days} days that were due.`}
    >
      <dl className={styles.figures}>
        {(
          [
            ['Asked', asked],
            ['Accepted', accepted],
            ['Declined', declined],
            ['Ran out', ranOut],
            [
              'Half of your answers came within',
              medianMinutes === null ? '–' : spoken(medianMinutes),
            ],
          ] as const
        ).map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

const spoken = (minutes: number) =>
  minutes < 120 ? counted(minutes, 'minute') : counted(Math.round(minutes / 60), 'hour')

export const ErrorBoundary = () => <PageError who="educators" />
