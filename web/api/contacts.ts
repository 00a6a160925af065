import type { Answer, ItemOf } from './types.ts'

/** What the HTTP API answers about contacts and templates, by the names that pages use. */

export type Contacts = Answer<'/api/organizations/{organizationId}/contacts'>
export type Contact = ItemOf<Contacts>
export type ContactConsents = Answer<'/api/organizations/{organizationId}/contacts/{id}/consents'>
export type ContactGroups = Answer<'/api/organizations/{organizationId}/contact-groups'>
export type ContactGroup = ItemOf<ContactGroups>
export type ContactFields = Answer<'/api/organizations/{organizationId}/contact-fields'>
export type ContactField = ItemOf<ContactFields>
export type ContactFiles = Answer<'/api/organizations/{organizationId}/contact-imports'>
export type ContactFile = ItemOf<ContactFiles>
export type ContactFilePreview = Answer<
  '/api/organizations/{organizationId}/contact-imports/{id}/preview',
  'post'
>
export type ContactFaults =
  Answer<'/api/organizations/{organizationId}/contact-imports/{id}/faults'>
export type Suppressions = Answer<'/api/organizations/{organizationId}/suppressions'>
export type Templates = Answer<'/api/organizations/{organizationId}/templates'>
export type Template = ItemOf<Templates>
export type TemplateLife = Answer<'/api/organizations/{organizationId}/templates/{id}'>
export type TemplatePreview = Answer<
  '/api/organizations/{organizationId}/templates/preview',
  'post'
>
export type MailingLink = Answer<'/api/mailings/{token}/about'>
