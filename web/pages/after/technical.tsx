import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  useLoaderData,
  useLocation,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Technical } from '../../api/quality.ts'
import type { SessionDetail } from '../../api/types.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton, LongField, SelectField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { PageError } from '../../components/states.tsx'
import { TROUBLE_NAMES } from '../../format/quality.ts'
import { personOf } from '../../visitor.ts'

export const clientAction = keepOnFailure
export const meta = titled('Something did not work')

export async function loader({ context, params }: LoaderFunctionArgs) {
  await personOf(context)
  const api = context.get(apiOf)
  const [session, { said }] = await Promise.all([
    api.get<SessionDetail>(`/api/sessions/${params.id}`),
    api.get<Technical>(`/api/sessions/${params.id}/technical`),
  ])
  return { session, said }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  return attempt('technical', async () => {
    await context.get(apiOf).post(`/api/sessions/${params.id}/technical`, {
      what: text(form, 'what'),
      words: text(form, 'words'),
    })
    return { said: 'Thank you. It is written down.' }
  })
}

/** Says, when a session is over, that something did not work. */
export default function TechnicalPage() {
  const { session, said } = useLoaderData<typeof loader>()
  const teaches = useLocation().pathname.startsWith('/teach')
  return (
    <>
      <PageHead
        title="Something did not work?"
        lead={
          <>
            {session.title}, <Instant at={session.start} />. It changes nothing about the booking;
            it tells us where sound, picture or the room need mending.
          </>
        }
      />
      <Panel>
        {said ? (
          <p>
            You said on <Instant at={said.at} as="day" />: {TROUBLE_NAMES[said.what]}
            {said.words && `, “${said.words}”`}.
          </p>
        ) : (
          <DeedForm intent="technical" className="stack">
            <SelectField
              name="what"
              label="What"
              data={Object.entries(TROUBLE_NAMES).map(([value, label]) => ({ value, label }))}
            />
            <LongField name="words" label="How it was" maxLength={2000} />
            <div>
              <DeedButton>Say it</DeedButton>
            </div>
          </DeedForm>
        )}
        <p>
          <Link to={teaches ? `/teach/sessions/${session.id}` : '/bookings?when=past'}>Back</Link>
        </p>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError />
