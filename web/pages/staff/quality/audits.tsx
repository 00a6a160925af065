import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Audit, Draw } from '../../../api/quality.ts'
import type { Page } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { qualityFigure } from '../../../format/quality.ts'
import { personOf } from '../../../visitor.ts'
import { QualityNav } from './QualityNav.tsx'

export const meta = () => [{ title: 'Audits · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  await personOf(context)
  const api = context.get(apiOf)
  const [waiting, done, draws] = await Promise.all([
    api.get<Page<Audit>>('/api/quality/audits'),
    api.get<Page<Audit>>('/api/quality/audits', { done: true }),
    api.get<Page<Draw>>('/api/quality/draws'),
  ])
  return { waiting: waiting.items, done: done.items, draws: draws.items }
}

export default function Audits() {
  const { waiting, done, draws } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Audits"
        lead="Each Monday some of last week’s sessions are drawn by chance. A reviewer answers a checklist, and the result counts into the scorecard."
      />
      <QualityNav />
      <div className="stack-wide">
        <List title="Wait for a look" audits={waiting} empty="Nothing waits." />
        <List title="Looked at" audits={done} empty="No session was looked at yet." />
        <Panel
          title="Draws"
          note="With the seed anybody can draw again: the sessions of the week, in the order of the SHA-256 of seed and id."
        >
          <DataTable
            caption="Draws"
            rows={draws}
            keyOf={({ week }) => week}
            columns={[
              { head: 'Week of', title: true, cell: ({ week }) => week },
              { head: 'Drawn', numeric: true, cell: ({ drawn, among }) => `${drawn} of ${among}` },
              { head: 'Looked at', numeric: true, cell: (draw) => draw.done },
              { head: 'Seed', cell: ({ seed }) => <code>{seed}</code>, wideOnly: true },
            ]}
            empty={<EmptyState title="None yet">The first draw is next Monday.</EmptyState>}
          />
        </Panel>
      </div>
    </>
  )
}

function List({ title, audits, empty }: { title: string; audits: Audit[]; empty: string }) {
  return (
    <Panel title={title}>
      <DataTable
        caption={title}
        rows={audits}
        keyOf={({ id }) => id}
        columns={[
          {
            head: 'Session',
            title: true,
            cell: ({ id, title: name }) => <Link to={`/operate/quality/audits/${id}`}>{name}</Link>,
          },
          { head: 'Taught by', cell: ({ name }) => name },
          { head: 'When', cell: ({ start }) => <Instant at={start} as="short-moment" /> },
          {
            head: 'Score',
            numeric: true,
            cell: ({ result }) => (result ? qualityFigure(result.score, 'share') : ''),
          },
        ]}
        empty={<p className="soft">{empty}</p>}
      />
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError />
