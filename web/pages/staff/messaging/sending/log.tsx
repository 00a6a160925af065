import { Button } from '@mantine/core'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import { PageHead } from '../../../../components/PageHead.tsx'
import { PageError } from '../../../../components/states.tsx'
import { askedIn, MessageList } from '../../../messaging/log/MessageList.tsx'
import type { MessageLog } from '../../../messaging/log/message-words.ts'

export const meta = () => [{ title: 'Message log · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const found = new URL(request.url).searchParams
  const organization = found.get('organization')
  const asked = askedIn(found)
  const which = { ...asked, ...(organization ? { organization } : {}) }
  const log = await context
    .get(apiOf)
    .get<MessageLog>('/api/messages', { ...which, cursor: found.get('cursor'), limit: 40 })
  return { ...log, asked, file: `/api/messages/file?${new URLSearchParams(which)}` }
}

/** Every message of every organization, and the house's own. */
export default function LogPage() {
  const { items, next, asked, file } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Message log"
        lead="Every message, the newest first. Each shows its whole life: tries, reports, and what was booked."
        deeds={
          <Button component="a" href={file} variant="outline">
            CSV
          </Button>
        }
      />
      <MessageList
        items={items}
        next={next}
        asked={asked}
        toMessage={(id) => `/operate/messaging/log/${id}`}
        senderOf={({ organization }) => (organization ? 'An organization' : 'This Stoa')}
      />
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
