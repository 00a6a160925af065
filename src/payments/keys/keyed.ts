import { atomically, type Box, type Clock, type Db, Ear } from '#base'
import { BadNotice, type PaymentProvider, Refused } from '../provider.ts'
import { KEYS_CHANGED, type KeyedProvider, type OpenKey, openKeys, sealAnew } from './keys.ts'
import { listSettings } from './settings.ts'

/** Builds the adapter for one API key, with every webhook secret that is valid. */
export type Build = (
  key: OpenKey,
  secrets: Record<'own' | 'connect', readonly string[]>,
  account: string | null,
) => PaymentProvider

/** A provider whose keys staff may change while it is in use. */
export type Keyed = {
  provider: PaymentProvider
  /** Reads the keys again: after a change of our own, before the next call. */
  reload(): Promise<void>
  /** Ids of keys that the master secret does not open. */
  shut(): readonly string[]
  close(): void
}

/**
 * A provider that goes by the keys of the database. The newest API key is used; while a window runs, one
 * that the provider refuses (it answered, so nothing was done) gives way to the one before. A notice is
 * genuine by any secret that is valid at its hour. A change is heard by every process.
 */
export async function openKeyed(
  id: KeyedProvider,
  deps: { db: Db; clock: Clock; box: Box; build: Build },
): Promise<Keyed> {
  const { db, clock, box, build } = deps
  let keys: OpenKey[] = []
  let shut: string[] = []
  let account: string | null = null
  let built = new Map<string, PaymentProvider>()
  const reload = async () => {
    const read = await openKeys(db, box, id)
    keys = read.keys
    shut = read.shut
    account = (await listSettings(db)).find(({ provider }) => provider === id)?.account ?? null
    built = new Map()
  }
  await atomically(db, (tx) => sealAnew(tx, box, clock.now()))
  const ear = await new Ear(db, KEYS_CHANGED, reload).open()

  const standing = (): PaymentProvider[] => {
    const now = clock.now()
    const valid = keys.filter(({ endsAt }) => !endsAt || Temporal.Instant.compare(endsAt, now) > 0)
    const texts = (purpose: string) =>
      valid.filter((one) => one.purpose === purpose).map(({ text }) => text)
    const secrets = { own: texts('own'), connect: texts('connect') }
    const name = valid.map((one) => one.id).join()
    return valid
      .filter(({ purpose }) => purpose === 'api')
      .map((key) => {
        const known = `${key.id} ${name}`
        if (!built.has(known)) built.set(known, build(key, secrets, account))
        return built.get(known)!
      })
  }
  return { provider: byKeys(id, standing), reload, shut: () => shut, close: () => ear.close() }
}

/** Refused for its key: nothing was done there, so the same command may go under the other. */
const isGone = (error: unknown) => error instanceof Refused && error.code === 'keys_refused'
const noKeys = () =>
  new Refused('no_keys', 'The keys of the payment provider are not set yet.', false)

type Call = (...given: unknown[]) => unknown

/** Methods that ask nobody: what came in is looked at with the keys of here. */
const ASKS_NOBODY = new Set(['readNotice', 'readReturn'])

function byKeys(id: KeyedProvider, standing: () => PaymentProvider[]): PaymentProvider {
  const inTurn = async (name: string, given: unknown[]) => {
    const all = standing()
    for (const [index, one] of all.entries()) {
      try {
        return await (Reflect.get(one, name) as Call)(...given)
      } catch (error) {
        if (!isGone(error) || index === all.length - 1) throw error
      }
    }
    throw noKeys()
  }
  const here = (name: string, given: unknown[]) => {
    for (const one of standing()) {
      const read = Reflect.get(one, name) as Call | undefined
      const found = read?.(...given)
      if (found !== undefined) return found
    }
    if (name === 'readNotice')
      throw new BadNotice('The keys of the payment provider are not set yet.')
    return undefined
  }
  async function* movements(from: Temporal.Instant) {
    const all = standing()
    for (const [index, one] of all.entries()) {
      const pages = one.movements(from)[Symbol.asyncIterator]()
      let step: Awaited<ReturnType<typeof pages.next>>
      try {
        step = await pages.next()
      } catch (error) {
        if (!isGone(error) || index === all.length - 1) throw error
        continue
      }
      for (; !step.done; step = await pages.next()) yield step.value
      return
    }
    throw noKeys()
  }
  return new Proxy({} as PaymentProvider, {
    get: (_, name) => {
      if (name === 'id') return id
      if (typeof name !== 'string' || name === 'then') return undefined
      if (name === 'movements') return movements
      // What a provider cannot do, it has no method for.
      const [first] = standing()
      if (first && typeof Reflect.get(first, name) !== 'function') return undefined
      return (...given: unknown[]) =>
        ASKS_NOBODY.has(name) ? here(name, given) : inTurn(name, given)
    },
    has: (_, name) => name === 'id' || standing().some((one) => name in one),
  })
}
