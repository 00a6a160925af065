import type { Answer, ItemOf } from './types.ts'

/** What the HTTP API answers about institutions and recruiting, by the names that pages use. */

export type Institutions = Answer<'/api/institutions'>
export type Institution = Answer<'/api/institutions/{organizationId}'>
export type Agreement = Institution['agreements'][number]
export type TheirEducators = Answer<'/api/institutions/{organizationId}/educators'>
export type Invitations = Answer<'/api/institutions/{organizationId}/invitations'>
export type Invitation = ItemOf<Invitations>
export type SharedOut = Answer<'/api/institution-shares'>
export type Imports = Answer<'/api/institutions/{organizationId}/imports'>
export type ImportPreview = Answer<'/api/imports/{id}'>
export type ImportColumns = Answer<'/api/imports/columns'>
export type Transitions = Answer<'/api/transitions'>
export type Transition = ItemOf<Transitions>
export type OwnInstitution = Answer<'/api/educator/institution'>
export type OwnInvitations = Answer<'/api/teaching-invitations'>
export type OwnReferrals = Answer<'/api/educator/referrals'>
export type Referrals = Answer<'/api/referrals'>
export type Referral = ItemOf<Referrals>
export type JoiningRules = Answer<'/api/joining-rules'>
export type Outlook = Answer<'/api/teaching/outlook'>
export type Coverage = Answer<'/api/coverage'>
export type LanguageCoverage = Coverage['languages'][number]
