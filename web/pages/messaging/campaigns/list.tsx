import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Campaigns } from '../../../api/campaigns.ts'
import { apiOf } from '../../../api/context.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { Choose } from '../../../components/FilterColumn.tsx'
import { FilterForm } from '../../../components/Filters.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import { WAY_NAME } from '../wallet/units.tsx'
import { STATES } from './campaign-words.ts'

export const meta = () => [{ title: 'Campaigns · Stoa' }]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const at = `/api/organizations/${params.organizationId}/campaigns`
  const campaigns = await context.get(apiOf).get<Campaigns>(at, {
    cursor: search.get('cursor'),
    state: search.get('state'),
  })
  return { campaigns, at: `/institution/${params.organizationId}/messaging/campaigns` }
}

/** One message to many: what was sent, what is on its way, what is planned. */
export default function CampaignsPage() {
  const { campaigns, at } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Campaigns"
        lead="One message to many. You see what it takes and who is left out before anything is sent."
        deeds={
          <Button component={Link} to={`${at}/new`}>
            New campaign
          </Button>
        }
      />
      <MessagingNav />
      <div className="stack">
        <FilterForm label="Filter campaigns">
          <Choose
            name="state"
            label="State"
            choices={Object.entries(STATES).map(([value, [, label]]) => ({ value, label }))}
          />
          <Button type="submit" variant="outline">
            Show
          </Button>
        </FilterForm>
        <DataTable
          caption="Campaigns"
          rows={campaigns.items}
          keyOf={({ id }) => id}
          columns={[
            {
              head: 'Campaign',
              title: true,
              cell: ({ id, name }) => <Link to={`${at}/${id}`}>{name}</Link>,
            },
            { head: 'Way', cell: ({ way }) => (way ? WAY_NAME[way] : '–') },
            {
              head: 'State',
              cell: ({ state }) => <Tag tone={STATES[state][0]}>{STATES[state][1]}</Tag>,
            },
            {
              head: 'Begins',
              cell: ({ frozenAt, dueAt, state }) => {
                const begins = frozenAt ?? (state === 'scheduled' ? dueAt : null)
                return begins ? <Instant at={begins} as="short-moment" /> : '–'
              },
            },
            { head: 'Made', cell: ({ madeAt }) => <Instant at={madeAt} as="short-day" /> },
          ]}
          empty={
            <EmptyState title="No campaigns here">
              Write one text for many: an announcement, a reminder before an exam, a newsletter.
            </EmptyState>
          }
        />
        <Pager next={campaigns.next} />
      </div>
    </>
  )
}

export const ErrorBoundary = () => (
  <PageError who="owners, administrators and managers of the organization" />
)
