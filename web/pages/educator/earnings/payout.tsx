import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { PayoutDetail } from '../../../api/teaching.ts'
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

export const meta: MetaFunction = () => [{ title: 'Payout · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  return context.get(apiOf).get<PayoutDetail>(`/api/educator/revenue/payouts/${params.id}`)
}

/** The statement of one payout. */
export default function PayoutPage() {
  const payout = useLoaderData<typeof loader>()
  const { locale, now } = useReader()
  return (
    <>
      <PageHead
        tags={<PayoutTag status={payout.status} />}
        title={<Amount value={payout.amount} />}
        lead={
          <span suppressHydrationWarning>
            Payout of {day(`${payout.scheduledFor}T12:00:00Z`, locale, 'UTC', now)}
          </span>
        }
        deeds={
          <>
            {payout.statement && (
              <Button
                component="a"
                href={`/api/educator/revenue/payouts/${payout.id}/statement.pdf`}
                variant="outline"
              >
                Statement {payout.statement} (PDF)
              </Button>
            )}
            <Button
              component="a"
              href={`/teach/earnings/payouts/${payout.id}/statement.csv`}
              download
              variant="outline"
            >
              Download as CSV
            </Button>
          </>
        }
      />
      <div className="stack-wide">
        {payout.parkedSince && (
          <Panel title="It waits for your bank account">
            <p>
              <Link to="/teach/earnings/payouts">Say where your bank account is</Link>: it is sent
              as soon as you have.
            </p>
          </Panel>
        )}
        {(payout.reason || payout.providerRef || payout.sentAt) && (
          <Panel title="How it went">
            <FactList
              facts={[
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
        )}
        <Panel title="What it is made of">
          <PayoutItems
            items={payout.items}
            total={payout.amount}
            setOff={payout.setOff}
            to={(item) => `/teach/bookings/${item.bookingId}`}
          />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="the educator it belongs to" />
