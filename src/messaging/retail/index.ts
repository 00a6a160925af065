/** Message credits as they are sold: what units cost, what is on sale for whom, and what each sale was. */
export {
  type Chosen,
  MOST_AT_ONCE,
  type Offer,
  type Organization,
  offerFor,
  offersFor,
} from './offers.ts'
export { noteSale } from './sales.ts'
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
