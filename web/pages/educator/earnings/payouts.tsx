import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirectDocument,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Instant, Overview, Payee, Payout } from '../../../api/teaching.ts'
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
import { AtOnce } from './AtOnce.tsx'
import { NextPayout } from './NextPayout.tsx'
import { PayeePanel } from './PayeePanel.tsx'

export const meta = () => [{ title: 'Payouts · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const [overview, payouts, payee, atOnce] = await Promise.all([
    api.get<Overview>('/api/educator/revenue/overview'),
    api.get<Page<Payout>>('/api/educator/revenue/payouts', {
      cursor: search.get('cursor'),
      limit: 30,
    }),
    api.get<Payee>('/api/educator/payee'),
    api.get<Instant>('/api/educator/revenue/payouts/instant'),
  ])
  return { next: overview.nextPayout, payouts, payee, atOnce }
}

/** Pays what is available at once, or goes on at the provider, which brings the educator back here. */
export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  const [deed, currency] = intent.split(':')
  if (deed === 'at-once')
    return attempt(intent, async () => {
      const api = context.get(apiOf)
      await api.deed('/api/educator/revenue/payouts/instant', text(form, 'key'), { currency })
      return { said: 'It is on its way: within minutes it is sent to your bank.' }
    })
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
  const { next, payouts, payee, atOnce } = useLoaderData<typeof loader>()
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
        {atOnce.open && payee.state === 'ready' && <AtOnce offers={atOnce.items} />}
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
