import type { ToldOfCampaigns, Words } from '../../told.ts'

export const ofCampaigns: Words<ToldOfCampaigns> = {
  'template.paused': {
    title: 'The template “{template}” of {organization} is paused at {provider}',
    body: 'What it says was refused there: {reason} Messages that are written with it go by other providers; where there is none, they wait. Mend it, or let it go on, on its page.',
  },
  'campaign.stopped': {
    title: 'The campaign “{name}” of {organization} is paused',
    body: '{reason} Nobody is written to until you go on with it or cancel it.',
  },
  'campaign.done': {
    title: 'The campaign “{name}” of {organization} is sent',
    body: 'Its page shows what arrived, and what did not.',
  },
}
