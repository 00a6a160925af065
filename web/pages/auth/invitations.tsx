import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { personOf } from '../../visitor.ts'
import { sign } from './signing.ts'

/** What the sign-in library answers: its own shape. */
type Invitation = {
  id: string
  organizationName: string
  role: string
  expiresAt: string
}

export async function loader({ context }: LoaderFunctionArgs) {
  const person = await personOf(context)
  const invitations = await context
    .get(apiOf)
    .get<Invitation[]>('/api/auth/organization/list-user-invitations')
  return { email: person.email, invitations }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  const accepts = intent.startsWith('accept')
  return attempt(intent, async () => {
    await sign(context, `/organization/${accepts ? 'accept' : 'reject'}-invitation`, {
      invitationId: text(form, 'invitation'),
    })
    return { said: accepts ? 'You belong to them now.' : 'Declined.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Invitations')

/** Invitations to organizations that wait for the reader's answer. */
export default function Invitations() {
  const { email, invitations } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead title="Invitations" lead={`To organizations, sent to ${email}.`} />
      <div className="stack-wide" style={{ gap: 24 }}>
        {invitations.length === 0 && (
          <Panel>
            <EmptyState title="Nobody waits for your answer">
              An invitation that you have answered, or that has run out, is not shown. One that was
              sent to another address is shown to whoever signs in with that.
            </EmptyState>
          </Panel>
        )}
        {invitations.map(({ id, organizationName, role, expiresAt }) => (
          <Panel
            key={id}
            title={organizationName}
            note={
              <>
                Invites you to join as {role}, until <Instant at={expiresAt} as="short-moment" />.
              </>
            }
          >
            <div className="row">
              <DeedForm intent={`accept-${id}`}>
                <input type="hidden" name="invitation" value={id} />
                <DeedButton>Join</DeedButton>
              </DeedForm>
              <DeedForm intent={`decline-${id}`}>
                <input type="hidden" name="invitation" value={id} />
                <DeedButton variant="outline">Decline</DeedButton>
              </DeedForm>
            </div>
          </Panel>
        ))}
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError />
