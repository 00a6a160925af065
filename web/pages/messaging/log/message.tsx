import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure } from '../../../components/deeds.ts'
import { DeedButton } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { PageError } from '../../../components/states.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import { LifeOfMessage } from './LifeOfMessage.tsx'
import type { MessageLife } from './message-words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Message · Stoa' }]

const addressOf = ({ organizationId, id }: Record<string, string | undefined>) =>
  `/api/organizations/${organizationId}/messages/${id}`

export async function loader({ context, params }: LoaderFunctionArgs) {
  return { life: await context.get(apiOf).get<MessageLife>(addressOf(params)) }
}

export async function action({ context, params }: ActionFunctionArgs) {
  return attempt('call-back', async () => {
    await context.get(apiOf).post(`${addressOf(params)}/call-back`)
    return { said: 'It is called back. Its credits come back within a minute.' }
  })
}

/** One message of an organization, with its whole life. */
export default function MessagePage() {
  const { life } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title={`Message to ${life.message.to}`}
        lead="From when it was accepted to its end."
      />
      <MessagingNav />
      <LifeOfMessage life={life}>
        {life.message.state === 'waiting' && (
          <DeedForm intent="call-back">
            <DeedButton variant="outline">Call it back</DeedButton>
          </DeedForm>
        )}
      </LifeOfMessage>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="people who manage this organization" />
