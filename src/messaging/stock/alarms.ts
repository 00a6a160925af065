import { newId, type Query, record, type Tx } from '#base'
import type { MessageAsset } from '../message.ts'

export const STOCK_ALARMS = ['drift', 'low', 'oversold'] as const
export type StockAlarmKind = (typeof STOCK_ALARMS)[number]

/** What an alarm says; units as text. */
export type AlarmFacts = Record<string, string | number | null>

export type StockAlarm = {
  id: string
  kind: StockAlarmKind
  /** Empty where all providers together are meant. */
  provider: string
  asset: MessageAsset
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

type Which = { kind: StockAlarmKind; provider: string; asset: MessageAsset }

/**
 * What was looked at stands so now: `facts` where something is wrong, undefined where it fits. Told once when
 * it begins; it ends by itself. Answers whether it began, goes on, or ended.
 */
export async function setAlarm(
  tx: Tx,
  { kind, provider, asset }: Which,
  facts: AlarmFacts | undefined,
  now: Temporal.Instant,
): Promise<'begun' | 'on' | 'ended' | 'none'> {
  if (!facts) {
    const [ended] = await tx<{ id: string }>`
      update messaging.stock_alarm set closed_at = ${now}, looked_at = ${now}
      where kind = ${kind} and provider = ${provider} and asset = ${asset} and closed_at is null returning id`
    if (!ended) return 'none'
    const about = { type: 'stock_alarm', id: ended.id }
    await record(tx, {
      kind: 'stock.fits_again',
      about,
      at: now,
      data: { alarm: kind, provider, asset },
    })
    return 'ended'
  }
  const id = newId()
  const [row] = await tx<{ id: string }>`
    insert into messaging.stock_alarm (id, kind, provider, asset, facts, opened_at, looked_at)
    values (${id}, ${kind}, ${provider}, ${asset}, ${facts}, ${now}, ${now})
    on conflict (kind, provider, asset) where closed_at is null
      do update set facts = excluded.facts, looked_at = excluded.looked_at
    returning id`
  if (row!.id !== id) return 'on'
  const about = { type: 'stock_alarm', id }
  await record(tx, { kind: FACT[kind], about, at: now, data: { provider, asset, ...facts } })
  return 'begun'
}

/** Alarms, those that are open first, the newest first. */
export function stockAlarms(
  q: Query,
  { open, limit = 50 }: { open?: boolean | undefined; limit?: number } = {},
): Promise<StockAlarm[]> {
  return q<StockAlarm>`
    select id, kind, provider, asset, facts, opened_at as "openedAt", looked_at as "lookedAt", closed_at as "closedAt"
    from messaging.stock_alarm
    where ${open ?? null}::boolean is null or (closed_at is null) = ${open ?? null}
    order by closed_at is not null, opened_at desc, id desc limit ${limit}`
}
