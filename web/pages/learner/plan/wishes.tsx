import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { PlanLeaving, Subscription } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import styles from './plan.module.css'
import type { Side } from './subscribed.ts'

type Props = { side: Side; subscription: Subscription; leaving: PlanLeaving }

/** What can be wished for a plan as it stands, each with what it does said before. */
export function Changes({ side, subscription, leaving }: Props) {
  const { state } = subscription
  // A change of the interval is a timetable: it is taken back before a pause.
  const timed = subscription.next && subscription.next.every !== subscription.every
  if (state === 'leaving') return <Keep subscription={subscription} />
  if (state === 'paused') return <Resume side={side} subscription={subscription} />
  return (
    <Panel title="Change, pause or stop">
      {subscription.next && <PlannedChange subscription={subscription} />}
      {state !== 'past_due' && !subscription.next && (
        <p>
          <Link to={side.plans}>Change to another plan, or pay by the year or month</Link>: what it
          costs today is said before anything is charged.
        </p>
      )}
      <p>
        <Link to={`${side.own}/opens`}>See what your plan opens</Link>, and what would open the
        rest.
      </p>
      {state === 'trial' && <EndTrial subscription={subscription} />}
      {state === 'active' && !timed && <Pause side={side} subscription={subscription} />}
      <Cancel {...{ side, subscription, leaving }} />
    </Panel>
  )
}

/** A form for one wish of this subscription. */
function Wish({ intent, id, children }: { intent: string; id: string; children: ReactNode }) {
  return (
    <DeedForm intent={intent} className="stack">
      <input type="hidden" name="id" value={id} />
      {children}
    </DeedForm>
  )
}

function PlannedChange({ subscription }: { subscription: Subscription }) {
  const { next, id, plan, periodEnd, every } = subscription
  return (
    <Wish intent="undo" id={id}>
      <p>
        {plan.name}, by the {every}, becomes{' '}
        <b>
          {next?.name}, by the {next?.every}
        </b>
        , on <Instant at={periodEnd} as="day" />, for {next && <Amount value={next.price} />}.
      </p>
      <input type="hidden" name="plan" value={plan.code} />
      <div>
        <DeedButton variant="outline">
          Stay on {plan.name}
          {next?.code === plan.code && `, by the ${every}`}
        </DeedButton>
      </div>
    </Wish>
  )
}

function EndTrial({ subscription }: { subscription: Subscription }) {
  const { id, price, credits } = subscription
  return (
    <details className={styles.ask}>
      <summary>Begin now instead of waiting</summary>
      <Wish intent="end-trial" id={id}>
        <p>
          The trial ends, your first period begins today, and <Amount value={credits} /> come at
          once.
        </p>
        <div>
          <DeedButton>
            Pay&nbsp;
            <Amount value={price} />
            &nbsp;and begin
          </DeedButton>
        </div>
      </Wish>
    </details>
  )
}

function Pause({ side, subscription }: Omit<Props, 'leaving'>) {
  const { id, periodEnd, every } = subscription
  const unit = every === 'month' ? ['one month', 'two months', 'three months'] : ['one year']
  return (
    <details className={styles.ask}>
      <summary>Pause {subscription.plan.name}</summary>
      <Wish intent="pause" id={id}>
        <p>
          What you paid for stays open until <Instant at={periodEnd} as="day" />. Then the plan
          rests: nothing is charged, and it goes on by itself.{' '}
          {side.audience === 'learner' &&
            'Credits that run out with the month do so; others are kept.'}
        </p>
        <fieldset className={styles.choices}>
          <legend>For how long?</legend>
          {unit.map((words, index) => (
            <label key={words}>
              <input type="radio" name="renewals" value={index + 1} defaultChecked={index === 0} />
              {words}
            </label>
          ))}
        </fieldset>
        <div>
          <DeedButton variant="outline">Pause it</DeedButton>
        </div>
      </Wish>
    </details>
  )
}

function Cancel({ side, subscription, leaving }: Props) {
  const { id, plan, state } = subscription
  return (
    <details className={styles.ask}>
      <summary>Cancel {plan.name}</summary>
      <Wish intent="cancel" id={id}>
        {side.audience === 'learner' ? (
          <WhatHappens leaving={leaving} trial={state === 'trial'} />
        ) : (
          <WhatCloses name={plan.name} leaving={leaving} />
        )}
        <div>
          <DeedButton color="bad" variant="light">
            Yes, end it on&nbsp;
            <Instant at={leaving.endsAt} as="short-day" />
          </DeedButton>
        </div>
      </Wish>
    </details>
  )
}

/** What ending a plan for teaching does, before it is done. */
function WhatCloses({ name, leaving }: { name: string; leaving: PlanLeaving }) {
  return (
    <ul>
      <li>
        {name} stays open until <Instant at={leaving.endsAt} as="day" />, and nothing more is
        charged.
      </li>
      <li>Then the free plan remains: your sessions, your learners and what you earned stay.</li>
      <li>Sessions that you priced yourself keep their price.</li>
    </ul>
  )
}

/** What ending does to credits and bookings, before it is done. */
function WhatHappens({ leaving, trial }: { leaving: PlanLeaving; trial: boolean }) {
  const { endsAt, expiring, staying, held, coming } = leaving
  const some = (value: { amount: string }) => Number(value.amount) > 0
  return (
    <ul>
      <li>
        {trial ? 'The trial' : 'The plan'} stays open until <Instant at={endsAt} as="day" />, and
        nothing {trial ? 'is' : 'more is'} charged.
      </li>
      {coming && (
        <li>
          <Amount value={coming.credits} /> still come on <Instant at={coming.at} as="day" />: you
          have paid for them.
        </li>
      )}
      {some(expiring) && (
        <li>
          <Amount value={expiring} /> run out by then unless you use them.
        </li>
      )}
      <li>
        {some(staying) ? (
          <>
            <Amount value={staying} /> stay in your wallet until their own dates.
          </>
        ) : (
          'Credits that you buy stay in your wallet.'
        )}
      </li>
      <li>
        Bookings stay
        {some(held) && (
          <>
            , with the <Amount value={held} /> kept for them
          </>
        )}
        .
      </li>
    </ul>
  )
}

function Keep({ subscription }: { subscription: Subscription }) {
  return (
    <Panel title="Changed your mind?">
      <Wish intent="keep" id={subscription.id}>
        <p>{subscription.plan.name} can go on as before, with nothing to pay today.</p>
        <div>
          <DeedButton>Keep {subscription.plan.name}</DeedButton>
        </div>
      </Wish>
    </Panel>
  )
}

function Resume({ side, subscription }: Omit<Props, 'leaving'>) {
  const { id, plan, price, open } = subscription
  return (
    <Panel title="Go on sooner?">
      <Wish intent="resume" id={id}>
        <p>
          {open
            ? `${plan.name} simply goes on, with nothing to pay today.`
            : `A new period begins today${side.audience === 'learner' ? ', with its credits' : ''}.`}
        </p>
        <div>
          <DeedButton>
            {open ? (
              `Go on with ${plan.name}`
            ) : (
              <>
                Pay&nbsp;
                <Amount value={price} />
                &nbsp;and go on
              </>
            )}
          </DeedButton>
        </div>
      </Wish>
    </Panel>
  )
}
