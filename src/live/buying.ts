/** The part of the front door that is about queueing and buying: waitlists, packages, gifts, tokens. */

export { type BuyingPolicy, buyingPolicy, setBuyingPolicy } from './buying-policy.ts'
export {
  type Claimed,
  claimGift,
  endGifts,
  type GiftLetter,
  giftBehind,
  nextGiftEnd,
  nextGiftSending,
  sendGifts,
} from './gifts/claiming.ts'
export {
  dropUnpaidGift,
  type GiveGift,
  type GivenGift,
  giftPaid,
  giveGift,
  takeBackGift,
} from './gifts/giving.ts'
export { type GiftState, type GiftView, listGifts, oneGift } from './gifts/reading.ts'
export {
  type BoughtPackage,
  type BuyPackage,
  buyPackage,
  dropUnpaid,
  openPaid,
} from './packages/buying.ts'
export {
  type EndPreview,
  endPackage,
  expirePackages,
  extendPackage,
  nextPackageEnd,
  nextPackageReminder,
  previewEnd,
  remindOfPackages,
} from './packages/ending.ts'
export { lessonsFor } from './packages/lessons.ts'
export {
  offerPackage,
  type PackageOffer,
  packagesOn,
  packageTotal,
  SIZES,
  withdrawOffer,
} from './packages/offers.ts'
export {
  listPackages,
  onePackage,
  type PackageFilter,
  type PackageView,
  packagesOwed,
} from './packages/reading.ts'
export { inTokens, takeTokens, tokenPrice } from './tokens.ts'
export { seatFreed } from './waitlist/handing.ts'
export {
  type AutoWay,
  type JoinWaitlist,
  joinWaitlist,
  leaveWaitlist,
  myPlaces,
  onePlace,
  type Place,
  placeIn,
  queueOf,
  type WaitingState,
  waitingIn,
} from './waitlist/joining.ts'
export {
  closeWaitlists,
  nextFreeSeat,
  nextWaiting,
  nextWaitlistClosing,
  offerFreeSeats,
  seatDue,
  seatWaiting,
} from './waitlist/seating.ts'
