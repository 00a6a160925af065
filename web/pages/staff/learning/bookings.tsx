import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { BookingWay, Explored } from '../../../api/after.ts'
import { apiOf } from '../../../api/context.ts'
import type { Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { BookingMap } from '../../../components/BookingMap.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { FilterForm } from '../../../components/Filters.tsx'
import { SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { startOf } from '../../../format/periods.ts'
import { bookingState } from '../../../format/teaching.ts'
import { personOf } from '../../../visitor.ts'

export const meta = titled('Bookings')

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { zone } = await personOf(context)
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const filters = Object.fromEntries(search) as Record<string, string | undefined>
  const [bookings, ways] = await Promise.all([
    api.get<Page<Explored>>('/api/explorer/bookings', {
      state: filters.state || undefined,
      person: filters.person || undefined,
      from: startOf(filters.from ?? null, zone),
      until: startOf(filters.to ?? null, zone, 1),
      cursor: filters.cursor,
      limit: 40,
    }),
    api.get<Page<BookingWay>>('/api/bookings/transitions'),
  ])
  return { bookings, ways: ways.items, filters }
}

/** All bookings by state, person and time; and every way in which one can change. */
export default function Bookings() {
  const { bookings, ways, filters } = useLoaderData<typeof loader>()
  const states = [...new Set(ways.map(({ to }) => to))]
  return (
    <>
      <PageHead
        title="Bookings"
        lead={
          <>
            By state, person and day. <Link to="/operate/cases">What waits for a decision</Link> ·{' '}
            <Link to="/operate/outages">Outages</Link>
          </>
        }
      />
      <div className="stack-wide">
        <Panel>
          <div className="stack">
            <FilterForm label="Find bookings">
              <TextField
                name="person"
                type="search"
                label="Who"
                description="A learner’s or educator’s name"
                defaultValue={filters.person}
              />
              <SelectField
                name="state"
                label="State"
                defaultValue={filters.state}
                data={[
                  { value: '', label: 'All' },
                  ...states.map((state) => ({ value: state, label: state.replaceAll('_', ' ') })),
                ]}
              />
              <TextField name="from" type="date" label="From" defaultValue={filters.from} />
              <TextField name="to" type="date" label="To" defaultValue={filters.to} />
              <Button type="submit" variant="outline">
                Show
              </Button>
            </FilterForm>
            <DataTable
              caption="Bookings"
              rows={bookings.items}
              keyOf={({ id }) => id}
              columns={[
                {
                  head: 'When',
                  cell: ({ session }) => <Instant at={session.start} as="short-moment" />,
                },
                {
                  head: 'Learner',
                  title: true,
                  cell: ({ id, learner }) => (
                    <Link to={`/operate/bookings/${id}`}>{learner.name}</Link>
                  ),
                },
                {
                  head: 'Session',
                  cell: ({ session }) => (
                    <Link to={`/operate/sessions/${session.id}`}>{session.title}</Link>
                  ),
                },
                { head: 'Educator', cell: ({ educator }) => educator.name },
                { head: 'Price', numeric: true, cell: ({ paid }) => <Amount value={paid} /> },
                {
                  head: 'State',
                  cell: ({ state }) => {
                    const [word, tone] = bookingState(state)
                    return <Tag tone={tone}>{word}</Tag>
                  },
                },
                {
                  head: 'Since',
                  cell: ({ stateAt }) => <Instant at={stateAt} as="short-moment" />,
                },
              ]}
              empty={
                <EmptyState title="No booking fits">
                  Leave out the state or the days, or try another name.
                </EmptyState>
              }
            />
            <Pager next={bookings.next} />
          </div>
        </Panel>
        <Panel
          title="Every way in which a booking can change"
          note="Drawn from the table that the code and the database go by."
        >
          <div className="stack">
            <BookingMap ways={ways} steps={[]} />
            <details>
              <summary>The same as a table</summary>
              <WaysTable ways={ways} />
            </details>
          </div>
        </Panel>
      </div>
    </>
  )
}

function WaysTable({ ways }: { ways: BookingWay[] }) {
  const words = (text: string) => text.replaceAll('_', ' ')
  return (
    <DataTable
      caption="Every way in which a booking can change"
      rows={ways}
      keyOf={(way) => `${way.deed} ${way.from} ${way.to}`}
      columns={[
        { head: 'From', cell: ({ from }) => words(from) },
        { head: 'To', title: true, cell: ({ to }) => words(to) },
        { head: 'Deed', cell: ({ deed }) => deed },
        { head: 'By', cell: ({ by }) => by.join(', ') },
        { head: 'When', cell: ({ when }) => when },
        { head: 'What was paid', cell: ({ money }) => money },
        { head: 'Commission', cell: ({ commission }) => commission },
        { head: 'Notice', cell: ({ notice }) => notice ?? '' },
      ]}
    />
  )
}

export const ErrorBoundary = () => <PageError who="support" />
