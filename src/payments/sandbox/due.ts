import type Stripe from 'stripe'
import { deadlines, sql, type Tx } from '#base'
import { subscriptionDue } from './billing.ts'
import { expireSession, type Session } from './checkout.ts'
import { disputeDue } from './disputes.ts'
import { tell } from './events.ts'
import { balanceObject } from './movements.ts'
import { accountDue, type ConnectedAccount, payoutDue } from './payees.ts'
import { failRefund } from './refunds.ts'
import type { Till } from './till.ts'

type Due = { id: string; object: string; account: string; body: never; due: Temporal.Instant }

const HAPPENING = sql`select least((select min(due) from sandbox.thing where due is not null),
  (select min(available_on) from sandbox.movement where not told))`

/** The instant of the next thing that happens by itself, a notice to be sent again included. */
export const nextHappening = sql`
  select least((${HAPPENING}), (select min(next_at) from sandbox.delivery where next_at is not null))`

/** Lets happen, in order and each at its own instant, what is due up to `until`. */
export async function letHappen(tx: Tx, until: Temporal.Instant): Promise<number> {
  for (let count = 0; ; count += 1) {
    const [at] = await deadlines(tx, [HAPPENING])
    if (!at || Temporal.Instant.compare(at, until) > 0) return count
    if (await balanceBecomesAvailable(tx, at)) continue
    const [next] = await tx<Due>`
      select id, object, account, body, due from sandbox.thing
       where due is not null order by due, seq limit 1`
    await happen({ tx, now: next!.due, account: next!.account }, next!)
  }
}

async function balanceBecomesAvailable(tx: Tx, at: Temporal.Instant): Promise<boolean> {
  const accounts = await tx<{ account: string }>`
    with said as (
      update sandbox.movement set told = true where not told and available_on <= ${at} returning account)
    select distinct account from said`
  for (const { account } of accounts) {
    const till: Till = { tx, now: at, account }
    const balance = await balanceObject(till)
    await tell(till, 'balance.available', balance)
  }
  return accounts.length > 0
}

async function happen(till: Till, next: Due): Promise<void> {
  switch (next.object) {
    case 'checkout.session':
      await expireSession(till, next.body as Session)
      return
    case 'subscription':
      return subscriptionDue(till, next.body as Stripe.Subscription)
    case 'v2.core.account':
      return accountDue(till, next.body as ConnectedAccount)
    case 'dispute':
      return disputeDue(till, next.body as Stripe.Dispute)
    case 'refund':
      return failRefund(till, next.id)
    case 'payout':
      return payoutDue(till, next.body as Stripe.Payout)
    default:
      throw new Error(`The sandbox does not know what is due of ${next.object} ${next.id}`)
  }
}
