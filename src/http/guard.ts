import { isIP } from 'node:net'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '#base'
import { tierOpens } from '#earnings'
import type { Actor } from '#people'
import { lockedFeature } from '#plans'
import { type Deps, keyOf, type LimitName, type Needs } from './edge.ts'
import { refuse } from './problems.ts'

/** Requests a minute, at most; each limit counts by itself. */
export type Limits = Record<LimitName | 'person' | 'address' | 'account' | 'provider', number>

/**
 * `provider`: notices of one machine that signs them; a campaign's reports come from few addresses.
 * `account`: tries at one e-mail address in a quarter of an hour, from wherever they come.
 */
export const LIMITS: Limits = {
  address: 3_000,
  person: 600,
  'sign-in': 30,
  checkout: 30,
  proof: 120,
  writing: 60,
  account: 20,
  provider: 120_000,
}

/**
 * Lets a request in, or refuses it, in this order: host name, requests from one address, another
 * website's form, who sends it, requests of one person, what the route needs, what it needs of plans, the
 * deed's key.
 * The only place where permission is decided.
 */
export async function guard(app: FastifyInstance, deps: Deps, limits: Limits): Promise<void> {
  await app.register(rateLimit, { global: false })
  app.decorateRequest('actor', null)
  app.decorateRequest('educator', null)
  const hosts = hostsOf(deps.config)
  const slow = limiters(app, limits)

  app.addHook('onRequest', async (request, reply) => {
    const { config } = request.routeOptions
    if (!config.anyHost && !knownHost(hosts, deps.config, request)) throw refuse('host_unknown')
    await slow(request, reply, config.needs === 'provider' ? 'provider' : 'address')
    refuseOtherSites(request, deps.config)
    const { needs } = config
    // Only the API acts for somebody: pages and files call it, and an address that leads nowhere is
    // the same for all.
    if (needs === undefined || !request.url.startsWith('/api/')) return
    const given = needs === 'provider' ? undefined : deps.people.credentials(request.headers)
    if (given && given.kind !== 'none') {
      const seen = await deps.people.identify(given)
      if (!seen && needs !== 'anyone') {
        throw refuse(given.kind === 'key' ? 'key_not_good' : 'session_ended')
      }
      // What is for anyone is not told differently to a machine.
      request.actor = needs === 'anyone' && seen?.actor.key ? null : (seen?.actor ?? null)
      if (seen?.stale && given.kind === 'session' && given.from === 'cookie') {
        for (const cookie of await deps.people.renew(request.headers)) {
          reply.header('set-cookie', cookie)
        }
      }
    }
    if (request.actor) await slow(request, reply, 'person')
    if (config.limit) await slow(request, reply, config.limit)
    await refuseUnlessAllowed(deps, request, needs)
    if (config.opens) await refuseUnlessOpened(deps, request, config.opens)
    if (config.deed) keyOf(request)
  })
  app.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.config.limit === 'sign-in' && emailOf(request)) {
      await slow(request, reply, 'account')
    }
  })
}

async function refuseUnlessAllowed(
  deps: Deps,
  request: FastifyRequest,
  needs: Needs,
): Promise<void> {
  if (needs === 'anyone' || needs === 'provider') return
  const { actor } = request
  if (!actor) throw refuse('sign_in_needed')
  if (actor.key) return refuseUnlessKeyMay(actor.key, needs, request.params)
  if (needs === 'person') return
  if (needs === 'educator') {
    request.educator = (await deps.educatorOf(deps.db, actor.id)) ?? null
    if (!request.educator) throw refuse('not_allowed', { needs: 'educator' })
    return
  }
  if (!holds(actor, needs, request.params)) throw refuse('not_allowed', { needs })
}

/** A key acts for its own organization, on routes that name a scope of its, and nowhere else. */
function refuseUnlessKeyMay(key: NonNullable<Actor['key']>, needs: Needs, params: unknown): void {
  const scope = typeof needs === 'object' && 'organization' in needs ? needs.key : undefined
  const { organizationId } = (params ?? {}) as { organizationId?: string }
  if (!scope || organizationId !== key.organizationId) throw refuse('not_allowed', { needs })
  if (!key.scopes.includes(scope)) throw refuse('scope_missing', { scope })
}

/** What a route needs of the actor's plans, or of their tier; the refusal names the plans that open it. */
async function refuseUnlessOpened(deps: Deps, { actor }: FastifyRequest, feature: string) {
  const now = deps.clock.now()
  if (!actor || (await deps.entitlements.can(actor.id, feature, now))) return
  if (!(await tierOpens(deps.db, actor.id, feature)))
    throw await lockedFeature(deps.db, feature, null, now)
}

/** Whether a person holds one of the roles that a route asks for. */
export function holds(
  actor: Actor,
  needs: Exclude<Needs, string>,
  params: unknown = undefined,
): boolean {
  if ('staff' in needs) {
    return actor.staffRoles.some((role) => role === 'admin' || needs.staff.includes(role))
  }
  const { organizationId } = (params ?? {}) as { organizationId?: string }
  return actor.memberships.some(
    (member) =>
      needs.organization.includes(member.role) &&
      (organizationId === undefined || member.organizationId === organizationId),
  )
}

function hostsOf(config: Config): Set<string> {
  return new Set([new URL(config.url).hostname])
}

/**
 * A name we do not know is refused, so that a page whose name was turned to our address (DNS
 * rebinding) reads nothing. While developing, this machine's names and plain addresses are ours.
 */
function knownHost(hosts: Set<string>, config: Config, request: FastifyRequest): boolean {
  const host = request.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  if (hosts.has(host)) return true
  return !config.production && (host === 'localhost' || isIP(host) !== 0)
}

/**
 * Cross-site request forgery, as Go's net/http CrossOriginProtection does it: an unsafe request
 * that a browser says comes from elsewhere is refused. What sends neither header is no browser.
 * https://words.filippo.io/csrf/
 */
function refuseOtherSites(request: FastifyRequest, config: Config): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  const { origin, 'sec-fetch-site': site } = request.headers
  if (origin === config.url || site === 'same-origin' || site === 'none') return
  if (site === undefined && origin === undefined) return
  const ours = URL.canParse(origin ?? '') && new URL(origin!).host === request.host
  if (site === undefined && ours) return
  throw refuse('origin_refused')
}

/** The address that somebody tries to sign in with. */
function emailOf(request: FastifyRequest): string | undefined {
  const { email } = (request.body ?? {}) as { email?: unknown }
  return typeof email === 'string' ? email.trim().toLowerCase() : undefined
}

type Slow = (request: FastifyRequest, reply: FastifyReply, name: keyof Limits) => Promise<void>

function limiters(app: FastifyInstance, limits: Limits): Slow {
  const address = (request: FastifyRequest) => request.ip
  const person = (request: FastifyRequest) => request.actor?.id ?? request.ip
  const limiter = (
    name: keyof Limits,
    keyGenerator: (request: FastifyRequest) => string,
    timeWindow = '1 minute',
  ) => app.createRateLimit({ max: limits[name], timeWindow, keyGenerator })
  const check = {
    address: limiter('address', address),
    provider: limiter('provider', address),
    person: limiter('person', person),
    'sign-in': limiter('sign-in', address),
    checkout: limiter('checkout', person),
    proof: limiter('proof', address),
    writing: limiter('writing', person),
    account: limiter('account', (request) => emailOf(request) ?? request.ip, '15 minutes'),
  }
  return async (request, reply, name) => {
    const result = await check[name](request)
    if (result.isAllowed) return
    // Of several limits the caller sees the one that is nearest.
    const shown = reply.getHeader('ratelimit-remaining')
    if (shown === undefined || Number(shown) > result.remaining) {
      reply.header('ratelimit-limit', result.max)
      reply.header('ratelimit-remaining', result.remaining)
      reply.header('ratelimit-reset', result.ttlInSeconds)
    }
    if (!result.isExceeded) return
    reply.header('retry-after', Math.max(1, result.ttlInSeconds))
    throw refuse('rate_limited', { limit: result.max, seconds: result.ttlInSeconds })
  }
}
