import { atomically, type Db, eachApart, newId, type Query, sql, type Tx } from '#base'
import { stocks } from '#ledger'
import type { MessageAsset } from '../message.ts'
import { type MessageProvider, ProviderFault } from '../providers/provider.ts'
import { setAlarm } from './alarms.ts'
import { onOrder } from './inventory.ts'
import { type OnTheWay, unitsOnTheWay } from './on-the-way.ts'
import { MESSAGE_ASSETS, stockRules } from './rules.ts'
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
  /** Our books at that moment. */
  ours: bigint | null
  onTheWay: bigint | null
  fault: string | null
  readAt: Temporal.Instant
}

const PATIENCE = 10_000

/**
 * Asks one provider what it has, writes the answer down, and looks whether our books say the same: a
 * difference beyond what may be raises an alarm, a fit ends it. Money cannot be held against units; it is
 * shown. What is ordered may be there before it is recorded here. `watch` false: only read and written down.
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

async function take(
  tx: Tx,
  provider: string,
  said: readonly { asset?: string; currency?: string; amount: string }[],
  { onTheWay, watch }: { onTheWay: OnTheWay; watch: boolean },
  now: Temporal.Instant,
): Promise<BalanceReading[]> {
  const rules = await stockRules(tx)
  const here = await stocks(tx, { provider })
  const coming = await onOrder(tx, ['approved'])
  const read: BalanceReading[] = []
  for (const { asset: named, currency, amount } of said) {
    const asset = MESSAGE_ASSETS.find((one) => one === named)
    if (!asset || !/^-?\d{1,15}(\.0*)?$/.test(amount)) {
      read.push(await write(tx, { provider, currency: currency ?? named ?? '?', amount }, now))
      continue
    }
    const theirs = BigInt(amount.split('.')[0]!)
    const ours = here.find((one) => one.asset === asset)?.owned ?? 0n
    const going = await onTheWay(tx, provider, asset)
    read.push(await write(tx, { provider, asset, amount: `${theirs}`, ours, onTheWay: going }, now))
    const may = tolerance(rules, ours)
    const ordered =
      coming.find((one) => one.provider === provider && one.asset === asset)?.units ?? 0n
    if (!watch) continue
    const wrong = theirs > ours + ordered + may || theirs < ours - going - may
    await setAlarm(
      tx,
      { kind: 'drift', provider, asset },
      wrong
        ? { theirs: `${theirs}`, ours: `${ours}`, onTheWay: `${going}`, tolerance: `${may}` }
        : undefined,
      now,
    )
  }
  await askAgain(tx, provider, now.add({ minutes: rules.pollMinutes }))
  return read
}

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
