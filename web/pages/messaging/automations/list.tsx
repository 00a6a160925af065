import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Automations, EventKinds } from '../../../api/campaigns.ts'
import { apiOf } from '../../../api/context.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { MessagingNav } from '../MessagingNav.tsx'

export const meta = () => [{ title: 'Automations · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const at = `/api/organizations/${params.organizationId}`
  const [automations, kinds] = await Promise.all([
    api.get<Automations>(`${at}/automations`),
    api.get<EventKinds>(`${at}/event-kinds`),
  ])
  const says = Object.fromEntries(kinds.items.map((kind) => [kind.name, kind.says]))
  return {
    automations: automations.items,
    says,
    base: `/institution/${params.organizationId}/messaging/automations`,
  }
}

/** What is written by itself, because something happened. */
export default function AutomationsPage() {
  const { automations, says, base } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Automations"
        lead="When something happens, somebody hears of it: a seat that is booked, a fee that is due. Your own system tells what happened; once for each key, however often it tells it."
        deeds={
          <Button component={Link} to={`${base}/new`}>
            New automation
          </Button>
        }
      />
      <MessagingNav />
      <DataTable
        caption="Automations"
        rows={automations}
        keyOf={({ id }) => id}
        columns={[
          {
            head: 'Automation',
            title: true,
            cell: ({ id, name }) => <Link to={`${base}/${id}`}>{name}</Link>,
          },
          { head: 'When', cell: ({ trigger }) => says[trigger] ?? trigger },
          {
            head: 'State',
            cell: ({ state }) => (
              <Tag tone={state === 'on' ? 'good' : 'plain'}>{state === 'on' ? 'On' : 'Off'}</Tag>
            ),
          },
          { head: 'Said in 30 days', numeric: true, cell: ({ runs }) => runs.said },
          { head: 'Not said', numeric: true, cell: ({ runs }) => runs.notSaid },
          { head: 'Under way', numeric: true, cell: ({ runs }) => runs.underWay },
        ]}
        empty={
          <EmptyState title="No automations yet">
            A confirmation when a seat is booked is a good first one.
          </EmptyState>
        }
      />
    </>
  )
}

export const ErrorBoundary = () => (
  <PageError who="owners, administrators and managers of the organization" />
)
