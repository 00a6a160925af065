import { randomBytes } from 'node:crypto'
import { type Box, newId, type Query, type Tx } from '#base'
import { type KeyPurpose, KINDS } from './kinds.ts'
import { refuse } from './problems.ts'
import type { ProviderKind } from './provider.ts'

/** The channel on which every process hears that a provider has changed. */
export const PROVIDERS_CHANGED = 'messaging_providers'
/** As long as a key whose place was taken may stay valid at most. */
export const KEY_OVERLAP_HOURS_AT_MOST = 7 * 24

/** What may be shown of a key: nothing that helps to use it. */
export type MessageKey = {
  id: string
  provider: string
  purpose: KeyPurpose
  name: string | null
  last4: string
  addedAt: Temporal.Instant
  addedBy: string
  endsAt: Temporal.Instant | null
}

/** A key as it is used. */
export type OpenMessageKey = Pick<MessageKey, 'id' | 'provider' | 'purpose' | 'name' | 'endsAt'> & {
  text: string
}

type Row = MessageKey & { sealed_with: string; nonce: Buffer; sealed: Buffer }

const bound = ({ provider, purpose, id }: Pick<MessageKey, 'provider' | 'purpose' | 'id'>) =>
  `${provider} ${purpose} ${id}`

/** Keys that are valid now, the one in use first. */
export function messageKeys(q: Query, now: Temporal.Instant): Promise<MessageKey[]> {
  return q<MessageKey>`
    select id, provider_id as provider, purpose, name, last4, added_at as "addedAt", added_by as "addedBy",
           ends_at as "endsAt"
      from messaging.provider_key where removed_at is null and (ends_at is null or ends_at > ${now})
     order by provider_id, purpose, added_at desc, id desc`
}

/** Every key that is there, opened; and the ids of those that the master secret does not open. */
export async function openMessageKeys(
  q: Query,
  box: Box,
): Promise<{ keys: OpenMessageKey[]; shut: string[] }> {
  const rows = await q<Row>`
    select id, provider_id as provider, purpose, name, ends_at as "endsAt", sealed_with, nonce, sealed
      from messaging.provider_key where removed_at is null order by added_at desc, id desc`
  const keys: OpenMessageKey[] = []
  const shut: string[] = []
  for (const { sealed_with, nonce, sealed, ...row } of rows) {
    const text = box.open({ with: sealed_with, nonce, sealed }, bound(row))
    if (text === undefined) shut.push(row.id)
    else keys.push({ ...row, text })
  }
  return { keys, shut }
}

const LOOKS: Partial<Record<`${ProviderKind} ${KeyPurpose}`, RegExp>> = {
  'twilio access': /^[0-9A-Za-z]{32,64}$/,
  'twilio signing': /^[0-9a-fA-F]{32}$/,
  'sendgrid access': /^SG\.[\w.-]{20,200}$/,
  'sendgrid signing': /^[A-Za-z0-9+/=\s]{80,400}$/,
  'ses access': /^[A-Za-z0-9/+=]{40}$/,
  'whatsapp_cloud signing': /^[0-9a-fA-F]{32}$/,
}
const NAMES: Partial<Record<ProviderKind, RegExp>> = {
  twilio: /^SK[0-9a-fA-F]{32}$/,
  ses: /^A[A-Z0-9]{15,127}$/,
}

/** Refuses what cannot be such a key. Refusal: message_key_unfit. */
export function keyMustFit(
  kind: ProviderKind,
  given: { purpose: KeyPurpose; text: string; name: string | null },
): void {
  const card = KINDS[kind].keys.find(({ purpose }) => purpose === given.purpose)
  const looks = LOOKS[`${kind} ${given.purpose}`] ?? /^[\x21-\x7e]{4,1000}$/
  const named = given.name
    ? card?.name !== undefined && (NAMES[kind] ?? /^[\x21-\x7e]{1,200}$/).test(given.name)
    : !card?.name?.needed
  if (!card || !looks.test(given.text) || !named)
    throw refuse('message_key_unfit', { kind, purpose: given.purpose })
}

/**
 * Takes a key in. The one in use before stays valid for so many hours (0: ends now), so that nothing is
 * refused while it is changed on both sides. Refusal: message_keys_full.
 */
export async function addMessageKey(
  tx: Tx,
  box: Box,
  given: {
    provider: string
    purpose: KeyPurpose
    text: string
    name: string | null
    hours: number
    by: string
  },
  now: Temporal.Instant,
): Promise<MessageKey> {
  const { provider, purpose } = given
  await tx`select pg_advisory_xact_lock(hashtextextended(${`message keys ${provider} ${purpose}`}, 0))`
  await wipe(tx, provider, purpose, now)
  const valid = await tx<{ id: string; slot: number; endsAt: Temporal.Instant | null }>`
    select id, slot, ends_at as "endsAt" from messaging.provider_key
     where provider_id = ${provider} and purpose = ${purpose} and removed_at is null`
  const before = valid.find(({ endsAt }) => endsAt === null)
  const left = given.hours === 0 ? valid.filter((one) => one !== before) : valid
  if (left.length >= 2) throw refuse('message_keys_full')
  if (before && given.hours === 0) await removeMessageKey(tx, before.id, now)
  else if (before)
    await tx`update messaging.provider_key set ends_at = ${now.add({ hours: given.hours })} where id = ${before.id}`
  const id = newId()
  const kept = box.seal(given.text, bound({ provider, purpose, id }))
  const [card] = await tx<MessageKey>`
    insert into messaging.provider_key
      (id, provider_id, purpose, slot, sealed_with, nonce, sealed, name, last4, added_at, added_by)
    values (${id}, ${provider}, ${purpose}, ${left.some(({ slot }) => slot === 1) ? 2 : 1}, ${kept.with},
            ${kept.nonce}, ${kept.sealed}, ${given.name}, ${given.text.length > 12 ? given.text.slice(-4) : ''},
            ${now}, ${given.by})
    returning id, provider_id as provider, purpose, name, last4, added_at as "addedAt", added_by as "addedBy",
              ends_at as "endsAt"`
  await tx`select pg_notify(${PROVIDERS_CHANGED}, ${provider})`
  return card!
}

/** The secret part of the address where a provider tells us something. */
export const newCallbackSecret = () => randomBytes(24).toString('base64url')

/** Ends a key now: what was sealed is wiped. Refusal: message_key_unknown. */
export async function removeMessageKey(
  tx: Tx,
  id: string,
  now: Temporal.Instant,
): Promise<Pick<MessageKey, 'provider' | 'purpose' | 'last4'>> {
  const [gone] = await tx<Pick<MessageKey, 'provider' | 'purpose' | 'last4'>>`
    update messaging.provider_key set removed_at = ${now}, sealed = null, nonce = null, sealed_with = null
     where id = ${id} and removed_at is null returning provider_id as provider, purpose, last4`
  if (!gone) throw refuse('message_key_unknown')
  await tx`select pg_notify(${PROVIDERS_CHANGED}, ${gone.provider})`
  return gone
}

/** Wipes what has ended. */
async function wipe(
  tx: Tx,
  provider: string | null,
  purpose: KeyPurpose | null,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    update messaging.provider_key set removed_at = ${now}, sealed = null, nonce = null, sealed_with = null
     where (${provider}::uuid is null or provider_id = ${provider})
       and (${purpose}::text is null or purpose = ${purpose}) and removed_at is null and ends_at <= ${now}`
}

/** Seals with the master secret of now what one of before sealed, and wipes what has ended. Answers how many were sealed anew. */
export async function sealMessageKeysAnew(
  tx: Tx,
  box: Box,
  now: Temporal.Instant,
): Promise<number> {
  await wipe(tx, null, null, now)
  const rows = await tx<Row>`
    select id, provider_id as provider, purpose, sealed_with, nonce, sealed from messaging.provider_key
     where removed_at is null and sealed_with <> ${box.keyId} for update`
  let count = 0
  for (const row of rows) {
    const text = box.open(
      { with: row.sealed_with, nonce: row.nonce, sealed: row.sealed },
      bound(row),
    )
    if (text === undefined) continue
    const kept = box.seal(text, bound(row))
    await tx`
      update messaging.provider_key set sealed_with = ${kept.with}, nonce = ${kept.nonce}, sealed = ${kept.sealed}
       where id = ${row.id}`
    count += 1
  }
  return count
}
