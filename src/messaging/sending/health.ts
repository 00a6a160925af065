import type { Query } from '#base'
import type { Way } from '../message.ts'
import { drawnShares, openOf } from './choosing.ts'
import { type Route, routesNow } from './routes.ts'

/** A way through a provider, and how it did. */
export type RouteHealth = Route & {
  /** Taken, refused for what they were, failed there, and those that nobody knows of. */
  calls: number
  taken: number
  refused: number
  errors: number
  unknown: number
  /** How long a call took on average, and at most; undefined where there was none. */
  tookMs: number | undefined
  slowestMs: number | undefined
  delivered: number
  failed: number
  slow: number
  /** From leaving to being delivered, on average. */
  deliverySeconds: number | undefined
  /** Of a hundred newsletters now, by weight, cost and how it does; undefined: none may go through it. */
  share: number | undefined
}

type Tally = {
  way: Way
  provider: string
  taken: number
  errors: number
  refused: number
  unknown: number
  took: bigint
  slowest: number
  delivered: number
  failed: number
  slow: number
  seconds: bigint
}

/** How every way did since an instant. */
export async function healthOf(
  q: Query,
  since: Temporal.Instant,
  now: Temporal.Instant,
): Promise<RouteHealth[]> {
  const routes = await routesNow(q, now)
  const tallies = await q<Tally>`
    select way, provider_id as provider, sum(taken)::integer as taken, sum(errors)::integer as errors,
      sum(refused)::integer as refused, sum(unknown)::integer as unknown, sum(took_ms)::bigint as took,
      max(slowest_ms) as slowest, sum(delivered)::integer as delivered, sum(failed)::integer as failed,
      sum(slow)::integer as slow, sum(delivery_seconds)::bigint as seconds
    from messaging.route_tally where since >= ${since} group by way, provider_id`
  const open = openOf(routes, now)
  const shares = drawnShares(open, 'bulk')
  return routes.map((route) => {
    const own = tallies.find(
      ({ way, provider }) => way === route.way && provider === route.provider,
    )
    const calls = own ? own.taken + own.errors + own.refused + own.unknown : 0
    const all = open
      .filter(({ way }) => way === route.way)
      .reduce((sum, one) => sum + shares.get(one)!, 0)
    const drawn = shares.get(route)
    return {
      ...route,
      calls,
      taken: own?.taken ?? 0,
      refused: own?.refused ?? 0,
      errors: own?.errors ?? 0,
      unknown: own?.unknown ?? 0,
      tookMs: own && calls > 0 ? Math.round(Number(own.took) / calls) : undefined,
      slowestMs: own && calls > 0 ? own.slowest : undefined,
      delivered: own?.delivered ?? 0,
      failed: own?.failed ?? 0,
      slow: own?.slow ?? 0,
      deliverySeconds:
        own && own.delivered > 0 ? Math.round(Number(own.seconds) / own.delivered) : undefined,
      share: drawn === undefined ? undefined : Math.round((drawn * 100) / Math.max(1, all)),
    }
  })
}

/** How ways did over time, by the hour: for charts. */
export type HourOfRoute = {
  hour: Temporal.Instant
  way: Way
  provider: string
  name: string
  calls: number
  errors: number
  unknown: number
  tookMs: number
  delivered: number
  failed: number
}

export function hoursOfRoutes(q: Query, since: Temporal.Instant): Promise<HourOfRoute[]> {
  return q<HourOfRoute>`
    select date_trunc('hour', t.since) as hour, t.way, t.provider_id as provider, p.name,
      sum(t.taken + t.errors + t.refused + t.unknown)::integer as calls, sum(t.errors)::integer as errors,
      sum(t.unknown)::integer as unknown,
      coalesce(sum(t.took_ms) / nullif(sum(t.taken + t.errors + t.refused + t.unknown), 0), 0)::integer as "tookMs",
      sum(t.delivered)::integer as delivered, sum(t.failed)::integer as failed
    from messaging.route_tally t join messaging.provider p on p.id = t.provider_id
    where t.since >= ${since} group by 1, 2, 3, 4 order by 1, 2, 4`
}
