import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirectDocument,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Me, Plan, Plans as PlansOnSale } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { IconCheck, IconLock } from '../../components/icons.ts'
import { originOf, shown } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Tag } from '../../components/Tag.tsx'
import { useRoot } from '../../visitor.ts'
import { checkout } from '../learner/checkout.ts'
import { type Mine, mySubscription } from '../learner/subscribed.ts'
import { type Compared, includedWords, openedBy } from './plan-words.ts'
import styles from './plans.module.css'

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [plans, me] = await Promise.all([
    api.get<PlansOnSale>('/api/plans', { audience: 'learner' }),
    api.get<Me>('/api/me'),
  ])
  const mine: Mine = me.person ? await mySubscription(api) : null
  return { plans: plans.items, features: plans.comparison.features, mine }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  let url = ''
  const outcome = await attempt(intent, async () => {
    url = await checkout(context, '/api/subscriptions', text(form, 'key'), {
      plan: text(form, 'plan'),
      every: 'month',
    })
    return undefined
  })
  if ('ok' in outcome && outcome.ok) throw redirectDocument(url)
  return outcome
}

export const clientAction = keepOnFailure

export const meta: MetaFunction = ({ matches }) =>
  shown(originOf(matches), {
    title: 'Plans and prices',
    description:
      'What each plan costs, with everything in it: credits a month, included sessions, features.',
    path: '/plans',
  })

export default function Plans() {
  const { plans, features, mine } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Plans and prices"
        lead="Prices are whole: no fee is added when you pay. Cancel in two clicks; the plan then runs to the end of what you paid for."
      />
      <ul className={styles.plans}>
        {plans.map((plan) => (
          <li key={plan.id}>
            <PlanCard plan={plan} mine={mine} />
          </li>
        ))}
      </ul>
      <p className={styles.note}>
        Or without a plan: <Link to="/wallet/buy">buy any number of credits</Link>, one dollar each,
        and pay single sessions with them.
      </p>
      <Comparison plans={plans} features={features} />
    </>
  )
}

function PlanCard({ plan, mine }: { plan: Plan; mine: Mine }) {
  const person = useRoot()?.me.person
  const free = Number(plan.monthly.amount) === 0
  const current = mine ? mine.plan.id === plan.id || mine.plan.code === plan.code : free && !!person
  return (
    <article className={styles.plan} data-current={current || undefined}>
      <h2>
        {plan.name} {current && <Tag tone="good">Your plan</Tag>}
      </h2>
      <p className={styles.price}>
        {free ? (
          <span className="big-figure">Free</span>
        ) : (
          <>
            <span className="big-figure">
              <Amount value={plan.monthly} />
            </span>{' '}
            <span className="soft">a month</span>
          </>
        )}
      </p>
      {plan.yearly && (
        <p className="small soft">
          or <Amount value={plan.yearly} /> a year
        </p>
      )}
      <ul className={styles.included}>
        {includedWords(plan).map((words) => (
          <li key={words}>
            <IconCheck size={18} stroke={2} aria-hidden />
            <span>{words}</span>
          </li>
        ))}
      </ul>
      <div className={styles.deed}>
        <Deed plan={plan} current={current} mine={mine} signedIn={!!person} free={free} />
      </div>
    </article>
  )
}

function Comparison({ plans, features }: { plans: Plan[]; features: Compared[] }) {
  return (
    <section className={styles.comparison}>
      <Panel title="What opens with which plan">
        <DataTable
          caption="Features by plan"
          rows={features}
          keyOf={({ name }) => name}
          columns={[
            { head: 'Feature', title: true, cell: ({ says }) => says },
            ...plans.map((plan) => ({
              head: plan.name,
              cell: (feature: Compared) =>
                feature.plans.includes(plan.code) ? (
                  <span className={styles.open}>
                    <IconCheck size={18} stroke={2} aria-hidden />
                    open
                  </span>
                ) : (
                  <span className={styles.locked}>
                    <IconLock size={16} stroke={1.7} aria-hidden />
                    with {openedBy(feature, plans)}
                  </span>
                ),
            })),
          ]}
        />
      </Panel>
    </section>
  )
}

type DeedProps = { plan: Plan; current: boolean; mine: Mine; signedIn: boolean; free: boolean }

function Deed({ plan, current, mine, signedIn, free }: DeedProps) {
  if (current && mine)
    return (
      <Button component={Link} to="/subscription" variant="outline" fullWidth>
        See my subscription
      </Button>
    )
  if (current) return <p className="soft">This is what you have now.</p>
  if (!signedIn)
    return (
      <Button
        component={Link}
        to={free ? '/sign-up' : `/sign-up?back=${encodeURIComponent('/plans')}`}
        variant={free ? 'outline' : 'filled'}
        fullWidth
      >
        {free ? 'Start free' : `Start with ${plan.name}`}
      </Button>
    )
  if (free) return <p className="soft">What remains when a plan ends.</p>
  if (mine)
    return (
      <p className="small soft">
        You have {mine.plan.name}. Cancel it first; when it has ended you can start {plan.name}.
      </p>
    )
  return (
    <DeedForm intent={`start-${plan.code}`}>
      <input type="hidden" name="plan" value={plan.id} />
      <DeedButton fullWidth>
        Start {plan.name} for&nbsp;
        <Amount value={plan.monthly} />
      </DeedButton>
    </DeedForm>
  )
}
