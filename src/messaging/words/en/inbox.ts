import type { ToldOfInbox, Words } from '../../told.ts'

export const ofInbox: Words<ToldOfInbox> = {
  'inbox.waiting': {
    title: '{name} wrote to {organization}',
    body: '“{words}”',
  },
  'inbox.assigned': {
    title: '{by} gave you the conversation with {name}',
    body: 'It is in the inbox of {organization}.',
  },
  'otp.country_stopped': {
    title: 'Codes to {country} are stopped at {organization}',
    body: 'Of {sent, number} codes that were sent there within an hour, {verified, plural, =0 {none was} one {one was} other {# were}} used. Somebody may be asking for codes to numbers that cost you money. Look at it, and let them on again when it is over.',
  },
}
