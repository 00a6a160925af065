import { Button } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import { Amount } from '../../components/Amount.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { type Stat, StatFigures } from '../../components/StatFigures.tsx'
import { EmptyState } from '../../components/states.tsx'
import { personOf } from '../../visitor.ts'
import styles from './booking.module.css'
import { type Included, myIncluded, mySubscription } from './subscribed.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  await personOf(context)
  const api = context.get(apiOf)
  const [subscription, included] = await Promise.all([mySubscription(api), myIncluded(api)])
  return { subscription, included }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  const resume = intent === 'resume'
  return attempt(intent, async () => {
    await context
      .get(apiOf)
      .patch(`/api/subscriptions/${text(form, 'id')}`, { cancelAtPeriodEnd: !resume })
    return { said: resume ? 'Your plan goes on.' : 'Your plan ends with what you paid for.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Subscription')

export default function SubscriptionPage() {
  const { subscription, included } = useLoaderData<typeof loader>()
  if (!subscription)
    return (
      <>
        <PageHead title="Subscription" />
        {included.length > 0 && (
          <StatFigures label="What the free plan gives" stats={included.map(includedStat)} />
        )}
        <EmptyState
          title="You are on the free plan"
          deed={
            <Button component={Link} to="/plans">
              Compare the plans
            </Button>
          }
        >
          A plan adds credits each month and included sessions; it stands here with its next
          renewal.
        </EmptyState>
      </>
    )
  const { plan, cancelAtPeriodEnd } = subscription
  return (
    <>
      <PageHead
        title={plan.name}
        lead={
          cancelAtPeriodEnd ? (
            <>
              Ends{' '}
              <b>
                <Instant at={subscription.periodEnd} as="day" />
              </b>
              . Nothing more is charged.
            </>
          ) : (
            <>
              Renews{' '}
              <b>
                <Instant at={subscription.periodEnd} as="day" />
              </b>{' '}
              for <Amount value={subscription.price} />, everything included.
            </>
          )
        }
        deeds={
          <Button component={Link} to="/plans" variant="outline">
            Compare the plans
          </Button>
        }
      />
      <StatFigures
        label="What your plan gives"
        stats={[
          {
            label: 'Price',
            figure: <Amount value={subscription.price} />,
            note: subscription.every === 'month' ? 'a month, no fee added' : 'a year, no fee added',
          },
          {
            label: 'Credits',
            figure: <Amount value={subscription.credits} />,
            note: 'each month',
            to: '/wallet',
          },
          ...included.map(includedStat),
        ]}
      />
      <div className={styles.below}>
        {cancelAtPeriodEnd ? (
          <Resume id={subscription.id} name={plan.name} />
        ) : (
          <Cancel {...{ subscription }} />
        )}
      </div>
    </>
  )
}

const includedStat = (included: Included): Stat => ({
  label: included.kind === 'class' ? 'Classes included' : 'Conversations included',
  figure: included.unlimited ? 'No limit' : `${included.left} of ${included.limit} left`,
  note: (
    <>
      {included.unlimited && `fair use: ${included.left} of ${included.limit} left, `}new{' '}
      <Instant at={included.resetsAt} as="short-day" />
    </>
  ),
})

type CancelProps = { subscription: NonNullable<Awaited<ReturnType<typeof mySubscription>>> }

function Cancel({ subscription }: CancelProps) {
  return (
    <Panel title="If you want to stop">
      <p>
        The plan then runs until <Instant at={subscription.periodEnd} as="day" /> and is not
        renewed. Credits that came with it stay in your wallet until their own dates; those you
        bought are not touched. Bookings stay.
      </p>
      <details className={styles.cancel}>
        <summary>Cancel {subscription.plan.name}</summary>
        <DeedForm intent="cancel">
          <input type="hidden" name="id" value={subscription.id} />
          <DeedButton color="bad" variant="light">
            Yes, end it on&nbsp;
            <Instant at={subscription.periodEnd} as="short-day" />
          </DeedButton>
        </DeedForm>
      </details>
    </Panel>
  )
}

function Resume({ id, name }: { id: string; name: string }) {
  return (
    <Panel title="Changed your mind?">
      <DeedForm intent="resume" className="stack">
        <input type="hidden" name="id" value={id} />
        <p>{name} can go on as before, with nothing to pay today.</p>
        <div>
          <DeedButton>Keep {name}</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}
