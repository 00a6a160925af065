import { newId, type Query, raw, sql, type Tx } from '#base'
import type { Way } from '../message.ts'
import { refuse } from './problems.ts'

/** Why nothing is sent to an address. A soft bounce counts, and rests the address once there are enough. */
export const SUPPRESSED_FOR = [
  'hard_bounce',
  'soft_bounces',
  'complaint',
  'bad_address',
  'opted_out',
  'asked',
] as const
export type SuppressedFor = (typeof SUPPRESSED_FOR)[number]

export type NewSuppression = {
  /** Null: for the whole house. A complaint always is. */
  organization: string | null
  way: Way
  address: string
  reason: Exclude<SuppressedFor, 'soft_bounces'> | 'soft_bounce'
  /** What told it: a provider's event, a message's id. The same soft bounce counts once. */
  source: string
}

export type BounceRules = {
  version: number
  softBounces: number
  withinDays: number
  restsDays: number
}

export async function bounceRules(q: Query): Promise<BounceRules> {
  const [row] = await q<BounceRules>`
    select version, soft_bounces as "softBounces", within_days as "withinDays", rests_days as "restsDays"
    from messaging.bounce_rules order by version desc limit 1`
  return row!
}

export async function setBounceRules(
  tx: Tx,
  changes: Partial<Omit<BounceRules, 'version'>>,
  by: string,
  now: Temporal.Instant,
): Promise<BounceRules> {
  await tx`select pg_advisory_xact_lock(hashtextextended('messaging.bounce_rules', 0))`
  const before = await bounceRules(tx)
  const next = { ...before, ...changes, version: before.version + 1 }
  await tx`
    insert into messaging.bounce_rules values (${next.version}, ${next.softBounces}, ${next.withinDays},
      ${next.restsDays}, ${by}, ${now})`
  return next
}

/**
 * Nothing more is sent to the address: a hard bounce and a complaint at once, soft bounces when there are enough of
 * them, and then for some weeks. Told twice it is once. A complaint holds for the whole house, whoever was written for.
 */
export async function suppress(
  tx: Tx,
  { organization, way, address, reason, source }: NewSuppression,
  now: Temporal.Instant,
): Promise<void> {
  if (reason === 'soft_bounce') return softBounce(tx, { way, address, source }, now)
  const whose = reason === 'complaint' ? null : organization
  await tx`
    insert into messaging.suppression (id, organization_id, way, mark, address, reason, source, at)
    values (${newId()}, ${whose}, ${way}, messaging.mark_of(${way}, ${address}), ${address}, ${reason}, ${source}, ${now})
    on conflict (organization_id, way, mark, reason) where lifted_at is null do nothing`
}

async function softBounce(
  tx: Tx,
  { way, address, source }: Pick<NewSuppression, 'way' | 'address' | 'source'>,
  now: Temporal.Instant,
): Promise<void> {
  const { softBounces, withinDays, restsDays } = await bounceRules(tx)
  await tx`
    insert into messaging.soft_bounce (way, mark, source, at)
    values (${way}, messaging.mark_of(${way}, ${address}), ${source}, ${now}) on conflict do nothing`
  const [found] = await tx<{ count: number }>`
    select count(*)::int as count from messaging.soft_bounce
    where way = ${way} and mark = messaging.mark_of(${way}, ${address}) and at > ${now.subtract({ hours: 24 * withinDays })}`
  if (found!.count < softBounces) return
  await tx`
    insert into messaging.suppression as s (id, organization_id, way, mark, address, reason, source, at, until)
    values (${newId()}, null, ${way}, messaging.mark_of(${way}, ${address}), ${address}, 'soft_bounces', ${source}, ${now},
      ${now.add({ hours: 24 * restsDays })})
    on conflict (organization_id, way, mark, reason) where lifted_at is null do update
      set until = greatest(s.until, excluded.until)`
}

export type Suppression = {
  id: string
  organizationId: string | null
  way: Way
  /** Null once it was forgotten. */
  address: string | null
  reason: SuppressedFor
  source: string
  at: Temporal.Instant
  until: Temporal.Instant | null
  liftedAt: Temporal.Instant | null
  liftedBy: string | null
  liftReason: string | null
}

type Filter = {
  /** Its own alone; left out: all there are, for staff. */
  organization?: string | undefined
  way?: Way | undefined
  reason?: SuppressedFor | undefined
  search?: string | undefined
  lifted?: boolean | undefined
  after?: string | undefined
  limit: number
}

const seen = raw(`id, organization_id as "organizationId", way, address, reason, source, at, until,
  lifted_at as "liftedAt", lifted_by as "liftedBy", lift_reason as "liftReason"`)

/** Addresses that nothing is sent to, the newest first. */
export async function suppressionsOf(
  q: Query,
  filter: Filter,
  now: Temporal.Instant,
): Promise<{ items: Suppression[]; next: string | null }> {
  const { organization, way, reason, search, lifted = false, after, limit } = filter
  const rows = await q<Suppression>`
    select ${seen} from messaging.suppression
    where true
      ${organization ? sql`and organization_id = ${organization}` : raw('')}
      ${way ? sql`and way = ${way}` : raw('')} ${reason ? sql`and reason = ${reason}` : raw('')}
      ${search ? sql`and position(lower(${search}) in lower(address)) > 0` : raw('')}
      ${lifted ? raw('and lifted_at is not null') : sql`and lifted_at is null and (until is null or until > ${now})`}
      ${after ? sql`and id < ${after}` : raw('')}
    order by id desc limit ${limit + 1}`
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}

/**
 * The address is written to again. An organization lifts its own; what holds for the whole house, and complaints, staff
 * alone. Refusals in order: suppression_unknown, suppression_stays, suppression_lifted.
 */
export async function liftSuppression(
  tx: Tx,
  { id, organization, reason }: { id: string; organization: string | null; reason: string },
  by: string,
  now: Temporal.Instant,
): Promise<Suppression> {
  const [row] = await tx<Suppression>`
    select ${seen} from messaging.suppression where id = ${id} for update`
  const theirs = row && (row.organizationId === null || row.organizationId === organization)
  if (!row || (organization && !theirs)) throw refuse('suppression_unknown')
  if (organization && row.organizationId === null) throw refuse('suppression_stays')
  if (row.liftedAt) throw refuse('suppression_lifted')

  const [lifted] = await tx<Suppression>`
    update messaging.suppression set lifted_at = ${now}, lifted_by = ${by}, lift_reason = ${reason}
    where id = ${id} returning ${seen}`
  // What bounced before does not rest it again.
  if (row.reason === 'soft_bounces') {
    await tx`
      delete from messaging.soft_bounce b using messaging.suppression s
      where s.id = ${id} and b.way = s.way and b.mark = s.mark`
  }
  return lifted!
}

/** Soft bounces that can no longer count. */
export async function forgetSoftBounces(tx: Tx, now: Temporal.Instant): Promise<number> {
  const gone = await tx`
    delete from messaging.soft_bounce where at < ${now.subtract({ hours: 24 * 90 })} returning 1 as one`
  return gone.length
}
