/** The ledger: the only place where a balance changes. README.md has the words. */
export { type Address, address, type Owner, PLATFORM, PURPOSES, type Purpose } from './accounts.ts'
export {
  AGES,
  type Age,
  type AgedPayable,
  agedPayables,
  type Outstanding,
  outstanding,
} from './ageing.ts'
export { ASSETS, type Asset, type AssetKind, scaleOf, value } from './assets.ts'
export {
  type AccountRef,
  type AsOf,
  balance,
  type StatementEntry,
  type StatementOptions,
  statement,
  takeSnapshots,
} from './balances.ts'
export {
  type BalanceSheet,
  balanceSheet,
  deferredRollForward,
  type Payable,
  type ProfitAndLoss,
  payables,
  profitAndLoss,
  type RollForward,
  type Sheet,
  type SoldAndUsed,
  soldAndUsedByWeek,
  type TrialLine,
  trialBalance,
} from './books.ts'
export { reverse } from './correcting.ts'
export { type ExportFormat, exportBooks } from './export.ts'
export {
  closeAccount,
  freezeAccount,
  freezeLots,
  type Lots,
  type RollOver,
  rollOver,
  setFloor,
  thawAccount,
  thawLots,
} from './guarding.ts'
export {
  expireHolds,
  type Held,
  type HeldPiece,
  type HoldRequest,
  heldNow,
  hold,
  nextHoldExpiry,
  type Release,
  releaseHold,
} from './holds.ts'
export { type Inventory, inventory, type StockLot } from './inventory.ts'
export {
  type AccountLine,
  accounts,
  type JournalLine,
  journal,
  journals,
  type LotLine,
  lots,
  type TransferLine,
  transfer,
} from './looking.ts'
export { expireLots, nextLotExpiry } from './lots.ts'
export { type LotMoveLine, lotMoves } from './moves.ts'
export { keysOfLots, type LotFrom, lotsFrom } from './origins.ts'
export { type DeferredAt, deferredOverTime, type ResultOf, resultOverTime } from './overtime.ts'
export type { Deed, LotMove, LotSource, Receipt } from './posting.ts'
export type { GivenBack, ReturnedPiece } from './rules/returning.ts'
export { type AllFacts, type PlainRule, postRule, type Rule, tryRule } from './rules.ts'
export {
  type PublicProof,
  publicProof,
  SEALING_MAY_TAKE,
  type Seal,
  type SealingState,
  sealingState,
  sealOf,
} from './sealed.ts'
export {
  checkConsistency,
  checkHead,
  checkProof,
  type Head,
  head,
  nextSealing,
  type Proof,
  prove,
  proveConsistency,
  type Signer,
  seal,
  sealingLag,
  signerFrom,
} from './sealing.ts'
export { type SoldReturn, soldReturns } from './sold.ts'
export {
  type LotReturn,
  lotReturns,
  messageResult,
  type StockNow,
  stockFree,
  stocks,
  stockUsed,
  sumStock,
  unspentMessages,
} from './stock.ts'
export { borneBy, cutLast, promotional, type TakenPiece, takenFrom } from './taken.ts'
export { type Outcome, openTogether, type Posting, postSet, type Together } from './together.ts'
export { type Finding, verify } from './verifying.ts'
export { type Wallet, type WalletLot, wallet } from './wallets.ts'
