import type { ToldOfCampaigns, Words } from '../../told.ts'

export const ofCampaigns: Words<ToldOfCampaigns> = {
  'campaign.stopped': {
    title: 'The campaign “{name}” of {organization} is paused',
    body: '{reason} Nobody is written to until you go on with it or cancel it.',
  },
  'campaign.done': {
    title: 'The campaign “{name}” of {organization} is sent',
    body: 'Its page shows what arrived, and what did not.',
  },
}
