import { type Query, raw, type Tx } from '#base'

/** The operator's numbers of queueing and buying. Shares are basis points. */
export type BuyingPolicy = {
  version: number
  /** An offered seat waits this long for an answer; `nearOfferMinutes` where the start is nearer than `nearHours`. */
  offerMinutes: number
  nearHours: number
  nearOfferMinutes: number
  /** A waitlist closes so long before the start. */
  closeMinutes: number
  packageDays: number
  extensionDays: number
  packageDiscountMax: number
  giftDays: number
  /** Hundredths of a token for one credit. */
  tokensPerCredit: bigint
}

const COLUMNS = `
  version, offer_minutes as "offerMinutes", near_hours as "nearHours", near_offer_minutes as "nearOfferMinutes",
  close_minutes as "closeMinutes", package_days as "packageDays", extension_days as "extensionDays",
  package_discount_max as "packageDiscountMax", gift_days as "giftDays", tokens_per_credit as "tokensPerCredit"`

/** The numbers that count now: the newest version. */
export async function buyingPolicy(q: Query): Promise<BuyingPolicy> {
  const [row] = await q<BuyingPolicy>`
    select ${raw(COLUMNS)} from live.buying_policy order by version desc limit 1`
  return row!
}

/** Sets numbers as a new version. Packages, offers and gifts keep what they were made with. */
export async function setBuyingPolicy(
  tx: Tx,
  changes: Partial<Omit<BuyingPolicy, 'version'>>,
  by: string,
  now: Temporal.Instant,
): Promise<BuyingPolicy> {
  await tx`select pg_advisory_xact_lock(hashtextextended('live.buying_policy', 0))`
  const before = await buyingPolicy(tx)
  const n = { ...before, ...changes, version: before.version + 1 }
  await tx`
    insert into live.buying_policy values (${n.version}, ${n.offerMinutes}, ${n.nearHours}, ${n.nearOfferMinutes},
      ${n.closeMinutes}, ${n.packageDays}, ${n.extensionDays}, ${n.packageDiscountMax}, ${n.giftDays},
      ${n.tokensPerCredit}, ${by}, ${now})`
  return n
}
