import type Stripe from 'stripe'
import { type Card, cardOf, checkCard, newCard, TEST_CARDS } from './cards.ts'
import { updateSubscription } from './changing.ts'
import { keepCard, keptCards } from './methods.ts'
import { keep, newRef, seconds, type Till, take } from './till.ts'

/** The customer's own page at the provider: the card that plans renew with, ending, another plan. */
export type Portal = Stripe.BillingPortal.Session & { $until: number }

const MINUTES = 60

export async function openPortal(
  till: Till,
  wanted: { customer: string; return_url?: string | undefined },
  pageUrl: string,
): Promise<Stripe.BillingPortal.Session> {
  const customer = await take<Stripe.Customer>(till, 'customer', wanted.customer, 'customer')
  const id = newRef('bps')
  const portal: Portal = {
    id,
    object: 'billing_portal.session',
    configuration: 'bpc_stoa',
    created: seconds(till.now),
    customer: customer.id,
    customer_account: null,
    flow: null,
    livemode: false,
    locale: null,
    on_behalf_of: null,
    return_url: wanted.return_url ?? null,
    url: `${pageUrl}/${id}`,
    $until: seconds(till.now.add({ minutes: MINUTES })),
  }
  return keep(till, portal)
}

/** What the portal's page shows. */
export type PortalNow = {
  returnTo: string
  customer: string
  plans: { subscription: Stripe.Subscription; name: string; card: Card }[]
  /** What the customer keeps, latest first. */
  cards: Card[]
}

/** Undefined: there is no such page, or it has run out. */
export async function lookAtPortal(till: Till, id: string): Promise<PortalNow | undefined> {
  const [portal] = await till.tx<{ body: Portal }>`
    select body from sandbox.thing where id = ${id} and object = 'billing_portal.session'`
  if (!portal || portal.body.$until < seconds(till.now)) return undefined
  const plans: PortalNow['plans'] = []
  for (const subscription of await subscriptionsOf(till, portal.body.customer)) {
    const product = subscription.items.data[0]!.price.product as string
    const { name } = await take<Stripe.Product>(till, 'product', product)
    const card = await cardOf(till, subscription.default_payment_method as string)
    plans.push({ subscription, name, card })
  }
  const { customer, return_url } = portal.body
  const cards = await keptCards(till, customer)
  return { returnTo: return_url ?? '/', customer, plans, cards }
}

async function subscriptionsOf(till: Till, customer: string): Promise<Stripe.Subscription[]> {
  const rows = await till.tx<{ body: Stripe.Subscription }>`
    select body from sandbox.thing
     where object = 'subscription' and body @> ${{ customer }} and body ->> 'status' <> 'canceled' order by seq`
  return rows.map(({ body }) => body)
}

export type PortalDeed =
  | { card: string }
  | { subscription: string; cancel: boolean }
  | { subscription: string; price: string }

/** Does what the customer asks for there. Answers what stood against it, if anything did. */
export async function doAtPortal(
  till: Till,
  id: string,
  deed: PortalDeed,
): Promise<{ trouble: string | undefined }> {
  const now = await lookAtPortal(till, id)
  if (!now) return { trouble: 'This page has run out.' }
  if ('card' in deed) return replaceCards(till, now, deed.card.replace(/\D/g, ''))
  const own = now.plans.find(({ subscription }) => subscription.id === deed.subscription)
  if (!own) return { trouble: 'There is no such plan of yours.' }
  const update =
    'price' in deed
      ? {
          items: [{ id: own.subscription.items.data[0]!.id, price: deed.price }],
          proration_behavior: 'always_invoice' as const,
          payment_behavior: 'error_if_incomplete' as const,
        }
      : { cancel_at_period_end: deed.cancel }
  await updateSubscription(till, own.subscription.id, update)
  return { trouble: undefined }
}

async function replaceCards(
  till: Till,
  now: PortalNow,
  number: string,
): Promise<{ trouble: string | undefined }> {
  if (!TEST_CARDS[number]) {
    return { trouble: 'That is no test card. This is a sandbox: use one of the cards listed.' }
  }
  if (now.plans.length === 0) return keepCard(till, now.customer, number)
  for (const { subscription } of now.plans) {
    const card = await newCard(till, number, subscription.customer as string)
    const refused = await checkCard(till, { card, buyer: 'confirmed' })
    if (refused) return { trouble: 'message' in refused ? refused.message : 'Your bank asks.' }
    await updateSubscription(till, subscription.id, { default_payment_method: card.id })
  }
  return { trouble: undefined }
}
