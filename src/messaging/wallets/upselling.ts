import type { Query } from '#base'
import { offersFor } from '../retail/index.ts'

const WITHIN_DAYS = 60
const TOP_UPS = 3

/** Somebody who tops up often would have paid less by the package. */
export type Upsell = {
  /** Top-ups paid within 60 days, and what they cost together, before tax. */
  topUps: number
  paid: bigint
  currency: string
  /** The package, and what as much (at unit prices) would have cost in it. */
  offer: { id: string; name: string; price: bigint }
  wouldHave: bigint
  saved: bigint
}

/**
 * After the third top-up in 60 days: the package that would have been cheapest for as much, if it would have
 * been cheaper. Only packages that hold no more than twice of what was topped up. Undefined: nothing to say.
 */
export async function upsellFor(
  q: Query,
  organization: string,
  now: Temporal.Instant,
): Promise<Upsell | undefined> {
  const [bought] = await q<{ times: number; paid: bigint; worth: bigint; currency: string }>`
    select sum(s.quantity)::int as times, sum(s.price * s.quantity)::bigint as paid,
           sum(s.worth * s.quantity)::bigint as worth, s.currency
      from messaging.offer_sale s join messaging.offer o on o.id = s.offer_id
      join payments.orders p on p.id = s.order_id
     where s.organization_id = ${organization} and o.kind = 'topup' and p.state = 'paid'
       and p.paid_at > ${now.subtract({ hours: 24 * WITHIN_DAYS })} and p.paid_at <= ${now}
     group by s.currency order by 2 desc limit 1`
  if (!bought || bought.times < TOP_UPS) return undefined
  const offers = await offersFor(q, { type: 'organization', id: organization }, now)
  const compared = offers
    .filter(
      ({ kind, currency, worth }) =>
        kind === 'package' && currency === bought.currency && worth <= 2n * bought.worth,
    )
    .map((offer) => ({
      offer,
      wouldHave: (offer.price * bought.worth + offer.worth - 1n) / offer.worth,
    }))
    .sort((a, b) => (a.wouldHave < b.wouldHave ? -1 : 1))
  const best = compared[0]
  if (!best || best.wouldHave >= bought.paid) return undefined
  const { offer, wouldHave } = best
  return {
    topUps: bought.times,
    paid: bought.paid,
    currency: bought.currency,
    offer: { id: offer.id, name: offer.name, price: offer.price },
    wouldHave,
    saved: bought.paid - wouldHave,
  }
}
