import type { ToldOfCampaigns, Words } from '../../told.ts'

export const ofCampaigns: Words<ToldOfCampaigns> = {
  'campaign.stopped': {
    title: 'Die Kampagne „{name}“ von {organization} ruht',
    body: '{reason} Niemandem wird geschrieben, bis du sie fortsetzt oder absagst.',
  },
  'campaign.done': {
    title: 'Die Kampagne „{name}“ von {organization} ist versandt',
    body: 'Ihre Seite zeigt, was angekommen ist und was nicht.',
  },
}
