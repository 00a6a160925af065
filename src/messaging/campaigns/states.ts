/** The states of a campaign. */
export const CAMPAIGN_STATES = [
  'draft',
  'scheduled',
  'reserving',
  'sending',
  'paused',
  'done',
  'cancelled',
] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]

export type CampaignDeed =
  | 'begin'
  | 'schedule'
  | 'unschedule'
  | 'freeze'
  | 'reserve'
  | 'decide'
  | 'pause'
  | 'resume'
  | 'finish'
  | 'cancel'

export type CampaignStep = {
  deed: CampaignDeed
  from: CampaignState | 'new'
  to: CampaignState
}

/**
 * Every way in which a campaign can change. Nothing else changes one: the database refuses a step that is
 * not here (messaging.campaign_transition).
 *
 *     draft ⇄ scheduled → reserving → sending → done
 *                 ⇅           ⇅          ⇅
 *                 └──────── paused ──────┘ → cancelled (also from scheduled, reserving, sending)
 */
export const CAMPAIGN_STEPS: readonly CampaignStep[] = [
  { deed: 'begin', from: 'new', to: 'draft' },
  { deed: 'schedule', from: 'draft', to: 'scheduled' },
  { deed: 'unschedule', from: 'scheduled', to: 'draft' },
  { deed: 'freeze', from: 'scheduled', to: 'reserving' },
  { deed: 'reserve', from: 'reserving', to: 'sending' },
  { deed: 'decide', from: 'sending', to: 'sending' },
  { deed: 'decide', from: 'paused', to: 'paused' },
  { deed: 'pause', from: 'scheduled', to: 'paused' },
  { deed: 'pause', from: 'reserving', to: 'paused' },
  { deed: 'pause', from: 'sending', to: 'paused' },
  { deed: 'resume', from: 'paused', to: 'scheduled' },
  { deed: 'resume', from: 'paused', to: 'reserving' },
  { deed: 'finish', from: 'sending', to: 'done' },
  { deed: 'cancel', from: 'scheduled', to: 'cancelled' },
  { deed: 'cancel', from: 'reserving', to: 'cancelled' },
  { deed: 'cancel', from: 'sending', to: 'cancelled' },
  { deed: 'cancel', from: 'paused', to: 'cancelled' },
]

/** What can be done with a campaign in this state by a person, for pages. */
export function openDeeds(state: CampaignState): CampaignDeed[] {
  const byHand: CampaignDeed[] = ['schedule', 'unschedule', 'pause', 'resume', 'cancel']
  return byHand.filter((deed) =>
    CAMPAIGN_STEPS.some((step) => step.deed === deed && step.from === state),
  )
}
