import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import { DataTable } from '../../../../components/DataTable.tsx'
import { FilterForm } from '../../../../components/Filters.tsx'
import { SelectField } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { Pager } from '../../../../components/Pager.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import { Tag, type Tone } from '../../../../components/Tag.tsx'
import { ProvidersHead } from './ProvidersHead.tsx'
import type { Notices, Providers } from './words.ts'

type Notice = Notices['items'][number]

export const meta = () => [{ title: 'Notices of providers · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const asked = new URL(request.url).searchParams
  const [provider, state] = [asked.get('provider') || null, asked.get('state') || null]
  const [notices, providers] = await Promise.all([
    api.get<Notices>('/api/provider-notices', {
      provider,
      state,
      cursor: asked.get('cursor'),
      limit: 40,
    }),
    api.get<Providers>('/api/message-providers'),
  ])
  return { ...notices, provider, state, providers: providers.items }
}

export const STATES: Record<Notice['state'], [word: string, tone: Tone]> = {
  received: ['Waits', 'attention'],
  done: ['Heard', 'good'],
  ignored: ['Of no interest', 'plain'],
  failed: ['Not heard', 'bad'],
}

/** What providers told us, as it came. */
export default function NoticesPage() {
  const { items, next, provider, state, providers } = useLoaderData<typeof loader>()
  const nameOf = (id: string) => providers.find((one) => one.id === id)?.name ?? id
  return (
    <>
      <ProvidersHead
        title="Notices of providers"
        lead="What they told us: reports of delivery, answers, opt-outs. Each is kept as it came for 90 days, heard once, and can be heard again."
      />
      <Panel>
        <div className="stack">
          <FilterForm label="Find notices">
            <SelectField
              name="provider"
              label="Provider"
              defaultValue={provider ?? ''}
              data={[
                { value: '', label: 'All' },
                ...providers.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <SelectField
              name="state"
              label="State"
              defaultValue={state ?? ''}
              data={[
                { value: '', label: 'All' },
                ...Object.entries(STATES).map(([value, [label]]) => ({ value, label })),
              ]}
            />
          </FilterForm>
          <DataTable
            caption="Notices of providers"
            rows={items}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'When',
                title: true,
                cell: ({ id, receivedAt }) => (
                  <Link to={`/operate/messaging/providers/notices/${id}`}>
                    <Instant at={receivedAt} as="short-moment" />
                  </Link>
                ),
              },
              { head: 'Provider', cell: (one) => nameOf(one.provider) },
              {
                head: 'State',
                cell: (one) => <Tag tone={STATES[one.state][1]}>{STATES[one.state][0]}</Tag>,
              },
              { head: 'Told', numeric: true, cell: ({ told }) => told ?? '–' },
              { head: 'Tries', numeric: true, cell: ({ attempts }) => attempts },
              { head: 'Why not', cell: ({ error }) => error ?? '–' },
            ]}
            empty={
              <EmptyState title="Nothing was told yet">
                Reports come here soon after messages are sent. Filters above may hide some.
              </EmptyState>
            }
          />
          <Pager next={next} />
        </div>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
