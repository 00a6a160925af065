import { atomically, Box, type Clock, type Config, type Db, Ear, type Query, secretOf } from '#base'
import type { Way } from '../message.ts'
import { type Adapter, type Given, KeyRefused, notSet } from './adapter.ts'
import { gupshup } from './gupshup/gupshup.ts'
import {
  type OpenMessageKey,
  openMessageKeys,
  PROVIDERS_CHANGED,
  sealMessageKeysAnew,
} from './keys.ts'
import { KINDS } from './kinds.ts'
import { msg91 } from './msg91/msg91.ts'
import { refuse } from './problems.ts'
import type { MessageProvider, Outgoing, ProviderKind, Submitted } from './provider.ts'
import { sandbox } from './sandbox/sandbox.ts'
import { sendgrid } from './sendgrid/sendgrid.ts'
import { ses } from './ses/ses.ts'
import { smtp } from './smtp/smtp.ts'
import { twilio } from './twilio/twilio.ts'
import { whatsappCloud } from './whatsapp-cloud/whatsapp-cloud.ts'

/** A provider as it is configured; its keys are elsewhere, sealed. */
export type ProviderCard = {
  id: string
  kind: ProviderKind
  name: string
  ways: Way[]
  address: string | null
  settings: Record<string, string>
  perSecond: number
  tellsFrom: string[]
  active: boolean
  changedAt: Temporal.Instant
  changedBy: string
}

/** Every provider that is configured here, ready to be asked. Closed by who opened it. */
export type MessageProviders = {
  /** Those that are switched on, by name. */
  all(): Promise<ProviderCard[]>
  /** One of them, also when it is switched off (notices still come). Refusal: message_provider_unknown. */
  of(id: string): Promise<MessageProvider>
  /** For notices: what checks and reads them, with the keys of now. */
  adapterOf(id: string): Promise<Adapter & Pick<MessageProvider, 'id' | 'kind'>>
  cardOf(id: string): Promise<ProviderCard>
  /** Secrets that the address of its notices may end in. */
  callbacksOf(id: string): Promise<string[]>
  /** Ids of keys that the master secret does not open. */
  shut(): Promise<readonly string[]>
  /** Reads everything again, after a change of our own. */
  reload(): Promise<void>
  box: Box
  close(): void
}

const BUILD: Record<ProviderKind, (given: Given) => Adapter> = {
  msg91,
  gupshup,
  twilio,
  sendgrid,
  ses,
  smtp,
  whatsapp_cloud: whatsappCloud,
  sandbox,
}

type Opening = {
  db: Db
  clock: Clock
  config: Pick<Config, 'url' | 'secret' | 'secretsBefore' | 'home'>
  /** Where tests stand in for Amazon's certificates and topics. */
  amazon?: Pick<Given, 'certificate' | 'confirm'>
}

type Built = {
  card: ProviderCard
  adapters: { adapter: Adapter; endsAt: Temporal.Instant | null }[]
}
type Read = {
  cards: ProviderCard[]
  keys: OpenMessageKey[]
  shut: string[]
  built: Map<string, Built>
}

/**
 * Opens the providers of messages. What is configured is read once and heard of when it changes, in every
 * process. While one key takes another's place, what the new one is refused for goes under the old.
 */
export async function openProviders(deps: Opening): Promise<MessageProviders> {
  const { db, clock, config } = deps
  const box = new Box('keys of message providers', secretOf(config as Config), config.secretsBefore)
  await atomically(db, (tx) => sealMessageKeysAnew(tx, box, clock.now()))
  let known: Promise<Read> | undefined
  const forget = async () => {
    const before = known
    known = undefined
    for (const { adapters } of (await before?.catch(() => undefined))?.built.values() ?? [])
      for (const { adapter } of adapters) adapter.close?.()
  }
  const read = () => {
    known ??= readAll(db, box)
    known.catch(() => {
      known = undefined
    })
    return known
  }
  const ear = await new Ear(db, PROVIDERS_CHANGED, forget).open()
  const builtOf = async (id: string): Promise<Built> => {
    const all = await read()
    const card = cardIn(all, id)
    const found = all.built.get(id)
    if (found) return found
    const made = { card, adapters: build(card, all.keys, deps) }
    all.built.set(id, made)
    return made
  }
  const valid = (endsAt: Temporal.Instant | null) => isValid(endsAt, clock.now())
  const standing = async (id: string) => {
    const { card, adapters } = await builtOf(id)
    return {
      card,
      adapters: adapters.filter(({ endsAt }) => valid(endsAt)).map(({ adapter }) => adapter),
    }
  }
  return {
    all: async () => (await read()).cards.filter(({ active }) => active),
    cardOf: async (id) => cardIn(await read(), id),
    of: async (id) => {
      const { card, adapters } = await standing(id)
      return provider(card, adapters)
    },
    adapterOf: async (id) => {
      const { card, adapters } = await standing(id)
      const [adapter] = adapters
      if (!adapter) throw refuse('message_provider_not_ready')
      return Object.assign(Object.create(adapter) as Adapter, { id: card.id, kind: card.kind })
    },
    callbacksOf: async (id) =>
      (await read()).keys
        .filter((key) => key.provider === id && key.purpose === 'callback' && valid(key.endsAt))
        .map(({ text }) => text),
    shut: async () => (await read()).shut,
    reload: forget,
    box,
    close: () => {
      ear.close()
      void forget()
    },
  }
}

function cardIn({ cards }: Read, id: string): ProviderCard {
  const card = cards.find((one) => one.id === id)
  if (!card) throw refuse('message_provider_unknown')
  return card
}

async function readAll(db: Db, box: Box): Promise<Read> {
  const cards = await listProviders(db)
  return { cards, ...(await openMessageKeys(db, box)), built: new Map() }
}

/** Every provider that was ever set up, by name. */
export function listProviders(q: Query): Promise<ProviderCard[]> {
  return q<ProviderCard>`
    select id, kind, name, ways, address, settings, per_second as "perSecond", tells_from::text[] as "tellsFrom",
           active, changed_at as "changedAt", changed_by as "changedBy"
      from messaging.provider order by lower(name)`
}

/** One adapter for each access key, the newest first; one without where the kind needs none. */
function build(
  card: ProviderCard,
  keys: readonly OpenMessageKey[],
  { db, clock, config, amazon }: Opening,
): Built['adapters'] {
  const own = keys.filter(({ provider }) => provider === card.id)
  const texts = (purpose: string) =>
    own.filter((key) => key.purpose === purpose).map(({ text }) => text)
  const [secret] = texts('callback')
  const make = BUILD[card.kind]
  const given = {
    id: card.id,
    ways: card.ways,
    address: addressOf(card),
    settings: card.settings,
    partner: texts('partner')[0],
    signing: () =>
      own
        .filter(({ purpose, endsAt }) => purpose === 'signing' && isValid(endsAt, clock.now()))
        .map(({ text }) => text),
    callback: secret && callbackOf(config, card.id, secret),
    now: () => clock.now(),
    db,
    ...amazon,
  }
  const access = own.filter(({ purpose }) => purpose === 'access')
  const needed = KINDS[card.kind].keys.some((one) => one.purpose === 'access' && one.needed)
  if (access.length === 0 && !needed)
    return [{ adapter: make({ ...given, access: undefined }), endsAt: null }]
  return access.map(({ name, text, endsAt }) => ({
    adapter: make({ ...given, access: { name, text } }),
    endsAt,
  }))
}

const isValid = (endsAt: Temporal.Instant | null, now: Temporal.Instant) =>
  endsAt === null || Temporal.Instant.compare(endsAt, now) > 0

/** The public address where a provider is to tell us what became of a message. */
export const callbackOf = ({ url }: Pick<Config, 'url'>, id: string, secret: string) =>
  `${url}/api/webhooks/messages/${id}/${secret}`

/** Where it is asked. */
export function addressOf({ kind, address, settings }: ProviderCard): string {
  if (address) return address.replace(/\/+$/, '')
  if (kind === 'ses') return `https://email.${settings.region}.amazonaws.com`
  return KINDS[kind].address ?? ''
}

function provider(card: ProviderCard, adapters: readonly Adapter[]): MessageProvider {
  const [first] = adapters
  const inTurn = async <Result>(ask: (adapter: Adapter) => Promise<Result>): Promise<Result> => {
    for (const [index, adapter] of adapters.entries()) {
      try {
        return await ask(adapter)
      } catch (error) {
        if (!(error instanceof KeyRefused) || index === adapters.length - 1) throw error
      }
    }
    throw notSet('This provider has no keys yet.')
  }
  return {
    kind: card.kind,
    id: card.id,
    ways: card.ways,
    send: (outgoing: Outgoing, signal: AbortSignal): Promise<Submitted> =>
      inTurn((adapter) => adapter.send(outgoing, signal)),
    ...(first?.balance && { balance: (signal) => inTurn((adapter) => adapter.balance!(signal)) }),
    ...(first?.lookUp && {
      lookUp: (ref, signal) => inTurn((adapter) => adapter.lookUp!(ref, signal)),
    }),
    async read(webhook, now) {
      if (!first) throw refuse('message_provider_not_ready')
      await first.check(webhook, now)
      return first.tell(webhook, now)
    },
  }
}
