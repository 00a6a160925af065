import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { SessionDetail } from '../../api/types.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton, LongField, TextField } from '../../components/fields.tsx'
import { Meeting } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { PageError } from '../../components/states.tsx'
import { place } from '../../format/time.ts'
import { personOf } from '../../visitor.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const me = await personOf(context)
  const session = await context.get(apiOf).get<SessionDetail>(`/api/sessions/${params.id}`)
  return { session, zone: me.zone }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const { zone } = await personOf(context)
  const outcome = await attempt('move', async () => {
    const start = Temporal.PlainDateTime.from(text(form, 'start')).toZonedDateTime(zone)
    const words = text(form, 'words')
    const body = { start: start.toInstant().toString(), words }
    await context.get(apiOf).post(`/api/sessions/${params.id}/move`, body)
    return { said: 'Proposed to all who are booked.' }
  })
  return 'ok' in outcome && outcome.ok ? redirect(`/teach/sessions/${params.id}`) : outcome
}

export const clientAction = keepOnFailure
export const meta = titled('Another time')

/** Another time for a whole session with people in it: each agrees, or gets everything back. */
export default function MoveSession() {
  const { session, zone } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Another time"
        lead={
          <>
            {session.title}: <Meeting {...session} />
          </>
        }
      />
      <Panel
        title="Proposing it to all who are booked"
        note="Each learner agrees and keeps their seat, or gets everything back. It counts against nobody."
      >
        <DeedForm intent="move" className="stack">
          <TextField
            name="start"
            type="datetime-local"
            label="Begins"
            required
            description={`In your time (${place(zone)}); it stays as long as it is.`}
          />
          <LongField name="words" label="A word to them" maxLength={1000} />
          <p>
            They answer within seven days, and until a day before the start. When all have answered,
            or the time is over, it is made. Whoever says nothing gets everything back.
          </p>
          <div>
            <DeedButton>Propose it</DeedButton>
          </div>
        </DeedForm>
      </Panel>
      <p>
        <Link to={`/teach/sessions/${session.id}`}>Back to the session</Link>
      </p>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="the educator of this session, and staff" />
