import { newId, type Query, record, type Tx } from '#base'
import { ASSET_OF, WAYS, type Way } from '../message.ts'
import type { ProviderKind } from '../providers/index.ts'
import { freeStock } from '../stock/index.ts'
import { refuse } from './problems.ts'
import { type Measured, measuredNow, type UnitCost } from './scoring.ts'

/** A way through one provider. */
export type Route = {
  way: Way
  provider: string
  name: string
  kind: ProviderKind
  active: boolean
  perSecond: number
  /** Whether messages through it use stock on our books. */
  metered: boolean
  /** As set; null: as its kind is by itself. */
  meteredSet: boolean | null
  /** Free on our books; of one that is not metered, nothing is said. */
  stock: bigint | undefined
  weight: number
  restingWeight: number
  weightChangedAt: Temporal.Instant
  breaker: 'closed' | 'open'
  brokenWhy: string | null
  brokenAt: Temporal.Instant | null
  probeAt: Temporal.Instant | null
  manual: 'on' | 'off' | null
  manualBy: string | null
  manualWhy: string | null
  /** The last ten: o taken, x the provider failed. */
  recent: string
  /** What a unit of its stock cost on average; undefined: none was bought. */
  unitCost?: UnitCost | undefined
  /** How it did of late; undefined: nothing happened on it. */
  measured?: Measured | undefined
}

/** Kinds that take nothing of us for a message by themselves, unless stock of theirs was bought. */
const FREE: readonly ProviderKind[] = ['smtp', 'sandbox']

/** Writes a line for every way of every provider that has none yet. */
export async function knowRoutes(q: Query, now: Temporal.Instant): Promise<void> {
  await q`
    insert into messaging.route (way, provider_id, weight_changed_at)
    select w.way, p.id, ${now} from messaging.provider p cross join lateral unnest(p.ways) as w (way)
    where not exists (select from messaging.route r where r.way = w.way and r.provider_id = p.id)
    on conflict do nothing`
}

type Row = Omit<Route, 'metered' | 'stock' | 'unitCost' | 'measured'>

/** All ways, those of switched off providers, too. */
export async function routesNow(q: Query, now: Temporal.Instant): Promise<Route[]> {
  const rows = await q<Row>`
    select r.way, r.provider_id as provider, p.name, p.kind, p.active and r.way = any(p.ways) as active,
      p.per_second as "perSecond", r.metered as "meteredSet", r.weight, r.resting_weight as "restingWeight",
      r.weight_changed_at as "weightChangedAt", r.breaker, r.broken_why as "brokenWhy", r.broken_at as "brokenAt",
      r.probe_at as "probeAt", r.manual, r.manual_by as "manualBy", r.manual_why as "manualWhy", r.recent
    from messaging.route r join messaging.provider p on p.id = r.provider_id
    order by array_position(${WAYS}::text[], r.way), lower(p.name)`
  const stock = await freeStock(q, undefined, now)
  const measured = await measuredNow(q, now)
  return rows.map((row) => {
    const own = stock.find(
      ({ provider, asset }) => provider === row.provider && asset === ASSET_OF[row.way],
    )
    const metered = row.meteredSet ?? (!FREE.includes(row.kind) || own !== undefined)
    const [cost] = Object.entries(own?.cost ?? {})
    return {
      ...row,
      metered,
      stock: metered ? (own?.free ?? 0n) : undefined,
      unitCost:
        cost && own!.owned > 0n
          ? { currency: cost[0], smallest: cost[1], units: own!.owned }
          : undefined,
      measured: measured.get(`${row.way} ${row.provider}`),
    }
  })
}

/** Whether messages may take this way at all: what staff said counts before what the breaker says. */
export function isOpen(route: Route, now: Temporal.Instant): boolean {
  if (!route.active || route.manual === 'off') return false
  if (route.manual === 'on' || route.breaker === 'closed') return true
  return isProbing(route, now)
}

/** A way that is broken lets one message through now and then, to see. */
export function isProbing({ breaker, manual, probeAt }: Route, now: Temporal.Instant): boolean {
  return (
    breaker === 'open' &&
    manual !== 'on' &&
    probeAt !== null &&
    Temporal.Instant.compare(probeAt, now) <= 0
  )
}

/**
 * One of these by their shares; `draw` is any number, the same draws the same. Ways without a share are
 * taken where no other is left.
 */
export function drawn<Each>(
  ways: readonly Each[],
  draw: number,
  share: (way: Each) => number,
): Each | undefined {
  const total = ways.reduce((sum, way) => sum + share(way), 0)
  if (total === 0) return ways[draw % Math.max(1, ways.length)]
  let left = draw % total
  return ways.find((way) => {
    left -= share(way)
    return left < 0
  })
}

export type RouteChange = {
  id: string
  way: Way
  provider: string
  name: string
  at: Temporal.Instant
  what: 'weight' | 'broken' | 'mended' | 'manual' | 'setting'
  was: string | null
  now: string | null
  why: string
  by: string
}

export function routeChanges(
  q: Query,
  { limit = 50, before }: { limit?: number; before?: string | undefined } = {},
): Promise<RouteChange[]> {
  return q<RouteChange>`
    select c.id, c.way, c.provider_id as provider, p.name, c.at, c.what, c.was, c.now, c.why, c.by
    from messaging.route_change c join messaging.provider p on p.id = c.provider_id
    where ${before ?? null}::uuid is null or c.id < ${before ?? null} order by c.id desc limit ${limit}`
}

/** Writes down what changed on a way; what people must look at becomes a fact. */
export async function noteChange(
  tx: Tx,
  change: Pick<RouteChange, 'way' | 'provider' | 'what' | 'why' | 'by'> & {
    was: string | null
    now: string | null
  },
  at: Temporal.Instant,
): Promise<void> {
  const { way, provider, what, was, now, why, by } = change
  await tx`
    insert into messaging.route_change (id, way, provider_id, at, what, was, now, why, by)
    values (${newId()}, ${way}, ${provider}, ${at}, ${what}, ${was}, ${now}, ${why}, ${by})`
  if (what !== 'broken' && what !== 'mended') return
  await record(tx, {
    kind: `message_route.${what}`,
    about: { type: 'message_provider', id: provider },
    at,
    data: { way, why },
  })
}

/** What staff set of a way: it counts until they take it back. Refuses route_unknown. */
export async function setRoute(
  tx: Tx,
  { way, provider }: Pick<Route, 'way' | 'provider'>,
  wish: {
    manual?: { set: 'on' | 'off' | null; why: string }
    restingWeight?: number
    metered?: boolean | null
  },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  await knowRoutes(tx, now)
  const [row] = await tx<{
    manual: string | null
    resting_weight: number
    metered: boolean | null
  }>`
    select manual, resting_weight, metered from messaging.route
    where way = ${way} and provider_id = ${provider} for update`
  if (!row) throw refuse('route_unknown')
  const note = (what: 'manual' | 'setting', was: unknown, is: unknown, why: string) =>
    noteChange(
      tx,
      {
        way,
        provider,
        what,
        was: was === null ? null : `${was}`,
        now: is === null ? null : `${is}`,
        why,
        by,
      },
      now,
    )
  if (wish.manual) {
    const { set, why } = wish.manual
    await tx`
      update messaging.route set manual = ${set}, manual_by = ${set && by}, manual_why = ${set && why}
      where way = ${way} and provider_id = ${provider}`
    await note('manual', row.manual, set, why)
  }
  if (wish.restingWeight !== undefined && wish.restingWeight !== row.resting_weight) {
    await tx`
      update messaging.route set resting_weight = ${wish.restingWeight}, weight = ${wish.restingWeight},
        weight_changed_at = ${now} where way = ${way} and provider_id = ${provider}`
    await note('setting', row.resting_weight, wish.restingWeight, 'share of the traffic')
  }
  if (wish.metered !== undefined && wish.metered !== row.metered) {
    await tx`update messaging.route set metered = ${wish.metered} where way = ${way} and provider_id = ${provider}`
    await note('setting', row.metered, wish.metered, 'whether it uses stock')
  }
}
