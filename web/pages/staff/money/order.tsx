import { Link, type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { ifAllowed } from '../../../api/allowed.ts'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { Journal, StaffOrder } from '../../../api/operating.ts'
import type { Page, PaperCard } from '../../../api/types.ts'
import { AboutLink } from '../../../components/AboutLink.tsx'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { FactList } from '../../../components/FactList.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { LinePrice } from '../../../components/LinePrice.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { plain } from '../../../format/books.ts'
import { isZero } from '../../../format/money.ts'
import { Papers } from '../../billing/Papers.tsx'
import { JournalTable, thingsOf } from '../books/JournalTable.tsx'
import { OrderTag } from './OrderTag.tsx'

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `Order ${loaderData?.order.number ?? ''} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const order = await api.get<StaffOrder>(`/api/orders/${params.id}`)
  // The books are open to fewer roles than orders are: without them the page still stands.
  const journals = await ifAllowed(
    api.get<Page<Journal>>('/api/ledger/journals', { about: params.id, limit: 20 }),
  )
  const papers =
    order.state === 'paid'
      ? await ifAllowed(
          api.get<Page<PaperCard>>('/api/documents/issued', { order: order.id, limit: 50 }),
        )
      : null
  const names = await namesOf(api, [
    order.buyer,
    ...order.lines.map(({ about }) => about),
    ...thingsOf(journals?.items ?? []),
  ])
  return { order, papers: papers?.items ?? [], journals: journals?.items ?? null, names }
}

export default function OrderPage() {
  const { order, papers, journals, names } = useLoaderData<typeof loader>()
  const { buyer } = order
  return (
    <>
      <PageHead
        tags={<OrderTag order={order} />}
        title={`Order ${order.number}`}
        deeds={
          order.state === 'paid' ? (
            <Link to={`/operate/orders/${order.id}/refund`}>Give money back</Link>
          ) : (
            <Link to={`/operate/orders/${order.id}/receipt`}>It was paid by hand</Link>
          )
        }
        lead={
          <>
            <Instant at={order.placedAt} />, by{' '}
            <AboutLink about={buyer} name={nameIn(names, buyer)} />
          </>
        }
      />
      <div className="stack-wide">
        <div className="wide-and-narrow">
          <Panel title="What was ordered">
            <DataTable
              caption="Lines"
              rows={order.lines}
              keyOf={(line) => `${line.label} ${line.about.id}`}
              columns={[
                { head: 'What', title: true, cell: (line) => line.label },
                {
                  head: 'About',
                  cell: (line) =>
                    line.about.id === buyer.id ? null : (
                      <AboutLink about={line.about} name={nameIn(names, line.about)} />
                    ),
                },
                { head: 'Amount', numeric: true, cell: (line) => <LinePrice line={line} /> },
              ]}
              foot={['Together', '', <Amount key="total" value={order.total} />]}
            />
          </Panel>
          <Panel title="How it was paid">
            <FactList
              facts={[
                order.paidAt !== null && ['Paid', <Instant key="paid" at={order.paidAt} />],
                order.paidThrough !== null && ['Through', plain(order.paidThrough)],
                ['Of it tax', <Amount key="tax" value={order.tax} />],
                !isZero(order.refunded) && [
                  'Given back',
                  <Amount key="back" value={order.refunded} />,
                ],
                order.state === 'waiting' &&
                  order.expiresAt !== null && [
                    'Can be paid until',
                    <Instant key="until" at={order.expiresAt} />,
                  ],
              ]}
            />
          </Panel>
        </div>
        {papers.length > 0 && <Papers papers={papers} title="Documents" />}
        {journals && (
          <Panel title="What it moved in the books">
            <JournalTable journals={journals} names={names} />
          </Panel>
        )}
        {buyer.type === 'person' && (
          <p>
            <Link to={`/operate/orders?person=${buyer.id}`}>
              All orders of {nameIn(names, buyer) ?? 'this person'}
            </Link>
          </p>
        )}
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
