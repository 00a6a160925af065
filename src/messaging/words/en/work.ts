import type { ToldOfWork, Words } from '../../told.ts'

export const ofWork: Words<ToldOfWork> = {
  'payouts.short': {
    title:
      '{foreseen, select, yes {The payouts of {day} will lack {lacking}} other {The payouts of {day} lack {lacking}}}',
    body: '{foreseen, select, yes {The balance at the payment provider does not reach for {payouts, plural, one {the one payout} other {all # payouts}} of that day as things stand. Fill it before then.} other {The balance at the payment provider does not reach for {payouts, plural, one {one payout} other {# payouts}}: they wait, and go out by themselves once it does. The oldest were sent first.}}',
  },
  'receipt.recorded': {
    title: 'A payment of {total} by hand waits for a second person',
    body: '{colleague} recorded that order {order} ({what}) was paid by hand. Somebody other than {colleague} must see the money and approve it; until then nothing is delivered.',
  },
  'receipt.decided': {
    title:
      '{counted, select, yes {The payment by hand of order {order} counts} other {The payment by hand of order {order} was declined}}',
    body: '{counted, select, yes {A colleague approved the {total} for {what}. It is paid, and delivered.} other {A colleague declined the {total} for {what}, so the order is not paid.{noteKnown, select, yes { They wrote: {note}} other {}}}}',
  },
  'refund.wished': {
    title: 'A refund of {total} waits for a second person',
    body: '{colleague} wants to refund order {order} ({what}). Somebody other than {colleague} must agree.',
  },
  'refund.wish_decided': {
    title:
      '{agreed, select, yes {The refund of order {order} is on its way} other {The refund of order {order} was declined}}',
    body: '{agreed, select, yes {A colleague agreed to refund {what}.} other {A colleague declined to refund {what}.{noteKnown, select, yes { They wrote: {note}} other {}}}}',
  },
  'room.problem': {
    title: 'A problem in the room of “{session}”',
    body: '{kind, select, behaviour {Somebody reports how another behaves: {what}.} other {Something does not work: {what}.}} It may still be going on.',
  },
  'webhook.disabled': {
    title: 'Events no longer go to {address}',
    body: '{days, plural, one {For # day} other {For # days}} it has taken none, so it is switched off. What was not delivered is kept: mend it, switch it on again, and send again what failed.',
  },
}
