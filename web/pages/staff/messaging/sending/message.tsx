import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import { PageHead } from '../../../../components/PageHead.tsx'
import { PageError } from '../../../../components/states.tsx'
import { LifeOfMessage } from '../../../messaging/log/LifeOfMessage.tsx'
import type { MessageLife } from '../../../messaging/log/message-words.ts'

export const meta = () => [{ title: 'Message · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  return { life: await context.get(apiOf).get<MessageLife>(`/api/messages/${params.id}`) }
}

/** One message with its whole life and its journals, for staff. */
export default function MessagePage() {
  const { life } = useLoaderData<typeof loader>()
  const { to, organization } = life.message
  return (
    <>
      <PageHead
        title={`Message to ${to}`}
        lead={
          organization ? (
            <Link to={`/operate/messaging/wallets/${organization}`}>
              The wallet of the organization that sent it
            </Link>
          ) : (
            'Sent by this Stoa itself, from its own stock.'
          )
        }
      />
      <LifeOfMessage life={life} journals />
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
