import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { Purchase, StockRules } from '../../../../api/stock.ts'
import { Amount, Figure } from '../../../../components/Amount.tsx'
import { DataTable } from '../../../../components/DataTable.tsx'
import { keepOnFailure } from '../../../../components/deeds.ts'
import { FactList } from '../../../../components/FactList.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { PageError } from '../../../../components/states.tsx'
import { Tag } from '../../../../components/Tag.tsx'
import { useReader } from '../../../../format/reader.tsx'
import { ASSET_NAME, StepTag, WholesaleNav } from '../stock-words.tsx'
import { Deeds, Papers, Pay, Receive, WriteAnew } from './OrderDeeds.tsx'
import { orderDeed } from './order-deeds.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Purchase order · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [order, stock] = await Promise.all([
    api.get<Purchase>(`/api/messaging/purchases/${params.id}`),
    api.get<StockRules>('/api/messaging/stock/rules'),
  ])
  return { order, stock }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  return orderDeed(context.get(apiOf), params.id ?? '', await request.formData())
}

/** One order: what it buys, what of it is here and paid, its papers, and the next step. */
export default function Order() {
  const { order, stock } = useLoaderData<typeof loader>()
  const { name, provider, step, lines } = order
  const { locale } = useReader()
  const open = step === 'approved' || step === 'paid' || step === 'partly_received'
  return (
    <>
      <PageHead
        title={`${name}, from ${provider.name}`}
        tags={
          <>
            <StepTag step={step} /> {order.byRule && <Tag>by rule</Tag>}
          </>
        }
        deeds={<Link to="/operate/messaging/wholesale/orders">All orders</Link>}
      />
      <WholesaleNav />
      <div className="stack-wide">
        <Deeds order={order} />
        {step === 'draft' ? (
          <WriteAnew order={order} stock={stock} />
        ) : (
          <Panel title="What it buys">
            <DataTable
              caption="Lines"
              rows={lines}
              keyOf={({ line }) => String(line)}
              columns={[
                {
                  head: 'Messages',
                  title: true,
                  cell: ({ asset, quantity }) =>
                    `${Number(quantity).toLocaleString(locale)} ${ASSET_NAME[asset]}`,
                },
                {
                  head: 'Here',
                  numeric: true,
                  cell: ({ received }) => <Figure value={received} />,
                },
                { head: `Each, ${order.net.asset}`, numeric: true, cell: (line) => line.unitCost },
                { head: 'Without tax', numeric: true, cell: ({ net }) => <Amount value={net} /> },
                {
                  head: 'Tax',
                  numeric: true,
                  cell: ({ tax, net, recoverable }) => (
                    <>
                      <Amount value={{ amount: tax, asset: net.asset }} />
                      {Number(tax) > 0 && (recoverable ? ', given back' : ', cost')}
                    </>
                  ),
                },
                {
                  head: 'Until',
                  cell: ({ expiresAt }) =>
                    expiresAt ? <Instant at={expiresAt} as="short-day" /> : 'no end',
                },
              ]}
            />
          </Panel>
        )}
        {open && <Receive order={order} />}
        {step !== 'draft' && step !== 'submitted' && step !== 'cancelled' && <Pay order={order} />}
        <Arrived order={order} />
        {step !== 'cancelled' && <Papers order={order} />}
        <Facts order={order} />
      </div>
    </>
  )
}

const CHECKED = { fits: 'fits', differs: 'differs', unread: 'could not be asked' }

function Arrived({ order: { receipts, payments } }: { order: Purchase }) {
  const { locale } = useReader()
  return (
    <>
      {receipts.length > 0 && (
        <Panel title="What arrived">
          <DataTable
            caption="What arrived"
            rows={receipts}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'When',
                title: true,
                cell: ({ at }) => <Instant at={at} as="short-moment" />,
              },
              {
                head: 'Messages',
                numeric: true,
                cell: ({ quantity }) => <Amount value={quantity} />,
              },
              { head: 'Without tax', numeric: true, cell: ({ net }) => <Amount value={net} /> },
              {
                head: 'Provider’s own balance',
                cell: ({ checked, expected, found, note }) =>
                  checked === 'differs' && expected && found ? (
                    <>
                      <Tag tone="attention">differs</Tag>{' '}
                      {Number(found.amount).toLocaleString(locale)} instead of{' '}
                      {Number(expected.amount).toLocaleString(locale)}: {note}
                    </>
                  ) : (
                    <Tag tone={checked === 'fits' ? 'good' : 'plain'}>{CHECKED[checked]}</Tag>
                  ),
              },
              { head: 'Lot', numeric: true, cell: ({ lot }) => lot },
              { head: 'By', cell: ({ by }) => by },
            ]}
          />
        </Panel>
      )}
      {payments.length > 0 && (
        <Panel title="Money">
          <DataTable
            caption="Payments"
            rows={payments}
            keyOf={({ id }) => id}
            columns={[
              { head: 'On', title: true, cell: ({ paidOn }) => paidOn },
              {
                head: 'What',
                cell: ({ kind }) =>
                  kind === 'paid' ? 'paid to the supplier' : 'given back by the supplier',
              },
              { head: 'Amount', numeric: true, cell: ({ amount }) => <Amount value={amount} /> },
              { head: 'Reference', cell: ({ reference }) => reference },
              { head: 'By', cell: ({ by }) => by },
            ]}
          />
        </Panel>
      )}
    </>
  )
}

function Facts({ order }: { order: Purchase }) {
  const deed = (done: Purchase['made']) =>
    done && (
      <>
        {done.by}, <Instant at={done.at} as="short-moment" />
      </>
    )
  return (
    <Panel title="About it">
      <FactList
        facts={[
          ['Without tax', <Amount key="net" value={order.net} />],
          ['Tax', <Amount key="tax" value={order.tax} />],
          ['Together', <Amount key="total" value={order.total} />],
          ['Here so far', <Amount key="received" value={order.received} />],
          ['Paid so far', <Amount key="paid" value={order.paid} />],
          ['Invoice', [order.invoiceNumber, order.invoiceOn].filter(Boolean).join(', of ') || null],
          [
            'Put into the account there',
            order.account && <Amount key="account" value={order.account} />,
          ],
          ['Note', order.note],
          ['Written by', deed(order.made)],
          ['Submitted by', deed(order.submitted)],
          [
            'Approved by',
            order.automatic ? 'itself, within what is bought so' : deed(order.approved),
          ],
          ['Ended by', deed(order.ended)],
          ['Why', order.endReason],
        ]}
      />
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="finance" />
