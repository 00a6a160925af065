/** Message credits bought wholesale: orders, stock, what may be sold of it, and when more is bought. */
export {
  dropPromise,
  type FreeStock,
  forgetPromises,
  freeStock,
  mayBeSold,
  promiseStock,
  type SoldOf,
  type StockPart,
  soldOf,
  stockAt,
} from './guard.ts'
export {
  MESSAGE_ASSETS,
  type StockRules,
  setStockRules,
  setWholesalePrice,
  stockRules,
  stockRulesSoFar,
  type WholesalePrice,
  wholesalePrices,
} from './rules.ts'
