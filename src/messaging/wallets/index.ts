/** What organizations have to send with: bought, given, run out, and who may not spend it for now. */
export { type Burn as WalletBurn, burnOf } from './burning.ts'
export { type BuyOffer, buyOffer, keepNoStock, quoteOffer } from './buying.ts'
export { nextExpiryWarning, warnOfExpiry } from './expiring.ts'
export {
  agreeToBonus,
  type Bonus,
  bonusesOf,
  bonusesWaiting,
  declineBonus,
  giveBonus,
  type NewBonus,
} from './giving.ts'
export {
  listWallets,
  type Purchase as MessagePurchase,
  purchasesOf,
  type WalletRow,
} from './listing.ts'
export { type AutoRefill, setAutoRefill } from './refilling.ts'
export { type WalletEntry, walletStatement } from './statement.ts'
export {
  refuseSuspended,
  resume as resumeMessages,
  type Suspension,
  suspend as suspendMessages,
  suspensionNow,
  suspensionsOf,
} from './suspending.ts'
export { type Upsell, upsellFor } from './upselling.ts'
export {
  type Consumer as MessageConsumer,
  consumers as messageConsumers,
  type Usage as MessageUsage,
  type UsageFilter as MessageUsageFilter,
  usageOf as messageUsage,
} from './usage.ts'
export { type MessageWallet, walletOf } from './wallet.ts'
export {
  nextWatch,
  setWatch,
  type Watch,
  watchesOf,
  watchWallet,
  watchWallets,
} from './watching.ts'
