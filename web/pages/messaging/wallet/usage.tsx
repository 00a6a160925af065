import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Me } from '../../../api/types.ts'
import type { MessageUsage } from '../../../api/wallets.ts'
import { Amount } from '../../../components/Amount.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import { askedIn, ByDayChart, ByHourChart, ByKind, UsageFilters } from './UsageParts.tsx'
import { Units } from './units.tsx'

export const meta = () => [{ title: 'Usage of messages · Stoa' }]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const { person } = await api.get<Me>('/api/me')
  const asked = askedIn(new URL(request.url).searchParams, person?.zone ?? 'UTC')
  const at = `/api/organizations/${params.organizationId}/message-wallet/usage`
  const usage = await api.get<MessageUsage>(at, asked)
  const file = `${at}/export?${new URLSearchParams(asked)}`
  return { usage, file, id: params.organizationId! }
}

/** What an organization sent, when, and what it took. */
export default function UsagePage() {
  const { usage, file, id } = useLoaderData<typeof loader>()
  const { total } = usage
  return (
    <>
      <PageHead
        title="Usage"
        lead="What was sent and what it took, in the last 30 days unless you choose others."
        deeds={
          <Button component="a" href={file} variant="outline">
            CSV
          </Button>
        }
      />
      <MessagingNav />
      <div className="stack-wide">
        <UsageFilters />
        <StatFigures
          label="In this time"
          stats={[
            { label: 'Messages', figure: <Units units={total.messages} /> },
            { label: 'Credits used', figure: <Units units={total.units} /> },
            { label: 'What they had cost', figure: <Amount value={total.revenue} /> },
          ]}
        />
        {usage.days.length === 0 ? (
          <EmptyState
            title="Nothing was sent in this time"
            deed={<Link to={`/institution/${id}/messaging/wallet`}>What you have</Link>}
          >
            Messages are counted here when it is known what became of them.
          </EmptyState>
        ) : (
          <>
            <ByDayChart usage={usage} />
            <ByHourChart usage={usage} />
            <ByKind usage={usage} />
          </>
        )}
      </div>
    </>
  )
}

export function ErrorBoundary() {
  return <PageError />
}
