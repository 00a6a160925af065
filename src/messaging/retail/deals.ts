import { idFrom, type Query } from '#base'
import type { Step } from './ladder.ts'
import { type OnSale, offerFrom, onSale, partsOf } from './offers.ts'
import { lessRate } from './reckoning.ts'
import { listBundles } from './reductions.ts'
import { type RetailTerms, termsNow } from './terms.ts'

/**
 * What is on sale for everybody, as a ladder to look at: each thing at its own price, and the other ways to buy it now,
 * which are promotions, prices for many, and running bundles with what must be bought for them.
 */
export async function ladderNow(q: Query, now: Temporal.Instant): Promise<NamedStep[]> {
  const rows = (await onSale(q, now)).filter(({ organization }) => !organization)
  const terms = await termsNow(q, now)
  const running = (await listBundles(q, now)).filter(
    ({ state, sold, salesCap }) => state === 'now' && (salesCap === undefined || sold < salesCap),
  )
  const stepOf = (row: OnSale) => ({
    id: row.offer,
    name: row.name,
    price: row.price,
    parts: partsOf(row),
  })
  return [
    ...rows.map(stepOf),
    ...rows.flatMap((row) => dealsOf(row, terms)),
    ...running.flatMap((bundle): NamedStep[] => {
      const needs = rows.find(({ offer }) => offer === bundle.needs.id)
      const gives = rows.find(({ offer }) => offer === bundle.gives.id)
      if (!needs || !gives) return []
      const bought = manyOf(needs, bundle.needsQuantity)
      return [
        {
          id: bundle.id,
          name: `${bundle.name} (${bundle.needsQuantity} × ${needs.name} and a ${gives.name})`,
          price: bought.price + lessRate(gives.price, bundle.offRate),
          parts: [...bought.parts, ...partsOf(gives)],
          deal: 'once',
          of: [needs.offer, gives.offer],
        },
      ]
    }),
  ]
}

/** A step with its name; a deal says of which offers it is. */
export type NamedStep = Step & { name: string; of?: string[] }

const manyOf = (row: OnSale, times: number) => ({
  price: row.price * BigInt(times),
  parts: partsOf(row).map(({ asset, quantity }) => ({ asset, quantity: quantity * BigInt(times) })),
})

/** A promotion that runs, and each price for many. */
function dealsOf(row: OnSale, terms: RetailTerms): NamedStep[] {
  const { promotion, price } = offerFrom(row, terms)
  const of = [row.offer]
  const promoted: NamedStep[] = promotion
    ? [
        {
          id: promotion.id,
          name: `${row.name} (${promotion.name})`,
          price,
          parts: partsOf(row),
          deal: 'often',
          of,
        },
      ]
    : []
  const many = row.tiers.map(({ from, offRate }): NamedStep => {
    const id = idFrom('price for many', row.version, `${from}`)
    const { parts } = manyOf(row, from)
    const together = lessRate(row.price, offRate) * BigInt(from)
    return { id, name: `${from} at once of ${row.name}`, price: together, parts, deal: 'often', of }
  })
  return [...promoted, ...many]
}
