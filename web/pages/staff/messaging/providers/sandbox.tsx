import { Button } from '@mantine/core'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { Answer } from '../../../../api/types.ts'
import { DataTable } from '../../../../components/DataTable.tsx'
import { FilterForm } from '../../../../components/Filters.tsx'
import { SelectField, TextField } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { Pager } from '../../../../components/Pager.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import { Tag } from '../../../../components/Tag.tsx'
import { ProvidersHead } from './ProvidersHead.tsx'
import { type Sandbox, WAYS } from './words.ts'

type Scenarios = Answer<'/api/message-sandbox/scenarios'>

export const meta = () => [{ title: 'Sandbox outbox · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const asked = new URL(request.url).searchParams
  const [way, to] = [asked.get('way') || null, asked.get('to') || null]
  const [sent, scenarios] = await Promise.all([
    api.get<Sandbox>('/api/message-sandbox', { way, to, cursor: asked.get('cursor'), limit: 40 }),
    api.get<Scenarios>('/api/message-sandbox/scenarios'),
  ])
  return { ...sent, way, to, scenarios: scenarios.items }
}

/** What went out by the sandbox, and whom to write to for which ending. */
export default function SandboxPage() {
  const { items, next, way, to, scenarios } = useLoaderData<typeof loader>()
  return (
    <>
      <ProvidersHead
        title="Sandbox outbox"
        lead="Every message that was handed to the sandbox, one row a call: what went out twice stands here twice. Nothing leaves the house."
      />
      <div className="stack-wide">
        <Panel>
          <div className="stack">
            <FilterForm label="Find messages">
              <SelectField
                name="way"
                label="As"
                defaultValue={way ?? ''}
                data={[
                  { value: '', label: 'All' },
                  ...Object.entries(WAYS).map(([value, label]) => ({ value, label })),
                ]}
              />
              <TextField name="to" type="search" label="To" defaultValue={to ?? ''} />
              <Button type="submit" variant="outline">
                Find
              </Button>
            </FilterForm>
            <DataTable
              caption="Messages in the sandbox"
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                { head: 'When', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
                { head: 'To', title: true, cell: (one) => one.to },
                { head: 'As', cell: (one) => WAYS[one.way] },
                {
                  head: 'What it said',
                  cell: ({ subject, text }) =>
                    text === null ? (
                      <span className="soft">Forgotten</span>
                    ) : (
                      <>
                        {subject && <strong>{subject}. </strong>}
                        {text.length > 160 ? `${text.slice(0, 160)} …` : text}
                      </>
                    ),
                },
                { head: 'Units', numeric: true, cell: ({ units }) => units },
                {
                  head: 'Call',
                  cell: ({ taken, refused }) =>
                    taken ? <Tag tone="good">Taken</Tag> : <Tag tone="bad">{refused}</Tag>,
                },
              ]}
              empty={
                <EmptyState title="Nothing here">
                  Messages appear here as soon as something is sent by the sandbox.
                </EmptyState>
              }
            />
            <Pager next={next} />
          </div>
        </Panel>
        <Panel
          title="How a message ends is said by whom it goes to"
          note="Anybody else’s arrives after two seconds."
        >
          <DataTable
            caption="Scenarios of the sandbox"
            rows={scenarios}
            keyOf={({ name }) => name}
            columns={[
              { head: 'It is', title: true, cell: ({ says }) => says },
              { head: 'Number', cell: ({ number }) => <code>{number}</code> },
              { head: 'E-mail', cell: ({ email }) => <code>{email}</code> },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
