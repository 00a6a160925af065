/** Message credits bought wholesale: orders, stock, what may be sold of it, and when more is bought. */
export {
  type AlarmFacts,
  STOCK_ALARMS,
  type StockAlarm,
  type StockAlarmKind,
  stockAlarms,
} from './alarms.ts'
export {
  approvePurchase,
  type BudgetNow,
  budgetNow,
  cancelPurchase,
  withdrawPurchase,
} from './approving.ts'
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
  type AssetLine,
  type Burn,
  type Inventory as StockInventory,
  inventoryNow,
  type StockLine,
  type UnitPrices,
} from './inventory.ts'
export {
  addPurchaseFile,
  type PurchaseFile,
  purchaseFiles,
  readPurchaseFile,
} from './invoices.ts'
export { type OnTheWay, unitsOnTheWay } from './on-the-way.ts'
export { type PurchasePayment, paymentsOf, payPurchase, refundPurchase } from './paying.ts'
export {
  changePurchase,
  draftPurchase,
  listPurchases,
  type NewPurchase,
  type NewPurchaseLine,
  type Purchase,
  type PurchaseFilter,
  type PurchaseLine,
  type PurchaseState,
  type PurchaseStep,
  purchaseById,
  setInvoice,
  stepOf,
  submitPurchase,
  unitCostText,
} from './purchases.ts'
export {
  type BalanceReading,
  balanceReadings,
  forgetReadings,
  foundIn,
  lastReadings,
  nextBalancePoll,
  pollBalances,
  type Readable,
  readBalance,
} from './readings.ts'
export {
  closePurchase,
  type PurchaseReceipt,
  type Receiving,
  receiptsOf,
  receivePurchase,
} from './receiving.ts'
export { recoverTax, type TaxRecovery, taxRecoveries, taxToRecover } from './recovering.ts'
export {
  endReorderRule,
  lookAtStock,
  type NewReorderRule,
  type ReorderNow,
  type ReorderRule,
  reorderPoint,
  reorderRules,
  setReorderRule,
} from './reordering.ts'
export {
  compareProviders,
  type DeliveryFigures,
  deliveryFigures,
  type ProviderCompared,
  type StockReturn,
  stockReturns,
} from './returns.ts'
export {
  type StockRules,
  setStockRules,
  setWholesalePrice,
  stockRules,
  stockRulesSoFar,
  type WholesalePrice,
  wholesalePrices,
} from './rules.ts'
