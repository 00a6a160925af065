import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Page, SessionCard } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { FilterForm } from '../../../components/Filters.tsx'
import { SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { startOf } from '../../../format/periods.ts'
import { sessionState } from '../../../format/teaching.ts'
import { kindName, languageName } from '../../../format/words.ts'
import { personOf } from '../../../visitor.ts'

export const meta = () => [{ title: 'Sessions · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { zone } = await personOf(context)
  const search = new URL(request.url).searchParams
  const filters = Object.fromEntries(search) as Record<string, string | undefined>
  const { now } = await context.get(apiOf).get<{ now: string }>('/api/me')
  const sessions = await context.get(apiOf).get<Page<SessionCard>>('/api/sessions', {
    q: filters.q,
    kind: filters.kind,
    state: filters.state,
    ...timesOf(filters, zone, now),
    cursor: filters.cursor,
    limit: 40,
  })
  return { sessions, filters }
}

/** What is over is listed from the latest on; what is coming from the soonest on. */
function timesOf(filters: Record<string, string | undefined>, zone: string, now: string) {
  const from = startOf(filters.from ?? null, zone)
  const to = startOf(filters.to ?? null, zone, 1)
  if (from || to || !PAST.has(filters.state ?? '')) return { from, to }
  return { to: filters.state === 'completed' ? now : '2100-01-01T00:00:00Z', sort: '-start' }
}

function leadOf(filters: Record<string, string | undefined>): string {
  if (filters.from || filters.to) return 'In the days chosen.'
  if (PAST.has(filters.state ?? '')) return 'Latest first.'
  return 'Everything that is coming, soonest first.'
}

const PAST = new Set(['completed', 'cancelled'])

export default function Sessions() {
  const { sessions, filters } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead title="Sessions" lead={leadOf(filters)} />
      <Panel>
        <div className="stack">
          <FilterForm label="Find sessions">
            <TextField name="q" type="search" label="Words" defaultValue={filters.q} />
            <SelectField
              name="kind"
              label="Kind"
              defaultValue={filters.kind}
              data={[
                { value: '', label: 'Both' },
                { value: 'class', label: 'Classes' },
                { value: 'conversation', label: 'Conversations' },
              ]}
            />
            <SelectField
              name="state"
              label="State"
              defaultValue={filters.state}
              data={[
                { value: '', label: 'Open for booking' },
                ...['started', 'completed', 'cancelled'].map((state) => ({
                  value: state,
                  label: sessionState(state)[0],
                })),
              ]}
            />
            <TextField name="from" type="date" label="From" defaultValue={filters.from} />
            <TextField name="to" type="date" label="To" defaultValue={filters.to} />
            <Button type="submit" variant="outline">
              Show
            </Button>
          </FilterForm>
          <DataTable
            caption="Sessions"
            rows={sessions.items}
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
                head: 'Kind',
                cell: (session) =>
                  `${kindName(session.kind)}, ${languageName(session.language)} ${session.level ?? ''}`,
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
              { head: 'Price', numeric: true, cell: (session) => <Amount value={session.price} /> },
            ]}
            empty={
              <EmptyState title="No such sessions">
                Change the filters, or look at another time.
              </EmptyState>
            }
          />
          <Pager next={sessions.next} />
        </div>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError />
