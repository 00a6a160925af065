import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Overview, Payout } from '../../../api/teaching.ts'
import type { Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PayoutTag } from '../../../components/PayoutTag.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { useReader } from '../../../format/reader.tsx'
import { shortDay } from '../../../format/time.ts'
import { counted } from '../../../format/words.ts'
import { NextPayout } from './NextPayout.tsx'

export const meta = () => [{ title: 'Payouts · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const [overview, payouts] = await Promise.all([
    api.get<Overview>('/api/educator/revenue/overview'),
    api.get<Page<Payout>>('/api/educator/revenue/payouts', {
      cursor: search.get('cursor'),
      limit: 30,
    }),
  ])
  return { next: overview.nextPayout, payouts }
}

export default function Payouts() {
  const { next, payouts } = useLoaderData<typeof loader>()
  const { locale, now } = useReader()
  return (
    <>
      <PageHead title="Payouts" lead={<NextPayout next={next} />} />
      <Panel>
        <DataTable
          caption="Payouts"
          rows={payouts.items}
          keyOf={(payout) => payout.id}
          columns={[
            {
              head: 'Payout of',
              title: true,
              cell: (payout) => (
                <Link to={`/teach/earnings/payouts/${payout.id}`} suppressHydrationWarning>
                  {shortDay(`${payout.scheduledFor}T12:00:00Z`, locale, 'UTC', now)}
                </Link>
              ),
            },
            { head: 'State', cell: (payout) => <PayoutTag status={payout.status} /> },
            { head: 'Made of', cell: (payout) => counted(payout.commissions, 'commission') },
            {
              head: 'Why not',
              cell: (payout) => payout.reason && <span className="soft">{payout.reason}</span>,
            },
            { head: 'Amount', numeric: true, cell: (payout) => <Amount value={payout.amount} /> },
          ]}
          empty={
            <EmptyState title="No payouts yet">
              Once enough is available, it is paid out on the next Monday and listed here with the
              sessions it is made of.
            </EmptyState>
          }
        />
        <Pager next={payouts.next} />
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
