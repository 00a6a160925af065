import type { ToldOfWallets, Words } from '../../told.ts'

const credits = '{asset, select, SMS {SMS} WHATSAPP {WhatsApp} other {E-mail}} credits'

export const ofWallets: Words<ToldOfWallets> = {
  'messages.bought': {
    title: 'You can send: {what}',
    body: '{total} was paid. The credits are in the wallet of {organization} until {until, date, day}.',
  },
  'messages.given': {
    title: '{organization} was given {what} credits',
    body: 'They can be used until {until, date, day}, and go first.',
  },
  'messages.delayed': {
    title: 'Message credits of {organization} wait',
    body: 'We are looking at the payment. They can be used when that is done, on {until, date, day} at the latest.',
  },
  'messages.suspended': {
    title: '{organization} may not send messages for now',
    body: 'The reason: {reason} Credits stay where they are. Answer us if this is a mistake.',
  },
  'messages.resumed': {
    title: '{organization} may send messages again',
    body: 'What we say to it: {reason}',
  },
  'messages.low': {
    title: `${credits} of {organization} run low`,
    body: '{left, number} are left, fewer than the {below, number} that you asked to be told of.',
  },
  'messages.short': {
    title: `${credits} of {organization} will soon be used up`,
    body: '{left, number} are left. At what was sent lately they last {days, plural, =0 {less than a day} one {one day} other {# days}}.',
  },
  'messages.expiring': {
    title:
      'Message credits of {organization} run out {days, plural, one {tomorrow} other {within # days}}',
    body: '{what} that nobody has used are gone after {until, date, day}.',
  },
  'messages.to_pay': {
    title: `${credits} of {organization} wait to be paid`,
    body: 'They fell below your limit, and an order of {total} was made. {asks, select, yes {Banks do not let so much be charged while nobody is there:} other {No way to pay is kept that could be charged:}} pay it on its page within a week.',
  },
  'messages.refill_failed': {
    title: `${credits} of {organization} could not be bought`,
    body: '{why, select, asks {The bank wants to ask whose card it is before it pays {total}.} late {Nobody paid the order of {total} within a week.} other {The bank declined {total}.}} {why, select, late {Another one is made in a day, if they are still low.} other {You can pay the order yourself on its page; otherwise it is tried again in a day, three times at most.}}',
  },
  'messages.refill_stopped': {
    title: `${credits} of {organization} are not bought by themselves any more`,
    body: '{because, select, not_on_sale {What they were bought with is not on sale any more. Choose something else.} other {It failed three times in a row. Look at the way it is paid, then switch it on again.}}',
  },
  'messages.refill_held_back': {
    title: `${credits} of {organization} are low, and were not bought`,
    body: '{full, select, yes {What you allow in a month is used up.} other {Something stands against it: the page of the settings says what.}}',
  },
  'bonus.asked': {
    title: '{colleague} wants to give {organization} {what} credits',
    body: 'The reason: {reason} It is above what one person gives alone. Agree to it, or decline it.',
  },
}
