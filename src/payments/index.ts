/** Orders, the providers that move the money, and what they tell us. README.md has the words. */

// Disputes
export {
  answerDispute,
  type DisputeCard,
  type DisputeDetail,
  decideFault,
  disputeDetail,
  type Fault,
  listDisputes,
  moneyBackState,
  warningsOf,
} from './answering.ts'
// Orders: written before a provider hears of them
export {
  type BillingChanged,
  type BillingSeen,
  billingSeen,
  changeBilling,
  END_BILLING,
  endBilling,
  invoiced,
  payOverdue,
  previewBilling,
  selfService,
} from './billing.ts'
// Paying
export { closeOrder, lookAtOrder, openCheckout, planOnSale } from './checkout.ts'
export { type BuyCredits, buyCredits, quoteCredits } from './credits.ts'
// Discount codes
export {
  type CodeUse,
  codeById,
  type DiscountCode,
  listCodes,
  makeCode,
  type NewCode,
  pauseCode,
  usesOf,
} from './discounts/codes.ts'
// Documents: invoices, receipts, credit notes
export {
  type Document,
  type DocumentCard,
  type DocumentFilter,
  type DocumentKind,
  documentById,
  documentOfBuyer,
  listDocuments,
} from './documents/documents.ts'
export { paperOf } from './documents/paper.ts'
export {
  type BillTo,
  billTo,
  changeBillTo,
  changeSeller,
  type Seller,
  sellerNow,
} from './documents/seller.ts'
export {
  LEFT,
  lines as sheetLines,
  RIGHT,
  room as sheetRoom,
  rule as sheetRule,
  type Sheet,
  SOFT,
  say as sayOnSheet,
  setSheet,
} from './documents/sheet.ts'
// What guards against fraud
export { type LotStop, stopsOf } from './freezing.ts'
// Money back
export type { Part as RefundPart } from './giving.ts'
export { needsSecond } from './guard/alone.ts'
export {
  caseById,
  casesWaiting,
  listCases,
  nextCaseRelease,
  type RiskCase,
  refundCase,
  refundFreed,
  releaseCase,
  releaseDue,
} from './guard/cases.ts'
export { delayFresh } from './guard/judging.ts'
export { type Limits, limitsNow, setLimits } from './guard/limits.ts'
export {
  agreeToRefund,
  declineRefund,
  listWishes,
  type RefundWishCard,
  wishById,
  wishRefund,
} from './guard/second.ts'
export { liftStop, listStops, type StopCard, stopOf } from './guard/tries.ts'
// What providers tell us
export { takeNotice, WORK_NOTICE, workNotice } from './inbox.ts'
export type { Keepers } from './keepers.ts'
// What the operator sets about providers
export { type Checked, checkKeys, giveKey, type KeyDesk } from './keys/desk.ts'
export {
  type KeyCard,
  type KeyedProvider,
  type KeyPurpose,
  listKeys,
  removeKey,
  WINDOW_HOURS_AT_MOST,
} from './keys/keys.ts'
export { listSettings, type ProviderSetting, setProvider } from './keys/settings.ts'
// Message credits, as organizations buy them
export {
  type MessagePart,
  messagesOf as messagesOfLine,
  quoteMessages,
  type SellMessages,
  sellMessages,
} from './messages.ts'
// Methods that people keep with the provider, and refills
export {
  type AddingPage,
  addMethod,
  forgetMethod,
  keepsMethods,
  makeDefault,
  methodsOf,
} from './methods.ts'
// Notices as staff see them
export {
  listInbox,
  type NoticeCard,
  type NoticeFilter,
  noticeDetail,
  replayNotice,
  replayNotices,
} from './noticed.ts'
export {
  type Buyer,
  endOrder,
  type LineKind,
  listOrders,
  type NewLine,
  type NewOrder,
  type Order,
  type OrderLine,
  type OrderState,
  orderById,
  orderLines,
  orderOfBuyer,
  placeOrder,
  type TaxDue,
  type TaxPlace,
} from './order.ts'
// Paying others
export {
  openPayee,
  type PayeeNow,
  type PayeeOwner,
  payeeLink,
  payeeOf,
  sameBank,
  setPayeeBank,
} from './payees.ts'
export { payoutSender } from './paying.ts'
export { openPayments, type Payments, type PaymentsDeps } from './payments.ts'
// What things cost
export {
  type CreditPrice,
  creditPricesNow,
  endPack,
  FACE_CURRENCY,
  listCreditPrices,
  listPacks,
  makePack,
  type Pack,
  refusePriceless,
  setCreditPrice,
  withdrawCreditPrice,
} from './prices/catalogue.ts'
export { type Item, type Quote, quote, type Sale, sell } from './prices/pricing.ts'
export {
  addRate,
  type Conversion,
  listConversions,
  listRates,
  type Rate,
  recordConversion,
  worth,
} from './prices/rates.ts'
export { followTaxes, renewalPrice } from './prices/renewing.ts'
export {
  type BillingCard,
  type ChangePlan,
  type DisputeEvidence,
  type OpenCheckout,
  type Payment,
  type PaymentProvider,
  type PlanOnSale,
  type PlanPreview,
  type ProviderId,
  Refused,
} from './provider.ts'
export { openRazorpay, type RazorpayAccess } from './razorpay/razorpay.ts'
// Money that staff saw arrive
export {
  approveReceipt,
  declineReceipt,
  listReceipts,
  type Receipt,
  type ReceiptCard,
  receiptCard,
  receiptsWaiting,
  recordReceipt,
} from './receipt.ts'
// Reconciling
export {
  balancesNow,
  type DayNow,
  daysThatDiffer,
  explainDay,
  listDays,
  reconcile,
  unmatchedOn,
} from './reconciling.ts'
export {
  creditsOf,
  endRefill,
  LOOK_AT_REFILL,
  lookSoon,
  type OfferRefill,
  type Purse,
  type Refill,
  type RefillRule,
  refillOf,
  setOfferRefill,
  setRefill,
} from './refill-rules.ts'
export { lookAtRefill, lookAtRefills, nextRefill } from './refills.ts'
export {
  bearRefund,
  listRefunds,
  previewRefund,
  type RefundCard,
  type RefundDetail,
  type RefundOrder,
  type RefundPlan,
  refundDetail,
  refundOrder,
  retryRefund,
  withdrawRefund,
} from './refunding.ts'
export {
  type AskRefund,
  askRefund,
  type RefundCause,
  type RefundState,
  refundsOf,
  SEND_REFUND,
} from './refunds.ts'
export { TEST_CARDS } from './sandbox/cards.ts'
export type { Session as SandboxCheckout } from './sandbox/checkout.ts'
export { nextHappening } from './sandbox/due.ts'
export type { PortalNow as SandboxPortal } from './sandbox/portal.ts'
export { type Link as RazorpayLink, TEST_MEANS } from './sandbox/razorpay/checkout.ts'
export {
  type Letter as RazorpayLetter,
  nextAtRazorpay,
  RazorpaySandbox,
} from './sandbox/razorpay/sandbox.ts'
// For the script that writes down what the SDK says of them
export { sandboxOperations } from './sandbox/routes.ts'
export { type Letter, Sandbox } from './sandbox/sandbox.ts'
export type { SavedMethod } from './saved.ts'
export { sendRefund } from './sending.ts'
export { type OrderPaid, type PaidLine, Puzzle } from './settling.ts'
export { openStripe } from './stripe/stripe.ts'
export {
  expireOrders,
  inboxState,
  nextInDoubt,
  nextOrderExpiry,
  settleSandbox,
  sweep,
} from './sweep.ts'
// Tax
export { type Dues, duesBack, duesOf, stillTaxedLater } from './tax/redeeming.ts'
export { type TaxReport, taxReport } from './tax/report.ts'
export {
  addTaxRule,
  listTaxRules,
  placeOf,
  placesSaid,
  sayPlace,
  setTaxHome,
  type TaxGoods,
  type TaxRule,
  taxHome,
  taxTerms,
  withdrawTaxRule,
} from './tax/rules.ts'
export { type PayPayout, pay, type Sent } from './transfers.ts'
export type { LineNow } from './unspent.ts'
