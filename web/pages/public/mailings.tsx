import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { MailingLink } from '../../api/contacts.ts'
import { apiOf } from '../../api/context.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { PageError } from '../../components/states.tsx'

const WHAT: Record<MailingLink['category'], string> = {
  marketing: 'announcements and offers',
  utility: 'confirmations and reminders',
  service: 'answers',
  authentication: 'one-time passwords',
}

const at = (token: string | undefined) => `/api/mailings/${encodeURIComponent(token ?? '')}`

export const loader = ({ context, params }: LoaderFunctionArgs) =>
  context.get(apiOf).get<MailingLink>(`${at(params.token)}/about`)

/** Looking at the page changes nothing: mail programs follow links by themselves. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const intent = text(await request.formData(), 'intent')
  const api = context.get(apiOf)
  return attempt(intent, async () => {
    if (intent === 'back') await api.delete(at(params.token))
    else await api.post(`${at(params.token)}${intent === 'all' ? '?everything=true' : ''}`)
    return intent === 'all' ? { said: 'They send you nothing more of that.' } : undefined
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Messages')

/** From the link in a message of an organization, without signing in: no more of these, and back. */
export default function Mailings() {
  const { organization, category, wanted } = useLoaderData<typeof loader>()
  const what = WHAT[category]
  return (
    <>
      <PageHead
        title={wanted ? `No more ${what}?` : `You get no more ${what}`}
        lead={`From ${organization}.`}
      />
      <Panel>
        <div className="row">
          <DeedForm intent={wanted ? 'off' : 'back'}>
            <DeedButton variant={wanted ? 'filled' : 'outline'}>
              {wanted ? 'Stop these messages' : 'Send them again'}
            </DeedButton>
          </DeedForm>
          <DeedForm intent="all">
            <DeedButton variant="subtle">Stop everything but one-time passwords</DeedButton>
          </DeedForm>
        </div>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError />
