/** Whom organizations write to: contacts, groups, what they allowed, and whom nobody writes to any more. */
export { type Addressed, normalizeAddress, readAddress } from './addresses.ts'
export {
  type Audience,
  type AudienceSize,
  audienceOf,
  audienceSize,
  type Recipient,
} from './audience.ts'
export {
  CONSENT_SOURCES,
  type Consent,
  type ConsentSource,
  consentsOf,
  type NewConsent,
  optIn,
  optOut,
  recordConsents,
  STOPPED_BY_WORD,
} from './consent.ts'
export {
  addField,
  changeField,
  FIELD_KINDS,
  type Field as ContactField,
  type FieldKind,
  type Fields,
  type FieldValue,
  fieldsOf,
  removeField,
} from './fields.ts'
export { mayReceive, type NotReceiving } from './receiving.ts'
export {
  type Condition as ContactCondition,
  RULE_TESTS,
  type Rule as ContactRule,
  type RuleTest,
} from './rules.ts'
export {
  type BounceRules,
  bounceRules,
  forgetSoftBounces,
  liftSuppression,
  type NewSuppression,
  SUPPRESSED_FOR,
  type SuppressedFor,
  type Suppression,
  setBounceRules,
  suppress,
  suppressionsOf,
} from './suppressing.ts'
