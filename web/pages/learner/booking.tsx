import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  useLoaderData,
  useSearchParams,
} from 'react-router'
import type { After } from '../../api/after.ts'
import type { Available } from '../../api/asking.ts'
import type { Api } from '../../api/client.ts'
import { apiOf } from '../../api/context.ts'
import type { Booking, CancelPreview, Page, SessionDetail } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { BookingState } from '../../components/BookingRow.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { Instant, Meeting } from '../../components/Instant.tsx'
import { InTheBooks, myEntries } from '../../components/InTheBooks.tsx'
import { JoinRoom } from '../../components/JoinRoom.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Portrait } from '../../components/Portrait.tsx'
import { ratingIn } from '../../components/RatingFields.tsx'
import { Tag } from '../../components/Tag.tsx'
import { WriteTo } from '../../components/WriteTo.tsx'
import { educatorPath, sessionPath } from '../../format/addresses.ts'
import { useReader } from '../../format/reader.tsx'
import { kindName, kindWord } from '../../format/words.ts'
import { AfterPanel, CancelledLate } from './AfterPanel.tsx'
import styles from './booking.module.css'
import { Rating } from './Rating.tsx'
import { NotHopedFor } from './Trial.tsx'
import { voicesOf } from './voices.ts'
import { NotNow, Waiting } from './Waiting.tsx'

const CANCELLABLE = new Set(['held', 'requested', 'confirmed'])
/** Those with a seat that is paid; being late is no reason to stay out. */
const JOINS = new Set(['confirmed', 'in_progress', 'completed', 'no_show_learner'])
const REVIEWABLE = new Set(['completed', 'settled'])

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const booking = await api.get<Booking & { steps: { from: string; to: string }[] }>(
    `/api/bookings/${params.id}`,
  )
  const entries = await myEntries(api, booking.id, booking.orderId)
  const unanswered = booking.steps.at(-1)?.from === 'requested' && UNTAKEN.has(booking.state)
  const next =
    unanswered && booking.origin === 'instant' ? await othersNow(api, booking) : undefined
  const voices = REVIEWABLE.has(booking.state) ? await voicesOf(api, booking) : null
  const after = await api.get<After>(`/api/bookings/${params.id}/after`)
  const about = { booking, entries, unanswered, next, voices, after }
  if (!CANCELLABLE.has(booking.state)) return { ...about, preview: null }
  const preview = await api.get<CancelPreview>(`/api/bookings/${booking.id}/cancel-preview`)
  return { ...about, preview: preview.possible ? preview : null }
}

/** How a request ends that was not accepted. */
const UNTAKEN = new Set(['declined', 'expired'])

/** Who else can be talked to now, in the same language. */
async function othersNow(api: Api, { session }: Booking): Promise<Available[]> {
  const { language } = await api.get<SessionDetail>(`/api/sessions/${session.id}`)
  const wanted = { language, except: session.educator.id }
  return (await api.get<Page<Available>>('/api/instant', wanted)).items
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
      ...ratingIn(form),
      privateNote: text(form, 'privateNote'),
      ...(form.has('public') ? { public: true } : {}),
    })
    return { said: 'Thank you. Your review helps the next person choose.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('My booking')

export default function BookingPage() {
  const { booking, entries, preview, unanswered, next, voices, after } =
    useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const { session } = booking
  const justBooked = search.has('booked') && booking.state === 'confirmed'
  return (
    <>
      <PageHead
        tags={
          <>
            <BookingState state={after.confirmUntil ? 'unclear' : booking.state} />
            <Tag tone="accent">{kindName(session.kind)}</Tag>
            {booking.trial && <Tag>Trial lesson</Tag>}
          </>
        }
        title={justBooked ? 'Your seat is booked' : session.title}
        lead={
          <>
            {justBooked && (
              <>
                <Link to={sessionPath(session)}>{session.title}</Link>
                <br />
              </>
            )}
            <Meeting {...session} />
          </>
        }
        deeds={
          <>
            {JOINS.has(booking.state) && <JoinRoom session={session} />}
            <Button component="a" href={`/bookings/${booking.id}/calendar.ics`} variant="outline">
              Add to calendar
            </Button>
            <WriteTo educator={session.educator.id} name={session.educator.name} />
          </>
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
                  <Link to={educatorPath(session.educator)}>{session.educator.name}</Link>
                </dd>
              </div>
              <div>
                <dt>Session</dt>
                <dd>
                  <Link to={sessionPath(session)}>{session.title}</Link>
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
          {voices && <Rating booking={booking} {...voices} />}
          <InTheBooks entries={entries} />
        </div>
        <aside className="stack">
          {after.replaceUntil && <NotHopedFor until={after.replaceUntil} />}
          <AfterPanel booking={booking} after={after} />
          {booking.state === 'requested' ? (
            <Waiting booking={booking} />
          ) : next ? (
            <NotNow booking={booking} next={next} />
          ) : preview ? (
            <Cancelling booking={booking} preview={preview} />
          ) : (
            <Panel title="What happened">
              <p>
                {unanswered && booking.state === 'expired' ? (
                  `${session.educator.name} did not answer in time. You got everything back.`
                ) : booking.state === 'late_cancelled' ? (
                  <CancelledLate booking={booking} />
                ) : (
                  (booking.method === 'FREE' && FREE_ENDINGS[booking.state]) ||
                  ENDINGS[after.confirmUntil ? 'unclear' : booking.state] ||
                  'This booking can no longer be changed.'
                )}
              </p>
              {unanswered && booking.reason && <p>They wrote: “{booking.reason}”</p>}
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
  unclear: 'It is over, and we could not tell whether it took place.',
  disputed: 'What you said is being looked into. Nobody is paid until it is decided.',
  resolved: 'It is decided.',
  cancelled_by_educator: 'The educator cancelled it. You got everything back.',
  cancelled_by_platform: 'It did not take place. You got everything back.',
  no_show_learner: 'You were not there, so nothing comes back.',
  no_show_educator: 'The educator did not come. You got everything back, and goodwill credits.',
}

/** Where nothing was paid. */
const FREE_ENDINGS: Record<string, string> = {
  completed: 'You were there.',
  settled: 'You were there.',
  no_show_learner: 'You were not there, so your trial with them counts as had.',
  no_show_educator: 'The educator did not come. It does not count as your trial with them.',
  cancelled_by_learner: 'You cancelled it in time. It does not count as your trial with them.',
  cancelled_by_educator: 'The educator cancelled it. It does not count as your trial with them.',
  cancelled_by_platform: 'It did not take place. It does not count as your trial with them.',
  declined: 'The educator declined. It does not count as your trial with them.',
}

function Paid({ booking }: { booking: Booking }) {
  if (booking.method === 'INCLUDED') return <>From your plan’s included sessions</>
  if (booking.method === 'FREE') return <>Nothing, it is free</>
  if (booking.method === 'PACKAGE')
    return (
      <>
        A lesson of <Link to={`/packages/${booking.packageId}`}>your package</Link>, worth{' '}
        <Amount value={booking.paid} />
      </>
    )
  return (
    <>
      <Amount value={booking.paid} />
      {booking.method === 'CASH' ? ' by card' : ' from your wallet'}
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
        {booking.method === 'FREE' ? (
          <>
            Cancelled until{' '}
            <b>
              <Instant at={freeUntil} />
            </b>{' '}
            it does not count as your trial with {booking.session.educator.name}; later it does.
          </>
        ) : Date.parse(freeUntil) > Date.parse(now) ? (
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
            {booking.method === 'FREE' ? (
              'Nothing was paid, so nothing comes back.'
            ) : nothing ? (
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
