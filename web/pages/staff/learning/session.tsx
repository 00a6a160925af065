import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Booking, Page, SessionDetail } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { FactList } from '../../../components/FactList.tsx'
import { Instant, Meeting } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { bookingState, methodWord, sessionState } from '../../../format/teaching.ts'
import { capital, counted, kindName, languageName } from '../../../format/words.ts'
import { useMay } from '../may.ts'

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `${loaderData?.session.title ?? 'Session'} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const at = `/api/sessions/${params.id}`
  const [session, bookings] = await Promise.all([
    api.get<SessionDetail>(at),
    api.get<Page<Booking>>(`${at}/bookings`, { limit: 100 }),
  ])
  return { session, bookings: bookings.items }
}

/** One session for staff: what it is, whose, who has a seat. */
export default function Session() {
  const { session, bookings } = useLoaderData<typeof loader>()
  const may = useMay()
  const [word, tone] = sessionState(session.state)
  return (
    <>
      <PageHead
        tags={
          <>
            <Tag tone={tone}>{word}</Tag>
            <Tag>{kindName(session.kind)}</Tag>
          </>
        }
        title={session.title}
        lead={<Meeting {...session} />}
        deeds={
          <>
            <Button component={Link} to={`/sessions/${session.id}`} variant="outline">
              As learners see it
            </Button>
            <Button
              component={Link}
              to={`/operate/sessions/${session.id}/educators`}
              variant="outline"
            >
              Who teaches it
            </Button>
            {['draft', 'published'].includes(session.state) && (
              <Button
                component={Link}
                to={`/operate/sessions/${session.id}/cancel`}
                variant="outline"
                color="bad"
              >
                Cancel this session
              </Button>
            )}
          </>
        }
      />
      <div className="stack-wide">
        <Panel
          title={`${counted(bookings.length, 'booking')} for ${counted(session.capacity, 'seat')}`}
        >
          <DataTable
            caption="Bookings"
            rows={bookings}
            keyOf={(booking) => booking.id}
            columns={[
              {
                head: 'Learner',
                title: true,
                cell: (booking) => (
                  <Link to={`/operate/bookings/${booking.id}`}>{booking.learner.name}</Link>
                ),
              },
              {
                head: 'State',
                cell: (booking) => {
                  const [state, colour] = bookingState(booking.state)
                  return <Tag tone={colour}>{state}</Tag>
                },
              },
              {
                head: 'Booked',
                cell: (booking) => <Instant at={booking.bookedAt} as="short-moment" />,
              },
              { head: 'Paid by', cell: (booking) => methodWord(booking.method) },
              { head: 'Paid', numeric: true, cell: (booking) => <Amount value={booking.paid} /> },
            ]}
            empty={<EmptyState title="No bookings">Nobody has booked it so far.</EmptyState>}
          />
        </Panel>
        <div className="columns">
          <Panel title="What it is">
            <FactList
              facts={[
                [
                  'Educator',
                  <Link key="educator" to={`/operate/educators/${session.educator.id}`}>
                    {session.educator.name}
                  </Link>,
                ],
                ['Language', `${languageName(session.language)} ${session.level ?? ''}`],
                [
                  'Price',
                  <span key="price">
                    <Amount value={session.price} /> ({capital(session.priceLevel)})
                    {session.priceMoney && (
                      <>
                        {' '}
                        or <Amount value={session.priceMoney} />
                      </>
                    )}
                  </span>,
                ],
                ['Takes place from', counted(session.minParticipants, 'learner')],
              ]}
            />
          </Panel>
          {session.description && (
            <Panel title="What learners read">
              <p style={{ whiteSpace: 'pre-line' }}>{session.description}</p>
            </Panel>
          )}
        </div>
        {may('finance') && (
          <p>
            <Link to={`/operate/books/journals?about=${session.id}`}>
              What it moved in the books
            </Link>
          </p>
        )}
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError />
