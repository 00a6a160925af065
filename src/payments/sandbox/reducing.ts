import type Stripe from 'stripe'
import Type from 'typebox'
import { list, may, metadata, nothing, obj, paging, route, text } from './routing.ts'
import { invalid, keep, listed, look, newRef, seconds, take } from './till.ts'

/** What lowers an invoice, and what comes on top of it: coupons and tax rates. */

/** A subscription with what the provider's own answer says in ids only. */
export type Priced = Stripe.Subscription & {
  $coupon?: Stripe.Coupon
  /** What a coupon that is over took off the period that it is in. */
  $taken?: { start: number; amount: number }
}

export type Totals = { discount: number; excluding: number; tax: number; total: number }

/** Percentages have up to four decimals: whole numbers keep the sums exact. */
const share = (amount: number, percent: number, of = 100) =>
  Math.round((amount * Math.round(percent * 10_000)) / Math.round(of * 10_000))

/** The coupon that lowers an invoice of this reason. */
export function couponFor({ $coupon: coupon }: Priced, reason: string): Stripe.Coupon | undefined {
  if (!coupon) return undefined
  return coupon.duration === 'forever' || reason === 'subscription_create' ? coupon : undefined
}

/** What is asked for in all: prices, less the coupon's part, with the tax in it or on top. */
export function totalsOf(
  subtotal: number,
  coupon: Stripe.Coupon | undefined,
  rate: Stripe.TaxRate | undefined,
): Totals {
  const off = coupon?.percent_off ? share(subtotal, coupon.percent_off) : (coupon?.amount_off ?? 0)
  const discount = Math.min(off, Math.max(subtotal, 0))
  const after = subtotal - discount
  if (!rate) return { discount, excluding: after, tax: 0, total: after }
  if (rate.inclusive) {
    const tax = share(after, rate.percentage, 100 + rate.percentage)
    return { discount, excluding: after - tax, tax, total: after }
  }
  const tax = share(after, rate.percentage)
  return { discount, excluding: after, tax, total: after + tax }
}

const newCoupon = (
  given: Pick<
    Stripe.Coupon,
    'id' | 'created' | 'amount_off' | 'currency' | 'duration' | 'metadata' | 'name' | 'percent_off'
  >,
): Stripe.Coupon => ({
  object: 'coupon',
  duration_in_months: null,
  livemode: false,
  max_redemptions: null,
  redeem_by: null,
  times_redeemed: 0,
  valid: true,
  ...given,
})

route(
  'POST /v1/coupons',
  obj({
    id: may(Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' })),
    name: may(Type.String({ maxLength: 40 })),
    percent_off: may(Type.Number({ exclusiveMinimum: 0, maximum: 100 })),
    amount_off: may(Type.Integer({ minimum: 1 })),
    currency: may(Type.String({ pattern: '^[a-z]{3}$' })),
    duration: Type.Union([Type.Literal('once'), Type.Literal('forever')]),
    metadata: may(metadata),
  }),
  async (till, _, p) => {
    const id = p.id ?? newRef('coupon')
    if (await look<Stripe.Coupon>(till, 'coupon', id)) {
      throw invalid('resource_already_exists', `Coupon already exists: ${id}.`, 'id')
    }
    if ((p.percent_off === undefined) === (p.amount_off === undefined)) {
      throw invalid('parameter_invalid', 'Either `percent_off` or `amount_off` must be given.')
    }
    if ((p.amount_off === undefined) !== (p.currency === undefined)) {
      throw invalid('parameter_missing', '`amount_off` needs a `currency`.', 'currency')
    }
    return keep(
      till,
      newCoupon({
        id,
        created: seconds(till.now),
        amount_off: p.amount_off ?? null,
        currency: p.currency ?? null,
        duration: p.duration,
        metadata: p.metadata ?? {},
        name: p.name ?? null,
        percent_off: p.percent_off ?? null,
      }),
    )
  },
)
route('GET /v1/coupons/:', nothing, (till, [id]) => take(till, 'coupon', id!))

const newTaxRate = (
  given: Pick<
    Stripe.TaxRate,
    | 'id'
    | 'created'
    | 'country'
    | 'display_name'
    | 'inclusive'
    | 'metadata'
    | 'percentage'
    | 'state'
  >,
): Stripe.TaxRate => ({
  object: 'tax_rate',
  active: true,
  description: null,
  effective_percentage: given.percentage,
  flat_amount: null,
  jurisdiction: null,
  jurisdiction_level: null,
  livemode: false,
  rate_type: 'percentage',
  tax_type: null,
  ...given,
})

route(
  'POST /v1/tax_rates',
  obj({
    display_name: Type.String({ maxLength: 50 }),
    percentage: Type.Number({ minimum: 0, maximum: 100 }),
    inclusive: Type.Boolean(),
    country: may(Type.String({ pattern: '^[A-Z]{2}$' })),
    state: may(text),
    metadata: may(metadata),
  }),
  (till, _, p) =>
    keep(
      till,
      newTaxRate({
        id: newRef('txr'),
        created: seconds(till.now),
        country: p.country ?? null,
        display_name: p.display_name,
        inclusive: p.inclusive,
        metadata: p.metadata ?? {},
        percentage: p.percentage,
        state: p.state ?? null,
      }),
    ),
)
route('GET /v1/tax_rates/:', nothing, (till, [id]) => take(till, 'tax_rate', id!))
route(
  'GET /v1/tax_rates',
  obj({ ...paging, active: may(Type.Boolean()), inclusive: may(Type.Boolean()) }),
  async (till, _, p) => {
    const where = {
      ...(p.active === undefined ? {} : { active: p.active }),
      ...(p.inclusive === undefined ? {} : { inclusive: p.inclusive }),
    }
    return list('/v1/tax_rates', await listed(till, 'tax_rate', where, p))
  },
)
