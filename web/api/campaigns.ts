import type { Answer, ItemOf } from './types.ts'

/** What the HTTP API answers about campaigns and automations, by the names that pages use. */

export type Campaigns = Answer<'/api/organizations/{organizationId}/campaigns'>
export type Campaign = ItemOf<Campaigns>
export type CampaignLife = Answer<'/api/organizations/{organizationId}/campaigns/{id}'>
export type CampaignFigures = CampaignLife['figures']
export type CampaignQuote = Answer<'/api/organizations/{organizationId}/campaigns/{id}/quote'>
export type CampaignReceivers =
  Answer<'/api/organizations/{organizationId}/campaigns/{id}/receivers'>
export type Automations = Answer<'/api/organizations/{organizationId}/automations'>
export type Automation = ItemOf<Automations>
export type EventKinds = Answer<'/api/organizations/{organizationId}/event-kinds'>
export type EventKind = ItemOf<EventKinds>
export type AutomationRuns = Answer<'/api/organizations/{organizationId}/automations/{id}/runs'>
export type AutomationRun = ItemOf<AutomationRuns>
export type RunLog = Answer<'/api/organizations/{organizationId}/automations/{id}/runs/{run}'>
export type AutomationTest = Answer<
  '/api/organizations/{organizationId}/automations/{id}/test',
  'post'
>

/** What choosing a text and an audience needs of templates and groups. */
export type TemplateChoice = {
  id: string
  name: string
  way: 'sms' | 'whatsapp' | 'email'
  category: string
  variables: { name: string }[]
}
export type GroupChoice = { id: string; name: string; members: number }
