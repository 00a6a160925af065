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
export { SCENARIOS as SANDBOX_SCENARIOS } from './sandbox/scenarios.ts'
