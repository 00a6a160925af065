import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { Purchases, StockRules } from '../../../../api/stock.ts'
import { Amount } from '../../../../components/Amount.tsx'
import { DataTable } from '../../../../components/DataTable.tsx'
import { FilterForm } from '../../../../components/Filters.tsx'
import { SelectField } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Pager } from '../../../../components/Pager.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import { Tag } from '../../../../components/Tag.tsx'
import { useReader } from '../../../../format/reader.tsx'
import { ASSET_NAME, assetChoices, StepTag, WholesaleNav } from '../stock-words.tsx'

export const meta = () => [{ title: 'Purchase orders · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const asked = new URL(request.url).searchParams
  const filter = Object.fromEntries(
    ['provider', 'asset', 'state', 'cursor'].map((name) => [name, asked.get(name)]),
  )
  const [found, { providers, budget }] = await Promise.all([
    api.get<Purchases>('/api/messaging/purchases', { ...filter, limit: 40 }),
    api.get<StockRules>('/api/messaging/stock/rules'),
  ])
  return { ...found, providers, budget }
}

const STATES = {
  open: 'not here yet',
  owed: 'here, to be paid',
  draft: 'drafts',
  submitted: 'waiting for approval',
  approved: 'approved',
  received: 'received',
  cancelled: 'cancelled',
}

/** Every purchase order, newest first. */
export default function Orders() {
  const { items, next, providers, budget } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const { locale } = useReader()
  const file = new URLSearchParams(
    ['provider', 'asset'].flatMap((name) => {
      const chosen = search.get(name)
      return chosen ? [[name, chosen]] : []
    }),
  )
  const any = { value: '', label: 'All' }
  return (
    <>
      <PageHead
        title="Purchase orders"
        lead={
          <>
            Providers sell by invoice. Of this month’s budget of <Amount value={budget.budget} />,{' '}
            <Amount value={budget.approved} /> are approved.
          </>
        }
        deeds={
          <Button component={Link} to="/operate/messaging/wholesale/orders/new">
            Write a purchase order
          </Button>
        }
      />
      <WholesaleNav />
      <Panel>
        <div className="stack">
          <FilterForm label="Find orders">
            <SelectField
              name="state"
              label="State"
              defaultValue={search.get('state') ?? ''}
              data={[any, ...Object.entries(STATES).map(([value, label]) => ({ value, label }))]}
            />
            <SelectField
              name="provider"
              label="Provider"
              defaultValue={search.get('provider') ?? ''}
              data={[any, ...providers.map(({ id, name }) => ({ value: id, label: name }))]}
            />
            <SelectField
              name="asset"
              label="Kind"
              defaultValue={search.get('asset') ?? ''}
              data={[any, ...assetChoices]}
            />
            <Button type="submit" variant="outline">
              Find
            </Button>
            <Button
              component="a"
              href={`/api/messaging/purchases/export?${file}`}
              variant="subtle"
              download
            >
              As CSV
            </Button>
          </FilterForm>
          <DataTable
            caption="Purchase orders"
            rows={items}
            keyOf={({ id }) => id}
            empty={
              <EmptyState title="No orders">
                Write one for a provider, or let a rule for reordering raise it.
              </EmptyState>
            }
            columns={[
              {
                head: 'Order',
                title: true,
                cell: ({ id, name }) => (
                  <Link to={`/operate/messaging/wholesale/orders/${id}`}>{name}</Link>
                ),
              },
              { head: 'State', cell: ({ step }) => <StepTag step={step} /> },
              { head: 'Provider', cell: ({ provider }) => provider.name },
              {
                head: 'Messages',
                cell: ({ lines }) =>
                  lines
                    .map(
                      ({ asset, quantity }) =>
                        `${Number(quantity).toLocaleString(locale)} ${ASSET_NAME[asset]}`,
                    )
                    .join(', '),
              },
              {
                head: 'With tax',
                numeric: true,
                cell: ({ total }) => <Amount value={total} />,
              },
              {
                head: 'Owed',
                numeric: true,
                cell: ({ owed }) =>
                  Number(owed.amount) > 0 ? (
                    <Amount value={owed} />
                  ) : Number(owed.amount) < 0 ? (
                    'paid ahead'
                  ) : (
                    '–'
                  ),
              },
              {
                head: 'Written',
                cell: ({ made, byRule }) => (
                  <>
                    {made && <Instant at={made.at} as="short-moment" />}{' '}
                    {byRule && <Tag>by rule</Tag>}
                  </>
                ),
              },
            ]}
          />
          <Pager next={next} />
        </div>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="finance" />
