import { Alert } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { ifAllowed } from '../../api/allowed.ts'
import type { Api } from '../../api/client.ts'
import { apiOf } from '../../api/context.ts'
import type {
  House,
  Payable,
  ProfitAndLoss,
  Schedule,
  Sealing,
  TrialLine,
} from '../../api/operating.ts'
import type { Page, SessionCard } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { Instant } from '../../components/Instant.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { type Stat, StatFigures } from '../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { isZero, percent } from '../../format/money.ts'
import { startOf } from '../../format/periods.ts'
import { useReader } from '../../format/reader.tsx'
import { negated, sum } from '../../format/sums.ts'
import { sessionState } from '../../format/teaching.ts'
import { counted } from '../../format/words.ts'
import { personOf } from '../../visitor.ts'
import type { Waiting } from './money/risk-words.ts'
import styles from './today.module.css'

export const meta = () => [{ title: 'Today · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const person = await personOf(context)
  const { now } = await api.get<{ now: string }>('/api/me')
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(person.zone).toPlainDate()
  const begin = startOf(today.toString(), person.zone)!
  const over = startOf(today.toString(), person.zone, 1)!
  const [house, sessions, money, schedule, sealing, waiting] = await Promise.all([
    api.get<House>('/api/dashboard', { from: begin, to: over }),
    api.get<Page<SessionCard>>('/api/sessions', { from: now, limit: 8 }),
    moneyOf(api, today, person.zone),
    ifAllowed(api.get<Schedule>('/api/jobs')),
    ifAllowed(api.get<Sealing>('/api/ledger/sealing')),
    ifAllowed(api.get<Waiting>('/api/waiting')),
  ])
  const about = { today: today.toString(), waiting }
  return { house, sessions: sessions.items, money, schedule, sealing, ...about }
}

async function moneyOf(api: Api, today: Temporal.PlainDate, zone: string) {
  const month = today.with({ day: 1 })
  const last = month.subtract({ months: 1 })
  const at = (day: Temporal.PlainDate) => startOf(day.toString(), zone)
  const [trial, payables, result, before] = await Promise.all([
    ifAllowed(api.get<Page<TrialLine>>('/api/ledger/trial-balance', { currency: 'USD' })),
    ifAllowed(api.get<Page<Payable>>('/api/ledger/payables')),
    ifAllowed(api.get<ProfitAndLoss>('/api/ledger/profit-and-loss', { from: at(month) })),
    // The same days of the month before, so that like is compared with like.
    ifAllowed(
      api.get<ProfitAndLoss>('/api/ledger/profit-and-loss', {
        from: at(last),
        to: at(last.add({ days: today.day })),
      }),
    ),
  ])
  if (!trial || !payables || !result || !before) return null
  const balance = (purpose: string) =>
    trial.items.find((line) => line.purpose === purpose)?.balance ?? {
      amount: '0.00',
      asset: 'USD',
    }
  return {
    income: result.income.total,
    before: before.income.total,
    held: sum(
      payables.items.map((row) => row.held),
      'USD',
    ),
    available: sum(
      payables.items.map((row) => row.available),
      'USD',
    ),
    deferred: negated(balance('deferred_credits')),
    suspense: balance('suspense'),
  }
}

/** The operator's day in figures; each opens to what it is made of. */
export default function Today() {
  const { house, sessions, money, schedule, sealing, waiting, today } =
    useLoaderData<typeof loader>()
  const { now } = useReader()
  return (
    <>
      <PageHead
        title="Today"
        lead={
          <>
            <Instant at={now} />. <Jobs schedule={schedule} />
          </>
        }
      />
      <div className="stack-wide" style={{ gap: 24 }}>
        {sealing?.late && <Unsealed sealing={sealing} />}
        <StatFigures label="Learning today" stats={learning(house, today)} />
        {waiting && <Waits waiting={waiting} />}
        {money && <StatFigures label="Money" stats={moneyStats(money)} />}
        <Panel title="Coming next" side={<Link to="/operate/sessions">All sessions</Link>}>
          <DataTable
            caption="Coming sessions"
            rows={sessions}
            keyOf={(session) => session.id}
            columns={[
              { head: 'When', cell: (session) => <Instant at={session.start} as="short-moment" /> },
              {
                head: 'What',
                title: true,
                cell: (session) => (
                  <Link to={`/operate/sessions/${session.id}`}>{session.title}</Link>
                ),
              },
              {
                head: 'Educator',
                cell: (session) => (
                  <Link to={`/operate/educators/${session.educator.id}`}>
                    {session.educator.name}
                  </Link>
                ),
              },
              {
                head: 'State',
                wideOnly: true,
                cell: (session) => {
                  const [word, tone] = sessionState(session.state)
                  return <Tag tone={tone}>{word}</Tag>
                },
              },
              {
                head: 'Seats taken',
                numeric: true,
                cell: (session) => `${session.capacity - session.seatsLeft} of ${session.capacity}`,
              },
            ]}
            empty={
              <EmptyState title="Nothing is planned">
                Sessions that educators publish appear here, soonest first.
              </EmptyState>
            }
          />
        </Panel>
      </div>
    </>
  )
}

/** The alarm of the books: entries wait for their seal for longer than they may. */
function Unsealed({ sealing }: { sealing: Sealing }) {
  return (
    <Alert
      role="alert"
      color="bad"
      variant="light"
      title={`The books were not sealed for ${counted(Math.floor(sealing.seconds / 60), 'minute')}`}
    >
      {counted(sealing.waiting, 'entry waits', 'entries wait')}. Nothing is lost and nothing is
      stopped; but until they are sealed, a change of them would not show. Look at the{' '}
      <Link to="/operate/jobs?name=ledger.seal">runs of the job that seals</Link>; it waits for the
      oldest transaction that is still open.
    </Alert>
  )
}

const WAITS = [
  ['refunds', 'refund to look at', 'refunds to look at', '/operate/refunds?which=waits'],
  ['receipts', 'payment by hand to approve', 'payments by hand to approve', '/operate/by-hand'],
  ['refundWishes', 'refund for a second person', 'refunds for a second person', '/operate/refunds'],
  [
    'disputes',
    'dispute to answer or decide',
    'disputes to answer or decide',
    '/operate/disputes?which=waits',
  ],
  [
    'cases',
    'payment that looks like fraud',
    'payments that look like fraud',
    '/operate/risk?which=waits',
  ],
  [
    'differences',
    'day that differs from the provider',
    'days that differ from the provider',
    '/operate/reconciliation',
  ],
] as const

/** What of the money's business waits for somebody; nothing is shown where nothing does. */
function Waits({ waiting }: { waiting: Waiting }) {
  const open = WAITS.filter(([name]) => waiting[name] > 0)
  if (open.length === 0) return null
  return (
    <Panel title="Somebody must look">
      <ul className={styles.waits}>
        {open.map(([name, one, many, to]) => (
          <li key={name}>
            <Link to={to}>{counted(waiting[name], one, many)}</Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Jobs({ schedule }: { schedule: Schedule | null }) {
  if (!schedule) return null
  const failed = schedule.items.filter(({ lastRun }) => lastRun?.outcome === 'failed').length
  const waiting = schedule.queue.failing.length + schedule.queue.reactions.length
  if (failed + waiting === 0) return <>All that runs by itself went well.</>
  return (
    <Link to={failed > 0 ? '/operate/jobs?outcome=failed' : '/operate/jobs'}>
      {failed > 0 ? `${counted(failed, 'job')} failed` : `${counted(waiting, 'follow-up')} failed`}:
      look at {failed + waiting === 1 ? 'it' : 'them'}
    </Link>
  )
}

const learning = (house: House, today: string): Stat[] => [
  {
    label: 'Sessions today',
    figure: house.sessions,
    note: `${house.completed} held, ${house.calledOff} called off`,
    to: `/operate/sessions?from=${today}&to=${today}`,
  },
  {
    label: 'Seats filled',
    figure: house.capacity > 0 ? percentOf(house.seats, house.capacity) : '0 %',
    note: `${house.seats} of ${house.capacity} today`,
  },
  {
    label: 'Booked today',
    figure: house.bookings,
    note: `${house.cancellations} given back`,
  },
  { label: 'Reviews today', figure: house.reviews, note: 'by those who were there' },
]

const percentOf = (part: number, whole: number) => percent(part / whole, 'en')

type Money = NonNullable<Awaited<ReturnType<typeof moneyOf>>>

const moneyStats = (money: Money): Stat[] => [
  {
    label: 'Revenue this month',
    figure: <Amount value={money.income} />,
    note: (
      <>
        <Amount value={money.before} /> by this day last month
      </>
    ),
    to: '/operate/books/profit-and-loss',
  },
  {
    label: 'Owed to educators',
    figure: <Amount value={sum([money.held, money.available], money.held.asset)} />,
    note: (
      <>
        <Amount value={money.available} /> of it available
      </>
    ),
    to: '/operate/books/payables',
  },
  {
    label: 'Credits sold, not used',
    figure: <Amount value={money.deferred} />,
    note: 'deferred revenue',
    to: '/operate/books/deferred',
  },
  {
    label: 'Unexplained',
    figure: <Amount value={money.suspense} />,
    note: isZero(money.suspense) ? 'suspense is empty' : 'money nobody has explained yet',
    tone: isZero(money.suspense) ? 'good' : 'bad',
    to: '/operate/books/accounts/platform:stoa/suspense/USD',
  },
]

export const ErrorBoundary = () => <PageError />
