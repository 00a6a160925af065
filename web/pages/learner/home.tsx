import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Balance, Booking, Page, SessionCard } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { BookingRow } from '../../components/BookingRow.tsx'
import { ByDay } from '../../components/ByDay.tsx'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { SessionRow } from '../../components/SessionRow.tsx'
import { StatFigures } from '../../components/StatFigures.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useReader } from '../../format/reader.tsx'
import { personOf } from '../../visitor.ts'
import styles from './home.module.css'
import { expiringSoon } from './lots.ts'
import { type Mine, mySubscription } from './plan/subscribed.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  const person = await personOf(context)
  const api = context.get(apiOf)
  const [balance, bookings, sessions, subscription] = await Promise.all([
    api.get<Balance>('/api/user/credits/balance'),
    api.get<Page<Booking>>('/api/bookings', { when: 'upcoming', seated: true, limit: 5 }),
    api.get<Page<SessionCard>>('/api/sessions', { free: true, limit: 10 }),
    mySubscription(api),
  ])
  const booked = new Set(bookings.items.map(({ session }) => session.id))
  const open = sessions.items.filter(({ id }) => !booked.has(id)).slice(0, 4)
  return { person, balance, bookings, open, subscription }
}

export const meta = titled('Home')

export default function Home() {
  const { person, balance, bookings, open, subscription } = useLoaderData<typeof loader>()
  const { now } = useReader()
  const [search] = useSearchParams()
  const first = person.name.split(' ')[0]
  const next = bookings.items[0]
  const expiring = expiringSoon(balance.lots, now)
  return (
    <>
      <PageHead
        title={search.has('welcome') ? `Welcome, ${first}` : `Hello, ${first}`}
        lead={
          next ? (
            <>
              Next: <Link to={`/bookings/${next.id}`}>{next.session.title}</Link>,{' '}
              <b>
                <Instant at={next.session.start} />
              </b>
            </>
          ) : (
            'Nothing is booked. Below is what begins next.'
          )
        }
        deeds={
          <>
            <Button component={Link} to="/talk" variant="outline">
              Talk now
            </Button>
            <Button component={Link} to="/sessions">
              Find a session
            </Button>
          </>
        }
      />
      <StatFigures
        label="At a glance"
        stats={[
          {
            label: 'In your wallet',
            figure: <Amount value={balance.available} />,
            note:
              Number(balance.held.amount) > 0 ? (
                <>
                  <Amount value={balance.held} /> kept for bookings
                </>
              ) : (
                'all free to use'
              ),
            to: '/wallet',
          },
          expiring
            ? {
                label: 'Expiring next',
                figure: <Amount value={expiring.amount} />,
                note: (
                  <>
                    after <Instant at={expiring.at} as="short-last-day" />
                  </>
                ),
                to: '/wallet#lots',
              }
            : { label: 'Expiring next', figure: 'Nothing', note: 'within 60 days', to: '/wallet' },
          planFigure(subscription),
        ]}
      />
      <section className={styles.section}>
        <h2>Coming up</h2>
        {bookings.items.length === 0 ? (
          <EmptyState title="Your first session">
            Pick one below. It stands here once it is booked, with the date until which you can
            cancel.
          </EmptyState>
        ) : (
          <ByDay items={bookings.items} at={({ session }) => session.start} keyOf={({ id }) => id}>
            {(booking) => <BookingRow booking={booking} />}
          </ByDay>
        )}
      </section>
      <section className={styles.section}>
        <div className="row-apart">
          <h2>You could join</h2>
          <Link to="/sessions">All sessions</Link>
        </div>
        {open.length === 0 ? (
          <p className="soft">Nothing else has a free seat right now. New sessions appear here.</p>
        ) : (
          <ByDay items={open} at={({ start }) => start} keyOf={({ id }) => id}>
            {(session) => <SessionRow session={session} />}
          </ByDay>
        )}
      </section>
    </>
  )
}

function planFigure(subscription: Mine) {
  if (!subscription)
    return { label: 'Your plan', figure: 'Free', note: 'one conversation a month', to: '/plans' }
  return {
    label: 'Your plan',
    figure: subscription.plan.name,
    note: (
      <>
        {subscription.cancelAtPeriodEnd ? 'ends' : 'renews'}{' '}
        <Instant at={subscription.periodEnd} as="short-day" />
      </>
    ),
    to: '/subscription',
  }
}
