import type { Query, Tx } from '#base'
import { value } from '#ledger'
import { refuseAboveCaps } from './guard/caps.ts'
import type { Buyer, Order } from './order.ts'
import { creditPrice, FACE_CURRENCY, packOnSale } from './prices/catalogue.ts'
import { type Item, type Quote, quote, type Sale, sell } from './prices/pricing.ts'
import { refuse } from './problems.ts'

const WHOLE = 100n

/** What somebody wants: so many credits, or a pack; in a currency, with a code. */
export type BuyCredits = {
  personId: string
  /** The face value's currency where none is given. */
  currency?: string | undefined
  code?: string | undefined
  returnTo?: string | undefined
} & ({ credits: bigint } | { pack: string })

type Wanted = { item: Item; credits: bigint; bonus: bigint; currency: string }

/** What is wanted, at its list price. Refusals: pack_unknown, currency_not_offered, credits_out_of_bounds. */
async function wanted(q: Query, buy: BuyCredits, now: Temporal.Instant): Promise<Wanted> {
  const { currency = FACE_CURRENCY } = buy
  const shared = { kind: 'credits', about: { type: 'wallet', id: buy.personId } } as const
  if ('pack' in buy) {
    const { id, name, credits, bonus, bonusDays, price } = await packOnSale(
      q,
      buy.pack,
      currency,
      now,
    )
    const more = bonus > 0n ? ` and ${bonus / WHOLE} extra` : ''
    const item = {
      ...shared,
      description: `${name}: ${credits / WHOLE} credits${more}`,
      unitPrice: price,
      data: { credits, pack: id, ...(bonus > 0n ? { bonus, bonusDays } : {}) },
    }
    return { item, credits, bonus, currency }
  }
  const { credits } = buy
  const shop = await creditPrice(q, currency, now)
  if (credits < shop.least || credits > shop.most || credits % WHOLE !== 0n) {
    throw refuse('credits_out_of_bounds', {
      least: value(shop.least, 'CREDIT'),
      most: value(shop.most, 'CREDIT'),
    })
  }
  const item = {
    ...shared,
    description: `${credits / WHOLE} credits`,
    quantity: Number(credits / WHOLE),
    unitPrice: shop.price,
    data: { credits },
  }
  return { item, credits, bonus: 0n, currency }
}

const saleOf = (buy: BuyCredits, { item, currency }: Wanted): Sale => ({
  buyer: { type: 'person', id: buy.personId } satisfies Buyer,
  currency,
  by: `person:${buy.personId}`,
  ...(buy.returnTo ? { returnTo: buy.returnTo } : {}),
  items: [item],
  code: buy.code,
  what: { goods: 'credits' },
})

/** What credits would cost this person, with tax and a code; nothing is ordered. Refusals as `buyCredits`, but the caps. */
export async function quoteCredits(
  tx: Tx,
  buy: BuyCredits,
  now: Temporal.Instant,
): Promise<Quote & { credits: bigint; bonus: bigint; currency: string }> {
  const what = await wanted(tx, buy, now)
  const { credits, bonus, currency } = what
  return { ...(await quote(tx, saleOf(buy, what), now)), credits, bonus, currency }
}

/**
 * Orders credits for a person's wallet, within the caps (guard/caps.ts). A code lowers what is paid, and so
 * the basis of the lot, never how many credits come.
 * Refusals in order: pack_unknown, currency_not_offered, credits_out_of_bounds, purchase_cap_reached,
 * wallet_cap_reached, and those of `sell`.
 */
export async function buyCredits(tx: Tx, buy: BuyCredits, now: Temporal.Instant): Promise<Order> {
  const what = await wanted(tx, buy, now)
  await refuseAboveCaps(tx, buy.personId, what, now)
  return sell(tx, saleOf(buy, what), now)
}
