import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { useMay } from '../may.ts'
import { OUTCOMES, type Report, whatOf } from './words.ts'

export const meta = () => [{ title: 'Rooms · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const closed = new URL(request.url).searchParams.get('which') === 'closed'
  const reports = await api.get<{ items: Report[] }>('/api/room-reports', {
    state: closed ? 'closed' : 'open',
  })
  return { reports: reports.items, closed }
}

/** What is reported from rooms while sessions run. */
export default function Rooms() {
  const { reports, closed } = useLoaderData<typeof loader>()
  const may = useMay()
  return (
    <>
      <PageHead
        title="Rooms"
        lead="What people report while a session runs: how somebody behaves, and what does not work."
        deeds={
          <>
            {may('moderator') && <Link to="/operate/reports">All reports</Link>}
            {may('support') && <Link to="/operate/rooms/meetings">Where sessions meet</Link>}
          </>
        }
      />
      <div className="stack-wide">
        <Panel
          title={closed ? 'Closed reports' : 'Open reports'}
          side={
            <ChoiceFilter
              name="which"
              label="Which reports"
              choices={[
                { value: '', label: 'Open' },
                { value: 'closed', label: 'Closed' },
              ]}
            />
          }
        >
          <DataTable
            caption="Reports from rooms"
            rows={reports}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'What',
                title: true,
                cell: (one) => (
                  <Link to={`/operate/rooms/${one.id}`}>
                    {whatOf(one)}
                    {one.about ? `: ${one.about.name}` : ''}
                  </Link>
                ),
              },
              { head: 'Session', cell: ({ session }) => session.title },
              { head: 'Said by', cell: ({ by }) => by.name },
              { head: 'At', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
              {
                head: 'Now',
                cell: (one) =>
                  one.outcome ? (
                    <Tag tone={OUTCOMES[one.outcome][1]}>{OUTCOMES[one.outcome][0]}</Tag>
                  ) : one.running ? (
                    <Tag tone="attention">The session is running</Tag>
                  ) : (
                    <Tag>The session is over</Tag>
                  ),
              },
            ]}
            empty={
              <EmptyState title={closed ? 'Nothing has been closed yet' : 'Nothing is reported'}>
                Reports from rooms appear here the moment they are sent.
              </EmptyState>
            }
          />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="moderators and support" />
