import { newId, type Query, type Tx } from '#base'
import type { Kind } from '#earnings'
import { personCards } from '#people'
import { lessonPrice, offerOf } from '../availability/offer.ts'
import { buyingPolicy } from '../buying-policy.ts'
import { refuse } from '../problems.ts'

/** Lessons in one piece, on sale by an educator. Credits are hundredths. */
export type PackageOffer = {
  id: string
  educatorId: string
  educatorName: string
  kind: Kind
  minutes: number
  lessons: number
  /** One lesson alone. */
  single: bigint
  /** Basis points. */
  discount: number
  total: bigint
}

export const SIZES = [5, 10, 20] as const

/** What a package costs: its lessons one by one, less the discount, down to whole credits. */
export function packageTotal(single: bigint, lessons: number, discount: number): bigint {
  const all = single * BigInt(lessons)
  const total = (all * BigInt(10_000 - discount)) / 10_000n
  return total < 100n ? 100n : total - (total % 100n)
}

/**
 * Puts a package on sale, or changes its discount: lessons of a length that the educator offers, at the price
 * of one alone, less a discount. What was bought stays as it was bought.
 * Refusals, in order: package_terms_invalid, package_discount_out_of_bounds.
 */
export async function offerPackage(
  tx: Tx,
  wish: { educator: string; minutes: number; lessons: number; discount: number },
  now: Temporal.Instant,
): Promise<string> {
  const { educator, minutes, lessons, discount } = wish
  const offer = await offerOf(tx, educator, now)
  if (!offer?.lengths.includes(minutes) || !SIZES.some((size) => size === lessons)) {
    throw refuse('package_terms_invalid', { lengths: offer?.lengths ?? [], sizes: [...SIZES] })
  }
  const { packageDiscountMax: most } = await buyingPolicy(tx)
  if (discount > most) throw refuse('package_discount_out_of_bounds', { most })
  const single = lessonPrice(offer.hourPrice, minutes)
  const { kind } = offer
  const total = packageTotal(single, lessons, discount)
  const [same] = await tx<{ id: string }>`
    select id from live.package_offer
    where educator_id = ${educator} and kind = ${kind} and minutes = ${minutes} and lessons = ${lessons}
      and ended_at is null and single = ${single} and discount = ${discount}`
  if (same) return same.id
  await tx`
    update live.package_offer set ended_at = ${now}
    where educator_id = ${educator} and kind = ${kind} and minutes = ${minutes} and lessons = ${lessons}
      and ended_at is null`
  const [card] = await personCards(tx, [educator])
  const id = newId()
  await tx`
    insert into live.package_offer (id, educator_id, educator_name, kind, minutes, lessons, single, discount, total, made_at)
    values (${id}, ${educator}, ${card!.name}, ${kind}, ${minutes}, ${lessons}, ${single}, ${discount}, ${total}, ${now})`
  return id
}

/** Takes a package off sale. Refusal: package_not_on_sale (also for somebody else's). */
export async function withdrawOffer(
  tx: Tx,
  id: string,
  educator: string,
  now: Temporal.Instant,
): Promise<void> {
  const ended = await tx`
    update live.package_offer set ended_at = ${now}
    where id = ${id} and educator_id = ${educator} and ended_at is null returning 1 as one`
  if (ended.length > 0) return
  const [there] = await tx`
    select 1 as one from live.package_offer where id = ${id} and educator_id = ${educator}`
  if (!there) throw refuse('package_not_on_sale', { id })
}

/** What an educator has on sale in one piece, shortest and smallest first. */
export async function packagesOn(q: Query, educator: string): Promise<PackageOffer[]> {
  return q<PackageOffer>`
    select id, educator_id as "educatorId", educator_name as "educatorName", kind, minutes, lessons, single, discount,
      total
    from live.package_offer where educator_id = ${educator} and ended_at is null order by minutes, lessons`
}

/** One offer that is on sale. Refusal: package_not_on_sale. */
export async function offerOnSale(q: Query, id: string): Promise<PackageOffer> {
  const [offer] = await q<PackageOffer>`
    select id, educator_id as "educatorId", educator_name as "educatorName", kind, minutes, lessons, single, discount,
      total
    from live.package_offer where id = ${id} and ended_at is null for key share`
  if (!offer) throw refuse('package_not_on_sale', { id })
  return offer
}
