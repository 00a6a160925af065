import type Stripe from 'stripe'
import { tell } from './events.ts'
import { available, move } from './movements.ts'
import * as shape from './shapes.ts'
import { account as accountShape } from './shapes-of-plans.ts'
import { change, invalid, keep, newRef, seconds, type Till, take } from './till.ts'

/** A recipient account; the SDK's own shape is made of these when it is answered. */
export type ConnectedAccount = {
  id: string
  object: 'v2.core.account'
  created: string
  $ready: boolean
  $email: string
  $name: string
  $country: string
  $entity: 'individual' | 'company'
  $metadata: Record<string, string>
  /** The bank refuses its next payout, for tests of that sad day. */
  $bankRefuses: boolean
}

export const shownAccount = (kept: ConnectedAccount): Stripe.V2.Core.Account =>
  accountShape({
    id: kept.id,
    created: kept.created,
    email: kept.$email,
    name: kept.$name,
    country: kept.$country,
    entity: kept.$entity,
    metadata: kept.$metadata,
    ready: kept.$ready,
  })

export type NewAccount = {
  contact_email: string
  display_name?: string | undefined
  identity: { country: string; entity_type: 'individual' | 'company' }
  configuration: { recipient: object }
  metadata?: Record<string, string> | undefined
}

export async function openAccount(till: Till, wanted: NewAccount): Promise<ConnectedAccount> {
  if (wanted.identity.country !== wanted.identity.country.toLowerCase()) {
    throw invalid(
      'country_code_invalid',
      'Country codes of accounts are lower-case.',
      'identity.country',
    )
  }
  return keep(till, {
    id: newRef('acct'),
    object: 'v2.core.account' as const,
    created: till.now.toString({ smallestUnit: 'millisecond' }),
    $ready: false,
    $email: wanted.contact_email,
    $name: wanted.display_name ?? wanted.contact_email,
    $country: wanted.identity.country,
    $entity: wanted.identity.entity_type,
    $metadata: wanted.metadata ?? {},
    $bankRefuses: false,
  })
}

/** A link to the page where the account's owner says who they are; good for a few minutes. */
export async function openLink(
  till: Till,
  wanted: { account: string; returnTo: string },
  pageUrl: string,
): Promise<{ url: string; expires: Temporal.Instant }> {
  const account = await take<ConnectedAccount>(till, 'v2.core.account', wanted.account, 'account')
  const expires = till.now.add({ minutes: 5 })
  const link = {
    id: newRef('link'),
    object: '$account_link',
    created: seconds(till.now),
    account: account.id,
    returnTo: wanted.returnTo,
    expires: expires.toString(),
  }
  await keep(till, link)
  return { url: `${pageUrl}/${link.id}`, expires }
}

export type Link = {
  id: string
  object: string
  created: number
  account: string
  returnTo: string
  expires: string
}

/** The owner has told everything that was asked: transfers may be sent. */
export async function makeReady(till: Till, id: string): Promise<ConnectedAccount> {
  const account = await take<ConnectedAccount>(till, 'v2.core.account', id)
  if (account.$ready) return account
  const ready = await change(till, { ...account, $ready: true })
  await tellOfAccount(till, ready)
  return ready
}

/** The provider wants to know more before it pays this account again. */
export async function restrict(till: Till, id: string): Promise<void> {
  const account = await take<ConnectedAccount>(till, 'v2.core.account', id)
  await tellOfAccount(till, await change(till, { ...account, $ready: false }))
}

/** `account.updated` reaches the endpoint of connected accounts, in the first version's shape. */
async function tellOfAccount(till: Till, account: ConnectedAccount): Promise<void> {
  const told: Stripe.Account = {
    id: account.id,
    object: 'account',
    charges_enabled: false,
    created: Math.floor(Temporal.Instant.from(account.created).epochMilliseconds / 1000),
    details_submitted: account.$ready,
    email: account.$email,
    payouts_enabled: account.$ready,
    type: 'express',
  }
  await tell({ ...till, account: account.id }, 'account.updated', told)
}

const BANK_DAYS = 2

/** The daily payout of what an account has, to its owner's bank. */
export async function accountDue(till: Till, account: ConnectedAccount): Promise<void> {
  const there: Till = { ...till, account: account.id }
  await change(till, account, { due: null })
  const held = await till.tx<{ currency: string }>`
    select distinct currency from sandbox.movement where account = ${account.id} order by currency`
  for (const { currency } of held) {
    const amount = Number(await available(there, account.id, currency))
    if (amount <= 0) continue
    const arrival = till.now.add({ hours: 24 * BANK_DAYS })
    const id = newRef('po')
    const moved = await move(there, { type: 'payout', currency, amount: -amount, source: id })
    await till.tx`
      update sandbox.movement set payout = ${id}
       where account = ${account.id} and currency = ${currency} and payout is null`
    const payout = shape.payout({
      id,
      amount,
      arrival_date: seconds(arrival),
      balance_transaction: moved,
      created: seconds(till.now),
      currency,
      destination: `ba_${account.id.slice(5)}`,
      status: 'in_transit',
    })
    await keep(there, payout, { due: arrival })
    await tell(there, 'payout.created', payout)
  }
}

/** The bank has it, or sends it back. */
export async function payoutDue(till: Till, payout: Stripe.Payout): Promise<void> {
  const platform: Till = { ...till, account: '' }
  const account = await take<ConnectedAccount>(platform, 'v2.core.account', till.account)
  if (!account.$bankRefuses) {
    const paid = await change(till, { ...payout, status: 'paid' }, { due: null })
    await tell(till, 'payout.paid', paid)
    return
  }
  const back = await move(till, {
    type: 'payout_failure',
    currency: payout.currency,
    amount: payout.amount,
    source: payout.id,
  })
  const failed = await change(
    till,
    {
      ...payout,
      status: 'failed',
      failure_balance_transaction: back,
      failure_code: 'account_closed',
      failure_message: 'The bank account has been closed.',
    },
    { due: null },
  )
  await change(platform, { ...account, $bankRefuses: false })
  await tell(till, 'payout.failed', failed)
}
