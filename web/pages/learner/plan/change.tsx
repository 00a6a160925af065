import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { ApiProblem } from '../../../api/client.ts'
import { apiOf } from '../../../api/context.ts'
import type { PlanChange, Subscription } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { personOf } from '../../../visitor.ts'
import styles from './plan.module.css'
import { mySubscription, sideOf } from './subscribed.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  await personOf(context)
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const side = sideOf(request)
  const subscription = await mySubscription(api, side.audience)
  const plan = search.get('plan')
  if (!subscription || !plan) throw redirect(side.plans)
  const every = search.get('every') === 'year' ? 'year' : 'month'
  const path = `/api/subscriptions/${subscription.id}/change-preview`
  try {
    const change = await api.get<PlanChange>(path, { plan, every })
    return { side, subscription, change, why: null }
  } catch (error) {
    // A change that cannot be made now is an answer: it says why.
    if (!(error instanceof ApiProblem) || error.data.status >= 500) throw error
    return { side, subscription, change: null, why: error.data.title }
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  let order: string | null = null
  const outcome = await attempt(intent, async () => {
    const wish = { plan: text(form, 'plan'), every: text(form, 'every') }
    const path = `/api/subscriptions/${text(form, 'id')}`
    order = (await context.get(apiOf).patch<Subscription>(path, wish)).order
    return undefined
  })
  if ('ok' in outcome && outcome.ok)
    throw redirect(order ? `/orders/${order}` : sideOf(request).own)
  return outcome
}

export const clientAction = keepOnFailure
export const meta = titled('Change your plan')

export default function ChangePage() {
  const { side, subscription, change, why } = useLoaderData<typeof loader>()
  if (!change)
    return (
      <>
        <PageHead title="Change your plan" />
        <EmptyState
          title={why}
          deed={
            <Button component={Link} to={side.own}>
              See my plan
            </Button>
          }
        >
          Nothing was changed.
        </EmptyState>
      </>
    )
  const now = change.when === 'now'
  const from = subscription.plan.name
  const same = change.plan.code === subscription.plan.code
  return (
    <>
      <PageHead
        title={
          same
            ? `${change.plan.name}, by the ${change.every}`
            : `${from} becomes ${change.plan.name}`
        }
        lead={
          now
            ? 'At once. You pay the difference for what is left of your period, and nothing else today.'
            : 'With your next renewal. Until then all stays as you paid for it, and you can take the change back.'
        }
      />
      <Panel title="What it means">
        <FactList
          facts={[
            [
              'To pay today',
              <b key="due">
                <Amount value={change.due} />
              </b>,
            ],
            now &&
              Number(change.credits.amount) > 0 && [
                'Credits today',
                <Coming key="credits" change={change} />,
              ],
            [
              now ? 'Then' : 'From then on',
              <span key="then">
                <Amount value={change.charged.amount} /> on{' '}
                <Instant at={change.charged.at} as="day" />, and each {change.every}
              </span>,
            ],
            side.audience === 'learner' && [
              'Credits a month',
              <Amount key="monthly" value={change.monthlyCredits} />,
            ],
          ]}
        />
        <DeedForm intent="change" className={styles.ask}>
          <input type="hidden" name="id" value={subscription.id} />
          <input type="hidden" name="plan" value={change.plan.code} />
          <input type="hidden" name="every" value={change.every} />
          <div className={styles.row}>
            <DeedButton>
              {now ? (
                <>
                  Pay&nbsp;
                  <Amount value={change.due} />
                  &nbsp;and change now
                </>
              ) : (
                <>
                  Change on&nbsp;
                  <Instant at={change.charged.at} as="short-day" />
                </>
              )}
            </DeedButton>
            <Button component={Link} to={side.own} variant="subtle">
              Leave it as it is
            </Button>
          </div>
        </DeedForm>
      </Panel>
    </>
  )
}

function Coming({ change }: { change: PlanChange }) {
  return (
    <>
      <Amount value={change.credits} />
      {change.creditsExpireAt && (
        <>
          , good until <Instant at={change.creditsExpireAt} as="last-day" />
        </>
      )}
    </>
  )
}
