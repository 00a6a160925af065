import type { ToldOfCampaigns, Words } from '../../told.ts'

export const ofCampaigns: Words<ToldOfCampaigns> = {
  'template.paused': {
    title: 'Die Vorlage „{template}“ von {organization} ruht bei {provider}',
    body: 'Was sie sagt, wurde dort abgelehnt: {reason} Nachrichten mit ihr gehen über andere Anbieter; gibt es keinen, warten sie. Ändere sie, oder lass sie weitergehen, auf ihrer Seite.',
  },
  'campaign.stopped': {
    title: 'Die Kampagne „{name}“ von {organization} ruht',
    body: '{reason} Niemandem wird geschrieben, bis du sie fortsetzt oder absagst.',
  },
  'campaign.done': {
    title: 'Die Kampagne „{name}“ von {organization} ist versandt',
    body: 'Ihre Seite zeigt, was angekommen ist und was nicht.',
  },
}
