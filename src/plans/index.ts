/** Plans on offer, subscriptions to them, and what they open. README.md has the words. */

// The money that access earns
export { earnAccess, unearned } from './access.ts'
// Included sessions
export {
  type Allowance,
  allowanceOf,
  type NearCap,
  nearCaps,
  returnAllowance,
  useAllowance,
} from './allowance.ts'
// The catalogue
export {
  type Audience,
  everythingNamed,
  type Interval,
  offered,
  plansOnSale,
  type SessionKind,
  type Version,
} from './catalogue.ts'
// Changing a plan: now or with its next period
export { type ChangePreview, type ChangeWish, changePlan, previewChange } from './changing.ts'
// Credits
export { allocateCredits, type CreditMove, creditMoves, creditsOf } from './credits.ts'
// What a plan costs the platform
export { type Costs, type Economics, economicsOf } from './economics.ts'
// What a person may do
export { type Entitlement, Entitlements } from './entitlements.ts'
// What follows from what a provider tells
export { billingChanged, planPaid } from './following.ts'
// Credits that shut with their plan, and those of later months
export { freezeShut, nextFreezing } from './freezing.ts'
export { grantDue, nextGrant, nextGrantOf } from './granting.ts'
export { type LeavePreview, leavePlan, previewLeaving } from './leaving.ts'
export { cardPage, endTrial, PAUSE_AT_MOST, pausePlan, payPlan, resumePlan } from './pausing.ts'
// Prices in other currencies
export { addPlanPrice } from './pricing.ts'
// When money goes back
export { accessKeeper } from './refunding.ts'
// Subscribing, and changing one's mind
export { hasTried, type PlanQuote, quotePlan, type StartPlan, startPlan } from './starting.ts'
export {
  GRACE_DAYS,
  isOpen,
  liveSubscriptions,
  openUntil,
  type Subscription,
  type SubscriptionState,
  subscriptionOf,
  subscriptionsOf,
  TRANSITIONS,
} from './subscription.ts'
// What a plan opens, asked where the deed is done
export { limitReached, lockedFeature, most, type Terms, termsOf } from './terms.ts'
export { nextTrialEnding, remindOfTrials } from './trials.ts'
// Editing plans
export {
  MOVE_PLAN,
  movePlan,
  moveSubscribers,
  type Sold,
  sellVersion,
  soldVersions,
  type Terms as PlanTerms,
} from './versions.ts'
