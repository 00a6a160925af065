import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
} from 'react-router'
import type { After, BookingWay } from '../../../api/after.ts'
import { ifAllowed } from '../../../api/allowed.ts'
import { apiOf } from '../../../api/context.ts'
import { namesOf } from '../../../api/names.ts'
import type { Journal } from '../../../api/operating.ts'
import type { Booking, Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { BookingMap } from '../../../components/BookingMap.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { Instant, Meeting } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { byWords } from '../../../format/books.ts'
import { isZero } from '../../../format/money.ts'
import { bookingState, methodWord } from '../../../format/teaching.ts'
import { JournalTable, thingsOf } from '../books/JournalTable.tsx'
import { StaffDeeds } from './StaffDeeds.tsx'

type Steps = { steps: { from: string; to: string; by: string; at: string }[] }

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `Booking of ${loaderData?.booking.learner.name ?? 'somebody'} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const booking = await api.get<Booking & Steps>(`/api/bookings/${params.id}`)
  const [after, ways, deeds] = await Promise.all([
    api.get<After>(`/api/bookings/${params.id}/after`),
    api.get<Page<BookingWay>>('/api/bookings/transitions'),
    ifAllowed(api.get<Page<string>>(`/api/explorer/bookings/${params.id}/deeds`)),
  ])
  // The books are open to fewer roles than bookings are: without them the page still stands.
  const journals = await ifAllowed(
    api.get<Page<Journal>>('/api/ledger/journals', { about: params.id, limit: 50 }),
  )
  const names = journals ? await namesOf(api, thingsOf(journals.items)) : {}
  const found = { after, ways: ways.items, deeds: deeds?.items ?? [] }
  return { booking, journals: journals?.items ?? null, names, ...found }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const [intent, key] = [text(form, 'intent'), text(form, 'key')]
  return attempt(intent, async () => {
    const act = { deed: text(form, 'deed'), reason: text(form, 'reason') }
    await api.deed(`/api/explorer/bookings/${params.id}/act`, key, act)
    return { said: 'Done, and written down.' }
  })
}

export const clientAction = keepOnFailure

/** One booking for staff: how it stands, how it came to be so, and what it moved. */
export default function BookingPage() {
  const { booking, journals, names, after, ways, deeds } = useLoaderData<typeof loader>()
  const { session } = booking
  const [word, tone] = bookingState(booking.state)
  return (
    <>
      <PageHead
        tags={<Tag tone={tone}>{word}</Tag>}
        title={`${booking.learner.name}, ${session.title}`}
        lead={<Meeting {...session} />}
      />
      <div className="stack-wide">
        <div className="columns">
          <Panel title="The booking">
            <FactList
              facts={[
                [
                  'Learner',
                  <Link key="learner" to={`/operate/people/${booking.learner.id}`}>
                    {booking.learner.name}
                  </Link>,
                ],
                [
                  'Session',
                  <Link key="session" to={`/operate/sessions/${session.id}`}>
                    {session.title}
                  </Link>,
                ],
                [
                  'Educator',
                  <Link key="educator" to={`/operate/educators/${session.educator.id}`}>
                    {session.educator.name}
                  </Link>,
                ],
                ['Paid by', methodWord(booking.method)],
                ['List price', <Amount key="price" value={booking.price} />],
                ['Paid', <Amount key="paid" value={booking.paid} />],
                !isZero(booking.returned) && [
                  'Came back',
                  <Amount key="back" value={booking.returned} />,
                ],
                !isZero(booking.kept) && ['Kept', <Amount key="kept" value={booking.kept} />],
                !isZero(booking.goodwill) && [
                  'Goodwill',
                  <Amount key="goodwill" value={booking.goodwill} />,
                ],
                booking.orderId !== null && [
                  'Order',
                  <Link key="order" to={`/operate/orders/${booking.orderId}`}>
                    the order it was paid with
                  </Link>,
                ],
                ['Free to cancel until', <Instant key="free" at={booking.freeUntil} />],
                ['Half back until', <Instant key="half" at={booking.halfUntil} />],
              ]}
            />
          </Panel>
          <Panel title="How it went">
            <DataTable
              caption="Steps"
              rows={booking.steps}
              keyOf={(step) => `${step.to} ${step.at}`}
              columns={[
                { head: 'When', cell: (step) => <Instant at={step.at} as="short-moment" /> },
                { head: 'Became', title: true, cell: (step) => bookingState(step.to)[0] },
                {
                  head: 'By',
                  cell: (step) =>
                    byWords(
                      step.by,
                      step.by === `person:${booking.learner.id}`
                        ? booking.learner.name
                        : step.by === `person:${session.educator.id}`
                          ? session.educator.name
                          : null,
                    ),
                },
              ]}
            />
          </Panel>
        </div>
        <Panel title="The way it took">
          <BookingMap ways={ways} steps={booking.steps} />
        </Panel>
        <StaffDeeds booking={booking} after={after} deeds={deeds} />
        {journals && (
          <Panel title="What it moved in the books">
            <JournalTable journals={journals} names={names} />
          </Panel>
        )}
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError />
