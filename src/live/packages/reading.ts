import { type Query, raw, sql } from '#base'
import type { Kind } from '#earnings'

/** A package as its learner, its educator and staff see it. Credits are hundredths. */
export type PackageView = {
  id: string
  offerId: string
  learnerId: string
  learnerName: string
  educatorId: string
  educatorName: string
  kind: Kind
  minutes: number
  lessons: number
  left: number
  /** Booked and still to come, or taken. */
  taken: number
  single: bigint
  total: bigint
  /** What is still set aside for lessons that nobody has taken. */
  value: bigint
  state:
    | 'paying'
    | 'active'
    | 'used'
    | 'expired'
    | 'ended_by_learner'
    | 'ended_by_educator'
    | 'ended_by_platform'
    | 'not_paid'
  orderId: string | null
  askedAt: Temporal.Instant
  boughtAt: Temporal.Instant | null
  expiresAt: Temporal.Instant | null
  extended: boolean
  returned: bigint
  surcharge: bigint
}

const VIEW = `
  p.id, p.offer_id as "offerId", p.learner_id as "learnerId", learner.name as "learnerName",
  p.educator_id as "educatorId", o.educator_name as "educatorName", p.kind, p.minutes, p.lessons,
  l.left, l.taken, p.single, p.total, l.value, p.state, p.order_id as "orderId", p.asked_at as "askedAt",
  p.bought_at as "boughtAt", p.expires_at as "expiresAt", p.extended_at is not null as extended,
  p.returned, p.surcharge
  from live.package p join live.package_offer o on o.id = p.offer_id
  join people.person learner on learner.id = p.learner_id
  cross join lateral (
    select count(*) filter (where booking_id is null and over is null)::int as left,
      count(*) filter (where booking_id is not null and over is null)::int as taken,
      coalesce(sum(units) filter (where booking_id is null and over is null), 0)::bigint as value
    from live.package_lesson where package_id = p.id) l`

export type PackageFilter = {
  learner?: string | undefined
  educator?: string | undefined
  /** Those that last, soonest end first; else those that are over. */
  open?: boolean | undefined
  after?: string | undefined
  limit: number
}

/** Packages of a learner, sold by an educator, or all; newest first. */
export async function listPackages(
  q: Query,
  { learner, educator, open, after, limit }: PackageFilter,
): Promise<{ items: PackageView[]; next: string | null }> {
  const items = await q<PackageView>`
    select ${raw(VIEW)} where true
      ${learner ? sql`and p.learner_id = ${learner}` : sql``}
      ${educator ? sql`and p.educator_id = ${educator} and p.state not in ('paying', 'not_paid')` : sql``}
      ${open === undefined ? sql`` : sql`and (p.state in ('active', 'paying')) = ${open}`}
      ${after ? sql`and p.id < ${after}` : sql``}
    order by p.id desc limit ${limit + 1}`
  const more = items.length > limit
  const shown = items.slice(0, limit)
  return { items: shown, next: more ? shown.at(-1)!.id : null }
}

/** One package, whoever's it is. */
export async function onePackage(q: Query, id: string): Promise<PackageView | undefined> {
  const [found] = await q<PackageView>`select ${raw(VIEW)} where p.id = ${id}`
  return found
}

/** What is set aside for lessons of packages that nobody has taken, in all: a part of deferred credits. */
export async function packagesOwed(
  q: Query,
): Promise<{ packages: number; lessons: number; value: bigint }> {
  const [sum] = await q<{ packages: number; lessons: number; value: bigint }>`
    select count(distinct p.id)::int as packages, count(*)::int as lessons, coalesce(sum(l.units), 0)::bigint as value
    from live.package p join live.package_lesson l on l.package_id = p.id
    where p.state = 'active' and l.booking_id is null and l.over is null`
  return sum!
}
