import { Link, type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { CommissionDetail } from '../../../api/teaching.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { FactList } from '../../../components/FactList.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PayoutTag } from '../../../components/PayoutTag.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { kindName } from '../../../format/books.ts'
import { isZero, percent } from '../../../format/money.ts'
import { useReader } from '../../../format/reader.tsx'
import { capital } from '../../../format/words.ts'
import { CommissionState } from '../../educator/CommissionState.tsx'
import { PAID_BY, RATES, SOURCES } from './commission-words.ts'

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `Commission for ${loaderData?.one.title ?? 'a session'} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const one = await api.get<CommissionDetail>(`/api/commissions/${params.id}`)
  return { one, names: await namesOf(api, [{ type: 'person', id: one.educatorId }]) }
}

export default function CommissionPage() {
  const { one, names } = useLoaderData<typeof loader>()
  const { locale } = useReader()
  const educator = nameIn(names, { type: 'person', id: one.educatorId }) ?? one.educatorId
  const moments: [string, string | null][] = [
    ['Booked', one.madeAt],
    ['Session', one.sessionAt],
    ['Earned', one.earnedAt],
    ['Held until', one.heldUntil],
    ['Available since', one.availableAt],
    ['Frozen since', one.frozenAt],
    ['Paid', one.paidAt],
    ['Taken back', one.takenBackAt],
  ]
  return (
    <>
      <PageHead
        tags={<CommissionState commission={one} />}
        title={
          <>
            <Amount value={one.net} /> to {educator}
          </>
        }
        lead={one.title}
      />
      <div className="stack-wide">
        <div className="wide-and-narrow">
          <Panel title="How it is reckoned">
            <FactList
              facts={[
                ['Price', <Amount key="gross" value={one.gross} />],
                one.face !== null && ['Price at face', <Amount key="face" value={one.face} />],
                ['Rate', `${percent(one.rate, locale)}, ${RATES[one.rateFrom]}`],
                one.tier !== null && ['Tier', capital(one.tier)],
                !isZero(one.feeBorne) && [
                  'Card fee, borne by the educator',
                  <Amount key="fee" value={one.feeBorne} />,
                ],
                ['Share', <Amount key="net" value={one.net} />],
                ['Paid by', PAID_BY[one.paidBy]],
                [
                  'Rules',
                  <Link key="rules" to="/operate/earning-rules">
                    Version {one.policyVersion}
                  </Link>,
                ],
              ]}
            />
          </Panel>
          <Panel title="What it is of">
            <FactList
              facts={[
                ['Source', SOURCES[one.source]],
                one.bookingId !== null && [
                  'Booking',
                  <Link key="booking" to={`/operate/bookings/${one.bookingId}`}>
                    Open
                  </Link>,
                ],
                one.sessionId !== null && [
                  'Session',
                  <Link key="session" to={`/operate/sessions/${one.sessionId}`}>
                    {one.title}
                  </Link>,
                ],
                [
                  'Educator',
                  <Link key="educator" to={`/operate/educators/${one.educatorId}`}>
                    {educator}
                  </Link>,
                ],
                one.payout !== null && [
                  'Payout',
                  <span key="payout">
                    <Link to={`/operate/payouts/${one.payout.id}`}>
                      <Amount value={one.payout.amount} />
                    </Link>{' '}
                    <PayoutTag status={one.payout.status} />
                  </span>,
                ],
                ...moments.map(([label, at]): [string, React.ReactNode] | false =>
                  at === null ? false : [label, <Instant key={label} at={at} />],
                ),
              ]}
            />
          </Panel>
        </div>
        <Panel title="What it moved in the books" note="Below zero: away from the payee.">
          <DataTable
            caption="Journals"
            rows={one.journals}
            keyOf={({ id }) => id}
            columns={[
              { head: 'When', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
              {
                head: 'What',
                title: true,
                cell: ({ id, kind }) => (
                  <Link to={`/operate/books/journals/${id}`}>{kindName(kind)}</Link>
                ),
              },
              {
                head: 'Payee',
                numeric: true,
                cell: ({ amount }) => <Amount value={amount} signed />,
              },
            ]}
            empty={
              <EmptyState title="Nothing yet">
                It is posted when its session has been held and paid for.
              </EmptyState>
            }
          />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
