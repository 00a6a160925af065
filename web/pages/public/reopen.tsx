import { type ActionFunctionArgs, Link, useActionData, useParams } from 'react-router'
import { apiOf } from '../../api/context.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, type Outcome } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'

export async function action({ params, context }: ActionFunctionArgs) {
  return attempt('reopen', async () => {
    const { id, token } = params
    await context.get(apiOf).post(`/api/sessions/${id}/reopen`, { token })
    return { said: 'It can be booked again.' }
  })
}

export const clientAction = keepOnFailure
export const meta = () => [
  { title: 'Open it again · Stoa' },
  { name: 'robots', content: 'noindex' },
  // The address is the key: it is told to nobody else.
  { name: 'referrer', content: 'no-referrer' },
]

/** From the notice: an educator takes back that an empty group was called off, also without signing in. */
export default function Reopen() {
  const { id } = useParams()
  const done = useActionData<Outcome>()?.ok
  return (
    <>
      <PageHead
        title="Open your session again"
        lead="It was called off because nobody had booked it. Until its start you can take that back, if the hour is still yours."
      />
      <Panel>
        <div className="stack">
          {done ? (
            <p>It can be booked again.</p>
          ) : (
            <DeedForm intent="reopen">
              <DeedButton>Open it again</DeedButton>
            </DeedForm>
          )}
          <p>
            <Link to={`/teach/sessions/${id}`}>See the session</Link>
          </p>
        </div>
      </Panel>
    </>
  )
}
