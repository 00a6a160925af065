import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Report, Reports } from '../../../api/voices.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { DECISIONS, REASONS, THINGS } from '../../../format/reports.ts'
import { counted } from '../../../format/words.ts'

export const meta = () => [{ title: 'Reports · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const state = search.get('state') === 'decided' ? 'decided' : 'open'
  const reports = await context.get(apiOf).get<Reports>('/api/reports', {
    state,
    type: search.get('type'),
    cursor: search.get('cursor'),
    limit: 40,
  })
  return { reports, state }
}

export default function ReportList() {
  const { reports, state } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Reports"
        lead={
          reports.open === 0
            ? 'Nothing waits for a decision.'
            : `${counted(reports.open, 'report')} to decide${reports.overdue > 0 ? `, ${reports.overdue} of them for longer than the 72 hours we promise` : ''}.`
        }
      />
      <Panel>
        <div className="stack">
          <div className="row">
            <ChoiceFilter
              name="state"
              label="Open or decided"
              choices={[
                { value: '', label: 'To decide' },
                { value: 'decided', label: 'Decided' },
              ]}
            />
            <ChoiceFilter
              name="type"
              label="About what"
              choices={[
                { value: '', label: 'Everything' },
                ...Object.entries(THINGS).map(([value, label]) => ({ value, label })),
              ]}
            />
          </div>
          {reports.items.length === 0 ? (
            <EmptyState title={state === 'open' ? 'Nothing to decide' : 'Nothing decided yet'}>
              What learners and educators report of each other’s words, and of behaviour in a room
              while a session runs, stands here, the urgent and the oldest first.
            </EmptyState>
          ) : (
            <DataTable
              caption="Reports"
              rows={reports.items}
              keyOf={(report) => report.id}
              columns={[
                {
                  head: 'What',
                  title: true,
                  cell: (report) => (
                    <Link
                      to={
                        report.about.type === 'room'
                          ? `/operate/rooms/${report.id}`
                          : `/operate/reports/${report.id}`
                      }
                    >
                      {THINGS[report.about.type]}
                      {report.person && ` by ${report.person.name}`}
                    </Link>
                  ),
                },
                { head: 'Why', cell: (report) => REASONS[report.reason] },
                { head: 'Reported by', cell: (report) => report.reporter.name },
                {
                  head: state === 'open' ? 'Decide until' : 'Decision',
                  cell: (report) => <End report={report} />,
                },
              ]}
            />
          )}
          <Pager next={reports.next} />
        </div>
      </Panel>
    </>
  )
}

function End({ report }: { report: Report }) {
  if (report.decision)
    return (
      <>
        {DECISIONS[report.decision]}
        {report.decidedBy && <span className="soft"> by {report.decidedBy}</span>}
      </>
    )
  return (
    <span className="row">
      <Instant at={report.dueAt} as="short-moment" />
      {report.overdue && <Tag tone="bad">Overdue</Tag>}
      {report.urgent && <Tag tone="warm">Urgent</Tag>}
      {report.together > 1 && <Tag>{report.together} reports</Tag>}
    </span>
  )
}

export const ErrorBoundary = () => <PageError who="moderators" />
