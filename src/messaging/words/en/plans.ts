import type { ToldOfPlans, Words } from '../../told.ts'

export const ofPlans: Words<ToldOfPlans> = {
  'subscription.started': {
    title: '{trial, select, yes {You are trying {plan}} other {You are on {plan} now}}',
    body: '{renewsAtKnown, select, yes {{trial, select, yes {Nothing is charged before {renewsAt, date, day}, and nothing at all if you cancel until then, with two clicks.} other {It renews on {renewsAt, date, day}. You can cancel until then with two clicks.}}} other {You can cancel at any time with two clicks.}}',
  },
  'subscription.trial_ending': {
    title: 'Your trial of {plan} ends soon',
    body: '{endsAtKnown, select, yes {On {endsAt, date, day}} other {Then}} it goes on by itself for {price}. If you do not want that, cancel before with two clicks, and nothing is charged.',
  },
  'subscription.renewed': {
    title: '{plan} was renewed',
    body: '{renewsAtKnown, select, yes {The next renewal is on {renewsAt, date, day}.} other {Your new month begins.}}',
  },
  'subscription.changed': {
    title: '{same, select, yes {Your plan {plan} has changed} other {You are on {plan} now}}',
    body: '{same, select, yes {} other {Before, you had {before}. }}{renewsAtKnown, select, yes {It renews on {renewsAt, date, day}.} other {All that it opens is open now.}}',
  },
  'subscription.change_planned': {
    title: '{same, select, yes {Your plan {plan} changes} other {{plan} becomes {next}}}',
    body: '{changesAtKnown, select, yes {It does on {changesAt, date, day}} other {It does with the next renewal}}{priceKnown, select, yes {, and costs {price} from then on} other {}}. Until then all stays as you paid for it, and you can take the change back.',
  },
  'subscription.paused': {
    title: '{plan} is paused',
    body: '{endsAtKnown, select, yes {What you paid for stays open until {endsAt, date, day}. } other {}}Nothing is charged while it rests.{resumesAtKnown, select, yes { It goes on by itself on {resumesAt, date, day}.} other {}}',
  },
  'subscription.resumed': {
    title: '{plan} goes on',
    body: 'The pause is over. Credits that rested with it can be used again.',
  },
  'subscription.kept': {
    title: '{plan} goes on as before',
    body: 'It renews {endsAtKnown, select, yes {on {endsAt, date, day}} other {as before}}.',
  },
  'subscription.payment_failed': {
    title: 'The payment for {plan} did not go through',
    body: 'We will try again over the next days, and your plan goes on meanwhile. Please check your card.',
  },
  'subscription.lapsed': {
    title: '{plan} is closed until it is paid',
    body: 'Its payment has not come through for a week. Its credits are kept for you and can be used again once it is paid: please check your card.',
  },
  'subscription.leaving': {
    title: '{plan} is cancelled',
    body: '{endsAtKnown, select, yes {It stays open until {endsAt, date, day}, and is not charged again.} other {It is not charged again.}}',
  },
  'subscription.ended': {
    title: '{plan} has ended',
    body: '{endsAtKnown, select, yes {It ended on {endsAt, date, day}. } other {}}Credits that you bought stay yours. You are welcome back at any time.',
  },
}
