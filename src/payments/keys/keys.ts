import { type Box, newId, type Query, type Tx } from '#base'
import { refuse } from './problems.ts'

/** Real providers, whose keys the operator gives. */
export type KeyedProvider = 'stripe' | 'razorpay'
export type KeyPurpose = 'api' | 'own' | 'connect'

/** The channel on which every process hears that keys have changed. */
export const KEYS_CHANGED = 'payments_keys'

/** As long as providers let a replaced key live at most. */
export const WINDOW_HOURS_AT_MOST = 7 * 24

/** What may be shown of a key: nothing that helps to use it. */
export type KeyCard = {
  id: string
  provider: KeyedProvider
  purpose: KeyPurpose
  /** What of it is no secret: Razorpay's key id. */
  name: string | null
  last4: string
  mode: 'test' | 'live' | null
  addedAt: Temporal.Instant
  addedBy: string
  /** Until when it is valid, once another has taken its place. */
  endsAt: Temporal.Instant | null
}

/** A key as it is used. */
export type OpenKey = Pick<KeyCard, 'id' | 'provider' | 'purpose' | 'name' | 'endsAt'> & {
  text: string
}

type Row = KeyCard & { sealed_with: string; nonce: Buffer; sealed: Buffer }

/** What a sealed key is bound to. */
const about = ({ provider, purpose, id }: Pick<KeyCard, 'provider' | 'purpose' | 'id'>) =>
  `${provider} ${purpose} ${id}`

/** Keys that are valid now, the one in use first. */
export function listKeys(q: Query, now: Temporal.Instant): Promise<KeyCard[]> {
  return q<KeyCard>`
    select id, provider, purpose, name, last4, mode, added_at as "addedAt", added_by as "addedBy", ends_at as "endsAt"
      from payments.provider_key
     where removed_at is null and (ends_at is null or ends_at > ${now})
     order by provider, purpose, added_at desc, id desc`
}

/** Every key that is there, opened; and the ids of those that the master secret does not open. */
export async function openKeys(
  q: Query,
  box: Box,
  provider: KeyedProvider,
): Promise<{ keys: OpenKey[]; shut: string[] }> {
  const rows = await q<Row>`
    select id, provider, purpose, name, ends_at as "endsAt", sealed_with, nonce, sealed
      from payments.provider_key
     where provider = ${provider} and removed_at is null order by added_at desc, id desc`
  const keys: OpenKey[] = []
  const shut: string[] = []
  for (const row of rows) {
    const text = box.open(
      { with: row.sealed_with, nonce: row.nonce, sealed: row.sealed },
      about(row),
    )
    if (text === undefined) shut.push(row.id)
    else
      keys.push({
        id: row.id,
        provider,
        purpose: row.purpose,
        name: row.name,
        endsAt: row.endsAt,
        text,
      })
  }
  return { keys, shut }
}

/**
 * Takes a key in. The one in use before stays valid for so many hours (0: ends now), so that nothing is
 * refused while it is changed on both sides. The caller has checked that it fits (`mustFit`).
 * Refusal: keys_full.
 */
export async function addKey(
  tx: Tx,
  box: Box,
  given: {
    provider: KeyedProvider
    purpose: KeyPurpose
    text: string
    name: string | null
    mode: 'test' | 'live' | null
    hours: number
    by: string
  },
  now: Temporal.Instant,
): Promise<KeyCard> {
  const { provider, purpose } = given
  await tx`select pg_advisory_xact_lock(hashtextextended(${`keys ${provider} ${purpose}`}, 0))`
  await tx`
    update payments.provider_key set removed_at = ${now}, sealed = null, nonce = null, sealed_with = null
     where provider = ${provider} and purpose = ${purpose} and removed_at is null and ends_at <= ${now}`
  const valid = await tx<{ id: string; slot: number; endsAt: Temporal.Instant | null }>`
    select id, slot, ends_at as "endsAt" from payments.provider_key
     where provider = ${provider} and purpose = ${purpose} and removed_at is null`
  const before = valid.find(({ endsAt }) => endsAt === null)
  if (valid.length - (before && given.hours === 0 ? 1 : 0) >= 2) throw refuse('keys_full')
  if (before) {
    if (given.hours === 0) await removeKey(tx, { id: before.id }, now)
    else
      await tx`
      update payments.provider_key set ends_at = ${now.add({ hours: given.hours })} where id = ${before.id}`
  }
  const id = newId()
  const kept = box.seal(given.text, about({ provider, purpose, id }))
  const left = given.hours === 0 ? valid.filter((one) => one !== before) : valid
  const slot = left.some((one) => one.slot === 1) ? 2 : 1
  const [card] = await tx<KeyCard>`
    insert into payments.provider_key
      (id, provider, purpose, slot, sealed_with, nonce, sealed, name, last4, mode, added_at, added_by)
    values (${id}, ${provider}, ${purpose}, ${slot}, ${kept.with}, ${kept.nonce}, ${kept.sealed},
            ${given.name}, ${given.text.slice(-4)}, ${given.mode}, ${now}, ${given.by})
    returning id, provider, purpose, name, last4, mode, added_at as "addedAt", added_by as "addedBy", ends_at as "endsAt"`
  await tx`select pg_notify(${KEYS_CHANGED}, ${provider})`
  return card!
}

/** Ends a key now: what was sealed is wiped. Refusal: key_unknown. */
export async function removeKey(
  tx: Tx,
  { id }: { id: string },
  now: Temporal.Instant,
): Promise<Pick<KeyCard, 'provider' | 'purpose' | 'last4'>> {
  const [gone] = await tx<Pick<KeyCard, 'provider' | 'purpose' | 'last4'>>`
    update payments.provider_key set removed_at = ${now}, sealed = null, nonce = null, sealed_with = null
     where id = ${id} and removed_at is null returning provider, purpose, last4`
  if (!gone) throw refuse('key_unknown')
  await tx`select pg_notify(${KEYS_CHANGED}, ${gone.provider})`
  return gone
}

/** Seals with the master secret of now what one of before sealed, and wipes what has ended. Answers how many were sealed anew. */
export async function sealAnew(tx: Tx, box: Box, now: Temporal.Instant): Promise<number> {
  await tx`
    update payments.provider_key set removed_at = ${now}, sealed = null, nonce = null, sealed_with = null
     where removed_at is null and ends_at <= ${now}`
  const rows = await tx<Row>`
    select id, provider, purpose, sealed_with, nonce, sealed from payments.provider_key
     where removed_at is null and sealed_with <> ${box.keyId} for update`
  let count = 0
  for (const row of rows) {
    const text = box.open(
      { with: row.sealed_with, nonce: row.nonce, sealed: row.sealed },
      about(row),
    )
    if (text === undefined) continue
    const kept = box.seal(text, about(row))
    await tx`
      update payments.provider_key set sealed_with = ${kept.with}, nonce = ${kept.nonce}, sealed = ${kept.sealed}
       where id = ${row.id}`
    count += 1
  }
  return count
}

const LOOKS: Record<KeyedProvider, Partial<Record<KeyPurpose, RegExp>>> = {
  stripe: {
    api: /^[sr]k_(test|live)_[A-Za-z0-9_]{4,240}$/,
    own: /^whsec_[\x21-\x7e]{4,240}$/,
    connect: /^whsec_[\x21-\x7e]{4,240}$/,
  },
  razorpay: { api: /^[\x21-\x7e]{8,240}$/, own: /^[\x20-\x7e]{8,240}$/ },
}
const RAZORPAY_ID = /^rzp_(test|live)_[A-Za-z0-9]{4,40}$/

/**
 * Refuses what cannot be such a key, and keys of the wrong world: live ones where nobody believes that
 * money moves, test ones where everybody does. Answers of which world an API key is.
 * Refusals: key_malformed, key_live_in_sandbox, key_test_in_production.
 */
export function mustFit(
  given: { provider: KeyedProvider; purpose: KeyPurpose; text: string; name: string | null },
  house: { sandbox: boolean; production: boolean },
): 'test' | 'live' | null {
  const { provider, purpose, text, name } = given
  const looks = LOOKS[provider][purpose]?.exec(text)
  if (!looks) throw refuse('key_malformed', { provider, purpose })
  if (purpose !== 'api') return null
  const said = provider === 'razorpay' ? RAZORPAY_ID.exec(name ?? '')?.[1] : looks[1]
  if (said !== 'test' && said !== 'live') throw refuse('key_malformed', { provider, purpose })
  if (said === 'live' && house.sandbox) throw refuse('key_live_in_sandbox')
  if (said === 'test' && house.production) throw refuse('key_test_in_production')
  return said
}
