import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { StaffOrder } from '../../../api/operating.ts'
import type { Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { OrderTag } from './OrderTag.tsx'

export const meta = () => [{ title: 'Orders · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const person = search.get('person')
  const orders = await api.get<Page<StaffOrder>>('/api/orders', {
    ...(person ? { person } : { everybody: true }),
    state: search.get('state'),
    cursor: search.get('cursor'),
    limit: 40,
  })
  const names = await namesOf(api, [
    ...orders.items.map(({ buyer }) => buyer),
    ...(person ? [{ type: 'person', id: person }] : []),
  ])
  return { orders, names, person }
}

export default function Orders() {
  const { orders, names, person } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Orders"
        lead={
          person
            ? `Of ${nameIn(names, { type: 'person', id: person }) ?? 'one person'}, newest first.`
            : 'What people asked to buy, newest first.'
        }
        deeds={person && <Link to="/operate/orders">Everybody’s</Link>}
      />
      <Panel
        side={
          <ChoiceFilter
            name="state"
            label="Which orders"
            choices={[
              { value: '', label: 'All' },
              { value: 'paid', label: 'Paid' },
              { value: 'waiting', label: 'Waiting' },
              { value: 'expired', label: 'Not paid in time' },
              { value: 'cancelled', label: 'Left' },
            ]}
          />
        }
        title="Orders"
      >
        <DataTable
          caption="Orders"
          rows={orders.items}
          keyOf={(order) => order.id}
          columns={[
            { head: 'Placed', cell: (order) => <Instant at={order.placedAt} as="short-moment" /> },
            {
              head: 'Order',
              title: true,
              cell: (order) => <Link to={`/operate/orders/${order.id}`}>{order.number}</Link>,
            },
            { head: 'What', cell: (order) => order.lines.map(({ label }) => label).join(', ') },
            {
              head: 'Buyer',
              cell: ({ buyer }) =>
                buyer.type === 'person' ? (
                  <Link to={`/operate/people/${buyer.id}`}>{nameIn(names, buyer) ?? buyer.id}</Link>
                ) : (
                  (nameIn(names, buyer) ?? buyer.id)
                ),
            },
            { head: 'State', cell: (order) => <OrderTag order={order} /> },
            { head: 'Total', numeric: true, cell: (order) => <Amount value={order.total} /> },
          ]}
          empty={
            <EmptyState title="No such orders">
              Credits, plans and seats paid with money each begin with an order.
            </EmptyState>
          }
        />
        <Pager next={orders.next} />
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
