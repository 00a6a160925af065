import { Link } from 'react-router'
import type { Order, Subscription } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { capital } from '../../../format/words.ts'
import styles from './plan.module.css'

/** The card that renewals are charged to. */
export function PaymentMethod({ subscription }: { subscription: Subscription }) {
  const { card } = subscription
  return (
    <Panel
      title="How it is paid"
      note="Your card is kept by the payment provider, not by us. Changing it charges nothing."
    >
      <p>
        {card ? (
          <>
            {capital(card.brand)} ending in <b>{card.last4}</b>, good until {card.expires}
          </>
        ) : (
          'The payment provider has not told us of a card yet.'
        )}
      </p>
      <div className={styles.row}>
        <DeedForm intent="card">
          <DeedButton variant="outline">Change the card</DeedButton>
        </DeedForm>
      </div>
    </Panel>
  )
}

/** What was paid for plans, latest first. */
export function Invoices({ invoices }: { invoices: Order[] }) {
  return (
    <Panel title="What you have paid for it">
      <DataTable
        caption="Payments for plans, latest first"
        rows={invoices}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title="Nothing paid yet">
            Each payment for a plan stands here with its number.
          </EmptyState>
        }
        columns={[
          {
            head: 'What',
            title: true,
            cell: (order) => (
              <Link to={`/orders/${order.id}`}>{order.lines[0]?.label ?? 'Plan'}</Link>
            ),
          },
          { head: 'Number', cell: ({ number }) => number },
          {
            head: 'Paid',
            cell: ({ paidAt, placedAt }) => <Instant at={paidAt ?? placedAt} as="short-day" />,
          },
          {
            head: 'Given back',
            numeric: true,
            wideOnly: true,
            cell: ({ refunded }) => Number(refunded.amount) > 0 && <Amount value={refunded} />,
          },
          { head: 'Amount', numeric: true, cell: ({ total }) => <Amount value={total} /> },
        ]}
      />
    </Panel>
  )
}
