/** Plans on offer, subscriptions to them, and what they open. README.md has the words. */

// The money that access earns
export { earnAccess, unearned } from './access.ts'
// Included sessions
export { type Allowance, allowanceOf, returnAllowance, useAllowance } from './allowance.ts'
// The catalogue
export {
  type Audience,
  type Interval,
  offered,
  plansOnSale,
  type SessionKind,
  type Version,
} from './catalogue.ts'
// Credits
export { allocateCredits, type CreditMove, creditMoves, creditsOf } from './credits.ts'
// What a person may do
export { type Entitlement, Entitlements } from './entitlements.ts'
// What follows from what a provider tells
export { billingChanged, planPaid } from './following.ts'
// When money goes back
export { accessKeeper } from './refunding.ts'
// Subscribing
export { leavePlan, type StartPlan, startPlan } from './starting.ts'
export {
  GRACE_DAYS,
  openUntil,
  type Subscription,
  type SubscriptionState,
  stateOf,
  subscriptionOf,
  subscriptionsOf,
} from './subscription.ts'
