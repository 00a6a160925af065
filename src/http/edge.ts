import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  atomically,
  type Clock,
  type Config,
  type Db,
  type Outside,
  type Query,
  type Tx,
} from '#base'
import type { Jobs } from '#jobs'
import type { MessageProviders } from '#messaging'
import type { Payments } from '#payments'
import type { Actor, KeyScope, OrgRole, People, StaffRole } from '#people'
import type { Entitlements } from '#plans'
import { refuse } from './problems.ts'

/** All that routes may reach: opened in main.ts, in tests by test/app.ts. */
export type Deps = {
  db: Db
  clock: Clock
  config: Config
  people: People
  payments: Payments
  /** What plans open, remembered until they change. */
  entitlements: Entitlements
  jobs: Jobs
  /** The way out to addresses that people gave. */
  outside: Outside
  /** Who carries messages to people outside. */
  messageProviders: MessageProviders
  /** The educator that a person is, if they teach: decides `needs: 'educator'`. */
  educatorOf: (q: Query, person: string) => Promise<Educator | undefined>
}

/** What the frame must know of an educator. */
export type Educator = { id: string; kinds: ('instructor' | 'host')[]; tier: string }

/**
 * Who may use a route. Declared by every route; the frame answers 401 or 403 before the route runs.
 * - `anyone`: also without signing in
 * - `person`: whoever is signed in
 * - `educator`: a person who teaches
 * - `provider`: a machine that signs its requests; the route checks the signature itself
 * - `staff`: one of these staff roles; an admin may do whatever any staff may
 * - `organization`: one of these roles in the organization `:organizationId` of the path,
 *   or in any organization where the path names none; `key`: a machine of the organization may, too, with
 *   a key that has this scope
 */
export type Needs =
  | 'anyone'
  | 'person'
  | 'educator'
  | 'provider'
  | { staff: readonly StaffRole[] }
  | { organization: readonly OrgRole[]; key?: KeyScope }

/** Stricter limits than the general one, by name. */
export type LimitName = 'sign-in' | 'checkout' | 'proof' | 'writing'

declare module 'fastify' {
  interface FastifyContextConfig {
    needs?: Needs
    /** Moves value: takes an Idempotency-Key and runs through `deed`. */
    deed?: boolean
    /** A feature of plans that it needs, beside the permission: refused with what would open it. */
    opens?: string
    limit?: LimitName
    /** Answers under any host name: for probes that know only an address. */
    anyHost?: boolean
  }
  interface FastifyRequest {
    /** Who is signed in; null on open routes where nobody is. */
    actor: Actor | null
    /** The educator that the actor is; set where the route needs one. */
    educator: Educator | null
  }
}

/** The signed-in person of a route that needs one. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw refuse('sign_in_needed')
  return request.actor
}

/** The educator of a route that needs one. */
export function educatorOf(request: FastifyRequest): Educator {
  if (!request.educator) throw refuse('not_allowed')
  return request.educator
}

/** A write that moves no value: one transaction, one verb. */
export function change<Result>(
  deps: Deps,
  request: FastifyRequest,
  work: (tx: Tx, now: Temporal.Instant, actor: Actor) => Promise<Result>,
): Promise<Result> {
  const actor = actorOf(request)
  return atomically(deps.db, (tx) => work(tx, deps.clock.now(), actor))
}

/** How long an answer is kept for a repeat of its deed. */
export const ANSWER_HOURS = 24

type Stored = { request_hash: string; status: number | null; body: unknown }

/**
 * A write that moves value. The key is claimed, the verb runs, and the answer is stored in one
 * transaction, so a deed and the memory of it cannot part: a repeat gets the stored answer with
 * `Idempotency-Replayed: true`, and a second request at the same moment waits for the first.
 * A refusal stores nothing: the same key may try again.
 * Refusals: idempotency_key_missing, idempotency_key_reused, and the verb's own.
 */
export async function deed<Result>(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (tx: Tx, now: Temporal.Instant, actor: Actor) => Promise<Result>,
): Promise<Result> {
  if (!request.routeOptions.config.deed) {
    throw new Error(`${request.routeOptions.url} runs a deed without declaring it`)
  }
  const actor = actorOf(request)
  const key = keyOf(request)
  const hash = hashOf(request)
  return atomically(deps.db, async (tx) => {
    const now = deps.clock.now()
    const claimed = await tx`
      insert into http.answer as a (person_id, key, request_hash, at)
      values (${actor.id}, ${key}, ${hash}, ${now})
      on conflict (person_id, key) do update
        set request_hash = excluded.request_hash, at = excluded.at, status = null, body = null
        where a.at < excluded.at - make_interval(hours => ${ANSWER_HOURS})
      returning key`
    if (claimed.length === 0) return replay<Result>(tx, reply, actor.id, key, hash)

    const result = await work(tx, now, actor)
    await tx`
      update http.answer set status = ${reply.statusCode}, body = ${JSON.stringify(result ?? null)}
      where person_id = ${actor.id} and key = ${key}`
    return result
  })
}

async function replay<Result>(
  tx: Tx,
  reply: FastifyReply,
  person: string,
  key: string,
  hash: string,
): Promise<Result> {
  const [stored] = await tx<Stored>`
    select request_hash, status, body from http.answer where person_id = ${person} and key = ${key}`
  // The row was swept between the two statements: the caller repeats and is the first again.
  if (!stored) throw refuse('busy')
  if (stored.request_hash !== hash) throw refuse('idempotency_key_reused')
  reply.code(stored.status ?? 200).header('idempotency-replayed', 'true')
  return stored.body as Result
}

/** The caller's name for this deed. Refusal: idempotency_key_missing. */
export function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,128}$/.test(key)) {
    throw refuse('idempotency_key_missing')
  }
  return key
}

function hashOf(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('base64url')
}

/** Removes answers that are older than a day; run by the schedule. Gives how many. */
export async function forgetAnswers(tx: Tx, now: Temporal.Instant): Promise<number> {
  const [row] = await tx<{ count: number }>`
    with gone as (
      delete from http.answer where at < ${now.subtract({ hours: ANSWER_HOURS })} returning 1
    ) select count(*)::int as count from gone`
  return row?.count ?? 0
}
