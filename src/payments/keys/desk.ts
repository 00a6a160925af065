import { atomically, type Box, type Query, type Tx } from '#base'
import { refuse as refuseOfAll } from '../problems.ts'
import { Busy, type PaymentProvider, Refused, Unknown } from '../provider.ts'
import type { Build } from './keyed.ts'
import {
  addKey,
  type KeyCard,
  type KeyedProvider,
  type KeyPurpose,
  mustFit,
  openKeys,
} from './keys.ts'
import { refuse } from './problems.ts'

/** What is known here of who says the keys, and how a provider is built with them. */
export type KeyDesk = {
  /** Who says the keys of the provider that moves the money here: the sandbox itself, the environment, or staff. */
  from: 'itself' | 'environment' | 'page'
  /** Hosts of its pages to which a form of ours may lead. */
  hosts: readonly string[]
  box(): Box
  build: Record<KeyedProvider, Build>
  house: { sandbox: boolean; production: boolean }
  /** Reads the keys again, after a change of our own. */
  reload(): Promise<void>
  /** Ids of keys that the master secret does not open. */
  shut(): readonly string[]
}

/** Hosts of the providers' pages: where a form's answer may lead (docs/decisions/content-security-policy.md). */
export const HOSTS: Record<KeyedProvider, readonly string[]> = {
  stripe: [
    'https://checkout.stripe.com',
    'https://billing.stripe.com',
    'https://connect.stripe.com',
  ],
  razorpay: ['https://rzp.io', 'https://*.razorpay.com'],
}

/** What a harmless call said about a key. */
export type Checked = { state: 'good' | 'refused' | 'no answer'; says: string }

/** Asks the provider something that changes nothing. */
async function ask(provider: PaymentProvider, now: Temporal.Instant): Promise<Checked> {
  try {
    // Neither moves anything; between them each provider has one that needs its key.
    await provider.balance()
    for await (const _ of provider.movements(now)) break
    return { state: 'good', says: 'The provider takes this key.' }
  } catch (error) {
    if (error instanceof Refused) return { state: 'refused', says: error.message }
    if (error instanceof Unknown || error instanceof Busy)
      return { state: 'no answer', says: error.message }
    throw error
  }
}

const nobody = { own: [], connect: [] }

/** Checks each API key of a provider that is there, by a harmless call under it. Refusal: no_keys_to_check. */
export async function checkKeys(
  desk: KeyDesk,
  q: Query,
  provider: KeyedProvider,
  now: Temporal.Instant,
): Promise<(Checked & { id: string })[]> {
  const { keys } = await openKeys(q, desk.box(), provider)
  const valid = keys.filter(
    ({ purpose, endsAt }) =>
      purpose === 'api' && (!endsAt || Temporal.Instant.compare(endsAt, now) > 0),
  )
  if (valid.length === 0) throw refuse('no_keys_to_check', { provider })
  return Promise.all(
    valid.map(async (key) => ({
      id: key.id,
      ...(await ask(desk.build[provider](key, nobody, null), now)),
    })),
  )
}

/**
 * Takes in a key that staff give: it must look like one and be of this house's world, and an API key is
 * tried by a harmless call before anything is kept. `keep` runs in the transaction that keeps it.
 * Refusals in order: keys_from_environment, key_malformed, key_live_in_sandbox, key_test_in_production,
 * key_refused_there, payment_unsure, keys_full.
 */
export async function giveKey(
  payments: { db: Parameters<typeof atomically>[0]; provider: { id: string }; desk: KeyDesk },
  given: {
    provider: KeyedProvider
    purpose: KeyPurpose
    text: string
    name: string | null
    hours: number
    by: string
  },
  now: Temporal.Instant,
  keep: (tx: Tx, card: KeyCard) => Promise<void>,
): Promise<KeyCard> {
  const { desk } = payments
  const { provider, purpose, text, name } = given
  if (desk.from === 'environment' && payments.provider.id === provider)
    throw refuse('keys_from_environment', { provider })
  const mode = mustFit(given, desk.house)
  if (purpose === 'api') {
    const key = { id: 'new', provider, purpose, name, endsAt: null, text }
    const { state, says } = await ask(desk.build[provider](key, nobody, null), now)
    if (state === 'refused') throw refuse('key_refused_there', { detail: says })
    if (state === 'no answer') throw refuseOfAll('payment_unsure')
  }
  const card = await atomically(payments.db, async (tx) => {
    const made = await addKey(tx, desk.box(), { ...given, mode }, now)
    await keep(tx, made)
    return made
  })
  await desk.reload()
  return card
}
