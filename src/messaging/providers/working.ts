import { atomically, type Db, sql, type Tx } from '#base'
import type { Way } from '../message.ts'
import { NOTICE_DAYS, webhookOf } from './notices.ts'
import type { MessageProviders } from './opening.ts'
import type { Told } from './provider.ts'

/** Who hears what providers tell: the rooms that send, that answer, and that keep what people wish. */
export type Hearing = {
  takeReports(
    tx: Tx,
    provider: string,
    told: readonly Extract<Told, { is: 'report' }>[],
    now: Temporal.Instant,
  ): Promise<unknown>
  takeInbound(
    tx: Tx,
    provider: string,
    told: Extract<Told, { is: 'inbound' }>,
    now: Temporal.Instant,
  ): Promise<unknown>
  suppress(
    tx: Tx,
    wish: {
      organization: null
      way: Way
      address: string
      reason: 'opted_out' | 'complaint' | 'hard_bounce' | 'soft_bounce'
      source: string
    },
    now: Temporal.Instant,
  ): Promise<unknown>
}

/** When the next notice is to be worked. */
export const nextProviderNotice = sql`
  select min(next_try_at) from messaging.provider_notice where next_try_at is not null`

/** Minutes between one try and the next; after the last, staff look at it. */
const PAUSES = [1, 5, 15, 60, 240] as const
const BATCH = 500
const ANSWER_MS = 10_000

type Row = {
  id: string
  provider_id: string
  received_at: Temporal.Instant
  headers: { 'content-type'?: string; query?: string }
  body: Buffer
  attempts: number
}

/**
 * Works the notices that are due, many at a time: what they tell is handed on in the transaction that
 * marks them done, so it is heard once, however often this is begun. Where one of many cannot be worked,
 * they are worked one by one, and that one is tried again later. Gives how many were worked.
 */
export async function workProviderNotices(
  db: Db,
  providers: MessageProviders,
  hearing: Hearing,
  now: Temporal.Instant,
): Promise<number> {
  let worked = 0
  for (;;) {
    const due = await db<{ provider_id: string }>`
      select distinct provider_id from (
        select provider_id from messaging.provider_notice
         where next_try_at <= ${now} order by next_try_at, id limit ${BATCH}) d`
    if (due.length === 0) return worked
    let here = 0
    for (const { provider_id: provider } of due)
      here += await workSome(db, providers, hearing, provider, now)
    if (here === 0) return worked
    worked += here
  }
}

async function workSome(
  db: Db,
  providers: MessageProviders,
  hearing: Hearing,
  provider: string,
  now: Temporal.Instant,
): Promise<number> {
  const work = (most: number) =>
    atomically(db, async (tx) => {
      const rows = await claim(tx, provider, most, now)
      if (rows.length > 0) await hear(tx, providers, hearing, provider, rows, now)
      return rows.length
    })
  try {
    return await work(BATCH)
  } catch {
    // One of them spoils it for all: alone each shows what it is.
    return oneByOne(db, providers, hearing, provider, now)
  }
}

async function oneByOne(
  db: Db,
  providers: MessageProviders,
  hearing: Hearing,
  provider: string,
  now: Temporal.Instant,
): Promise<number> {
  let count = 0
  for (; count < BATCH; count++) {
    let claimed: Row | undefined
    try {
      const found = await atomically(db, async (tx) => {
        const rows = await claim(tx, provider, 1, now)
        claimed = rows[0]
        if (claimed) await hear(tx, providers, hearing, provider, rows, now)
        return rows.length
      })
      if (found === 0) break
    } catch (error) {
      if (!claimed) throw error
      await failed(db, claimed, error as Error, now)
    }
  }
  return count
}

function claim(tx: Tx, provider: string, most: number, now: Temporal.Instant): Promise<Row[]> {
  return tx<Row>`
    select id, provider_id, received_at, headers, body, attempts from messaging.provider_notice
     where provider_id = ${provider} and next_try_at <= ${now}
     order by next_try_at, id limit ${most} for update skip locked`
}

/** Reads what they say, hands it on, and marks them. */
async function hear(
  tx: Tx,
  providers: MessageProviders,
  hearing: Hearing,
  provider: string,
  rows: readonly Row[],
  now: Temporal.Instant,
): Promise<void> {
  const adapter = await providers.adapterOf(provider)
  const told: Told[] = []
  const counts: number[] = []
  for (const row of rows) {
    const webhook = webhookOf(row)
    await adapter.answer?.(webhook, AbortSignal.timeout(ANSWER_MS))
    const said = adapter.tell(webhook, row.received_at)
    told.push(...said)
    counts.push(said.length)
  }
  const reports = told.filter((one) => one.is === 'report')
  if (reports.length > 0) await hearing.takeReports(tx, provider, reports, now)
  for (const one of told) {
    if (one.is === 'inbound') await hearing.takeInbound(tx, provider, one, now)
    else if (one.is !== 'report') await hearing.suppress(tx, wishOf(one), now)
  }
  await tx`
    update messaging.provider_notice n
       set state = case when t.told = 0 then 'ignored' else 'done' end, told = t.told, attempts = attempts + 1,
           worked_at = ${now}, next_try_at = null, error = null
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${counts}::int[]) as t (id, told) where n.id = t.id`
}

/** What is to be heeded from now on, whoever was written for: the provider knows one sender only. */
function wishOf(told: Extract<Told, { is: 'opted_out' | 'complained' | 'bounced' }>) {
  const reason =
    told.is === 'opted_out'
      ? 'opted_out'
      : told.is === 'complained'
        ? 'complaint'
        : told.lasting
          ? 'hard_bounce'
          : 'soft_bounce'
  return {
    organization: null,
    way: told.way,
    address: told.address,
    reason,
    source: told.event.slice(0, 200),
  } as const
}

async function failed(db: Db, row: Row, error: Error, now: Temporal.Instant): Promise<void> {
  const pause = PAUSES[row.attempts]
  const next = pause === undefined ? null : now.add({ minutes: pause })
  const kept = row.received_at.until(now).total('hours') < 24 * NOTICE_DAYS
  await db`
    update messaging.provider_notice
       set state = 'failed', attempts = attempts + 1, worked_at = ${now}, next_try_at = ${kept ? next : null},
           error = ${error.message.slice(0, 2_000) || 'no reason was given'}
     where id = ${row.id} and state in ('received', 'failed')`
}
