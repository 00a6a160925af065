/** Messages on their way: quoted, reserved, out of the house once, settled once. */
export type { Told as ToldByProvider } from '../providers/index.ts'
export { accept, LEAVE, MOST_AT_ONCE as MOST_MESSAGES } from './accepting.ts'
export { missAnswersOf, nextMissedDeparture } from './answering.ts'
export {
  type Accepted,
  MESSAGE_STATES,
  type MessageState,
  type NewMessage,
} from './asked.ts'
export {
  BOOKED_BY,
  type BookedBy,
  type BookLine as MessageBookLine,
  messageBooks,
} from './books.ts'
export { type HourOfRoute, healthOf, hoursOfRoutes, type RouteHealth } from './health.ts'
export { Hours, type QuietRule, type QuietWish, quietRules, setQuietRule } from './hours.ts'
export { leaveDue, nextDeparture, type Sending } from './leaving.ts'
export {
  forgetTallies,
  houseLimit,
  ownLimits,
  type SendingLimit,
  type SetLimit,
  setLimit,
} from './limits.ts'
export {
  type Attempt,
  callBack,
  callBackAbout,
  forgetContents,
  type Message,
  type MessageFilter,
  type MessageLife,
  messageOf,
  messagesOf,
} from './looking.ts'
export { mindRoutes, nextMinding } from './minding.ts'
export { nextOwed, type OwedStock, owedStock, payOwed } from './owing.ts'
export {
  type Decision,
  ENDS as MESSAGE_ENDS,
  type End as MessageEnd,
  type MoneyPolicy,
  type MoneyRule,
  moneyPolicies,
  moneyPolicy,
  setMoneyPolicy,
} from './policy.ts'
export { type Quote, quote, Reckoning } from './reckoning.ts'
export { takeReports } from './reporting.ts'
export {
  type Route,
  type RouteChange,
  routeChanges,
  routesNow,
  setRoute,
} from './routes.ts'
export { nextSettling, settleDue } from './settling.ts'
export { type Desk, openDesk } from './together.ts'
