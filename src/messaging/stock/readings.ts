import { atomically, type Db, eachApart, newId, parseUnits, type Query, sql, type Tx } from '#base'
import { ASSETS, scaleOf, stocks } from '#ledger'
import type { MessageAsset } from '../message.ts'
import { type MessageProvider, ProviderFault } from '../providers/provider.ts'
import { accountThere } from './accounts.ts'
import { type AlarmFacts, setAlarm } from './alarms.ts'
import { onOrder } from './inventory.ts'
import { type OnTheWay, unitsOnTheWay } from './on-the-way.ts'
import { MESSAGE_ASSETS, type StockRules, stockRules } from './rules.ts'
import { tolerance } from './tolerance.ts'

/** A provider that may be asked what it has. */
export type Readable = Pick<MessageProvider, 'id' | 'balance'>

export type BalanceReading = {
  id: string
  provider: string
  /** Units of an asset, or money; neither where it could not be read. */
  asset: MessageAsset | null
  currency: string | null
  amount: string | null
  /** Our books at that moment; of money in smallest units, null where they have nothing to hold it against. */
  ours: bigint | null
  onTheWay: bigint | null
  fault: string | null
  readAt: Temporal.Instant
}

const PATIENCE = 10_000

/**
 * Asks one provider what it has, writes the answer down, and looks whether our books say the same: a
 * difference beyond what may be raises an alarm, a fit ends it. Money is held against what purchases put into the
 * account there (`accountThere`), unless the provider says its units too. What is ordered may be there before it is
 * recorded here. `watch` false: only read and written down.
 * Answers what was read; nothing where the provider cannot be asked.
 */
export async function readBalance(
  db: Db,
  provider: Readable,
  now: Temporal.Instant,
  onTheWay: OnTheWay = unitsOnTheWay,
  watch = true,
): Promise<BalanceReading[]> {
  if (!provider.balance) {
    await atomically(db, (tx) => askAgain(tx, provider.id, now.add({ hours: 24 })))
    return []
  }
  let said: { asset?: string; currency?: string; amount: string }[]
  try {
    said = await provider.balance(AbortSignal.timeout(PATIENCE))
  } catch (error) {
    const fault = error instanceof ProviderFault ? `${error.code}: ${error.message}` : 'no answer'
    return atomically(db, async (tx) => {
      const { pollMinutes } = await stockRules(tx)
      await askAgain(tx, provider.id, now.add({ minutes: pollMinutes }))
      return [await write(tx, { provider: provider.id, fault: fault.slice(0, 500) }, now)]
    })
  }
  return atomically(db, (tx) => take(tx, provider.id, said, { onTheWay, watch }, now))
}

type Said = { asset?: string; currency?: string; amount: string }
type Looking = { rules: StockRules; onTheWay: OnTheWay; watch: boolean }

async function take(
  tx: Tx,
  provider: string,
  said: readonly Said[],
  how: { onTheWay: OnTheWay; watch: boolean },
  now: Temporal.Instant,
): Promise<BalanceReading[]> {
  const rules = await stockRules(tx)
  const here = await stocks(tx, { provider })
  const coming = await onOrder(tx, ['approved'])
  const inUnits = said.some(({ asset }) => assetCalled(asset))
  const read: BalanceReading[] = []
  for (const { asset: named, currency, amount } of said) {
    const asset = assetCalled(named)
    if (!asset || !/^-?\d{1,15}(\.0*)?$/.test(amount)) {
      const money = { provider, currency: currency ?? named ?? '?', amount }
      read.push(await takeMoney(tx, money, { rules, ...how, watch: how.watch && !inUnits }, now))
      continue
    }
    const theirs = BigInt(amount.split('.')[0]!)
    const ours = here.find((one) => one.asset === asset)?.owned ?? 0n
    const going = await how.onTheWay(tx, provider, asset)
    read.push(await write(tx, { provider, asset, amount: `${theirs}`, ours, onTheWay: going }, now))
    if (!how.watch) continue
    const may = tolerance(rules, ours)
    const ordered =
      coming.find((one) => one.provider === provider && one.asset === asset)?.units ?? 0n
    const wrong = theirs > ours + ordered + may || theirs < ours - going - may
    const facts = drift({ theirs, ours, onTheWay: going, may })
    await setAlarm(tx, { kind: 'drift', provider, of: asset }, wrong ? facts : undefined, now)
  }
  await askAgain(tx, provider, now.add({ minutes: rules.pollMinutes }))
  return read
}

const assetCalled = (named: string | undefined) => MESSAGE_ASSETS.find((one) => one === named)

/** An account in money: as much should be left as purchases put in, less what is used. */
async function takeMoney(
  tx: Tx,
  { provider, currency, amount }: { provider: string; currency: string; amount: string },
  { rules, onTheWay, watch }: Looking,
  now: Temporal.Instant,
): Promise<BalanceReading> {
  const theirs = ASSETS.get(currency)?.kind === 'currency' ? unitsIn(amount, currency) : undefined
  const should =
    watch && theirs !== undefined
      ? await accountThere(tx, provider, currency, rules, onTheWay)
      : undefined
  const { ours = null, onTheWay: going = null } = should ?? {}
  if (watch) {
    const wrong =
      should &&
      (theirs! > should.ours + should.ordered + should.may ||
        theirs! < should.ours - should.onTheWay - should.may)
    const facts = wrong ? drift({ ...should, theirs: theirs! }) : undefined
    await setAlarm(tx, { kind: 'drift', provider, of: currency }, facts, now)
  }
  return write(tx, { provider, currency, amount, ours, onTheWay: going }, now)
}

/** Providers tell parts of a cent, too: what is less than the smallest unit does not count. */
function unitsIn(amount: string, currency: string): bigint | undefined {
  const [whole = '', places = ''] = amount.split('.')
  const scale = scaleOf(currency)
  return parseUnits(
    scale === 0 ? whole : `${whole}.${places.slice(0, scale).padEnd(scale, '0')}`,
    scale,
  )
}

const drift = ({ theirs, ours, onTheWay, may }: Drift): AlarmFacts => ({
  theirs: `${theirs}`,
  ours: `${ours}`,
  onTheWay: `${onTheWay}`,
  tolerance: `${may}`,
})
type Drift = Record<'theirs' | 'ours' | 'onTheWay' | 'may', bigint>

async function write(
  tx: Tx,
  given: { provider: string } & Partial<BalanceReading>,
  now: Temporal.Instant,
): Promise<BalanceReading> {
  const empty = {
    asset: null,
    currency: null,
    amount: null,
    ours: null,
    onTheWay: null,
    fault: null,
  }
  const one = { ...empty, ...given, id: newId(), readAt: now }
  await tx`
    insert into messaging.balance_reading (id, provider, asset, currency, amount, ours, on_the_way, fault, read_at)
    values (${one.id}, ${one.provider}, ${one.asset}, ${one.currency}, ${one.amount}, ${one.ours}, ${one.onTheWay},
      ${one.fault}, ${now})`
  return one
}

/** When a provider is asked next. */
async function askAgain(tx: Tx, provider: string, at: Temporal.Instant): Promise<void> {
  await tx`
    insert into messaging.balance_poll (provider, next_at) values (${provider}, ${at})
    on conflict (provider) do update set next_at = excluded.next_at`
}

/** Stock was bought there: from now on it is asked. */
export async function beginAsking(tx: Tx, provider: string, now: Temporal.Instant): Promise<void> {
  await tx`
    insert into messaging.balance_poll (provider, next_at) values (${provider}, ${now})
    on conflict (provider) do nothing`
}

/** When the next provider is to be asked. */
export const nextBalancePoll = sql`select min(next_at) from messaging.balance_poll`

/** Asks every provider whose time has come, one beside the other. Answers how many. */
export async function pollBalances(
  db: Db,
  open: (provider: string) => Promise<Readable | undefined>,
  now: Temporal.Instant,
  onTheWay: OnTheWay = unitsOnTheWay,
): Promise<number> {
  const due = await db<{ provider: string }>`
    select provider from messaging.balance_poll where next_at <= ${now} order by next_at, provider`
  return eachApart(
    due,
    async ({ provider }) => {
      const opened = await open(provider)
      const read = await readBalance(db, opened ?? { id: provider }, now, onTheWay)
      return read.length > 0
    },
    4,
  )
}

/** What a provider has of an asset by its own word of this moment; undefined where that cannot be read. */
export function foundIn(
  readings: readonly BalanceReading[],
  asset: MessageAsset,
): bigint | undefined {
  const one = readings.find((reading) => reading.asset === asset)
  return one?.amount ? BigInt(one.amount) : undefined
}

/** Readings, newest first. */
export function balanceReadings(
  q: Query,
  {
    provider,
    asset,
    limit = 100,
  }: { provider?: string | undefined; asset?: MessageAsset | undefined; limit?: number } = {},
): Promise<BalanceReading[]> {
  return q<BalanceReading>`
    select id, provider, asset, currency, amount, ours, on_the_way as "onTheWay", fault, read_at as "readAt"
    from messaging.balance_reading
    where (${provider ?? null}::text is null or provider = ${provider ?? null})
      and (${asset ?? null}::text is null or asset = ${asset ?? null})
    order by read_at desc, id desc limit ${limit}`
}

/** The last word of every provider on each of its assets. */
export function lastReadings(q: Query): Promise<BalanceReading[]> {
  return q<BalanceReading>`
    select distinct on (provider, asset, currency) id, provider, asset, currency, amount, ours,
      on_the_way as "onTheWay", fault, read_at as "readAt"
    from messaging.balance_reading order by provider, asset, currency, read_at desc, id desc`
}

/** Forgets readings of more than 400 days. */
export async function forgetReadings(tx: Tx, now: Temporal.Instant): Promise<number> {
  const gone = await tx`
    delete from messaging.balance_reading where read_at < ${now.subtract({ hours: 24 * 400 })} returning 1 as one`
  return gone.length
}
