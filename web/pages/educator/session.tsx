import { Button, Checkbox } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
} from 'react-router'
import type { Attendance } from '../../api/after.ts'
import type { Place } from '../../api/buying.ts'
import { apiOf } from '../../api/context.ts'
import type { Commission } from '../../api/teaching.ts'
import type { Booking, Page, SessionDetail } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { Instant, Meeting } from '../../components/Instant.tsx'
import { JoinRoom } from '../../components/JoinRoom.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Stars } from '../../components/Stars.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { isZero } from '../../format/money.ts'
import { useReader } from '../../format/reader.tsx'
import { sum } from '../../format/sums.ts'
import { bookingState, methodWord, sessionState } from '../../format/teaching.ts'
import { counted, kindName, languageName } from '../../format/words.ts'
import { useRoot } from '../../visitor.ts'
import { Asked } from './Asked.tsx'
import { CommissionState } from './CommissionState.tsx'
import { Measured } from './Measured.tsx'
import { MeetingChoice, type MeetingPlace } from './MeetingChoice.tsx'
import styles from './session.module.css'

export const clientAction = keepOnFailure
export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `${loaderData?.session.title ?? 'Session'} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const at = `/api/sessions/${params.id}`
  const [session, seats, earned, queue, meeting, attendance] = await Promise.all([
    api.get<SessionDetail & { materials: string | null }>(at),
    api.get<Page<Booking>>(`${at}/bookings`, { limit: 100 }),
    api.get<Page<Commission>>('/api/educator/revenue/commissions', {
      session: params.id,
      limit: 100,
    }),
    api.get<Page<Place>>(`${at}/waitlist`),
    api.get<MeetingPlace>(`${at}/meeting`),
    api.get<Attendance>(`${at}/attendance`),
  ])
  return {
    session,
    seats: seats.items,
    earned: earned.items,
    queue: queue.items,
    meeting,
    attendance,
  }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent === 'run' || intent === 'let go') {
      const goesAhead = intent === 'run'
      await api.deed(`/api/sessions/${params.id}/size`, text(form, 'key'), { goesAhead })
      return { said: goesAhead ? 'It takes place.' : 'Called off. Everybody gets everything back.' }
    }
    if (intent === 'reopen') {
      await api.post(`/api/sessions/${params.id}/reopen`, {})
      return { said: 'It can be booked again.' }
    }
    if (intent === 'meeting') {
      const link = text(form, 'link')
      const choice = { kind: text(form, 'kind'), link: link || null }
      await api.put(`/api/sessions/${params.id}/meeting`, choice)
      return { said: 'Kept.' }
    }
    if (intent === 'publish') {
      await api.patch(`/api/sessions/${params.id}`, { publish: true })
      return { said: 'Published. Learners can book it now.' }
    }
    const present = new Set(form.getAll('present'))
    const marks = form
      .getAll('seat')
      .map((id) => ({ bookingId: String(id), present: present.has(id) }))
    await api.post(`/api/sessions/${params.id}/attendance`, { marks })
    return { said: 'Attendance is written down.' }
  })
}

/** While it is so, the educator marks who is there. */
const MARKED = new Set(['published', 'started'])

/** Where something was found, or can be contested: the state leads to it. */
const LOOKED_AT = new Set([
  'completed',
  'settled',
  'late_cancelled',
  'cancelled_by_learner',
  'cancelled_by_platform',
  'no_show_learner',
  'no_show_educator',
  'disputed',
  'resolved',
])
const CAME = new Set(['confirmed', 'in_progress', 'completed', 'settled', 'no_show_learner'])

/** One session of the educator: what it is, who has a seat, who came, what it earns. */
export default function TaughtSession() {
  const { session, seats, earned, attendance, queue, meeting } = useLoaderData<typeof loader>()
  const { now } = useReader()
  const [state, tone] = sessionState(session.state)
  const taken = session.capacity - session.seatsLeft
  const begun = Date.parse(session.start) <= Date.parse(now)
  const canChange = session.state === 'draft' || (session.state === 'published' && !begun)
  const leads = useRoot()?.me.person?.id === session.educator.id
  const canShare = session.origin === 'made' || session.origin === 'series'
  const counting = earned.filter((one) => one.state !== 'cancelled')
  return (
    <>
      <PageHead
        tags={
          <>
            <Tag tone={tone}>{state}</Tag>
            <Tag>{kindName(session.kind)}</Tag>
            <Tag>
              {languageName(session.language)}
              {session.level ? ` ${session.level}` : ''}
            </Tag>
          </>
        }
        title={session.title}
        lead={<Meeting {...session} />}
        deeds={
          <>
            {session.state !== 'draft' && session.state !== 'cancelled' && (
              <JoinRoom session={session} />
            )}
            {canShare && (
              <Button
                component={Link}
                to={`/teach/sessions/${session.id}/educators`}
                variant="outline"
              >
                Who teaches it
              </Button>
            )}
            {leads && canChange && (
              <>
                <Button
                  component={Link}
                  to={`/teach/sessions/${session.id}/edit`}
                  variant="outline"
                >
                  Change
                </Button>
                <Button
                  component={Link}
                  to={`/teach/sessions/${session.id}/cancel`}
                  variant="outline"
                  color="bad"
                >
                  Cancel this session
                </Button>
              </>
            )}
          </>
        }
      />
      <div className="stack-wide">
        <Asked session={session} attendance={attendance} />
        {session.state === 'draft' && (
          <DeedForm intent="publish" className={styles.draft ?? ''}>
            <p>This is a draft. Nobody sees it until you publish it.</p>
            <DeedButton>Publish it</DeedButton>
          </DeedForm>
        )}
        <Panel
          title={`${taken} of ${counted(session.capacity, 'seat')} taken`}
          note={
            counting.length === 0 ? (
              <>
                <Amount value={session.price} /> a seat
              </>
            ) : (
              <>
                You earn{' '}
                <span className="strong">
                  <Amount
                    value={sum(
                      counting.map(({ net }) => net),
                      counting[0]!.net.asset,
                    )}
                  />
                </span>{' '}
                from it{begun ? '' : ', as booked so far'}.
              </>
            )
          }
        >
          <Roster seats={seats} earned={earned} marking={begun && MARKED.has(session.state)} />
        </Panel>
        {queue.length > 0 && (
          <Panel
            title={`${counted(queue.length, 'person waits', 'people wait')} for a seat`}
            note="In this order. A seat that becomes free goes to the first by itself; add seats by changing the session."
          >
            <DataTable
              caption="Who waits for a seat"
              columns={QUEUE}
              rows={queue}
              keyOf={({ id }) => id}
            />
          </Panel>
        )}
        {session.state !== 'completed' && session.state !== 'cancelled' && (
          <MeetingChoice meeting={meeting} />
        )}
        <Measured session={session} seats={seats} attendance={attendance} />
        {session.state === 'completed' && (
          <p className="small">
            <Link to={`/teach/sessions/${session.id}/technical`}>Something did not work?</Link>
          </p>
        )}
        {(session.description || session.materials) && (
          <div className="columns">
            {session.description && (
              <Panel title="What learners read">
                <p className={styles.text}>{session.description}</p>
              </Panel>
            )}
            {session.materials && (
              <Panel title="Materials" note="Seen only by those with a seat">
                <p className={styles.text}>{session.materials}</p>
              </Panel>
            )}
          </div>
        )}
      </div>
    </>
  )
}

const QUEUE: Column<Place>[] = [
  { head: 'Place', numeric: true, cell: (one) => one.place },
  { head: 'Who', title: true, cell: (one) => one.person.name },
  {
    head: 'When a seat is free',
    cell: (one) =>
      one.state === 'offered'
        ? 'Kept for them now'
        : one.auto
          ? 'Booked at once'
          : 'Offered to them',
  },
  { head: 'Since', cell: (one) => <Instant at={one.joinedAt} /> },
]

type RosterProps = { seats: Booking[]; earned: Commission[]; marking: boolean }

/** Who has a seat; once it has begun, a tick for who is there. */
function Roster({ seats, earned, marking }: RosterProps) {
  const markable = seats.filter(({ state }) => CAME.has(state))
  const table = (
    <DataTable
      caption="Who has a seat"
      rows={seats}
      keyOf={(seat) => seat.id}
      columns={columns(earned, marking)}
      empty={
        <EmptyState title="No seats taken yet">
          Learners who book appear here by name, with what you earn from each.
        </EmptyState>
      }
    />
  )
  if (!marking || markable.length === 0) return table
  return (
    <DeedForm intent="attendance">
      {markable.map(({ id }) => (
        <input key={id} type="hidden" name="seat" value={id} />
      ))}
      {table}
      <div className={styles.mark}>
        <DeedButton>Save who was there</DeedButton>
      </div>
    </DeedForm>
  )
}

function columns(earned: Commission[], marking: boolean): Column<Booking>[] {
  const of = (seat: Booking) => earned.find(({ bookingId }) => bookingId === seat.id)
  const list: Column<Booking>[] = [
    {
      head: 'Learner',
      title: true,
      cell: (seat) => <span id={`seat-${seat.id}`}>{seat.learner.name}</span>,
    },
    {
      head: 'State',
      cell: (seat) => {
        const [word, tone] = bookingState(seat.state)
        return LOOKED_AT.has(seat.state) ? (
          <Link to={`/teach/bookings/${seat.id}/happened`}>
            <Tag tone={tone}>{word}</Tag>
          </Link>
        ) : (
          <Tag tone={tone}>{word}</Tag>
        )
      },
    },
    { head: 'Paid by', cell: (seat) => methodWord(seat.method) },
    {
      head: 'You earn',
      numeric: true,
      cell: (seat) => {
        const one = of(seat)
        return one && !isZero(one.net) && <Amount value={one.net} />
      },
    },
    {
      head: 'Your share is',
      cell: (seat) => {
        const one = of(seat)
        return one && <CommissionState commission={one} />
      },
    },
    {
      head: 'Their rating',
      cell: (seat) => seat.stars !== null && <Stars rating={seat.stars} />,
    },
  ]
  if (marking)
    list.splice(1, 0, {
      head: 'Was there',
      cell: (seat) =>
        CAME.has(seat.state) && (
          <Checkbox
            name="present"
            value={seat.id}
            defaultChecked={seat.attended ?? true}
            aria-label={`${seat.learner.name} was there`}
          />
        ),
    })
  return list
}

export const ErrorBoundary = () => <PageError who="the educator of this session, and staff" />
