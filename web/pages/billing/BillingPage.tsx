import { Alert, Button } from '@mantine/core'
import { Link } from 'react-router'
import type { Subscription } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { FactList } from '../../components/FactList.tsx'
import { ChoiceFilter } from '../../components/Filters.tsx'
import { DeedButton, LongField, TextField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Pager } from '../../components/Pager.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState } from '../../components/states.tsx'
import { capital } from '../../format/words.ts'
import styles from './billing.module.css'
import { Methods } from './Methods.tsx'
import { Papers } from './Papers.tsx'
import { RefillPanel } from './RefillPanel.tsx'
import type { Audience, Billing } from './reading.ts'

/** Plan, next charge, methods of payment, and every document: for who learns and for who teaches. */
export function BillingPage({ billing }: { billing: Billing }) {
  const { audience, subscription, methods, papers, details, refill, added } = billing
  return (
    <>
      <PageHead
        title={audience === 'educator' ? 'Billing for teaching' : 'Billing'}
        lead={<NextCharge subscription={subscription} />}
      />
      {added && (
        <Alert color="good" variant="light" mb="md" role="status">
          Your card is kept by the payment provider. Nothing was charged.
        </Alert>
      )}
      <div className={styles.panels}>
        <div className={styles.column}>
          <PlanPanel audience={audience} subscription={subscription} />
          {audience === 'learner' ? (
            <RefillPanel refill={refill} canSet={methods.items.length > 0} />
          ) : (
            <Details details={details} />
          )}
        </div>
        <div className={styles.column}>
          <Methods methods={methods} />
          {audience === 'learner' && <Details details={details} />}
        </div>
        <div className={styles.wide}>
          <Papers
            papers={papers.items}
            title="Invoices and receipts"
            side={
              <ChoiceFilter
                name="kind"
                label="Which documents"
                choices={[
                  { value: '', label: 'All' },
                  { value: 'invoice', label: 'Invoices' },
                  { value: 'receipt', label: 'Receipts' },
                  { value: 'credit_note', label: 'Credit notes' },
                ]}
              />
            }
          >
            <Pager next={papers.next} />
          </Papers>
        </div>
      </div>
    </>
  )
}

function NextCharge({ subscription }: { subscription: Subscription | null }) {
  if (!subscription) return <>Nothing is charged by itself for a plan.</>
  const { charged, plan, state } = subscription
  if (state === 'past_due') return <>The last renewal of {plan.name} has not been paid yet.</>
  if (!charged) return <>Nothing more is charged for {plan.name}.</>
  return (
    <>
      Next charge:{' '}
      <b>
        <Amount value={charged.amount} />
      </b>{' '}
      on <Instant at={charged.at} as="day" />, for {plan.name}.
    </>
  )
}

const STATES: Record<string, string> = {
  trial: 'On trial',
  active: 'Runs',
  past_due: 'Not paid',
  paused: 'Paused',
  leaving: 'Ends with what is paid',
}

function PlanPanel({
  audience,
  subscription,
}: {
  audience: Audience
  subscription: Subscription | null
}) {
  if (!subscription)
    return (
      <Panel title="Plan">
        <EmptyState
          title="You are on the free plan"
          deed={
            <Button component={Link} to="/plans" variant="outline">
              Compare the plans
            </Button>
          }
        >
          A plan stands here with its price and its next renewal.
        </EmptyState>
      </Panel>
    )
  const { id, plan, state, price, every, periodEnd, charged, card } = subscription
  const leaving = state === 'leaving'
  return (
    <Panel title="Plan">
      <FactList
        facts={[
          ['Plan', plan.name],
          ['State', STATES[state] ?? state],
          [
            'Price',
            <span key="price">
              <Amount value={price} /> a {every}
            </span>,
          ],
          charged
            ? ['Next charge', <Instant key="next" at={charged.at} as="day" />]
            : ['Open until', <Instant key="until" at={periodEnd} as="day" />],
          card && ['Paid with', `${capital(card.brand)} ending in ${card.last4}`],
        ]}
      />
      <div className={styles.row}>
        {audience === 'learner' ? (
          <Button component={Link} to="/subscription" variant="outline">
            Change, pause or end it
          </Button>
        ) : (
          <DeedForm intent={leaving ? 'keep' : 'cancel'}>
            <input type="hidden" name="id" value={id} />
            <DeedButton variant="outline">
              {leaving ? (
                'Keep the plan'
              ) : (
                <>
                  End it after&nbsp;
                  <Instant at={periodEnd} as="short-day" />
                </>
              )}
            </DeedButton>
          </DeedForm>
        )}
      </div>
    </Panel>
  )
}

function Details({ details }: { details: Billing['details'] }) {
  return (
    <Panel title="On your documents" note="What invoices and receipts from now on say of you.">
      <DeedForm intent="details" className="stack">
        <TextField
          name="name"
          label="Name or company"
          defaultValue={details.name}
          autoComplete="organization"
          maxLength={120}
          required
        />
        <LongField
          name="address"
          label="Address"
          description="Street, postal code and town, each in a line."
          defaultValue={details.address}
          autoComplete="street-address"
          maxLength={400}
          minRows={2}
        />
        <TextField
          name="taxId"
          label="Tax number"
          description="If you have one: VAT, GST, EIN."
          defaultValue={details.taxId ?? ''}
          maxLength={120}
        />
        <div>
          <DeedButton variant="outline">Save</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}
