import { versionsIn } from './numbers/versions.ts'

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

export const BUYING = versionsIn<BuyingPolicy>('buying_policy', [
  'version',
  'offerMinutes',
  'nearHours',
  'nearOfferMinutes',
  'closeMinutes',
  'packageDays',
  'extensionDays',
  'packageDiscountMax',
  'giftDays',
  'tokensPerCredit',
])

/** The numbers that count now: the newest version. */
export const buyingPolicy = BUYING.now
/** Sets numbers as a new version. Packages, offers and gifts keep what they were made with. */
export const setBuyingPolicy = BUYING.set
