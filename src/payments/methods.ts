import { newId } from '#base'
import { followBilling } from './billing.ts'
import type { Buyer } from './order.ts'
import { payerFor, payerRef } from './payer.ts'
import { forPeople, type Payments } from './payments.ts'
import { FACE_CURRENCY } from './prices/catalogue.ts'
import { refuse } from './problems.ts'
import type { SavedMethod, SavedMethods } from './saved.ts'

/** Adding a method is done within the hour; a provider's page lives at least half of one. */
const PAGE_MINUTES = 60

function savedOf({ provider }: Payments): SavedMethods {
  if (!provider.saved) throw refuse('methods_not_kept')
  return provider.saved
}

/** Whether the provider keeps methods at all; where it does not, everything is paid by its buyer, by hand. */
export const keepsMethods = ({ provider }: Payments): boolean => provider.saved !== undefined

/** Subscriptions at the provider that this payer's money renews. */
async function runningOf({ db, provider }: Payments, owner: Buyer): Promise<string[]> {
  const rows = await db<{ ref: string }>`
    select b.ref from payments.billing b join payments.orders o on o.id = b.order_id
     where o.buyer_type = ${owner.type} and o.buyer_id = ${owner.id} and b.provider = ${provider.id}
       and b.status <> 'ended' order by b.ref`
  return rows.map(({ ref }) => ref)
}

/** What somebody keeps with the provider, latest first. Refusals: payment_busy, payment_unsure. */
export async function methodsOf(payments: Payments, owner: Buyer): Promise<SavedMethod[]> {
  const payer = await payerRef(payments.db, payments.provider.id, owner)
  if (!payer || !payments.provider.saved) return []
  return forPeople(payments.provider.saved.list(payer, await runningOf(payments, owner)))
}

/** Where somebody comes back to, a path of ours, and the currency that they will be charged in. */
export type AddingPage = { returnTo: string; currency?: string }

/**
 * A page of the provider's where a method is added; nothing is charged.
 * Refusals in order: methods_not_kept, payment_busy, payment_unsure, payment_refused.
 */
export async function addMethod(
  payments: Payments,
  owner: Buyer,
  { returnTo, currency = FACE_CURRENCY }: AddingPage,
  now: Temporal.Instant,
): Promise<{ url: string }> {
  const saved = savedOf(payments)
  const { db, provider, url } = payments
  const id = newId()
  await db`
    insert into payments.setup_page (id, owner_type, owner_id, provider, opened_at)
    values (${id}, ${owner.type}, ${owner.id}, ${provider.id}, ${now})`
  const page = await forPeople(
    saved.open({
      key: `setup:${id}`,
      payer: await payerFor(db, provider.id, owner),
      currency,
      paidAt: `${url}${returnTo}${returnTo.includes('?') ? '&' : '?'}added=yes`,
      leftAt: `${url}${returnTo}`,
      expiresAt: now.add({ minutes: PAGE_MINUTES }),
    }),
  )
  await db`update payments.setup_page set ref = ${page.ref} where id = ${id}`
  await db`
    insert into payments.customer (owner_type, owner_id, provider, ref)
    values (${owner.type}, ${owner.id}, ${provider.id}, ${page.payerRef})
    on conflict (owner_type, owner_id, provider) do nothing`
  return { url: page.url }
}

async function own(payments: Payments, owner: Buyer, ref: string): Promise<SavedMethod> {
  const found = (await methodsOf(payments, owner)).find((method) => method.ref === ref)
  if (!found) throw refuse('method_unknown')
  return found
}

/**
 * From now on this one is charged: by refills, and by plans when they renew.
 * Refusals in order: methods_not_kept, method_unknown (also for somebody else's), and the provider's.
 */
export async function makeDefault(
  payments: Payments,
  owner: Buyer,
  ref: string,
  now: Temporal.Instant,
): Promise<void> {
  const saved = savedOf(payments)
  await own(payments, owner, ref)
  const payer = (await payerRef(payments.db, payments.provider.id, owner))!
  const running = await runningOf(payments, owner)
  await forPeople(saved.makeDefault(payer, ref, running))
  for (const billing of running) await followBilling(payments, billing, now)
}

/**
 * Takes a method away for good. Refusals in order: methods_not_kept, method_unknown, method_renews (a plan
 * is paid with it: another one first), and the provider's.
 */
export async function forgetMethod(payments: Payments, owner: Buyer, ref: string): Promise<void> {
  const saved = savedOf(payments)
  if ((await own(payments, owner, ref)).renews) throw refuse('method_renews')
  await forPeople(saved.forget(ref))
}
