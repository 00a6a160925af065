import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirectDocument,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Overview, Payee, Payout } from '../../../api/teaching.ts'
import type { Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PayoutTag } from '../../../components/PayoutTag.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { useReader } from '../../../format/reader.tsx'
import { shortDay } from '../../../format/time.ts'
import { counted } from '../../../format/words.ts'
import { NextPayout } from './NextPayout.tsx'
import { PayeePanel } from './PayeePanel.tsx'

export const meta = () => [{ title: 'Payouts · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const [overview, payouts, payee] = await Promise.all([
    api.get<Overview>('/api/educator/revenue/overview'),
    api.get<Page<Payout>>('/api/educator/revenue/payouts', {
      cursor: search.get('cursor'),
      limit: 30,
    }),
    api.get<Payee>('/api/educator/payee'),
  ])
  return { next: overview.nextPayout, payouts, payee }
}

/** Goes on at the provider, which brings the educator back here. */
export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  let next = ''
  const outcome = await attempt('payee', async () => {
    const payee = await context
      .get(apiOf)
      .post<Payee>('/api/educator/payee', { country: text(form, 'country') })
    next = payee.url ?? ''
    return { said: 'The provider knows all it needs.' }
  })
  if (next) throw redirectDocument(next)
  return outcome
}

export const clientAction = keepOnFailure

export default function Payouts() {
  const { next, payouts, payee } = useLoaderData<typeof loader>()
  const { locale, now } = useReader()
  const anyReason = payouts.items.some(({ reason }) => reason)
  const columns: Column<Payout>[] = [
    {
      head: 'Payout of',
      title: true,
      cell: (payout) => (
        <Link to={`/teach/earnings/payouts/${payout.id}`} suppressHydrationWarning>
          {shortDay(`${payout.scheduledFor}T12:00:00Z`, locale, 'UTC', now)}
        </Link>
      ),
    },
    {
      head: 'State',
      cell: (payout) =>
        payout.parkedSince ? (
          <Tag tone="attention">Waits for your bank account</Tag>
        ) : (
          <PayoutTag status={payout.status} />
        ),
    },
    { head: 'Made of', cell: (payout) => counted(payout.commissions, 'commission') },
    {
      head: 'Why not',
      cell: (payout) => payout.reason && <span className="soft">{payout.reason}</span>,
    },
    { head: 'Amount', numeric: true, cell: (payout) => <Amount value={payout.amount} /> },
  ]
  return (
    <>
      <PageHead title="Payouts" lead={<NextPayout next={next} />} />
      <div className="stack-wide" style={{ gap: 24 }}>
        {payee.state !== 'ready' && <PayeePanel payee={payee} />}
        <Panel>
          <DataTable
            caption="Payouts"
            rows={payouts.items}
            keyOf={(payout) => payout.id}
            columns={columns.filter(({ head }) => head !== 'Why not' || anyReason)}
            empty={
              <EmptyState title="No payouts yet">
                Once enough is available, it is paid out on the next Monday and listed here with the
                sessions it is made of.
              </EmptyState>
            }
          />
          <Pager next={payouts.next} />
        </Panel>
        {payee.state === 'ready' && <PayeePanel payee={payee} />}
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
