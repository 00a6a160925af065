import { Alert, Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirectDocument,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Order, Page, PlanLeaving, Subscription } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { type Stat, StatFigures } from '../../../components/StatFigures.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { personOf } from '../../../visitor.ts'
import { Invoices, PaymentMethod } from './billing.tsx'
import styles from './plan.module.css'
import { type Included, myIncluded, mySubscription, type Side, sideOf } from './subscribed.ts'
import { Changes } from './wishes.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  await personOf(context)
  const api = context.get(apiOf)
  const side = sideOf(request)
  const [subscription, included, orders] = await Promise.all([
    mySubscription(api, side.audience),
    side.audience === 'learner' ? myIncluded(api) : [],
    api.get<Page<Order>>('/api/orders', { state: 'paid', limit: 100 }),
  ])
  const leaving = subscription
    ? await api.get<PlanLeaving>(`/api/subscriptions/${subscription.id}/cancel-preview`)
    : null
  const invoices = orders.items.filter(
    ({ kind, total }) => kind === 'plan' && Number(total.amount) > 0,
  )
  return { side, subscription, included, invoices, leaving }
}

const SAID: Record<string, string> = {
  cancel: 'Your plan ends with what you paid for.',
  keep: 'Your plan goes on.',
  undo: 'The change was taken back.',
  pause: 'Your plan rests once what you paid for is over.',
  resume: 'Your plan goes on.',
  'end-trial': 'Paid. Your plan has begun.',
  pay: 'Paid. Your plan goes on.',
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  const api = context.get(apiOf)
  let url = ''
  const outcome = await attempt(intent, async () => {
    if (intent === 'card') {
      url = (await api.post<{ url: string }>('/api/subscriptions/card-page')).url
      return undefined
    }
    const path = `/api/subscriptions/${text(form, 'id')}`
    if (intent === 'pay') await api.post(`${path}/pay`)
    else await api.patch(path, wishOf(intent, form))
    return { said: SAID[intent] ?? 'Done.' }
  })
  if (url) throw redirectDocument(url)
  return outcome
}

function wishOf(intent: string, form: FormData): object {
  switch (intent) {
    case 'cancel':
    case 'keep':
      return { cancelAtPeriodEnd: intent === 'cancel' }
    case 'pause':
      return { pauseFor: Number(text(form, 'renewals')) }
    case 'resume':
      return { paused: false }
    case 'end-trial':
      return { trial: false }
    default:
      return { plan: text(form, 'plan') }
  }
}

export const clientAction = keepOnFailure
export const meta = titled('Plan and billing')

export default function SubscriptionPage() {
  const { side, subscription, included, invoices, leaving } = useLoaderData<typeof loader>()
  const learns = side.audience === 'learner'
  if (!subscription || !leaving) return <OnTheFreePlan {...{ side, included, invoices }} />
  const { plan } = subscription
  return (
    <>
      <PageHead
        title={plan.name}
        lead={<Lead subscription={subscription} />}
        deeds={
          <Button component={Link} to={side.plans} variant="outline">
            Compare the plans
          </Button>
        }
      />
      {subscription.state === 'past_due' && <Unpaid subscription={subscription} />}
      <StatFigures
        label="What your plan gives"
        stats={[
          chargeStat(subscription),
          ...(learns ? [creditsStat(subscription)] : []),
          ...included.map(includedStat),
        ]}
      />
      <div className={styles.panels}>
        <Changes {...{ side, subscription, leaving }} />
        <PaymentMethod subscription={subscription} />
        <div className={styles.wide}>
          <Invoices invoices={invoices} />
        </div>
      </div>
    </>
  )
}

type Free = { side: Side; included: Included[]; invoices: Order[] }

function OnTheFreePlan({ side, included, invoices }: Free) {
  return (
    <>
      <PageHead title="Plan and billing" />
      {included.length > 0 && (
        <StatFigures label="What the free plan gives" stats={included.map(includedStat)} />
      )}
      <EmptyState
        title="You are on the free plan"
        deed={
          <Button component={Link} to={side.plans}>
            Compare the plans
          </Button>
        }
      >
        {side.audience === 'learner'
          ? 'A plan adds credits each month and included sessions; it stands here with its next renewal.'
          : 'A plan sets your own prices and shows you higher in search; it stands here with its next renewal.'}
      </EmptyState>
      {invoices.length > 0 && (
        <div className={styles.panels}>
          <div className={styles.wide}>
            <Invoices invoices={invoices} />
          </div>
        </div>
      )}
    </>
  )
}

/** How the plan stands, in one sentence. */
function Lead({ subscription }: { subscription: Subscription }) {
  const { state, periodEnd, charged, next, resumesAt } = subscription
  if (state === 'past_due') return <>The last renewal has not been paid yet.</>
  if (state === 'paused')
    return (
      <>
        {subscription.open ? (
          <>
            Open until{' '}
            <b>
              <Instant at={periodEnd} as="day" />
            </b>
            , then it rests and nothing is charged.
          </>
        ) : (
          <>It rests, and nothing is charged.</>
        )}{' '}
        {resumesAt && (
          <>
            It goes on by itself on <Instant at={resumesAt} as="day" />.
          </>
        )}
      </>
    )
  if (!charged)
    return (
      <>
        Ends{' '}
        <b>
          <Instant at={periodEnd} as="day" />
        </b>
        . Nothing more is charged.
      </>
    )
  const day = (
    <b>
      <Instant at={charged.at} as="day" />
    </b>
  )
  if (state === 'trial')
    return (
      <>
        You are trying it. On {day} it {next && <>becomes {next.name} and </>}is charged for the
        first time: <Amount value={charged.amount} />, everything included.
      </>
    )
  return (
    <>
      Renews {day} {next && <>as {next.name} </>}for <Amount value={charged.amount} />, everything
      included.
    </>
  )
}

function Unpaid({ subscription }: { subscription: Subscription }) {
  return (
    <Alert
      className={styles.alert}
      color="bad"
      variant="light"
      mb="lg"
      title={<h2>The payment did not go through</h2>}
    >
      <p>
        We tried to charge <Amount value={subscription.price} />
        {subscription.card && <> to the card ending in {subscription.card.last4}</>}, and try again
        over the next days.{' '}
        {subscription.open
          ? 'Your plan stays open for a week meanwhile.'
          : 'Your plan is closed until it is paid; its credits are kept for you.'}
      </p>
      <div className={styles.row}>
        <DeedForm intent="card">
          <DeedButton variant="outline">Use another card</DeedButton>
        </DeedForm>
        <DeedForm intent="pay">
          <input type="hidden" name="id" value={subscription.id} />
          <DeedButton>
            Pay&nbsp;
            <Amount value={subscription.price} />
            &nbsp;now
          </DeedButton>
        </DeedForm>
      </div>
    </Alert>
  )
}

function chargeStat({ charged, price, every, next, state }: Subscription): Stat {
  const then = next ?? { price, every }
  if (state === 'past_due')
    return {
      label: 'Unpaid',
      figure: <Amount value={price} />,
      note: 'tried again over the next days',
      tone: 'bad',
    }
  if (!charged) return { label: 'Next invoice', figure: 'None', note: 'nothing more is charged' }
  return {
    label: 'Next invoice',
    figure: <Amount value={charged.amount} />,
    note: (
      <>
        <Instant at={charged.at} as="short-day" />, <Amount value={then.price} />{' '}
        {then.every === 'month' ? 'a month' : 'a year'}
      </>
    ),
  }
}

function creditsStat({ credits, granted, state }: Subscription): Stat {
  return {
    label: 'Credits',
    figure: <Amount value={credits} />,
    note:
      state === 'trial' ? (
        'a month, once the trial is over'
      ) : granted ? (
        <>
          each month, next <Instant at={granted.at} as="short-day" />
        </>
      ) : (
        'each month'
      ),
    to: '/wallet',
  }
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
