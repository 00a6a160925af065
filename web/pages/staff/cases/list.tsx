import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Mark } from '../../../api/after.ts'
import type { CaseCard, SilenceRule } from '../../../api/cases.ts'
import { apiOf } from '../../../api/context.ts'
import type { Page } from '../../../api/types.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, LongField, SelectField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { CaseTable } from '../../cases/CaseTable.tsx'
import { Silence } from './Silence.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const asked = new URL(request.url).searchParams.get('show')
  const show: 'mine' | 'all' | 'waiting' = asked === 'mine' || asked === 'all' ? asked : 'waiting'
  const [cases, marks, silence] = await Promise.all([
    api.get<Page<CaseCard>>('/api/cases/queue', { show, limit: 100 }),
    api.get<Page<Mark>>('/api/explorer/marks'),
    api.get<Page<SilenceRule>>('/api/cases/silence'),
  ])
  return { show, cases: cases.items, marks: marks.items, silence: silence.items }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent.startsWith('silence ')) {
      const side = intent.slice('silence '.length)
      await context.get(apiOf).put('/api/cases/silence', { side, follows: text(form, 'follows') })
      return { said: 'Set. It counts for every deadline that runs out from now on.' }
    }
    const lifts = text(form, 'lifts') === 'yes'
    const at = `/api/explorer/marks/${text(form, 'session')}/decide`
    await context.get(apiOf).post(at, { lifts, note: text(form, 'note') })
    return { said: lifts ? 'Lifted.' : 'It stays.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Cases')

const SHOWN = [
  ['waiting', 'Waiting for us'],
  ['mine', 'Mine'],
  ['all', 'All'],
] as const

const EMPTY = {
  waiting: 'Nothing waits for a decision',
  mine: 'You have no case',
  all: 'There is no case yet',
}

/** Cases by whose clock runs out first, and appeals of educators against marks. */
export default function Cases() {
  const { cases, marks, show, silence } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Cases"
        lead="What learners and educators contest. Whose clock runs out first stands first."
      />
      <nav className="row" aria-label="Which cases">
        {SHOWN.map(([which, label]) => (
          <Link
            key={which}
            to={which === 'waiting' ? '/operate/cases' : `/operate/cases?show=${which}`}
            aria-current={which === show ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      <div className="stack-wide">
        <CaseTable
          items={cases}
          at="/operate/cases"
          empty={<EmptyState title={EMPTY[show]}>All is answered or decided.</EmptyState>}
          last={{
            head: 'Due',
            cell: ({ until, assignedTo }) => (
              <>
                {until && <Instant at={until} as="short-moment" />}
                {assignedTo && <div>{assignedTo.name}</div>}
              </>
            ),
          }}
        />
        {marks.map((mark) => (
          <MarkAppeal key={mark.sessionId} mark={mark} />
        ))}
        <Silence rules={silence} />
      </div>
    </>
  )
}

function MarkAppeal({ mark }: { mark: Mark }) {
  return (
    <Panel
      title={`${mark.educator.name} asks about a mark`}
      note={
        <>
          {mark.why === 'cancelled' ? 'Called off: ' : 'Not come to: '}
          <Link to={`/operate/sessions/${mark.sessionId}`}>{mark.title}</Link>,{' '}
          <Instant at={mark.start} />
        </>
      }
    >
      <div className="stack">
        <p>“{mark.appeal}”</p>
        <DeedForm intent={`mark ${mark.sessionId}`} className="stack">
          <input type="hidden" name="session" value={mark.sessionId} />
          <SelectField
            name="lifts"
            label="The mark"
            data={[
              { value: 'no', label: 'stays' },
              { value: 'yes', label: 'is lifted' },
            ]}
          />
          <LongField name="note" label="Why" required minLength={3} maxLength={2000} />
          <div>
            <DeedButton>Decide</DeedButton>
          </div>
        </DeedForm>
      </div>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="support" />
