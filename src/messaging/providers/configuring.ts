import { type Box, newId, type Query, type Tx } from '#base'
import type { Way } from '../message.ts'
import {
  addMessageKey,
  keyMustFit,
  newCallbackSecret,
  PROVIDERS_CHANGED,
  removeMessageKey,
} from './keys.ts'
import { KINDS } from './kinds.ts'
import { listProviders, type ProviderCard } from './opening.ts'
import { refuse } from './problems.ts'
import type { ProviderKind } from './provider.ts'

/** What is said of a provider; what is left out stays, or is what its kind comes with. */
export type ProviderWish = {
  name?: string | undefined
  ways?: Way[] | undefined
  /** Null: where everybody finds it. A new address needs its keys anew: they would be sent there. */
  address?: string | null | undefined
  settings?: Record<string, string> | undefined
  perSecond?: number | undefined
  tellsFrom?: string[] | undefined
  active?: boolean | undefined
}

/** Why an address of the web may not be given to us; undefined: it may. */
export type AddressFault = (url: string) => string | undefined

/**
 * Sets up a provider, switched off until it has its keys. Refusals in order: message_provider_ways_unfit,
 * message_provider_setting_unfit, message_provider_address_refused, message_provider_name_taken.
 */
export async function addProvider(
  tx: Tx,
  box: Box,
  wish: ProviderWish & { kind: ProviderKind; name: string; by: string; faultOf: AddressFault },
  now: Temporal.Instant,
): Promise<ProviderCard> {
  const { kind, name, by } = wish
  const card = KINDS[kind]
  const next = {
    name,
    ways: wish.ways ?? [...card.ways],
    address: wish.address ?? null,
    settings: wish.settings ?? {},
    perSecond: wish.perSecond ?? card.perSecond,
    tellsFrom: wish.tellsFrom ?? [],
  }
  mustFit(kind, next, wish.faultOf)
  await nameIsFree(tx, name, null)
  const id = newId()
  await tx`
    insert into messaging.provider
      (id, kind, name, ways, address, settings, per_second, tells_from, active, made_at, changed_at, changed_by)
    values (${id}, ${kind}, ${name}, ${next.ways}, ${next.address}, ${next.settings}, ${next.perSecond},
            ${next.tellsFrom}::cidr[], false, ${now}, ${now}, ${by})`
  if (card.proves === 'signature' || card.proves === 'secret address')
    await addMessageKey(
      tx,
      box,
      { provider: id, purpose: 'callback', text: newCallbackSecret(), name: null, hours: 0, by },
      now,
    )
  await tx`select pg_notify(${PROVIDERS_CHANGED}, ${id})`
  return oneProvider(tx, id)
}

/**
 * Changes a provider. Refusals in order: message_provider_unknown, message_provider_ways_unfit,
 * message_provider_setting_unfit, message_provider_address_refused, message_provider_name_taken,
 * message_provider_not_ready (switched on without the keys that it needs).
 */
export async function changeProvider(
  tx: Tx,
  wish: ProviderWish & { id: string; by: string; faultOf: AddressFault },
  now: Temporal.Instant,
): Promise<{ before: ProviderCard; after: ProviderCard }> {
  const { id, by } = wish
  await tx`select from messaging.provider where id = ${id} for update`
  const before = await oneProvider(tx, id)
  const moves = wish.address !== undefined && wish.address !== before.address
  const next = {
    name: wish.name ?? before.name,
    ways: wish.ways ?? before.ways,
    address: wish.address === undefined ? before.address : wish.address,
    settings: wish.settings ?? before.settings,
    perSecond: wish.perSecond ?? before.perSecond,
    tellsFrom: wish.tellsFrom ?? before.tellsFrom,
  }
  const elsewhere = moves || next.settings.partnerAddress !== before.settings.partnerAddress
  mustFit(before.kind, next, wish.faultOf)
  await nameIsFree(tx, next.name, id)
  if (elsewhere) await endKeys(tx, id, now)
  const active = (wish.active ?? before.active) && (await isReady(tx, before))
  if (wish.active && !active) throw refuse('message_provider_not_ready')
  await tx`
    update messaging.provider set name = ${next.name}, ways = ${next.ways}, address = ${next.address},
           settings = ${next.settings}, per_second = ${next.perSecond}, tells_from = ${next.tellsFrom}::cidr[],
           active = ${active}, changed_at = ${now}, changed_by = ${by}
     where id = ${id}`
  await tx`select pg_notify(${PROVIDERS_CHANGED}, ${id})`
  return { before, after: await oneProvider(tx, id) }
}

/**
 * Takes in a key that staff give. Refusals in order: message_provider_unknown, message_key_unfit,
 * message_keys_full.
 */
export async function giveMessageKey(
  tx: Tx,
  box: Box,
  given: Parameters<typeof addMessageKey>[2],
  now: Temporal.Instant,
): Promise<Awaited<ReturnType<typeof addMessageKey>>> {
  const { kind } = await oneProvider(tx, given.provider)
  keyMustFit(kind, given)
  return addMessageKey(tx, box, given, now)
}

/** Makes a new secret for the address where it tells us; the one before stays valid for so many hours. */
export async function changeCallback(
  tx: Tx,
  box: Box,
  { provider, hours, by }: { provider: string; hours: number; by: string },
  now: Temporal.Instant,
): Promise<void> {
  await oneProvider(tx, provider)
  const text = newCallbackSecret()
  await addMessageKey(tx, box, { provider, purpose: 'callback', text, name: null, hours, by }, now)
}

/** Ends a key; a provider that cannot do without it is switched off. Refusal: message_key_unknown. */
export async function endMessageKey(
  tx: Tx,
  { id, by }: { id: string; by: string },
  now: Temporal.Instant,
): Promise<Awaited<ReturnType<typeof removeMessageKey>>> {
  const gone = await removeMessageKey(tx, id, now)
  const card = await oneProvider(tx, gone.provider)
  if (card.active && !(await isReady(tx, card)))
    await tx`
      update messaging.provider set active = false, changed_at = ${now}, changed_by = ${by}
       where id = ${card.id}`
  return gone
}

/** Refusal: message_provider_unknown. */
export async function oneProvider(q: Query, id: string): Promise<ProviderCard> {
  const found = (await listProviders(q)).find((one) => one.id === id)
  if (!found) throw refuse('message_provider_unknown')
  return found
}

async function isReady(q: Query, { id, kind }: ProviderCard): Promise<boolean> {
  if (!KINDS[kind].keys.some(({ purpose, needed }) => purpose === 'access' && needed)) return true
  const found = await q`
    select from messaging.provider_key
     where provider_id = ${id} and purpose = 'access' and removed_at is null limit 1`
  return found.length > 0
}

async function endKeys(tx: Tx, provider: string, now: Temporal.Instant): Promise<void> {
  const keys = await tx<{ id: string }>`
    select id from messaging.provider_key
     where provider_id = ${provider} and purpose in ('access', 'partner') and removed_at is null`
  for (const { id } of keys) await removeMessageKey(tx, id, now)
}

async function nameIsFree(tx: Tx, name: string, but: string | null): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended('names of message providers', 0))`
  const taken = await tx`
    select from messaging.provider
     where lower(name) = lower(${name}) and id is distinct from ${but}::uuid`
  if (taken.length > 0) throw refuse('message_provider_name_taken', { name })
}

function mustFit(
  kind: ProviderKind,
  next: Pick<ProviderCard, 'ways' | 'address' | 'settings'>,
  faultOf: AddressFault,
): void {
  const card = KINDS[kind]
  if (next.ways.length === 0 || next.ways.some((way) => !card.ways.includes(way)))
    throw refuse('message_provider_ways_unfit', { kind, may: card.ways })
  for (const name of Object.keys(next.settings))
    if (!card.settings.some((one) => one.name === name))
      throw refuse('message_provider_setting_unfit', { setting: name })
  for (const { name, label, needed, looks } of card.settings) {
    const value = next.settings[name]
    if (value === undefined ? needed : !new RegExp(looks).test(value))
      throw refuse('message_provider_setting_unfit', { setting: name, detail: label })
  }
  if (kind === 'twilio' && !next.settings.from && !next.settings.service)
    throw refuse('message_provider_setting_unfit', { setting: 'from', detail: 'From' })
  const { partnerAddress } = next.settings
  const fault = partnerAddress && faultOf(partnerAddress)
  if (fault) throw refuse('message_provider_address_refused', { detail: fault })
  addressMustFit(kind, next.address, faultOf)
}

/** A mail server may well stand in the house; whatever speaks HTTP is asked on the public internet only. */
function addressMustFit(kind: ProviderKind, address: string | null, faultOf: AddressFault): void {
  if (kind === 'smtp') {
    if (!address || !/^smtps?:\/\/[^\s/@]+$/.test(address) || !URL.canParse(address))
      throw refuse('message_provider_address_refused', {
        detail: 'It is like smtps://mail.example.org:465, without user and password.',
      })
    return
  }
  if (address === null) return
  const fault = faultOf(address)
  if (fault) throw refuse('message_provider_address_refused', { detail: fault })
}
