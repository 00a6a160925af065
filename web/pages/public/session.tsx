import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  redirectDocument,
  useLoaderData,
} from 'react-router'
import type { SeriesPage } from '../../api/asking.ts'
import { apiOf } from '../../api/context.ts'
import type { Booked, SessionDetail } from '../../api/types.ts'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { Meeting } from '../../components/Instant.tsx'
import { breadcrumbs, originOf, shown } from '../../components/meta.ts'
import { onlyAt } from '../../components/onlyAt.ts'
import { Portrait } from '../../components/Portrait.tsx'
import { ReviewFigures } from '../../components/ReviewFigures.tsx'
import { Reviews } from '../../components/Reviews.tsx'
import { Stars } from '../../components/Stars.tsx'
import { Tag } from '../../components/Tag.tsx'
import { educatorPath, idIn, sessionPath } from '../../format/addresses.ts'
import {
  capital,
  counted,
  kindName,
  kindWord,
  languageName,
  seatsWord,
} from '../../format/words.ts'
import { readVisitor } from '../../visitor.ts'
import { openCheckout } from '../learner/checkout.ts'
import { ShiftNote } from '../series/ShiftNote.tsx'
import { BookingPanel } from './BookingPanel.tsx'
import { waitFor } from './queueing.ts'
import styles from './session.module.css'
import { eventOf } from './things.ts'

export const handle = { deedBar: true }

export async function loader({ params, context, request }: LoaderFunctionArgs) {
  const session = await context.get(apiOf).get<SessionDetail>(`/api/sessions/${idIn(params.id)}`)
  onlyAt(request, sessionPath(session))
  if (!session.seriesId) return { session, series: null }
  const { reader } = await readVisitor(context)
  const zone = reader.zoneKnown ? reader.zone : undefined
  const api = context.get(apiOf)
  return { session, series: await api.get<SeriesPage>(`/api/series/${session.seriesId}`, { zone }) }
}

/** Books the seat; where it is paid in money, goes on to the checkout while the seat is held. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  if (text(form, 'intent') !== 'book') return waitFor(api, idIn(params.id), form)
  let next = ''
  let till = ''
  const outcome = await attempt('book', async () => {
    const key = text(form, 'key')
    const method = text(form, 'method')
    const booked = await api.deed<Booked>(`/api/sessions/${idIn(params.id)}/book`, key, {
      paymentMethod: method,
      ...(method === 'CREDITS'
        ? { creditAmount: { amount: text(form, 'seen'), asset: 'CREDIT' } }
        : {}),
      ...(method === 'TOKENS' ? { tokenAmount: Number(text(form, 'tokens')) } : {}),
    })
    next = `/bookings/${booked.booking.id}?booked=1`
    if (booked.orderId) till = await openCheckout(context, booked.orderId)
    return undefined
  })
  if (!('ok' in outcome) || !outcome.ok) return outcome
  throw till ? redirectDocument(till) : redirect(next)
}

export const clientAction = keepOnFailure

export const meta: MetaFunction<typeof loader> = ({ loaderData, matches }) => {
  if (!loaderData) return [{ title: 'Session · Stoa' }]
  const { session } = loaderData
  const origin = originOf(matches)
  const path = sessionPath(session)
  return shown(origin, {
    title: session.title,
    description: session.description.slice(0, 200),
    path,
    things: [
      eventOf(origin, session),
      breadcrumbs(origin, [
        { name: 'Sessions', path: '/sessions' },
        { name: session.title, path },
      ]),
    ],
  })
}

export default function Session() {
  const { session, series } = useLoaderData<typeof loader>()
  const { educator } = session
  return (
    <div className={styles.columns}>
      <article>
        <div className={styles.tags}>
          <Tag tone="accent">{kindName(session.kind)}</Tag>
          <Tag>{languageName(session.language)}</Tag>
          {session.level && <Tag>{session.level}</Tag>}
          <State session={session} />
        </div>
        <h1 tabIndex={-1}>{session.title}</h1>
        <p className={styles.when}>
          <Meeting {...session} />
          <span className="soft">
            {' '}
            · {session.capacity === 1 ? 'one to one' : `up to ${session.capacity} people`}
          </span>
        </p>
        <p className={styles.educator}>
          <Portrait name={educator.name} size="large" />
          <span>
            <Link to={educatorPath(educator)} className={styles.name}>
              {educator.name}
            </Link>{' '}
            <Tag tone="good">{capital(educator.tier)}</Tag>
            <br />
            <span className="soft">
              <Stars rating={educator.rating} count={educator.reviewCount} />
              {educator.sessionsHeld > 0 &&
                ` · ${counted(educator.sessionsHeld, kindWord(session.kind), session.kind === 'class' ? 'classes' : 'conversations')} held`}
            </span>
          </span>
        </p>
        {session.coEducators.length > 0 && (
          <p>
            With{' '}
            {session.coEducators.map((one, index) => (
              <span key={one.id}>
                {index > 0 && (index === session.coEducators.length - 1 ? ' and ' : ', ')}
                <Link to={educatorPath(one)}>{one.name}</Link>
              </span>
            ))}
            , who {session.coEducators.length === 1 ? 'teaches' : 'teach'} it too.
          </p>
        )}
        {series && (
          <>
            <p>
              One of {counted(series.dates.filter((date) => date.session).length, 'date')} of{' '}
              <Link to={`/series/${series.id}`}>this series</Link>, which can be booked in one go.
            </p>
            <ShiftNote shifts={series.shifts} zone={series.rule.zone} />
          </>
        )}
        <p className="prose">{session.description}</p>
        {session.topics.length > 0 && (
          <ul className={styles.topics} aria-label="Topics">
            {session.topics.map((topic) => (
              <li key={topic}>
                <Tag>{topic}</Tag>
              </li>
            ))}
          </ul>
        )}
      </article>
      <BookingPanel session={session} />
      <div className={styles.reviews}>
        <Reviews reviews={session.reviews} name={educator.name}>
          <ReviewFigures rank={session.rank} />
        </Reviews>
      </div>
    </div>
  )
}

function State({ session }: { session: SessionDetail }) {
  if (session.state === 'cancelled') return <Tag tone="bad">Cancelled</Tag>
  if (session.state === 'completed') return <Tag>Has taken place</Tag>
  if (session.state === 'started') return <Tag tone="warm">Running now</Tag>
  if (session.seatsLeft > 3) return <Tag>{seatsWord(session.seatsLeft)}</Tag>
  return (
    <Tag tone={session.seatsLeft === 0 ? 'plain' : 'attention'}>{seatsWord(session.seatsLeft)}</Tag>
  )
}
