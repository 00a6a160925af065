import type { ToldOfInbox, Words } from '../../told.ts'

export const ofInbox: Words<ToldOfInbox> = {
  'inbox.waiting': {
    title: '{name} hat an {organization} geschrieben',
    body: '„{words}“',
  },
  'inbox.assigned': {
    title: '{by} hat dir das Gespräch mit {name} gegeben',
    body: 'Es liegt im Posteingang von {organization}.',
  },
  'otp.country_stopped': {
    title: 'Codes nach {country} sind bei {organization} angehalten',
    body: 'Von {sent, number} Codes, die binnen einer Stunde dorthin gingen, {verified, plural, =0 {wurde keiner} one {wurde einer} other {wurden #}} benutzt. Vielleicht verlangt jemand Codes an Nummern, die dich Geld kosten. Sieh nach und lass sie wieder zu, wenn es vorbei ist.',
  },
}
