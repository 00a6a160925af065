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
  addContact,
  type Contact,
  type ContactAddress,
  type ContactFilter,
  changeContact,
  contactFor,
  contactsAt,
  contactsOf,
  countContacts,
  forgetContact,
  type NewContact,
} from './contacts.ts'
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
export {
  addGroup,
  changeGroup,
  type Group as ContactGroup,
  groupFor,
  groupsOf,
  regroup,
  removeGroup,
} from './groups.ts'
export { BECOMES, type Mapping } from './importing/columns.ts'
export {
  beginImport,
  type ContactImport,
  contactImportFor,
  contactImportsOf,
  forgetContactFiles,
  type ImportChoices,
  type ImportFault,
  type ImportPreview as ContactImportPreview,
  importFaults,
  previewContacts,
  READ_CONTACTS,
  stopImport,
} from './importing/importing.ts'
export { DUPLICATES, type Duplicates } from './importing/merging.ts'
export { MOST_BYTES as MOST_BYTES_OF_CONTACTS, receiveFile } from './importing/receiving-file.ts'
export { readContacts } from './importing/running.ts'
export { languageAt } from './languages.ts'
export {
  followMailing,
  MAILING_PATH,
  type Mailing,
  type MailingSeen,
  mailingLinks,
  readMailing,
} from './mailings.ts'
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
