import { createHash, randomBytes } from 'node:crypto'
import { type Db, newId, type Query, type Tx } from '#base'
import type { Actor } from './actor.ts'
import { audit } from './audit.ts'
import { refuse } from './problems.ts'

/** What a key may do. `read` scopes see, the others do; none opens settings, money, members or keys. */
export const KEY_SCOPES = [
  'messages:send',
  'messages:read',
  'contacts:write',
  'contacts:read',
  'events:write',
  'codes:send',
  'templates:read',
  'wallet:read',
] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

export type OrganizationKey = {
  id: string
  name: string
  scopes: KeyScope[]
  state: 'good' | 'expired' | 'revoked'
  /** The last four letters of the secret that is good. */
  hint: string
  madeBy: string
  madeAt: Temporal.Instant
  /** Since when this secret is the one. */
  since: Temporal.Instant
  expiresAt: Temporal.Instant | null
  revokedAt: Temporal.Instant | null
  lastUsedAt: Temporal.Instant | null
  /** The secret before, while it still works, and when somebody last came with it. */
  before: { hint: string; endsAt: Temporal.Instant; lastUsedAt: Temporal.Instant | null } | null
}

/** Living keys that an organization may have at a time. */
const KEYS_AT_MOST = 20
/** How long the secret before a rotation may go on working. */
export const OVERLAP_HOURS_AT_MOST = 168
/** A key's last use is noted once a minute: a busy one shall not write with every request. */
const NOTED_EVERY_SECONDS = 60

/** How a secret looks: told from sessions and access tokens by its beginning, and found by scanners. */
const PREFIX = 'stoa_key_'
const SECRET = /^stoa_key_[A-Za-z0-9_-]{43}$/
export const looksLikeKey = (text: string): boolean => text.startsWith(PREFIX)

const hashOf = (secret: string) => createHash('sha256').update(secret).digest()

async function newSecret(
  tx: Tx,
  key: string,
  by: string,
  now: Temporal.Instant,
): Promise<{ secret: string; hint: string }> {
  const secret = `${PREFIX}${randomBytes(32).toString('base64url')}`
  const hint = secret.slice(-4)
  await tx`
    insert into people.organization_key_secret (hash, key_id, hint, made_by, made_at)
    values (${hashOf(secret)}, ${key}, ${hint}, ${by}, ${now})`
  return { secret, hint }
}

export type NewKey = {
  organization: string
  name: string
  scopes: readonly KeyScope[]
  /** How long it is good for; null: until it is revoked. */
  days: number | null
  by: string
  /** Where it was asked from, for the log. */
  from?: string | undefined
}

/**
 * Makes a key. Its secret is answered here and never again. Refusals in order: organization_unknown,
 * organization_key_wrong (name, scopes or days), organization_keys_full.
 */
export async function makeKey(
  tx: Tx,
  { organization, name: given, scopes: asked, days, by, from }: NewKey,
  now: Temporal.Instant,
): Promise<{ id: string; secret: string }> {
  const [known] = await tx`select from people.organization where id = ${organization} for update`
  if (!known) throw refuse('organization_unknown')
  const name = given.trim()
  const scopes = KEY_SCOPES.filter((scope) => asked.includes(scope))
  const fits = name.length >= 1 && name.length <= 80 && scopes.length === new Set(asked).size
  const lasts = days === null || (Number.isInteger(days) && days >= 1 && days <= 730)
  if (!fits || !lasts || scopes.length === 0) throw refuse('organization_key_wrong')
  const [living] = await tx<{ count: number }>`
    select count(*)::int as count from people.organization_key
     where organization_id = ${organization} and revoked_at is null
       and (expires_at is null or expires_at > ${now})`
  if (living!.count >= KEYS_AT_MOST) throw refuse('organization_keys_full', { most: KEYS_AT_MOST })
  const id = newId()
  const expiresAt = days === null ? null : now.add({ hours: 24 * days })
  await tx`
    insert into people.organization_key (id, organization_id, name, scopes, days, expires_at, made_by, made_at)
    values (${id}, ${organization}, ${name}, ${scopes}, ${days}, ${expiresAt}, ${by}, ${now})`
  const { secret, hint } = await newSecret(tx, id, by, now)
  const after = { key: id, name, scopes, hint, expiresAt: expiresAt?.toString() ?? null }
  await audit(tx, { by, deed: 'organization_key.made', ...aboutOf(organization), after, from }, now)
  return { id, secret }
}

const aboutOf = (id: string) => ({ about: { type: 'organization', id } })

type Deed = { organization: string; id: string; by: string; from?: string | undefined }

/** A key that is good, kept from changing. Refusals: organization_key_unknown (also another organization's), organization_key_over. */
async function goodKey(tx: Tx, { organization, id }: Deed, now: Temporal.Instant) {
  const [key] = await tx<{
    name: string
    days: number | null
    expires_at: Temporal.Instant | null
    revoked_at: Temporal.Instant | null
  }>`
    select name, days, expires_at, revoked_at from people.organization_key
     where id = ${id} and organization_id = ${organization} for update`
  if (!key) throw refuse('organization_key_unknown')
  const expired = key.expires_at && Temporal.Instant.compare(key.expires_at, now) <= 0
  if (key.revoked_at || expired) throw refuse('organization_key_over')
  return key
}

/**
 * Gives a key another secret; the one before works for so many hours more, and any before that no longer.
 * A key that expires is good for as long again. Refusals in order: organization_key_unknown, organization_key_over, organization_key_wrong.
 */
export async function rotateKey(
  tx: Tx,
  deed: Deed & { overlapHours: number },
  now: Temporal.Instant,
): Promise<{ id: string; secret: string }> {
  const { organization, id, by, from, overlapHours } = deed
  const key = await goodKey(tx, deed, now)
  if (!Number.isInteger(overlapHours) || overlapHours < 0 || overlapHours > OVERLAP_HOURS_AT_MOST)
    throw refuse('organization_key_wrong')
  const endsAt = now.add({ hours: overlapHours })
  await tx`
    update people.organization_key_secret set ends_at = ${now}
     where key_id = ${id} and ends_at > ${now}`
  await tx`
    update people.organization_key_secret set ends_at = ${endsAt}
     where key_id = ${id} and ends_at is null`
  const expiresAt = key.days === null ? null : now.add({ hours: 24 * key.days })
  await tx`update people.organization_key set expires_at = ${expiresAt} where id = ${id}`
  const { secret, hint } = await newSecret(tx, id, by, now)
  const after = { key: id, name: key.name, hint, before: `${endsAt}` }
  await audit(
    tx,
    { by, deed: 'organization_key.rotated', ...aboutOf(organization), after, from },
    now,
  )
  return { id, secret }
}

/** Ends a key at once, with all its secrets. Refusals in order: organization_key_unknown, organization_key_over. */
export async function revokeKey(tx: Tx, deed: Deed, now: Temporal.Instant): Promise<void> {
  const { organization, id, by, from } = deed
  const { name } = await goodKey(tx, deed, now)
  await tx`
    update people.organization_key set revoked_at = ${now}, revoked_by = ${by} where id = ${id}`
  const after = { key: id, name }
  await audit(
    tx,
    { by, deed: 'organization_key.revoked', ...aboutOf(organization), after, from },
    now,
  )
}

type Row = Omit<OrganizationKey, 'state' | 'before'> & {
  beforeHint: string | null
  beforeEndsAt: Temporal.Instant | null
  beforeUsedAt: Temporal.Instant | null
}

/** An organization's keys: those that are good first, then the newest. */
export async function keysOf(
  q: Query,
  organization: string,
  now: Temporal.Instant,
): Promise<OrganizationKey[]> {
  const rows = await q<Row>`
    select k.id, k.name, k.scopes, s.hint, k.made_by as "madeBy", k.made_at as "madeAt", s.made_at as since,
      k.expires_at as "expiresAt", k.revoked_at as "revokedAt", b.hint as "beforeHint",
      b.ends_at as "beforeEndsAt", b.last_used_at as "beforeUsedAt",
      (select max(u.last_used_at) from people.organization_key_secret u where u.key_id = k.id) as "lastUsedAt"
    from people.organization_key k
    join people.organization_key_secret s on s.key_id = k.id and s.ends_at is null
    left join people.organization_key_secret b on b.key_id = k.id and b.ends_at > ${now}
    where k.organization_id = ${organization}
    order by k.revoked_at is not null or coalesce(k.expires_at <= ${now}, false), k.made_at desc, k.id desc
    limit 200`
  return rows.map(({ beforeHint, beforeEndsAt, beforeUsedAt, ...key }) => ({
    ...key,
    state: key.revokedAt
      ? 'revoked'
      : key.expiresAt && Temporal.Instant.compare(key.expiresAt, now) <= 0
        ? 'expired'
        : 'good',
    before: beforeEndsAt
      ? { hint: beforeHint!, endsAt: beforeEndsAt, lastUsedAt: beforeUsedAt }
      : null,
  }))
}

type Found = {
  id: string
  name: string
  organizationId: string
  scopes: KeyScope[]
  lastUsedAt: Temporal.Instant | null
}

/**
 * Who comes with a secret: the key, if it is good at this moment. It is looked up by its hash, so that the
 * time that takes tells nothing of any secret, and that it was used is noted.
 */
export async function actorByKey(
  db: Db,
  secret: string,
  now: Temporal.Instant,
): Promise<Actor | undefined> {
  if (!SECRET.test(secret)) return undefined
  const hash = hashOf(secret)
  const [found] = await db<Found>`
    select k.id, k.name, k.organization_id as "organizationId", k.scopes, s.last_used_at as "lastUsedAt"
    from people.organization_key_secret s join people.organization_key k on k.id = s.key_id
    where s.hash = ${hash} and (s.ends_at is null or s.ends_at > ${now}) and k.revoked_at is null
      and (k.expires_at is null or k.expires_at > ${now})`
  if (!found) return undefined
  const { id, name, organizationId, scopes, lastUsedAt } = found
  const before = now.subtract({ seconds: NOTED_EVERY_SECONDS })
  if (!lastUsedAt || Temporal.Instant.compare(lastUsedAt, before) <= 0) {
    await db`
      update people.organization_key_secret set last_used_at = ${now}
       where hash = ${hash} and (last_used_at is null or last_used_at <= ${before})`
  }
  const nobody = { email: '', emailVerified: false, zone: 'UTC', locale: 'en' }
  return { id, name, ...nobody, staffRoles: [], memberships: [], key: { organizationId, scopes } }
}
