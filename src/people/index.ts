/** Persons, organizations, roles, sign-in, and the log of what was done. */
export {
  type Actor,
  byOf,
  ORG_ROLES,
  type OrgRole,
  type SignedIn,
  STAFF_ROLES,
  type StaffRole,
} from './actor.ts'
export { type AuditEntry, type AuditRow, audit, readAudit } from './audit.ts'
export { ADDRESS_HEADER, type PeopleDeps } from './auth.ts'
export {
  KEY_SCOPES,
  type KeyScope,
  keysOf,
  makeKey,
  type NewKey,
  type OrganizationKey,
  OVERLAP_HOURS_AT_MOST,
  revokeKey,
  rotateKey,
} from './keys.ts'
export { forgetExpired, LINK_PATH } from './links.ts'
export {
  addMember,
  createOrganization,
  listOrganizations,
  membersWith,
  type OrganizationDetail,
  type OrganizationRow,
  oneOrganization,
  PLATFORM_CREATORS,
  removeMember,
} from './organizations.ts'
export { type Credentials, openPeople, type People } from './people.ts'
export {
  changeProfile,
  createPerson,
  knownLocale,
  knownZone,
  listPeople,
  type NewPerson,
  onePerson,
  type PersonCard,
  type PersonRow,
  personByEmail,
  personCards,
  personsByEmails,
} from './persons.ts'
export { grantStaffRole, revokeStaffRole, staffWith } from './roles.ts'
export { sessionCookieName, signToken } from './signing.ts'
