import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { Page } from '../../../../api/types.ts'
import type { Bonus, WalletList } from '../../../../api/wallets.ts'
import { DataTable } from '../../../../components/DataTable.tsx'
import { ChoiceFilter, FilterForm } from '../../../../components/Filters.tsx'
import { TextField } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Pager } from '../../../../components/Pager.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import { Tag } from '../../../../components/Tag.tsx'
import { personOf } from '../../../../visitor.ts'
import { Units } from '../../../messaging/wallet/units.tsx'

export const meta = () => [{ title: 'Wallets of message credits · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const asked = { text: search.get('text'), state: search.get('state') }
  const wallets = await api.get<WalletList>('/api/message-wallets', {
    ...asked,
    cursor: search.get('cursor'),
    limit: 40,
  })
  const { staffRoles } = await personOf(context)
  const finance = staffRoles.some((role) => role === 'finance' || role === 'admin')
  const waiting = finance ? (await api.get<Page<Bonus>>('/api/message-wallets/bonuses')).items : []
  const kept = Object.entries(asked).filter((one): one is [string, string] => Boolean(one[1]))
  const file = finance ? `/api/message-wallets/export?${new URLSearchParams(kept)}` : null
  return { ...wallets, waiting, file }
}

const STATES = [
  { value: '', label: 'All' },
  { value: 'low', label: 'Running low' },
  { value: 'empty', label: 'Empty' },
  { value: 'suspended', label: 'Suspended' },
]

/** Who has message credits, how many, and until when. */
export default function WalletsPage() {
  const { items, next, waiting, file } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  return (
    <>
      <PageHead
        title="Wallets"
        lead="What organizations have to send with. One opens to its purchases, its statement and what can be done about it."
        deeds={
          file && (
            <Button component="a" href={file} variant="outline">
              CSV
            </Button>
          )
        }
      />
      <div className="stack-wide">
        {waiting.length > 0 && (
          <Panel title="Bonuses that wait for a second person">
            <ul>
              {waiting.map((bonus) => (
                <li key={bonus.id}>
                  <Link to={`/operate/messaging/wallets/${bonus.organization}`}>
                    {bonus.what.amount} {bonus.what.asset}
                  </Link>
                  : {bonus.reason}
                </li>
              ))}
            </ul>
          </Panel>
        )}
        <Panel>
          <div className="stack">
            <ChoiceFilter name="state" label="State" choices={STATES} />
            <FilterForm label="Find wallets" keep={['state']}>
              <TextField
                name="text"
                type="search"
                label="Organization"
                defaultValue={search.get('text') ?? ''}
              />
              <Button type="submit" variant="outline">
                Find
              </Button>
            </FilterForm>
            <DataTable
              caption="Wallets of message credits"
              rows={items}
              keyOf={({ organization }) => organization}
              empty={
                <EmptyState title="No wallet is so">
                  Organizations appear here when they have bought, or were given, message credits.
                </EmptyState>
              }
              columns={[
                {
                  head: 'Organization',
                  title: true,
                  cell: ({ organization, name, suspendedAt }) => (
                    <>
                      <Link to={`/operate/messaging/wallets/${organization}`}>{name}</Link>{' '}
                      {suspendedAt && <Tag tone="bad">suspended</Tag>}
                    </>
                  ),
                },
                { head: 'SMS', numeric: true, cell: ({ sms }) => <Units units={sms} /> },
                {
                  head: 'WhatsApp',
                  numeric: true,
                  cell: ({ whatsapp }) => <Units units={whatsapp} />,
                },
                { head: 'E-mail', numeric: true, cell: ({ email }) => <Units units={email} /> },
                {
                  head: 'Next end',
                  cell: ({ endsAt }) => (endsAt ? <Instant at={endsAt} as="day" /> : '–'),
                },
                {
                  head: 'Bought last',
                  cell: ({ lastBoughtAt }) =>
                    lastBoughtAt ? <Instant at={lastBoughtAt} as="day" /> : '–',
                },
              ]}
            />
            <Pager next={next} />
          </div>
        </Panel>
      </div>
    </>
  )
}

export function ErrorBoundary() {
  return <PageError />
}
