import type Stripe from 'stripe'
import Type from 'typebox'
import { endSubscription } from './billing.ts'
import { payInvoice, previewInvoice, updateSubscription } from './changing.ts'
import { openPortal } from './portal.ts'
import { expandable, may, metadata, nothing, obj, route, text } from './routing.ts'
import { releaseSchedule, scheduleFrom, updateSchedule } from './schedules.ts'
import { missing, take } from './till.ts'

/** Billing: what may be asked of subscriptions and their invoices. */
const changing = {
  items: may(Type.Array(obj({ id: text, price: text }), { minItems: 1, maxItems: 1 })),
  proration_behavior: may(Type.Union([Type.Literal('none'), Type.Literal('always_invoice')])),
  proration_date: may(Type.Integer()),
  billing_cycle_anchor: may(
    obj({ type: Type.Union([Type.Literal('now'), Type.Literal('unchanged')]) }),
  ),
  trial_end: may(Type.Literal('now')),
}
const pausing = obj({ behavior: Type.Literal('void'), resumes_at: may(Type.Integer()) })
route(
  'POST /v1/subscriptions/:',
  obj({
    ...expandable,
    ...changing,
    cancel_at_period_end: may(Type.Boolean()),
    pause_collection: may(Type.Union([Type.Literal(''), pausing])),
    payment_behavior: may(Type.Literal('error_if_incomplete')),
    default_payment_method: may(text),
    default_tax_rates: may(Type.Union([Type.Literal(''), Type.Array(text, { maxItems: 1 })])),
    metadata: may(metadata),
  }),
  (till, [id], p) => updateSubscription(till, id!, p),
)
route(
  'POST /v1/invoices/create_preview',
  obj({ ...expandable, subscription: text, subscription_details: may(obj(changing)) }),
  (till, _, p) => previewInvoice(till, p.subscription, p.subscription_details ?? {}),
)
route('POST /v1/invoices/:/pay', nothing, (till, [id]) => payInvoice(till, id!))
route(
  'POST /v1/billing_portal/sessions',
  obj({ ...expandable, customer: text, return_url: may(text) }),
  (till, _, p, pages) => openPortal(till, p, pages.portal),
)
const phase = obj({
  items: Type.Array(obj({ price: text, quantity: may(Type.Integer({ minimum: 1, maximum: 1 })) }), {
    minItems: 1,
    maxItems: 1,
  }),
  start_date: may(Type.Integer()),
  end_date: may(Type.Integer()),
  duration: may(
    obj({
      interval: Type.Union([Type.Literal('month'), Type.Literal('year')]),
      interval_count: may(Type.Integer({ minimum: 1 })),
    }),
  ),
  proration_behavior: may(Type.Literal('none')),
})
route(
  'POST /v1/subscription_schedules',
  obj({ ...expandable, from_subscription: text }),
  (till, _, p) => scheduleFrom(till, p.from_subscription),
)
route(
  'POST /v1/subscription_schedules/:',
  obj({
    ...expandable,
    end_behavior: may(Type.Literal('release')),
    proration_behavior: may(Type.Literal('none')),
    phases: may(Type.Array(phase, { minItems: 1, maxItems: 2 })),
  }),
  (till, [id], p) => updateSchedule(till, id!, p),
)
route('POST /v1/subscription_schedules/:/release', nothing, (till, [id]) =>
  releaseSchedule(till, id!),
)
route('DELETE /v1/subscriptions/:', nothing, async (till, [id]) => {
  const subscription = await take<Stripe.Subscription>(till, 'subscription', id!)
  if (subscription.status === 'canceled') throw missing('subscription', id!)
  return endSubscription(till, subscription)
})
