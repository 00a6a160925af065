/** Providers of messages: their adapters, their configuration, and what they tell. */

export {
  type Classified,
  classify,
  type ErrorCode,
  errorCodes,
  removeErrorCode,
  setErrorCode,
} from './codes.ts'
export {
  addProvider,
  changeCallback,
  changeProvider,
  endMessageKey,
  giveMessageKey,
  oneProvider,
  type ProviderWish,
} from './configuring.ts'
export { KEY_OVERLAP_HOURS_AT_MOST, type MessageKey, messageKeys } from './keys.ts'
export { KEY_PURPOSES, KINDS as PROVIDER_CARDS, type KindCard } from './kinds.ts'
export {
  byItsAddress,
  forgetProviderNotices,
  NOTICE_STATES,
  type NoticeState,
  oneProviderNotice,
  type ProviderNotice,
  providerNotices,
  replayNotice,
  takeProviderNotice,
  WORK_PROVIDER_NOTICES,
} from './notices.ts'
export {
  callbackOf,
  listProviders,
  type MessageProviders,
  openProviders,
  type ProviderCard,
} from './opening.ts'
export {
  FAULT_CLASSES,
  type FaultClass,
  type MessageProvider,
  type Outgoing,
  PROVIDER_KINDS,
  ProviderFault,
  type ProviderKind,
  type Submitted,
  type Told,
  type Webhook,
} from './provider.ts'
export {
  nextSandboxReport,
  playSandbox,
  rechargeSandbox,
  type SandboxMessage,
  sandboxOutbox,
} from './sandbox/playing.ts'
export { SCENARIOS as SANDBOX_SCENARIOS } from './sandbox/scenarios.ts'
export { sendTest } from './testing.ts'
export { type Hearing, nextProviderNotice, workProviderNotices } from './working.ts'
