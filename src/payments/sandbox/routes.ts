import type Stripe from 'stripe'
import Type from 'typebox'
import './billing-routes.ts'
import './dispute-routes.ts'
import './method-routes.ts'
import './reducing.ts'
import { expireSession, openSession, type Session } from './checkout.ts'
import { tell } from './events.ts'
import { balanceObject, movement, movements } from './movements.ts'
import { type ConnectedAccount, openAccount, openLink, shownAccount } from './payees.ts'
import { refundCharge } from './refunds.ts'
import {
  amount,
  currency,
  list,
  may,
  metadata,
  nothing,
  obj,
  paging,
  type Route,
  route,
  routes,
  text,
} from './routing.ts'
import * as shape from './shapes.ts'
import { invalid, keep, listed, missing, newRef, seconds, take } from './till.ts'
import { reverseTransfer, sendTransfer } from './transfers.ts'

/** Things that are only read: `/v1/<path>/:`. */
for (const [path, object] of [
  ['customers', 'customer'],
  ['products', 'product'],
  ['prices', 'price'],
  ['checkout/sessions', 'checkout.session'],
  ['payment_intents', 'payment_intent'],
  ['payment_methods', 'payment_method'],
  ['charges', 'charge'],
  ['refunds', 'refund'],
  ['subscriptions', 'subscription'],
  ['invoices', 'invoice'],
  ['subscription_schedules', 'subscription_schedule'],
  ['transfers', 'transfer'],
  ['payouts', 'payout'],
  ['events', 'event'],
] as const) {
  route(`GET /v1/${path}/:`, nothing, (till, [id]) => take(till, object, id!))
}

route(
  'POST /v1/customers',
  obj({ email: may(text), name: may(text), metadata: may(metadata) }),
  async (till, _, p) => {
    const customer = await keep(
      till,
      shape.customer({
        id: newRef('cus'),
        created: seconds(till.now),
        email: p.email ?? null,
        name: p.name ?? null,
        metadata: p.metadata ?? {},
      }),
    )
    await tell(till, 'customer.created', customer)
    return customer
  },
)

route(
  'POST /v1/products',
  obj({ id: may(text), name: text, metadata: may(metadata) }),
  async (till, _, p) => {
    const id = p.id ?? newRef('prod')
    if ((await till.tx`select from sandbox.thing where id = ${id}`).length > 0) {
      throw invalid('resource_already_exists', `Product already exists: ${id}`, 'id')
    }
    return keep(
      till,
      shape.product({ id, created: seconds(till.now), name: p.name, metadata: p.metadata ?? {} }),
    )
  },
)

route(
  'POST /v1/prices',
  obj({
    product: text,
    unit_amount: Type.Integer({ minimum: 0 }),
    currency,
    lookup_key: may(text),
    recurring: may(obj({ interval: Type.Union([Type.Literal('month'), Type.Literal('year')]) })),
    metadata: may(metadata),
  }),
  async (till, _, p) => {
    const product = await take<Stripe.Product>(till, 'product', p.product, 'product')
    const taken = await listed(till, 'price', { lookup_key: p.lookup_key ?? '' }, { limit: 1 })
    if (taken.data.length > 0) {
      throw invalid(
        'resource_already_exists',
        `A price (\`${taken.data[0]!.id}\`) already uses that lookup key.`,
        'lookup_key',
      )
    }
    return keep(
      till,
      shape.price({
        id: newRef('price'),
        created: seconds(till.now),
        currency: p.currency,
        unit_amount: p.unit_amount,
        product: product.id,
        lookup_key: p.lookup_key ?? null,
        metadata: p.metadata ?? {},
        recurring: p.recurring ? shape.recurring(p.recurring.interval) : null,
      }),
    )
  },
)

route(
  'GET /v1/prices',
  obj({ ...paging, lookup_keys: may(Type.Array(text, { maxItems: 10 })) }),
  async (till, _, p) => {
    const found = await Promise.all(
      (p.lookup_keys ?? []).map((key) => listed(till, 'price', { lookup_key: key }, { limit: 1 })),
    )
    return list('/v1/prices', { data: found.flatMap((one) => one.data), has_more: false })
  },
)

const line = obj({
  price: may(text),
  price_data: may(obj({ currency, unit_amount: amount, product_data: obj({ name: text }) })),
  quantity: Type.Integer({ minimum: 1, maximum: 999_999 }),
})

route(
  'POST /v1/checkout/sessions',
  obj({
    mode: Type.Union([
      Type.Literal('payment'),
      Type.Literal('subscription'),
      Type.Literal('setup'),
    ]),
    currency: may(currency),
    ui_mode: may(Type.Literal('hosted_page')),
    customer: may(text),
    client_reference_id: may(Type.String({ maxLength: 200 })),
    success_url: text,
    cancel_url: may(text),
    expires_at: may(Type.Integer()),
    metadata: may(metadata),
    line_items: may(Type.Array(line, { minItems: 1, maxItems: 100 })),
    payment_intent_data: may(
      obj({ metadata: may(metadata), transfer_group: may(text), description: may(text) }),
    ),
    payment_method_collection: may(Type.Literal('always')),
    discounts: may(Type.Array(obj({ coupon: text }), { minItems: 1, maxItems: 1 })),
    subscription_data: may(
      obj({
        metadata: may(metadata),
        default_tax_rates: may(Type.Array(text, { minItems: 1, maxItems: 1 })),
        trial_period_days: may(Type.Integer({ minimum: 1, maximum: 730 })),
      }),
    ),
  }),
  (till, _, p, pages) => openSession(till, p, pages.checkout),
)
route('POST /v1/checkout/sessions/:/expire', nothing, async (till, [id]) =>
  expireSession(till, await take<Session>(till, 'checkout.session', id!)),
)

const refundReason = Type.Union([
  Type.Literal('duplicate'),
  Type.Literal('fraudulent'),
  Type.Literal('requested_by_customer'),
])
route(
  'POST /v1/refunds',
  obj({ charge: text, amount: may(amount), reason: may(refundReason), metadata: may(metadata) }),
  (till, _, p) => refundCharge(till, p),
)
route('GET /v1/refunds', obj({ ...paging, charge: may(text) }), async (till, _, p) =>
  list('/v1/refunds', await listed(till, 'refund', p.charge ? { charge: p.charge } : {}, p)),
)

route(
  'POST /v1/transfers',
  obj({
    amount,
    currency,
    destination: text,
    transfer_group: may(text),
    description: may(text),
    metadata: may(metadata),
  }),
  (till, _, p) => sendTransfer(till, p),
)
route(
  'GET /v1/transfers',
  obj({ ...paging, transfer_group: may(text), destination: may(text) }),
  async (till, _, p) => {
    const where = {
      ...(p.transfer_group ? { transfer_group: p.transfer_group } : {}),
      ...(p.destination ? { destination: p.destination } : {}),
    }
    return list('/v1/transfers', await listed(till, 'transfer', where, p))
  },
)
route(
  'POST /v1/transfers/:/reversals',
  obj({ amount: may(amount), metadata: may(metadata) }),
  (till, [id], p) => reverseTransfer(till, id!, p),
)

route('GET /v1/balance', nothing, (till) => balanceObject(till))
route('GET /v1/balance_transactions', obj({ ...paging, payout: may(text) }), async (till, _, p) =>
  list('/v1/balance_transactions', await movements(till, p)),
)
route('GET /v1/balance_transactions/:', nothing, async (till, [id]) => {
  const found = await movement(till, id!)
  if (!found) throw missing('balance_transaction', id!)
  return found
})
route('GET /v1/events', obj({ ...paging, type: may(text) }), async (till, _, p) =>
  list('/v1/events', await listed(till, 'event', p.type ? { type: p.type } : {}, p)),
)

/** What the second version answers only when asked by name. */
const INCLUDED = ['configuration.recipient', 'defaults', 'identity'] as const
const include = may(Type.Array(Type.Union(INCLUDED.map((name) => Type.Literal(name)))))

function including(account: ConnectedAccount, asked: readonly string[] = []): object {
  const { configuration, defaults, identity, ...rest } = shownAccount(account)
  return {
    ...rest,
    ...(asked.includes('configuration.recipient') ? { configuration } : {}),
    ...(asked.includes('defaults') ? { defaults } : {}),
    ...(asked.includes('identity') ? { identity } : {}),
  }
}

const requested = obj({ requested: Type.Literal(true) })
route(
  'POST /v2/core/accounts',
  obj({
    contact_email: text,
    display_name: may(text),
    dashboard: Type.Literal('express'),
    identity: obj({
      country: text,
      entity_type: Type.Union([Type.Literal('individual'), Type.Literal('company')]),
    }),
    defaults: obj({
      responsibilities: obj({
        fees_collector: Type.Literal('application'),
        losses_collector: Type.Literal('application'),
      }),
    }),
    configuration: obj({
      recipient: obj({
        capabilities: obj({ stripe_balance: obj({ stripe_transfers: requested }) }),
      }),
    }),
    metadata: may(metadata),
    include,
  }),
  async (till, _, p) => including(await openAccount(till, p), p.include),
)
route('GET /v2/core/accounts/:', obj({ include }), async (till, [id], p) =>
  including(await take<ConnectedAccount>(till, 'v2.core.account', id!), p.include),
)
route(
  'POST /v2/core/account_links',
  obj({
    account: text,
    use_case: obj({
      type: Type.Literal('account_onboarding'),
      account_onboarding: obj({
        refresh_url: text,
        return_url: may(text),
      }),
    }),
  }),
  async (till, _, p, pages): Promise<Stripe.V2.Core.AccountLink> => {
    const { return_url, refresh_url } = p.use_case.account_onboarding
    const link = await openLink(
      till,
      { account: p.account, returnTo: return_url ?? refresh_url },
      pages.onboarding,
    )
    return {
      object: 'v2.core.account_link',
      account: p.account,
      created: till.now.toString(),
      expires_at: link.expires.toString(),
      livemode: false,
      url: link.url,
      use_case: p.use_case as Stripe.V2.Core.AccountLink.UseCase,
    }
  },
)

/** The route for a request; undefined: the sandbox does not do that (yet). */
export function routeFor(
  method: string,
  path: string,
): { route: Route; ids: string[] } | undefined {
  for (const route of routes) {
    if (route.method !== method) continue
    const match = route.path.exec(path)
    if (match) return { route, ids: match.slice(1).map(decodeURIComponent) }
  }
  return undefined
}

/** All that the sandbox does, as `POST /v1/transfers/:/reversals`. */
export const sandboxOperations = (): string[] => routes.map((route) => route.name)
