import type { Query } from '#base'
import type { Content, Lane, Way } from '../message.ts'
import { type Closed, closedFor } from '../templates/index.ts'
import { drawn, isOpen, isProbing, type Route, routesNow } from './routes.ts'
import { sharesOf } from './scoring.ts'

/** What decides which ways a message may take. */
export type Travelling = {
  id: string
  way: Way
  lane: Lane
  content: Content
  /** How much stock it uses at most. */
  stock: bigint
  /** Providers that refused it lately: not again so soon. */
  tried: ReadonlySet<string>
  /** Where what its template says was paused or rejected. */
  closed: Closed
}

/** For each lane: the part of what a provider takes a second that is left to those who go before it. */
const LEFT_TO_OTHERS: Record<Lane, number> = { otp: 0, transactional: 0.05, bulk: 0.15 }

/** Why a message cannot leave now: nobody takes it, all who would are busy, or its template is paused wherever it could go. */
export type Stays = 'nobody' | 'busy' | 'template'

/**
 * The ways of this moment: what each has in stock and how many it still takes now. Handed out to one
 * message after the other.
 */
export class Crossroads {
  readonly #now: Temporal.Instant
  readonly #routes: Route[]
  readonly #tokens: Map<string, number>
  readonly #stock = new Map<Route, bigint>()
  readonly #probed = new Set<Route>()
  readonly #shares = new Map<Lane, ReadonlyMap<Route, number>>()
  readonly taken = new Map<string, number>()

  constructor(
    routes: readonly Route[],
    inFlight: ReadonlyMap<string, bigint>,
    tokens: ReadonlyMap<string, number>,
    now: Temporal.Instant,
  ) {
    this.#now = now
    this.#routes = openOf(routes, now)
    this.#tokens = new Map(tokens)
    for (const route of this.#routes) {
      if (route.stock === undefined) continue
      this.#stock.set(route, route.stock - (inFlight.get(`${route.way} ${route.provider}`) ?? 0n))
    }
  }

  /** Ways through which one message goes to see whether they work again. */
  get probed(): readonly Route[] {
    return [...this.#probed]
  }

  choose(message: Travelling, sendersOwn: boolean): Route | Stays {
    const fit = this.#routes.filter((route) => this.#fits(route, message, sendersOwn))
    if (fit.length === 0) return this.#isPaused(message) ? 'template' : 'nobody'
    const free = fit.filter((route) => this.#mayLeave(route, message.lane))
    if (free.length === 0) return 'busy'
    const probe = free.find((route) => isProbing(route, this.#now))
    const chosen = probe ?? this.#drawn(free, message)
    if (probe) this.#probed.add(probe)
    this.#tokens.set(chosen.provider, (this.#tokens.get(chosen.provider) ?? 0) - 1)
    this.taken.set(chosen.provider, (this.taken.get(chosen.provider) ?? 0) + 1)
    const stock = this.#stock.get(chosen)
    if (stock !== undefined) this.#stock.set(chosen, stock - message.stock)
    return chosen
  }

  #drawn(free: readonly Route[], { id, lane }: Travelling): Route {
    const shares = this.#shares.get(lane) ?? drawnShares(this.#routes, lane)
    this.#shares.set(lane, shares)
    const draw = Number.parseInt(id.slice(-6), 16)
    return drawn(free, draw, (route) => shares.get(route)!)!
  }

  /** Its template is closed at every provider of its way that is open. */
  #isPaused({ way, content, closed }: Travelling): boolean {
    const own = this.#routes.filter((route) => route.way === way)
    return own.length > 0 && own.every((route) => isClosed(route, content, closed))
  }

  #fits(
    route: Route,
    { way, content, stock, tried, closed }: Travelling,
    sendersOwn: boolean,
  ): boolean {
    if (route.way !== way || tried.has(route.provider) || this.#probed.has(route)) return false
    if (isClosed(route, content, closed)) return false
    // From a number of their own only where that number is.
    if (content.way !== 'email' && content.number && content.number.provider !== route.provider)
      return false
    // The house's own notices go out also where its books lack stock: what they cost is owed.
    const here = this.#stock.get(route)
    if (!sendersOwn && here !== undefined && here < stock) return false
    return approvedThere(content, route)
  }

  #mayLeave(route: Route, lane: Lane): boolean {
    const tokens = this.#tokens.get(route.provider) ?? 0
    return tokens - Math.floor(route.perSecond * LEFT_TO_OTHERS[lane]) >= 1
  }
}

/** Ways that messages may take now. */
export const openOf = (routes: readonly Route[], now: Temporal.Instant): Route[] =>
  routes.filter((route) => isOpen(route, now) && !isShadowed(route, routes))

/** Where somebody carries a way in earnest, the sandbox does not: what it takes reaches nobody. */
const isShadowed = ({ kind, way }: Route, routes: readonly Route[]): boolean =>
  kind === 'sandbox' &&
  routes.some((other) => other.way === way && other.kind !== 'sandbox' && other.active)

/** What each open way draws, measured against the others of its kind. */
export function drawnShares(routes: readonly Route[], lane: Lane): ReadonlyMap<Route, number> {
  const kinds = Map.groupBy(routes, ({ way }) => way)
  return new Map([...kinds.values()].flatMap((own) => [...sharesOf(own, lane)]))
}

const isClosed = ({ provider, kind }: Route, { writtenFrom }: Content, closed: Closed): boolean =>
  writtenFrom !== undefined && closedFor(closed, writtenFrom, { id: provider, kind })

/** A message of a template goes where that template is approved; what says nothing of it goes anywhere. */
function approvedThere(content: Content, { provider, kind }: Route): boolean {
  if (content.way === 'email') return true
  const approved =
    content.way === 'sms' ? content.providerTemplate : content.template?.providerTemplate
  return !approved || approved[provider] !== undefined || approved[kind] !== undefined
}

/** Stock that is spoken for by messages that have left and are not settled, by way and provider. */
export async function inFlight(q: Query): Promise<Map<string, bigint>> {
  const rows = await q<{ way: string; provider_id: string; stock: bigint }>`
    select a.way, a.provider_id, sum(a.stock)::bigint as stock
    from messaging.message m join messaging.attempt a on a.message_id = m.id and a.state <> 'refused'
    where m.settled_at is null and m.settle_at is not null
    group by a.way, a.provider_id`
  return new Map(rows.map(({ way, provider_id, stock }) => [`${way} ${provider_id}`, stock]))
}

/** Ways with their stock, read anew every two seconds: what leaves in between is counted by whoever lets it leave. */
export class Ways {
  #read: { routes: Route[]; flying: Map<string, bigint>; at: number } | undefined

  async now(
    q: Query,
    now: Temporal.Instant,
  ): Promise<{ routes: Route[]; flying: Map<string, bigint> }> {
    if (!this.#read || performance.now() - this.#read.at > 2_000)
      this.#read = {
        routes: await routesNow(q, now),
        flying: await inFlight(q),
        at: performance.now(),
      }
    return this.#read
  }

  /** Something about them has changed. */
  forget(): void {
    this.#read = undefined
  }

  left(way: string, provider: string, stock: bigint): void {
    const name = `${way} ${provider}`
    const flying = this.#read?.flying
    flying?.set(name, (flying.get(name) ?? 0n) + stock)
  }
}
