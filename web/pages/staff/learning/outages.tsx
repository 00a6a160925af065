import { Button } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Outage, OutageMeets } from '../../../api/after.ts'
import { apiOf } from '../../../api/context.ts'
import type { Page } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FilterForm } from '../../../components/Filters.tsx'
import { DeedButton, LongField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { byWords } from '../../../format/books.ts'
import { place } from '../../../format/time.ts'
import { counted } from '../../../format/words.ts'
import { personOf } from '../../../visitor.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { zone } = await personOf(context)
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const [from, until] = [instantOf(search.get('from'), zone), instantOf(search.get('until'), zone)]
  const outages = await api.get<Page<Outage>>('/api/explorer/outages')
  const meets =
    from && until
      ? await api.get<Page<OutageMeets>>('/api/explorer/outages/preview', { from, until })
      : null
  const asked = { from: search.get('from') ?? '', until: search.get('until') ?? '' }
  return { outages: outages.items, meets: meets?.items ?? null, from, until, asked, zone }
}

function instantOf(local: string | null, zone: string): string | null {
  try {
    return local
      ? Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString()
      : null
  } catch {
    return null
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  return attempt('outage', async () => {
    const span = { from: text(form, 'from'), until: text(form, 'until') }
    const body = { ...span, note: text(form, 'note') }
    const { givenBack } = await context
      .get(apiOf)
      .deed<{ givenBack: number }>('/api/explorer/outages', text(form, 'key'), body)
    return { said: `Written down. ${counted(givenBack, 'seat')} given back.` }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Outages')

/** When the room could not be reached: what it meets is looked at before it is said. */
export default function Outages() {
  const { outages, meets, from, until, asked, zone } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Outages"
        lead="While the room cannot be reached, nobody is called absent and nobody pays. The room writes down by itself when it was not running; what else was out you say here."
      />
      <div className="stack-wide">
        <Panel title="Say that the room was out" note={`Times are yours (${place(zone)}).`}>
          <div className="stack">
            <FilterForm label="When it was out">
              <TextField name="from" type="datetime-local" label="From" defaultValue={asked.from} />
              <TextField
                name="until"
                type="datetime-local"
                label="Until"
                defaultValue={asked.until}
              />
              <Button type="submit" variant="outline">
                Look what it meets
              </Button>
            </FilterForm>
            {meets && from && until && (
              <>
                <DataTable
                  caption="Sessions that it meets"
                  rows={meets}
                  keyOf={({ sessionId }) => sessionId}
                  columns={[
                    {
                      head: 'Session',
                      title: true,
                      cell: ({ sessionId, title }) => (
                        <Link to={`/operate/sessions/${sessionId}`}>{title}</Link>
                      ),
                    },
                    { head: 'When', cell: ({ start }) => <Instant at={start} as="short-moment" /> },
                    { head: 'State', cell: ({ state }) => state },
                    {
                      head: 'Seats that get everything back',
                      numeric: true,
                      cell: ({ bookings }) => bookings,
                    },
                  ]}
                  empty={
                    <EmptyState title="It meets no session">
                      Nothing is given back, but it stands in the list.
                    </EmptyState>
                  }
                />
                <DeedForm intent="outage" className="stack">
                  <input type="hidden" name="from" value={from} />
                  <input type="hidden" name="until" value={until} />
                  <LongField
                    name="note"
                    label="What was out"
                    required
                    minLength={3}
                    maxLength={1000}
                  />
                  <div>
                    <DeedButton color="bad">Yes, the room was out then</DeedButton>
                  </div>
                </DeedForm>
              </>
            )}
          </div>
        </Panel>
        <Panel title="The last 30 days">
          <DataTable
            caption="Outages"
            rows={outages}
            keyOf={({ from: start, note }) => `${start} ${note}`}
            columns={[
              {
                head: 'From',
                title: true,
                cell: (one) => <Instant at={one.from} as="short-moment" />,
              },
              { head: 'Until', cell: (one) => <Instant at={one.until} as="short-moment" /> },
              { head: 'Said by', cell: ({ saidBy }) => byWords(saidBy, null) },
              { head: 'What', cell: ({ note }) => note },
            ]}
            empty={<EmptyState title="No outage">The room was there all the time.</EmptyState>}
          />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="support" />
