import { Button } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { UnsubscribeLink } from '../../api/telling.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { PageError } from '../../components/states.tsx'
import { GROUP_WORDS } from '../../format/groups.ts'

export const loader = ({ context, params }: LoaderFunctionArgs) =>
  context
    .get(apiOf)
    .get<UnsubscribeLink>(`/api/unsubscribe/${encodeURIComponent(params.token!)}/about`)

/** Looking at the page changes nothing: mail programs follow links by themselves. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const path = `/api/unsubscribe/${encodeURIComponent(params.token!)}`
  return attempt(text(form, 'intent'), async () => {
    if (text(form, 'intent') === 'back') await api.delete(path)
    else await api.post(path)
    return undefined
  })
}

export const clientAction = keepOnFailure
export const meta = titled('E-mails')

/** From the link in an e-mail, without signing in: no more of these, and back. */
export default function Unsubscribe() {
  const { group, email } = useLoaderData<typeof loader>()
  const [name, what] = GROUP_WORDS[group]
  return (
    <>
      <PageHead
        title={email ? `No more e-mails about: ${name}?` : 'You get no more of these e-mails'}
        lead={
          email
            ? `${what}. In the app you are told as before.`
            : `${name}: ${what.toLowerCase()}. In the app you are told as before.`
        }
      />
      <Panel>
        <div className="row">
          <DeedForm intent={email ? 'off' : 'back'}>
            <DeedButton variant={email ? 'filled' : 'outline'}>
              {email ? 'Stop these e-mails' : 'Send them again'}
            </DeedButton>
          </DeedForm>
          <Button component={Link} to="/settings/notices" variant="subtle">
            Choose for each kind
          </Button>
        </div>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError />
