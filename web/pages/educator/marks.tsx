import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Mark, Marks } from '../../api/after.ts'
import { apiOf } from '../../api/context.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton, LongField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { useReader } from '../../format/reader.tsx'

export async function loader({ context }: LoaderFunctionArgs) {
  return context.get(apiOf).get<Marks>('/api/teaching/marks')
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    const at = `/api/teaching/marks/${text(form, 'session')}/appeal`
    await context.get(apiOf).post(at, { words: text(form, 'words') })
    return { said: 'Somebody of us looks at it. You will hear.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('What counts against you')

/** What counts against an educator, until when, and asking staff to look at it. */
export default function MarksPage() {
  const { marks, counting, most, days, hidden, hiddenUntil } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="What counts against you"
        lead={`Sessions with people in them that you called off, or did not come to. ${most} of them within ${days} days hide you from search: a week the first time, then longer. Who learns with you already is not touched.`}
      />
      <div className="stack-wide">
        <Panel title={`${counting} of ${most} count now`}>
          <p>
            {!hidden ? (
              'You can be found in search.'
            ) : hiddenUntil ? (
              <>
                You are not found in search until{' '}
                <b>
                  <Instant at={hiddenUntil} />
                </b>
                .
              </>
            ) : (
              <b>You are not found in search until our staff decide.</b>
            )}
          </p>
        </Panel>
        {marks.length === 0 ? (
          <EmptyState title="Nothing counts against you">
            A session that you move in time, or that too few have booked, never does.
          </EmptyState>
        ) : (
          marks.map((mark) => <OneMark key={mark.sessionId} mark={mark} />)
        )}
      </div>
    </>
  )
}

function OneMark({ mark }: { mark: Mark }) {
  const { now } = useReader()
  const over = Date.parse(mark.until) <= Date.parse(now)
  return (
    <Panel
      title={mark.why === 'cancelled' ? 'Called off' : 'Not come to'}
      side={
        <Tag tone={mark.lifted || over ? 'plain' : 'attention'}>
          {mark.lifted ? 'Lifted' : over ? 'Over' : 'Counts'}
        </Tag>
      }
    >
      <div className="stack">
        <p>
          <Link to={`/teach/sessions/${mark.sessionId}`}>{mark.title}</Link>,{' '}
          <Instant at={mark.start} />
          {!mark.lifted && !over && (
            <>
              ; counts until <Instant at={mark.until} as="day" />
            </>
          )}
        </p>
        {mark.note && <p>Our staff: “{mark.note}”</p>}
        {mark.appeal && !mark.decidedAt && <p>You asked us to look: “{mark.appeal}”</p>}
        {!mark.appeal && !mark.decidedAt && !over && (
          <details>
            <summary>Ask our staff to look at it</summary>
            <DeedForm intent={`appeal ${mark.sessionId}`} className="stack">
              <input type="hidden" name="session" value={mark.sessionId} />
              <LongField name="words" label="How it was" required minLength={3} maxLength={2000} />
              <div>
                <DeedButton variant="outline">Send it</DeedButton>
              </div>
            </DeedForm>
          </details>
        )}
      </div>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="people who teach" />
