import { newId, type Query, record, type Tx } from '#base'
import type { MessageAsset } from '../message.ts'
import { MESSAGE_ASSETS } from './rules.ts'

export const STOCK_ALARMS = ['drift', 'low', 'oversold'] as const
export type StockAlarmKind = (typeof STOCK_ALARMS)[number]

/** What an alarm says; units as text, money in smallest units. */
export type AlarmFacts = Record<string, string | number | null>

export type StockAlarm = {
  id: string
  kind: StockAlarmKind
  /** Empty where all providers together are meant. */
  provider: string
  /** Of which messages; or, where a provider's account is in money, of which currency. */
  asset: MessageAsset | null
  currency: string | null
  facts: AlarmFacts
  openedAt: Temporal.Instant
  lookedAt: Temporal.Instant
  closedAt: Temporal.Instant | null
}

const FACT = {
  drift: 'stock.drifted',
  low: 'stock.low',
  oversold: 'stock.oversold',
} as const satisfies Record<StockAlarmKind, string>

/** `of`: messages of a kind, or the currency of an account. */
type Which = { kind: StockAlarmKind; provider: string; of: string }

/**
 * What was looked at stands so now: `facts` where something is wrong, undefined where it fits. Told once when
 * it begins; it ends by itself. Answers whether it began, goes on, or ended.
 */
export async function setAlarm(
  tx: Tx,
  { kind, provider, of }: Which,
  facts: AlarmFacts | undefined,
  now: Temporal.Instant,
): Promise<'begun' | 'on' | 'ended' | 'none'> {
  const asset = isAsset(of) ? of : null
  const currency = asset ? null : of
  if (!facts) {
    const [ended] = await tx<{ id: string }>`
      update messaging.stock_alarm set closed_at = ${now}, looked_at = ${now}
      where kind = ${kind} and provider = ${provider} and of = ${of} and closed_at is null returning id`
    if (!ended) return 'none'
    const about = { type: 'stock_alarm', id: ended.id }
    await record(tx, {
      kind: 'stock.fits_again',
      about,
      at: now,
      data: { alarm: kind, provider, asset, currency },
    })
    return 'ended'
  }
  const id = newId()
  const [row] = await tx<{ id: string }>`
    insert into messaging.stock_alarm (id, kind, provider, of, facts, opened_at, looked_at)
    values (${id}, ${kind}, ${provider}, ${of}, ${facts}, ${now}, ${now})
    on conflict (kind, provider, of) where closed_at is null
      do update set facts = excluded.facts, looked_at = excluded.looked_at
    returning id`
  if (row!.id !== id) return 'on'
  const about = { type: 'stock_alarm', id }
  await record(tx, {
    kind: FACT[kind],
    about,
    at: now,
    data: { provider, asset, currency, ...facts },
  })
  return 'begun'
}

const isAsset = (of: string): of is MessageAsset => MESSAGE_ASSETS.some((one) => one === of)

/** Alarms, those that are open first, the newest first. */
export async function stockAlarms(
  q: Query,
  { open, limit = 50 }: { open?: boolean | undefined; limit?: number } = {},
): Promise<StockAlarm[]> {
  const rows = await q<Omit<StockAlarm, 'asset' | 'currency'> & { of: string }>`
    select id, kind, provider, of, facts, opened_at as "openedAt", looked_at as "lookedAt", closed_at as "closedAt"
    from messaging.stock_alarm
    where ${open ?? null}::boolean is null or (closed_at is null) = ${open ?? null}
    order by closed_at is not null, opened_at desc, id desc limit ${limit}`
  return rows.map(({ of, ...row }) => ({
    ...row,
    asset: isAsset(of) ? of : null,
    currency: isAsset(of) ? null : of,
  }))
}
