import { Button } from '@mantine/core'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { PageError } from '../../../components/states.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import { askedIn, MessageList } from './MessageList.tsx'
import type { MessageLog } from './message-words.ts'

export const meta = () => [{ title: 'Messages · Stoa' }]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const found = new URL(request.url).searchParams
  const asked = askedIn(found)
  const at = `/api/organizations/${params.organizationId}/messages`
  const log = await context
    .get(apiOf)
    .get<MessageLog>(at, { ...asked, cursor: found.get('cursor'), limit: 40 })
  return {
    ...log,
    asked,
    id: params.organizationId!,
    file: `${at}/file?${new URLSearchParams(asked)}`,
  }
}

/** What an organization has sent, and what became of it. */
export default function MessagesPage() {
  const { items, next, asked, id, file } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Messages"
        lead="Every message of yours, the newest first: what became of it, and what it took."
        deeds={
          <Button component="a" href={file} variant="outline">
            CSV
          </Button>
        }
      />
      <MessagingNav />
      <MessageList
        items={items}
        next={next}
        asked={asked}
        toMessage={(message) => `/institution/${id}/messaging/log/${message}`}
      />
    </>
  )
}

export const ErrorBoundary = () => <PageError who="people who manage this organization" />
