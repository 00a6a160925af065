/** One message to many: drafted, quoted, frozen, reserved, sent; paused, cancelled; two texts against each other. */
export {
  type Campaign,
  type CampaignHistory,
  type CampaignText,
  type CampaignWords,
  campaignsOf,
  historyOf,
  LABELS,
  type Label,
  oneCampaign,
  RUN_CAMPAIGNS,
  type TextTest,
  type Timing,
  WINNER_RULES,
  type WinnerRule,
} from './campaign.ts'
export { chooseText, type Tried, triedOf } from './choosing.ts'
export {
  changeCampaign,
  draftCampaign,
  dropCampaign,
  duplicateCampaign,
  nextCampaign,
  unscheduleCampaign,
} from './drafting.ts'
export { type CampaignFigures, figuresOf, type ReceiverRow, receiversIn } from './figures.ts'
export { type CampaignQuote, quoteCampaign } from './quoting.ts'
export { runCampaign, runCampaigns } from './running.ts'
export { scheduleCampaign } from './starting.ts'
export {
  CAMPAIGN_STATES,
  type CampaignDeed,
  type CampaignState,
  openDeeds as openCampaignDeeds,
} from './states.ts'
export { cancelCampaign, pauseCampaign, resumeCampaign } from './steering.ts'
export { waysOut } from './way-out.ts'
