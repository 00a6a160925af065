import { Button } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { Inventory } from '../../../../api/stock.ts'
import { Amount, Figure } from '../../../../components/Amount.tsx'
import { DataTable } from '../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../../components/deeds.ts'
import { DeedButton } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import { Tag } from '../../../../components/Tag.tsx'
import { useReader } from '../../../../format/reader.tsx'
import { Alarms } from '../Alarms.tsx'
import { ASSET_NAME, WholesaleNav } from '../stock-words.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Wholesale · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  return context.get(apiOf).get<Inventory>('/api/messaging/stock')
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  return attempt(text(form, 'intent'), async () => {
    const at = `/api/messaging/stock/providers/${text(form, 'provider')}/read`
    const { items } = await api.post<{ items: { fault: string | null }[] }>(at)
    const [fault] = items.flatMap((one) => one.fault ?? [])
    if (fault) return { said: `It could not be read: ${fault}` }
    return { said: items.length > 0 ? 'Read just now.' : 'This provider cannot be asked.' }
  })
}

type Line = Inventory['providers'][number]

/** What is here, what of it is sold, how long it lasts, and what providers themselves say. */
export default function InventoryPage() {
  const { assets, providers, alarms, currency, oversellRate } = useLoaderData<typeof loader>()
  const { locale } = useReader()
  const lasts = (days: number | null) =>
    days === null
      ? 'none used lately'
      : `${days.toLocaleString(locale)} ${days === 1 ? 'day' : 'days'}`
  return (
    <>
      <PageHead
        title="Wholesale"
        lead="Messages that were bought from providers. What is sold and unspent may not be more than stock covers."
        deeds={
          <Button component={Link} to="/operate/messaging/wholesale/orders/new">
            Write a purchase order
          </Button>
        }
      />
      <WholesaleNav />
      <Alarms alarms={alarms} />
      <div className="stack-wide">
        <Panel
          title="What can be sold"
          note={`Sold and unspent may be ${(oversellRate / 100).toLocaleString(locale)} % of stock. Promised: kept for orders that are being paid.`}
        >
          <DataTable
            caption="What can be sold, by kind"
            rows={assets}
            keyOf={({ asset }) => asset}
            columns={[
              { head: 'Kind', title: true, cell: ({ asset }) => ASSET_NAME[asset] },
              { head: 'Owned', numeric: true, cell: ({ owned }) => <Figure value={owned} /> },
              { head: 'Sold, unspent', numeric: true, cell: ({ sold }) => <Figure value={sold} /> },
              {
                head: 'Promised',
                numeric: true,
                wideOnly: true,
                cell: ({ promised }) => <Figure value={promised} />,
              },
              { head: 'Free to sell', numeric: true, cell: ({ left }) => <Figure value={left} /> },
              {
                head: `At cost, ${currency}`,
                numeric: true,
                cell: ({ cost }) => <Figure value={cost} />,
              },
              {
                head: `At retail, ${currency}`,
                numeric: true,
                cell: ({ retail }) => (retail ? <Figure value={retail} /> : '–'),
              },
              { head: 'Lasts', numeric: true, cell: ({ lastsDays }) => lasts(lastsDays) },
            ]}
          />
        </Panel>
        <Panel
          title="By provider"
          note="What a provider itself says it has is asked for by itself; a difference that is too large raises an alarm."
        >
          <DataTable
            caption="Stock by provider"
            rows={providers}
            keyOf={({ provider, asset }) => `${provider.id} ${asset}`}
            empty={
              <EmptyState title="No stock yet">
                What arrives of purchase orders is kept here, by the provider that it was bought
                from.
              </EmptyState>
            }
            columns={[
              {
                head: 'Provider',
                title: true,
                cell: ({ provider, asset }) => `${provider.name}, ${ASSET_NAME[asset]}`,
              },
              { head: 'Owned', numeric: true, cell: ({ owned }) => <Figure value={owned} /> },
              {
                head: 'On order',
                numeric: true,
                cell: ({ onOrder }) => <Figure value={onOrder} />,
              },
              {
                head: `At cost, ${currency}`,
                numeric: true,
                cell: ({ cost }) => <Figure value={cost} />,
              },
              {
                head: 'Used',
                numeric: true,
                cell: ({ burn }) => (
                  <>
                    <Figure value={burn.units} /> in {burn.days} days
                  </>
                ),
              },
              {
                head: 'Lasts',
                numeric: true,
                cell: ({ lastsDays, low }) =>
                  low ? <Tag tone="attention">{lasts(lastsDays)}</Tag> : lasts(lastsDays),
              },
              { head: 'It says it has', numeric: true, cell: (line) => <Says line={line} /> },
              { head: 'Ask it', cell: (line) => <Ask line={line} /> },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

function Says({ line: { reading, asset } }: { line: Line }) {
  const { locale } = useReader()
  if (!reading) return <>not asked yet</>
  if (reading.fault) return <Tag tone="attention">could not be read</Tag>
  const figure = Number(reading.amount).toLocaleString(locale)
  if (reading.asset === asset)
    return (
      <>
        {figure}, <Instant at={reading.readAt} as="short-moment" />
      </>
    )
  return (
    <>
      {reading.currency} {figure} in the account, <Instant at={reading.readAt} as="short-moment" />
      <br />
      {reading.ours ? (
        <>
          our books: <Amount value={reading.ours} />
        </>
      ) : (
        `not compared: no order says what it put in there in ${reading.currency}`
      )}
    </>
  )
}

function Ask({ line: { provider, asset } }: { line: Line }) {
  return (
    <DeedForm intent={`read ${provider.id} ${asset}`}>
      <input type="hidden" name="provider" value={provider.id} />
      <DeedButton
        variant="subtle"
        size="compact-sm"
        aria-label={`Ask now: what ${provider.name} has of ${ASSET_NAME[asset]}`}
      >
        Ask now
      </DeedButton>
    </DeedForm>
  )
}

export const ErrorBoundary = () => <PageError who="finance" />
