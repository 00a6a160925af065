import { Button, Loader } from '@mantine/core'
import { useEffect } from 'react'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirectDocument,
  useLoaderData,
  useRevalidator,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Order, Page, PaperCard } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { InTheBooks, myEntries } from '../../components/InTheBooks.tsx'
import { LinePrice } from '../../components/LinePrice.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { useRoot } from '../../visitor.ts'
import { Papers } from '../billing/Papers.tsx'
import { openCheckout } from './checkout.ts'
import styles from './order.module.css'

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const order = await api.get<Order>(`/api/orders/${params.id}`)
  const paid = order.state === 'paid'
  const entries = paid ? await myEntries(api, order.id) : []
  const papers = paid
    ? (await api.get<Page<PaperCard>>('/api/documents', { order: order.id })).items
    : []
  return { order, entries, papers, back: new URL(request.url).searchParams.get('checkout') }
}

export async function action({ params, context }: ActionFunctionArgs) {
  let url = ''
  const outcome = await attempt('pay', async () => {
    url = await openCheckout(context, String(params.id))
    return undefined
  })
  if ('ok' in outcome && outcome.ok) throw redirectDocument(url)
  return outcome
}

export const clientAction = keepOnFailure
export const meta = titled('Your order')

export default function OrderPage() {
  const { order, entries, papers, back } = useLoaderData<typeof loader>()
  const waiting = order.state === 'waiting'
  const paid = order.state === 'paid'
  const free = paid && Number(order.total.amount) === 0
  const confirming = waiting && back === 'paid'
  useLookAgain(confirming)
  return (
    <>
      <PageHead
        title={
          paid
            ? free
              ? 'It begins. Nothing was charged.'
              : 'Paid. Thank you.'
            : confirming
              ? 'Confirming your payment'
              : (TITLES[order.state] ?? 'Not paid yet')
        }
        lead={
          paid ? (
            free ? (
              'You are told before the first charge, and can cancel until then with two clicks.'
            ) : (
              (DONE[order.kind] ?? 'It is yours now.')
            )
          ) : confirming ? (
            <span role="status">
              <Loader size="xs" mr={8} /> The bank’s word is on its way; this page looks again by
              itself. You may leave it: nothing is lost, and you are told.
            </span>
          ) : waiting ? (
            'Nothing was taken from you. You can pay now, or leave it.'
          ) : (
            'Nothing more happens with this order.'
          )
        }
        deeds={paid && <Next kind={order.kind} />}
      />
      <Panel
        title={order.number ? `Order ${order.number}` : 'Your order'}
        note={<Instant at={order.placedAt} />}
      >
        <DataTable
          caption="What was ordered"
          rows={order.lines}
          keyOf={({ label }) => label}
          columns={[
            { head: 'What', title: true, cell: ({ label }) => label },
            { head: 'Price', numeric: true, cell: (line) => <LinePrice line={line} /> },
          ]}
          foot={['In all', <Amount key="total" value={order.total} />]}
        />
        {waiting && !confirming && (
          <DeedForm intent="pay">
            <DeedButton mt="md">
              Pay&nbsp;
              <Amount value={order.total} />
            </DeedButton>
          </DeedForm>
        )}
      </Panel>
      {papers.length > 0 && (
        <div className={styles.books}>
          <Papers papers={papers} />
        </div>
      )}
      {entries.length > 0 && (
        <div className={styles.books}>
          <InTheBooks entries={entries} />
        </div>
      )}
    </>
  )
}

const TITLES: Record<string, string> = {
  expired: 'This order was not paid in time',
  cancelled: 'This order was cancelled',
}

const DONE: Record<string, string> = {
  credits: 'Your credits are in your wallet.',
  plan: 'Your plan runs, and its credits are in your wallet.',
  booking: 'Your seat is booked.',
}

function Next({ kind }: { kind: string }) {
  const wallet = useRoot()?.me.wallet
  if (kind === 'booking')
    return (
      <Button component={Link} to="/bookings">
        See my bookings
      </Button>
    )
  return (
    <>
      {wallet && (
        <Button component={Link} to="/wallet" variant="outline">
          <Amount value={wallet.available} />
          &nbsp;in my wallet
        </Button>
      )}
      <Button component={Link} to="/sessions">
        Find a session
      </Button>
    </>
  )
}

/** Reads the order again every second and a half while it is being confirmed. */
function useLookAgain(confirming: boolean) {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!confirming || state !== 'idle') return
    const timer = setTimeout(revalidate, 1_500)
    return () => clearTimeout(timer)
  }, [confirming, state, revalidate])
}
