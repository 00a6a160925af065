import type { Query, Tx } from '#base'

/** The limits that staff set. Credits are hundredths; money is smallest units. */
export type Limits = {
  version: number
  /** Bought within 24 hours, what waits to be paid included. */
  dailyCap: bigint
  /** In a wallet, with what is on its way to it. */
  walletCap: bigint
  buyerTriesHour: number
  buyerTriesDay: number
  buyerDeclinesHour: number
  buyerDeclinesDay: number
  cardTriesHour: number
  cardTriesDay: number
  cardDeclinesHour: number
  cardDeclinesDay: number
  /** By how many buyers one card may be used within 30 days. */
  cardBuyers: number
  /** How long credits of a payment that looks risky cannot be spent. */
  delayHours: number
  /** A refund or payment by hand above this is decided by two persons; a currency that is not here: any. */
  secondAbove: Record<string, bigint>
}

type Row = Omit<Limits, 'secondAbove'> & { secondAbove: Record<string, string> }

/** The limits that count now: the newest version. */
export async function limitsNow(q: Query): Promise<Limits> {
  const [row] = await q<Row>`
    select version, daily_cap as "dailyCap", wallet_cap as "walletCap", buyer_tries_hour as "buyerTriesHour",
      buyer_tries_day as "buyerTriesDay", buyer_declines_hour as "buyerDeclinesHour",
      buyer_declines_day as "buyerDeclinesDay", card_tries_hour as "cardTriesHour", card_tries_day as "cardTriesDay",
      card_declines_hour as "cardDeclinesHour", card_declines_day as "cardDeclinesDay", card_buyers as "cardBuyers",
      delay_hours as "delayHours", second_above as "secondAbove"
    from payments.limits order by version desc limit 1`
  const { secondAbove, ...rest } = row!
  const amounts = Object.entries(secondAbove).map(([currency, most]) => [currency, BigInt(most)])
  return { ...rest, secondAbove: Object.fromEntries(amounts) }
}

/** Sets limits as a new version; what was ordered before stays as it is. Answers what was and what is. */
export async function setLimits(
  tx: Tx,
  changes: Partial<Omit<Limits, 'version'>>,
  by: string,
  now: Temporal.Instant,
): Promise<{ before: Limits; after: Limits }> {
  await tx`select pg_advisory_xact_lock(hashtextextended('payments.limits', 4))`
  const before = await limitsNow(tx)
  const after = { ...before, ...changes, version: before.version + 1 }
  const most = Object.entries(after.secondAbove).map(([currency, units]) => [currency, `${units}`])
  await tx`
    insert into payments.limits (version, daily_cap, wallet_cap, buyer_tries_hour, buyer_tries_day, buyer_declines_hour,
      buyer_declines_day, card_tries_hour, card_tries_day, card_declines_hour, card_declines_day, card_buyers,
      delay_hours, second_above, set_by, set_at)
    values (${after.version}, ${after.dailyCap}, ${after.walletCap}, ${after.buyerTriesHour}, ${after.buyerTriesDay},
      ${after.buyerDeclinesHour}, ${after.buyerDeclinesDay}, ${after.cardTriesHour}, ${after.cardTriesDay},
      ${after.cardDeclinesHour}, ${after.cardDeclinesDay}, ${after.cardBuyers}, ${after.delayHours},
      ${Object.fromEntries(most)}, ${by}, ${now})`
  return { before, after }
}
