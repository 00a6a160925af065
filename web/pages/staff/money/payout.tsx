import { Link, type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { namesOf } from '../../../api/names.ts'
import type { Journal } from '../../../api/operating.ts'
import type { PayoutDetail } from '../../../api/teaching.ts'
import type { Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { FactList } from '../../../components/FactList.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PayoutItems } from '../../../components/PayoutItems.tsx'
import { PayoutTag } from '../../../components/PayoutTag.tsx'
import { PageError } from '../../../components/states.tsx'
import { useReader } from '../../../format/reader.tsx'
import { day } from '../../../format/time.ts'
import { JournalTable, thingsOf } from '../books/JournalTable.tsx'

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `Payout to ${loaderData?.payout.payee.name ?? 'an educator'} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const payout = await api.get<PayoutDetail>(`/api/payouts/${params.id}`)
  const journals = await api.get<Page<Journal>>('/api/ledger/journals', { about: params.id })
  return {
    payout,
    journals: journals.items,
    names: await namesOf(api, thingsOf(journals.items)),
  }
}

export default function PayoutPage() {
  const { payout, journals, names } = useLoaderData<typeof loader>()
  const { locale, now } = useReader()
  const { payee } = payout
  return (
    <>
      <PageHead
        tags={<PayoutTag status={payout.status} />}
        title={
          <>
            <Amount value={payout.amount} /> to {payee.name ?? payee.id}
          </>
        }
        lead={
          <span suppressHydrationWarning>
            Payout of {day(`${payout.scheduledFor}T12:00:00Z`, locale, 'UTC', now)}
          </span>
        }
      />
      <div className="stack-wide">
        <div className="wide-and-narrow">
          <Panel title="What it is made of">
            <PayoutItems
              items={payout.items}
              total={payout.amount}
              setOff={payout.setOff}
              to={(item) => `/operate/bookings/${item.bookingId}`}
            />
          </Panel>
          <Panel title="How it went">
            <FactList
              facts={[
                [
                  'To',
                  payee.type === 'person' ? (
                    <Link key="payee" to={`/operate/educators/${payee.id}`}>
                      {payee.name ?? payee.id}
                    </Link>
                  ) : (
                    (payee.name ?? payee.id)
                  ),
                ],
                ['State', payout.state],
                payout.statement !== null && [
                  'Statement',
                  <a key="statement" href={`/api/payouts/${payout.id}/statement.pdf`}>
                    {payout.statement} (PDF)
                  </a>,
                ],
                payout.shortSince !== null && [
                  'Waits for the balance at the provider since',
                  <Instant key="short" at={payout.shortSince} />,
                ],
                payout.parkedSince !== null && [
                  'Waits for a bank account since',
                  <Instant key="parked" at={payout.parkedSince} />,
                ],
                payout.sentAt !== null && ['Sent', <Instant key="sent" at={payout.sentAt} />],
                payout.completedAt !== null && [
                  'Arrived',
                  <Instant key="done" at={payout.completedAt} />,
                ],
                payout.failedAt !== null && ['Failed', <Instant key="no" at={payout.failedAt} />],
                payout.reason !== null && ['Why', payout.reason],
                payout.providerRef !== null && [
                  'The provider’s number',
                  <code key="ref">{payout.providerRef}</code>,
                ],
              ]}
            />
          </Panel>
        </div>
        <Panel title="What it moved in the books">
          <JournalTable journals={journals} names={names} />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
