/** What organizations have to send with: bought, given, run out, and who may not spend it for now. */
export { type BuyOffer, buyOffer, keepNoStock, quoteOffer } from './buying.ts'
export {
  refuseSuspended,
  resume as resumeMessages,
  type Suspension,
  suspend as suspendMessages,
  suspensionNow,
  suspensionsOf,
} from './suspending.ts'
export { type MessageWallet, walletOf } from './wallet.ts'
