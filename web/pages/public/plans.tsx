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
import type { Entitlements, Me, Plan, Plans as PlansOnSale } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { ChoiceFilter } from '../../components/Filters.tsx'
import { DeedButton } from '../../components/fields.tsx'
import { IconCheck, IconLock } from '../../components/icons.ts'
import { originOf, shown } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Tag } from '../../components/Tag.tsx'
import { useRoot } from '../../visitor.ts'
import { checkout } from '../learner/checkout.ts'
import { type Mine, mySubscription, type Side, sideOf } from '../learner/plan/subscribed.ts'
import {
  type Compared,
  type Figured,
  figuresOf,
  includedWords,
  type Limited,
  openedBy,
} from './plan-words.ts'
import styles from './plans.module.css'

type Every = 'month' | 'year'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const side = sideOf(request)
  const [plans, me] = await Promise.all([
    api.get<PlansOnSale>('/api/plans', { audience: side.audience }),
    api.get<Me>('/api/me'),
  ])
  const mine: Mine = me.person ? await mySubscription(api, side.audience) : null
  const tried =
    me.person && !mine
      ? (await api.get<Entitlements>('/api/entitlements')).tried.includes(side.audience)
      : mine !== null
  const asked = new URL(request.url).searchParams.get('every')
  const every: Every = (asked ?? mine?.every) === 'year' ? 'year' : 'month'
  const { features, limits } = plans.comparison
  return { side, plans: plans.items, features, limits, mine, tried, every }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  let url = ''
  const outcome = await attempt(intent, async () => {
    url = await checkout(context, '/api/subscriptions', text(form, 'key'), {
      plan: text(form, 'plan'),
      every: text(form, 'every'),
      trial: text(form, 'trial') === 'yes',
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
  const { side, plans, features, limits, mine, tried, every } = useLoaderData<typeof loader>()
  const learns = side.audience === 'learner'
  return (
    <>
      <PageHead
        title={learns ? 'Plans and prices' : 'Plans for who teaches'}
        lead="Prices are whole: no fee is added when you pay. Cancel in two clicks; the plan then runs to the end of what you paid for."
        deeds={
          <ChoiceFilter
            name="every"
            label="How often you pay"
            choices={[
              { value: 'month', label: 'By the month' },
              { value: 'year', label: 'By the year' },
            ]}
            chosen={every}
          />
        }
      />
      <ul className={styles.plans}>
        {plans.map((plan) => (
          <li key={plan.id}>
            <PlanCard
              {...{ side, plan, mine, tried, every }}
              like={cheaperAlike(plan, plans, features, limits)}
            />
          </li>
        ))}
      </ul>
      {learns && (
        <p className={styles.note}>
          Or without a plan: <Link to="/wallet/buy">buy any number of credits</Link>, one dollar
          each, and pay single sessions with them.
        </p>
      )}
      <Comparison {...{ plans, features, limits }} />
    </>
  )
}

/** A plan that costs less and gives the same: then nobody should pay more without having been told. */
function cheaperAlike(plan: Plan, plans: Plan[], features: Compared[], limits: Limited[]) {
  const price = (one: Plan) => Number(one.monthly.amount)
  return plans.find(
    (other) =>
      price(other) > 0 &&
      price(other) < price(plan) &&
      includedWords(other).join() === includedWords(plan).join() &&
      features.every((one) => one.plans.includes(other.code) === one.plans.includes(plan.code)) &&
      limits.every((one) => one.plans[other.code] === one.plans[plan.code]),
  )
}

type CardProps = {
  side: Side
  plan: Plan
  like: Plan | undefined
  mine: Mine
  tried: boolean
  every: Every
}

function PlanCard({ side, plan, like, mine, tried, every }: CardProps) {
  const person = useRoot()?.me.person
  const free = Number(plan.monthly.amount) === 0
  const own = mine ? mine.plan.code === plan.code : free && !!person
  const current = own && (!mine || mine.every === every)
  const price = every === 'year' ? plan.yearly : plan.monthly
  return (
    <article className={styles.plan} data-current={current || undefined}>
      <h2>
        {plan.name} {own && <Tag tone="good">Your plan</Tag>}
      </h2>
      <p className={styles.price}>
        {free || !price ? (
          <span className="big-figure">{free ? 'Free' : 'By the month only'}</span>
        ) : (
          <>
            <span className="big-figure">
              <Amount value={price} />
            </span>{' '}
            <span className="soft">a {every}</span>
          </>
        )}
      </p>
      {plan.yearly && every === 'month' && (
        <p className="small soft">
          or <Amount value={plan.yearly} /> a year
        </p>
      )}
      {every === 'year' && !free && Number(plan.credits.amount) > 0 && (
        <p className="small soft">credits come each month</p>
      )}
      <ul className={styles.included}>
        {includedWords(plan).map((words) => (
          <li key={words}>
            <IconCheck size={18} stroke={2} aria-hidden />
            <span>{words}</span>
          </li>
        ))}
      </ul>
      {like && <p className="small">For now it opens nothing that {like.name} does not.</p>}
      <div className={styles.deed}>
        <Deed {...{ side, plan, current, mine, free, every, price, tried }} signedIn={!!person} />
      </div>
    </article>
  )
}

type ComparisonProps = { plans: Plan[]; features: Compared[]; limits: Limited[] }

function Comparison({ plans, features, limits }: ComparisonProps) {
  const figures = figuresOf(plans, limits)
  return (
    <section className={styles.comparison}>
      {figures.length > 0 && (
        <Panel title="How much of it">
          <DataTable
            caption="What each plan gives, in figures"
            rows={figures}
            keyOf={({ says }) => says}
            columns={[
              { head: 'What', title: true, cell: ({ says }) => says },
              ...plans.map((plan) => ({
                head: plan.name,
                numeric: true,
                cell: (row: Figured) => row.of[plan.code] ?? '0',
              })),
            ]}
          />
        </Panel>
      )}
      <Panel
        title="What opens with which plan"
        note="What opens can be used today: nothing stands here before it is built."
      >
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

type DeedProps = Omit<CardProps, 'like'> & {
  current: boolean
  signedIn: boolean
  free: boolean
  price: Plan['yearly']
}

function Deed({ side, plan, current, mine, signedIn, free, every, price, tried }: DeedProps) {
  if (current && mine)
    return (
      <Button component={Link} to={side.own} variant="outline" fullWidth>
        See my plan
      </Button>
    )
  if (current) return <p className="soft">This is what you have now.</p>
  if (!signedIn)
    return (
      <Button
        component={Link}
        to={free ? '/sign-up' : `/sign-up?back=${encodeURIComponent(side.plans)}`}
        variant={free ? 'outline' : 'filled'}
        fullWidth
      >
        {free ? 'Start free' : `Start with ${plan.name}`}
      </Button>
    )
  if (free) return <p className="soft">What remains when a plan ends.</p>
  if (!price) return null
  if (mine)
    return (
      <Button
        component={Link}
        to={`${side.own}/change?plan=${plan.code}&every=${every}`}
        variant={Number(price.amount) > Number(mine.price.amount) ? 'filled' : 'outline'}
        fullWidth
      >
        {mine.plan.code === plan.code ? `Pay it by the ${every}` : `Change to ${plan.name}`}
      </Button>
    )
  return (
    <div className="stack">
      <DeedForm intent={`start-${plan.code}`}>
        <input type="hidden" name="plan" value={plan.id} />
        <input type="hidden" name="every" value={every} />
        <DeedButton fullWidth>
          Start {plan.name} for&nbsp;
          <Amount value={price} />
        </DeedButton>
      </DeedForm>
      <p className="small">
        <Link to={`/subscription/start?plan=${plan.code}&every=${every}`}>
          With a code, a tax or another currency
        </Link>
      </p>
      {plan.trialDays > 0 && !tried && (
        <DeedForm intent={`try-${plan.code}`}>
          <input type="hidden" name="plan" value={plan.id} />
          <input type="hidden" name="every" value={every} />
          <input type="hidden" name="trial" value="yes" />
          <DeedButton fullWidth variant="outline">
            Try it for {plan.trialDays} days first
          </DeedButton>
          <p className="small soft">
            Without its credits; nothing is charged if you cancel by then.
          </p>
        </DeedForm>
      )}
    </div>
  )
}
