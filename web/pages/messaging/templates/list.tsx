import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Templates } from '../../../api/contacts.ts'
import { apiOf } from '../../../api/context.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import { CATEGORY_NAME, WAY_NAME } from '../wallet/units.tsx'
import { APPROVAL } from './words.ts'

export const meta = () => [{ title: 'Templates · Stoa' }]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const templates = await context
    .get(apiOf)
    .get<Templates>(`/api/organizations/${params.organizationId}/templates`, {
      way: search.get('way') || null,
      archived: search.get('show') === 'archived' ? 'true' : null,
      cursor: search.get('cursor'),
    })
  return { templates, at: `/institution/${params.organizationId}/messaging/templates` }
}

/** What an organization writes again and again. */
export default function TemplatesPage() {
  const { templates, at } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Templates"
        lead="What you write again and again, with places that are filled in for each reader."
        deeds={
          <Button component={Link} to={`${at}/new`}>
            New template
          </Button>
        }
      />
      <MessagingNav />
      <Panel
        title="Your templates"
        side={
          <ChoiceFilter
            name="way"
            label="Way"
            choices={[
              { value: '', label: 'All' },
              ...Object.entries(WAY_NAME).map(([value, label]) => ({ value, label })),
            ]}
          />
        }
      >
        <DataTable
          caption="Templates"
          rows={templates.items}
          keyOf={({ id }) => id}
          columns={[
            {
              head: 'Template',
              title: true,
              cell: ({ id, name }) => <Link to={`${at}/${id}`}>{name}</Link>,
            },
            { head: 'Way', cell: ({ way }) => WAY_NAME[way] },
            { head: 'For', cell: ({ category }) => CATEGORY_NAME[category] },
            { head: 'Languages', cell: ({ words }) => Object.keys(words).join(', ') },
            { head: 'Version', numeric: true, wideOnly: true, cell: ({ version }) => version },
            {
              head: 'At providers',
              cell: ({ approvals, way }) =>
                approvals.length > 0 ? (
                  approvals.map(({ provider, language, state }) => (
                    <Tag key={`${provider} ${language}`} tone={APPROVAL[state][0]}>
                      {provider}: {APPROVAL[state][1]}
                    </Tag>
                  ))
                ) : (
                  <span className="soft">{way === 'email' ? 'Needs none' : 'A draft'}</span>
                ),
            },
          ]}
          empty={
            <EmptyState
              title="No templates here"
              deed={
                <Button component={Link} to={`${at}/new`}>
                  Write the first
                </Button>
              }
            >
              A booking confirmation, a fee reminder, a notice about an exam: written once, filled
              in for each reader.
            </EmptyState>
          }
        />
        <Pager next={templates.next} />
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="those who keep this organization’s templates" />
