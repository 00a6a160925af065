import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { OwnContract, Welcome } from '../../api/applying.ts'
import { apiOf } from '../../api/context.ts'
import type { Answer, Booking, ItemOf, Page, SessionCard } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { Countdown } from '../../components/Countdown.tsx'
import { Instant } from '../../components/Instant.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { StatFigures } from '../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { isZero } from '../../format/money.ts'
import { useReader } from '../../format/reader.tsx'
import { day, distance, shortDay, span } from '../../format/time.ts'
import { counted, kindWord } from '../../format/words.ts'
import { personOf } from '../../visitor.ts'
import { commissionsOf } from './commissions.ts'
import { EarnedByMonth } from './earnings/EarnedByMonth.tsx'
import { earningsNow } from './earnings/months.ts'
import { FirstSteps } from './FirstSteps.tsx'
import { SessionsTable } from './SessionsTable.tsx'
import { TierProgress } from './TierProgress.tsx'

type Shared = ItemOf<Answer<'/api/educator/shared'>>

export const meta = () => [{ title: 'Teaching · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const { zone } = await personOf(context)
  const mine = (state: string) =>
    api.get<Page<SessionCard>>('/api/sessions', { mine: true, state, limit: 6 })
  const [{ overview, months }, going, coming, requests, shared, welcome, { contract }] =
    await Promise.all([
      earningsNow(api, zone),
      mine('started'),
      mine('published'),
      api.get<Page<Booking>>('/api/educator/requests'),
      api.get<Page<Shared>>('/api/educator/shared'),
      api.get<Welcome>('/api/educator/welcome'),
      api.get<OwnContract>('/api/educator/contract'),
    ])
  const sessions = [...going.items, ...coming.items].slice(0, 6)
  return {
    overview,
    months,
    sessions,
    requests: requests.items,
    welcome,
    agreeBy: contract && !contract.acceptedAt ? contract.until : null,
    asked: shared.items.filter(({ state }) => state === 'invited'),
    commissions: await commissionsOf(api, sessions),
  }
}

/** The educator's day: what comes next, what it brings, where the tier stands. */
export default function Today() {
  const { overview, months, sessions, commissions, requests, asked, welcome, agreeBy } =
    useLoaderData<typeof loader>()
  const { locale } = useReader()
  const { nextPayout } = overview
  return (
    <>
      <PageHead
        title="Today"
        lead={<Next session={sessions[0]} />}
        deeds={
          <>
            <Button component={Link} to="/teach/now" variant="outline">
              Available now
            </Button>
            <Button component={Link} to="/teach/sessions/new">
              New session
            </Button>
          </>
        }
      />
      <div className="stack-wide" style={{ gap: 24 }}>
        <Asked requests={requests} />
        <AskedToTeach asked={asked} />
        {agreeBy && <NewAgreement until={agreeBy} />}
        {welcome.open && (
          <Panel title="Your first steps" side={<Link to="/teach/welcome">All of them</Link>}>
            <FirstSteps steps={welcome.steps} />
          </Panel>
        )}
        <StatFigures
          label="Earnings at a glance"
          stats={[
            {
              label: 'This month',
              figure: <Amount value={overview.period} />,
              note: 'from sessions held',
              to: '/teach/earnings',
            },
            {
              label: 'Waiting for the session',
              figure: <Amount value={overview.pending} />,
              note: 'booked, not held yet',
              to: '/teach/earnings?state=pending#commissions',
            },
            {
              label: 'Held for 7 days',
              figure: <Amount value={overview.held} />,
              note: 'then available',
              to: '/teach/earnings?state=held#commissions',
            },
            {
              label: 'Next payout',
              figure: <Amount value={nextPayout.amount} />,
              note: (
                <span suppressHydrationWarning>
                  {nextPayout.waits
                    ? isZero(nextPayout.amount)
                      ? 'nothing is due yet'
                      : 'waits for the minimum'
                    : shortDay(`${nextPayout.date}T12:00:00Z`, locale, 'UTC')}
                </span>
              ),
              to: '/teach/earnings/payouts',
            },
          ]}
        />
        <Panel title="Coming up" side={<Link to="/teach/sessions">All sessions</Link>}>
          <SessionsTable
            caption="Coming sessions"
            sessions={sessions}
            commissions={commissions}
            empty={
              <EmptyState
                title="Nothing is planned"
                deed={
                  <Button component={Link} to="/teach/sessions/new">
                    Plan a session
                  </Button>
                }
              >
                Your next sessions appear here, with who has booked.
              </EmptyState>
            }
          />
        </Panel>
        <div className="wide-and-narrow">
          <EarnedByMonth months={months} asset={overview.lifetime.asset} />
          <div className="stack" style={{ gap: 24 }}>
            {overview.standings.map((standing) => (
              <TierProgress
                key={standing.kind}
                standing={standing}
                several={overview.standings.length > 1}
              />
            ))}
          </div>
        </div>
      </div>
    </>
  )
}

/** Who asks whether the educator teaches a session with them. */
function AskedToTeach({ asked }: { asked: Shared[] }) {
  if (asked.length === 0) return null
  return (
    <Panel title="You are asked to teach with others">
      {asked.map(({ session, lead }) => (
        <p key={session.id}>
          {lead.name} asks you for{' '}
          <Link to={`/teach/sessions/${session.id}/educators`}>{session.title}</Link>,{' '}
          <Instant at={session.start} />.
        </p>
      ))}
    </Panel>
  )
}

/** A new version of the agreement waits to be accepted. */
function NewAgreement({ until }: { until: string }) {
  return (
    <Panel
      title="A new agreement waits for you"
      side={<Link to="/teach/agreement">Read and accept it</Link>}
    >
      <p>
        Please accept it by <Instant at={until} />. After that you can publish nothing new until you
        have.
      </p>
    </Panel>
  )
}

/** Who waits for an answer, and how long they still do. */
function Asked({ requests }: { requests: Booking[] }) {
  const [first] = requests
  if (!first?.answerUntil) return null
  const many = requests.length > 1
  return (
    <Panel
      title={
        many
          ? `${requests.length} requests wait for your answer`
          : 'A request waits for your answer'
      }
      side={<Link to="/teach/requests">Answer {many ? 'them' : 'it'}</Link>}
    >
      <p>
        {first.learner.name} asks for {first.session.title}:{' '}
        <b>
          <Countdown until={first.answerUntil} />
        </b>{' '}
        left{many ? ', the soonest of them' : ''}.
      </p>
    </Panel>
  )
}

/** `Next: Past tenses, Thursday 26 November, 18:00–19:00 (in 3 days) · 5 of 8 seats taken`. */
function Next({ session }: { session: SessionCard | undefined }) {
  const { locale, zone, now } = useReader()
  if (!session) return <>No session is planned.</>
  const taken = session.capacity - session.seatsLeft
  const going = Date.parse(session.start) <= Date.parse(now)
  return (
    <span suppressHydrationWarning>
      {going ? 'Now: ' : 'Next: '}
      <Link to={`/teach/sessions/${session.id}`}>{session.title}</Link>,{' '}
      {day(session.start, locale, zone, now)}, {span(session.start, session.end, locale, zone)}
      {going ? '' : `, ${distance(session.start, now, locale)}`} ·{' '}
      {taken === 0
        ? `nobody has booked this ${kindWord(session.kind)} yet`
        : `${taken} of ${counted(session.capacity, 'seat')} taken`}
    </span>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
