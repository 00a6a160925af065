import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  useLoaderData,
  useSearchParams,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Booking, CancelPreview } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { BookingState } from '../../components/BookingRow.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton, LongField } from '../../components/fields.tsx'
import { Instant, Meeting } from '../../components/Instant.tsx'
import { InTheBooks, myEntries } from '../../components/InTheBooks.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Portrait } from '../../components/Portrait.tsx'
import { Stars } from '../../components/Stars.tsx'
import { StarsField } from '../../components/StarsField.tsx'
import { Tag } from '../../components/Tag.tsx'
import { useReader } from '../../format/reader.tsx'
import { kindName, kindWord } from '../../format/words.ts'
import styles from './booking.module.css'

const CANCELLABLE = new Set(['held', 'requested', 'confirmed'])
const REVIEWABLE = new Set(['completed', 'settled'])

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const booking = await api.get<Booking>(`/api/bookings/${params.id}`)
  const entries = await myEntries(api, booking.id, booking.orderId)
  if (!CANCELLABLE.has(booking.state)) return { booking, entries, preview: null }
  const preview = await api.get<CancelPreview>(`/api/bookings/${booking.id}/cancel-preview`)
  return { booking, entries, preview: preview.possible ? preview : null }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const intent = text(form, 'intent')
  if (intent === 'cancel')
    return attempt(intent, async () => {
      await api.deed(`/api/bookings/${params.id}/cancel`, text(form, 'key'))
      return { said: 'Your booking is cancelled.' }
    })
  return attempt(intent, async () => {
    await api.post(`/api/bookings/${params.id}/review`, {
      stars: Number(text(form, 'stars')),
      words: text(form, 'words'),
    })
    return { said: 'Thank you. Your review helps the next person choose.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('My booking')

export default function BookingPage() {
  const { booking, entries, preview } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const { session } = booking
  const justBooked = search.has('booked') && booking.state === 'confirmed'
  return (
    <>
      <PageHead
        tags={
          <>
            <BookingState state={booking.state} />
            <Tag tone="accent">{kindName(session.kind)}</Tag>
          </>
        }
        title={justBooked ? 'Your seat is booked' : session.title}
        lead={
          <>
            {justBooked && (
              <>
                <Link to={`/sessions/${session.id}`}>{session.title}</Link>
                <br />
              </>
            )}
            <Meeting {...session} />
          </>
        }
        deeds={
          <Button component="a" href={`/bookings/${booking.id}/calendar.ics`} variant="outline">
            Add to calendar
          </Button>
        }
      />
      <div className={styles.columns}>
        <div className="stack-wide">
          <Panel title="What you booked">
            <dl className={styles.facts}>
              <div>
                <dt>With</dt>
                <dd className="row">
                  <Portrait name={session.educator.name} />
                  <Link to={`/educators/${session.educator.id}`}>{session.educator.name}</Link>
                </dd>
              </div>
              <div>
                <dt>Session</dt>
                <dd>
                  <Link to={`/sessions/${session.id}`}>{session.title}</Link>
                </dd>
              </div>
              <div>
                <dt>Paid</dt>
                <dd>
                  <Paid booking={booking} />
                </dd>
              </div>
              <div>
                <dt>Booked</dt>
                <dd>
                  <Instant at={booking.bookedAt} />
                </dd>
              </div>
            </dl>
          </Panel>
          {REVIEWABLE.has(booking.state) && <Review booking={booking} />}
          <InTheBooks entries={entries} />
        </div>
        <aside>
          {preview ? (
            <Cancelling booking={booking} preview={preview} />
          ) : (
            <Panel title="What happened">
              <p>{ENDINGS[booking.state] ?? 'This booking can no longer be changed.'}</p>
              <p className={styles.next}>
                <Link to="/sessions">Find another session</Link>
              </p>
            </Panel>
          )}
        </aside>
      </div>
    </>
  )
}

const ENDINGS: Record<string, string> = {
  in_progress: 'It is running now, so it can no longer be cancelled.',
  completed: 'You were there. The educator is paid seven days after the session.',
  settled: 'You were there, and the educator has been paid.',
  declined: 'The educator declined. You got everything back.',
  expired: 'The payment did not arrive in time, so the seat went back. Nothing was taken from you.',
  cancelled_by_learner: 'You cancelled it. What came back stands in your wallet’s statement.',
  late_cancelled: 'You cancelled it late, so nothing came back.',
  cancelled_by_educator: 'The educator cancelled it. You got everything back.',
  cancelled_by_platform: 'It did not take place. You got everything back.',
  no_show_learner: 'You were not there, so nothing comes back.',
  no_show_educator: 'The educator did not come. You got everything back, and goodwill credits.',
}

function Paid({ booking }: { booking: Booking }) {
  if (booking.method === 'INCLUDED') return <>From your plan’s included sessions</>
  return (
    <>
      <Amount value={booking.paid} />
      {booking.method === 'CREDITS' ? ' from your wallet' : ' by card'}
    </>
  )
}

function Cancelling({ booking, preview }: { booking: Booking; preview: CancelPreview }) {
  const { now } = useReader()
  const { freeUntil, halfUntil } = booking
  const word = kindWord(booking.session.kind)
  const nothing = Number(preview.returned.amount) === 0
  return (
    <Panel title="If you cannot come">
      <p>
        {Date.parse(freeUntil) > Date.parse(now) ? (
          <>
            Free to cancel until{' '}
            <b>
              <Instant at={freeUntil} />
            </b>
            ; half comes back until <Instant at={halfUntil} />.
          </>
        ) : Date.parse(halfUntil) > Date.parse(now) ? (
          <>
            Half comes back if you cancel until{' '}
            <b>
              <Instant at={halfUntil} />
            </b>
            .
          </>
        ) : (
          <>The {word} is less than twelve hours away.</>
        )}
      </p>
      <details className={styles.cancel}>
        <summary>Cancel this booking</summary>
        <DeedForm intent="cancel" className="stack">
          <p>
            {nothing ? (
              'Nothing comes back any more. You can still give the seat to somebody else.'
            ) : (
              <>
                <b>
                  <Amount value={preview.returned} />
                </b>{' '}
                come back now
                {booking.method === 'CREDITS' ? ', with the dates they had' : ''}.
              </>
            )}
            {Number(preview.kept.amount) > 0 && (
              <>
                {' '}
                <Amount value={preview.kept} /> stay with the {word}.
              </>
            )}
          </p>
          <DeedButton color="bad" variant="light" fullWidth>
            Yes, cancel my seat
          </DeedButton>
        </DeedForm>
      </details>
    </Panel>
  )
}

function Review({ booking }: { booking: Booking }) {
  if (booking.stars !== null)
    return (
      <Panel title="Your review" note="Thank you. It stands on the educator’s page.">
        <Stars rating={booking.stars} />
      </Panel>
    )
  return (
    <Panel
      title="How was it?"
      note={`Your words help others choose, and ${booking.session.educator.name} to get better.`}
    >
      <DeedForm intent="review" className="stack">
        <StarsField name="stars" label="Stars" />
        <LongField
          name="words"
          label="A sentence or two"
          description="Public, with your first name."
          maxLength={2000}
        />
        <div>
          <DeedButton>Publish review</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}
