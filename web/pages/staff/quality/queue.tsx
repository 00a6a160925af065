import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Measure } from '../../../api/quality.ts'
import type { Page } from '../../../api/types.ts'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { MeasureWords, measureTitle } from '../../../components/Scorecard.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { useReader } from '../../../format/reader.tsx'
import { personOf } from '../../../visitor.ts'
import { measureDeed } from './deeds.ts'
import { MeasureDeeds } from './MeasureDeeds.tsx'
import { QualityNav } from './QualityNav.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Coaching and appeals · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  await personOf(context)
  const api = context.get(apiOf)
  const list = (waits: string) => api.get<Page<Measure>>('/api/quality/measures', { waits })
  const [appeals, coaching] = await Promise.all([list('appeal'), list('coaching')])
  return { appeals: appeals.items, coaching: coaching.items }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  return attempt(text(form, 'intent'), () => measureDeed(context.get(apiOf), form))
}

export default function Queue() {
  const { appeals, coaching } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Coaching and appeals"
        lead="Appeals first, the one that is due soonest on top. Whoever took a measure does not decide about it again."
      />
      <QualityNav />
      <div className="stack-wide">
        <h2>Appeals</h2>
        {appeals.length === 0 && (
          <EmptyState title="No appeal waits">Everybody has had their answer.</EmptyState>
        )}
        {appeals.map((measure) => (
          <One key={measure.id} measure={measure} />
        ))}
        <h2>Coaching</h2>
        {coaching.length === 0 && (
          <EmptyState title="Nobody waits for coaching">
            Who does not meet a threshold for a while comes here.
          </EmptyState>
        )}
        {coaching.map((measure) => (
          <One key={measure.id} measure={measure} />
        ))}
      </div>
    </>
  )
}

function One({ measure }: { measure: Measure }) {
  const { now } = useReader()
  const late = measure.appeal && !measure.answer && Date.parse(measure.appeal.due) < Date.parse(now)
  return (
    <Panel
      title={
        <Link to={`/operate/quality/educators/${measure.educatorId}`}>
          {measure.name}: {measureTitle(measure)}
        </Link>
      }
      side={late ? <Tag tone="bad">Overdue</Tag> : undefined}
    >
      <div className="stack">
        <MeasureWords measure={measure} />
        <MeasureDeeds measure={measure} open={!measure.end} />
      </div>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError />
