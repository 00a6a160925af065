import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  redirectDocument,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Booked, SessionDetail } from '../../api/types.ts'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { Meeting } from '../../components/Instant.tsx'
import { breadcrumbs, originOf, shown } from '../../components/meta.ts'
import { Portrait } from '../../components/Portrait.tsx'
import { Reviews } from '../../components/Reviews.tsx'
import { Stars } from '../../components/Stars.tsx'
import { Tag } from '../../components/Tag.tsx'
import {
  capital,
  counted,
  kindName,
  kindWord,
  languageName,
  seatsWord,
} from '../../format/words.ts'
import { openCheckout } from '../learner/checkout.ts'
import { BookingPanel } from './BookingPanel.tsx'
import styles from './session.module.css'

export const handle = { deedBar: true }

export async function loader({ params, context }: LoaderFunctionArgs) {
  return { session: await context.get(apiOf).get<SessionDetail>(`/api/sessions/${params.id}`) }
}

/** Books the seat; where it is paid in money, goes on to the checkout while the seat is held. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  let next = ''
  let till = ''
  const outcome = await attempt('book', async () => {
    const key = text(form, 'key')
    const method = text(form, 'method')
    const booked = await api.deed<Booked>(`/api/sessions/${params.id}/book`, key, {
      paymentMethod: method,
      ...(method === 'CREDITS'
        ? { creditAmount: { amount: text(form, 'seen'), asset: 'CREDIT' } }
        : {}),
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
  const path = `/sessions/${session.id}`
  return shown(origin, {
    title: session.title,
    description: session.description.slice(0, 200),
    path,
    things: [
      {
        '@type': 'Event',
        name: session.title,
        description: session.description,
        startDate: session.start,
        endDate: session.end,
        eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
        eventStatus: `https://schema.org/${session.state === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
        location: { '@type': 'VirtualLocation', url: `${origin}${path}` },
        organizer: { '@type': 'Person', name: session.educator.name },
        performer: { '@type': 'Person', name: session.educator.name },
        maximumAttendeeCapacity: session.capacity,
        remainingAttendeeCapacity: session.seatsLeft,
        inLanguage: session.language,
        ...(session.priceMoney
          ? {
              offers: {
                '@type': 'Offer',
                price: session.priceMoney.amount,
                priceCurrency: session.priceMoney.asset,
                url: `${origin}${path}`,
                availability: `https://schema.org/${session.seatsLeft > 0 ? 'InStock' : 'SoldOut'}`,
              },
            }
          : {}),
      },
      breadcrumbs(origin, [
        { name: 'Sessions', path: '/sessions' },
        { name: session.title, path },
      ]),
    ],
  })
}

export default function Session() {
  const { session } = useLoaderData<typeof loader>()
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
            <Link to={`/educators/${educator.id}`} className={styles.name}>
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
        <Reviews reviews={session.reviews} name={educator.name} />
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
