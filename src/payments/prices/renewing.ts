import type { Query } from '#base'
import { codeOnOrder } from '../discounts/codes.ts'
import type { Buyer } from '../order.ts'
import type { Payments } from '../payments.ts'
import type { PlanTax } from '../provider.ts'
import { reckon } from '../tax/reckoning.ts'
import { placeOf, taxTerms } from '../tax/rules.ts'
import { takenOff } from './pricing.ts'

type Renewing = { ref: string; order: string; buyer: Buyer; currency: string; at: Temporal.Instant }

/** The tax on a buyer's plan at an instant, as the provider is told it. */
async function taxAt(q: Query, buyer: Buyer, at: Temporal.Instant): Promise<PlanTax | undefined> {
  const { place } = await placeOf(q, buyer, at)
  const terms = await taxTerms(q, place, 'plan', at)
  if (!terms || !place) return undefined
  const { name, rate, included } = terms
  return { name, rate, included, place: [place.country, place.zone].filter(Boolean).join('-') }
}

/**
 * What a period of a subscription will cost at its list price: less the code that it was begun with, where
 * that is for as long as it runs, with the tax of that day.
 */
export async function renewalPrice(
  q: Query,
  { provider, billing }: { provider: string; billing: string },
  list: bigint,
  at: Temporal.Instant,
): Promise<bigint> {
  const [one] = await q<Omit<Renewing, 'at'>>`
    select b.ref, o.id as order, json_build_object('type', o.buyer_type, 'id', o.buyer_id) as buyer, o.currency
      from payments.billing b join payments.orders o on o.id = b.order_id
     where b.provider = ${provider} and b.ref = ${billing}`
  if (!one) return list
  const code = await codeOnOrder(q, one.order)
  const off = code?.lasts === 'always' ? takenOff(code.off, [list], one.currency)[0]! : 0n
  const tax = await taxAt(q, one.buyer, at)
  const terms = tax && {
    name: tax.name,
    rate: tax.rate,
    included: tax.included,
    due: 'sale' as const,
  }
  const line = { quantity: 1, unitPrice: list, discount: off, terms }
  const [{ net, tax: owed }] = reckon([line], one.currency) as [{ net: bigint; tax: bigint }]
  return net + owed
}

/** How long before a plan renews the provider is told how it will be taxed. */
const AHEAD_HOURS = 48

const same = (a: PlanTax | undefined, b: PlanTax | undefined) =>
  a?.rate === b?.rate && a?.name === b?.name && a?.included === b?.included && a?.place === b?.place

/**
 * Tells the provider how the plans that renew soon are taxed by then: a rule has changed, or a buyer has
 * moved. Safe to run twice. Answers how many it told of.
 */
export async function followTaxes(
  { db, provider }: Payments,
  now: Temporal.Instant,
): Promise<{ plans: number }> {
  const due = await db<Renewing>`
    select b.ref, o.id as order, json_build_object('type', o.buyer_type, 'id', o.buyer_id) as buyer, o.currency,
           b.period_end as at
      from payments.billing b join payments.orders o on o.id = b.order_id
     where b.provider = ${provider.id} and b.status <> 'ended' and not b.ends_at_period_end
       and b.period_end > ${now} and b.period_end <= ${now.add({ hours: AHEAD_HOURS })}
     order by b.period_end, b.ref`
  let plans = 0
  for (const { ref, buyer, at } of due) {
    const tax = await taxAt(db, buyer, at)
    const found = await provider.lookUp('billing', ref)
    if (!found || found.status === 'ended' || same(found.terms, tax)) continue
    const words = tax ? `${tax.rate}:${tax.included}:${tax.place}:${tax.name}` : 'none'
    await provider.changePlan({ key: `tax:${ref}:${at}:${words}`, billing: ref, to: 'tax', tax })
    plans += 1
  }
  return { plans }
}
