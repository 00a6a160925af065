import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Mark } from '../../../api/after.ts'
import { apiOf } from '../../../api/context.ts'
import type { Answer, ItemOf, Page } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, LongField, SelectField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'

type Waiting = ItemOf<Answer<'/api/explorer/contests'>>

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [contests, marks] = await Promise.all([
    api.get<Page<Waiting>>('/api/explorer/contests'),
    api.get<Page<Mark>>('/api/explorer/marks'),
  ])
  return { contests: contests.items, marks: marks.items }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    const lifts = text(form, 'lifts') === 'yes'
    const at = `/api/explorer/marks/${text(form, 'session')}/decide`
    await context.get(apiOf).post(at, { lifts, note: text(form, 'note') })
    return { said: lifts ? 'Lifted.' : 'It stays.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('What waits for a decision')

/** Contests of bookings and appeals of educators that wait for staff. */
export default function Contests() {
  const { contests, marks } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="What waits for a decision"
        lead="Bookings on which the two do not agree, and what educators say of marks against them. Oldest first."
      />
      <div className="stack-wide">
        <Panel title="Contested bookings" note="Open one to read both sides and decide.">
          <DataTable
            caption="Contested bookings"
            rows={contests}
            keyOf={({ bookingId }) => bookingId}
            columns={[
              {
                head: 'Session',
                title: true,
                cell: ({ bookingId, title }) => (
                  <Link to={`/operate/bookings/${bookingId}`}>{title}</Link>
                ),
              },
              { head: 'Contested by', cell: ({ side }) => `the ${side}` },
              {
                head: 'Since',
                cell: ({ openedAt }) => <Instant at={openedAt} as="short-moment" />,
              },
            ]}
            empty={<EmptyState title="Nothing is contested">All is agreed or answered.</EmptyState>}
          />
        </Panel>
        {marks.map((mark) => (
          <Panel
            key={mark.sessionId}
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
        ))}
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="support" />
