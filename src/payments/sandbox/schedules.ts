import type Stripe from 'stripe'
import { tell } from './events.ts'
import { itemOf } from './invoicing.ts'
import { schedulePhase, schedule as shapeOf } from './shapes-of-schedules.ts'
import { change, invalid, keep, newRef, seconds, type Till, take } from './till.ts'

/** Subscription schedules: what a subscription becomes with its next period, whatever its interval. */

type Phase = {
  items: { price: string; quantity?: number | undefined }[]
  start_date?: number | undefined
  end_date?: number | undefined
  duration?: { interval: 'month' | 'year'; interval_count?: number | undefined } | undefined
  proration_behavior?: 'none' | undefined
}

/** A schedule over what runs: its one phase is the period that is paid. */
export async function scheduleFrom(till: Till, from: string): Promise<Stripe.SubscriptionSchedule> {
  const subscription = await take<Stripe.Subscription>(till, 'subscription', from)
  if (subscription.schedule) {
    throw invalid('invalid_request', 'This subscription is managed by a schedule already.')
  }
  const { current_period_start: start, current_period_end: end, price } = itemOf(subscription)
  const made = shapeOf({
    id: newRef('sub_sched'),
    created: seconds(till.now),
    customer: subscription.customer as string,
    current_phase: { start_date: start, end_date: end },
    phases: [schedulePhase({ price: price.id, currency: price.currency, start, end })],
    subscription: subscription.id,
  })
  await keep(till, made)
  await attach(till, subscription, made.id)
  return made
}

async function attach(
  till: Till,
  subscription: Stripe.Subscription,
  schedule: string | null,
): Promise<void> {
  const changed = { ...subscription, schedule }
  await change(till, changed)
  await tell(till, 'customer.subscription.updated', changed)
}

/** Sets the phases of a running schedule: the one that runs, and the one that follows it. */
export async function updateSchedule(
  till: Till,
  id: string,
  wanted: { phases?: Phase[] | undefined; end_behavior?: 'release' | undefined },
): Promise<Stripe.SubscriptionSchedule> {
  const schedule = await running(till, id)
  const phases: Stripe.SubscriptionSchedule.Phase[] = []
  for (const asked of wanted.phases ?? []) {
    const ref = asked.items[0]!.price
    const price = await take<Stripe.Price>(till, 'price', ref, 'phases[items][price]')
    const start = asked.start_date ?? phases.at(-1)?.end_date
    if (start === undefined) throw invalid('parameter_missing', 'A phase needs a start.', 'phases')
    phases.push(
      schedulePhase({ price: ref, currency: price.currency, start, end: endOf(asked, start) }),
    )
  }
  const { current_phase: runs } = schedule
  if (phases.length > 0 && phases[0]!.start_date !== runs?.start_date) {
    throw invalid('invalid_request', 'The phase that runs must stay.', 'phases')
  }
  const changed = { ...schedule, phases: phases.length > 0 ? phases : schedule.phases }
  await change(till, changed)
  // Nothing of the subscription itself changes; whoever has it in mind is told to look again.
  await tell(
    till,
    'customer.subscription.updated',
    await take<Stripe.Subscription>(till, 'subscription', schedule.subscription as string),
  )
  return changed
}

function endOf({ end_date: end, duration }: Phase, start: number): number {
  if (end !== undefined) return end
  const from = Temporal.Instant.fromEpochMilliseconds(start * 1000).toZonedDateTimeISO('UTC')
  const { interval, interval_count: count = 1 } = duration ?? { interval: 'month' }
  return seconds(from.add({ [interval === 'year' ? 'years' : 'months']: count }).toInstant())
}

async function running(till: Till, id: string): Promise<Stripe.SubscriptionSchedule> {
  const schedule = await take<Stripe.SubscriptionSchedule>(till, 'subscription_schedule', id)
  if (schedule.status !== 'active') {
    throw invalid('invalid_request', `This schedule is ${schedule.status} and stays so.`)
  }
  return schedule
}

/** Lets a subscription go on by itself as it is. */
export async function releaseSchedule(
  till: Till,
  id: string,
): Promise<Stripe.SubscriptionSchedule> {
  const schedule = await running(till, id)
  const subscription = await take<Stripe.Subscription>(
    till,
    'subscription',
    schedule.subscription as string,
  )
  const released = ended(till, schedule)
  await change(till, released)
  await attach(till, subscription, null)
  return released
}

const ended = (till: Till, schedule: Stripe.SubscriptionSchedule) => ({
  ...schedule,
  status: 'released' as const,
  current_phase: null,
  released_at: seconds(till.now),
  released_subscription: schedule.subscription as string,
  subscription: null,
})

/** The price that a subscription's schedule says for what begins now; its own, where none does. */
export async function priceOfNext(
  till: Till,
  subscription: Stripe.Subscription,
): Promise<{ subscription: Stripe.Subscription; price: Stripe.Price }> {
  const { price, current_period_end: now } = itemOf(subscription)
  if (!subscription.schedule) return { subscription, price }
  const schedule = await running(till, subscription.schedule as string)
  const next = schedule.phases.find(({ start_date: start }) => start >= now)
  await change(till, ended(till, schedule))
  const own = { ...subscription, schedule: null }
  if (!next) return { subscription: own, price }
  const ref = next.items[0]!.price as string
  return { subscription: own, price: await take<Stripe.Price>(till, 'price', ref) }
}
