/** Message credits as they are sold: what units cost, what is on sale for whom, and what each sale was. */
export {
  type CatalogueItem,
  listCatalogue,
  makeOffer,
  type NewOffer,
  type OfferTerms,
  type OfferVersion,
  reviseOffer,
  withdrawOffer,
} from './catalogue.ts'
export { ladderNow, type NamedStep } from './deals.ts'
export { type Inversion, inversions, type Ladder } from './ladder.ts'
export {
  type Chosen,
  MOST_AT_ONCE,
  type Offer,
  type Organization,
  offerFor,
  offersFor,
} from './offers.ts'
export {
  type OfferPerformance,
  type OfferSale,
  type Performance,
  type SalesFilter,
  type SalesReport,
  salesOf,
  salesReport,
} from './performance.ts'
export { perMille, type Ratio, ratio, rounded } from './ratio.ts'
export {
  breakEven,
  type Part,
  priceFor,
  type Reckoned,
  type ReckonedWith,
  reckon,
} from './reckoning.ts'
export {
  type Bundle,
  endBundle,
  endPromotion,
  listBundles,
  listPromotions,
  makeBundle,
  makePromotion,
  type NewBundle,
  type NewPromotion,
  type Promotion,
} from './reductions.ts'
export { noteSale, packagesByKey } from './sales.ts'
export {
  listTerms,
  MESSAGE_ASSETS,
  type NewTerms,
  type Rates,
  type RetailTerms,
  setTerms,
  termsNow,
  withdrawTerms,
} from './terms.ts'
export { type Sized, type UnitRules, unitsOf } from './units.ts'
