import type { Value } from '#base'
import type { Text } from './texts.ts'
import { amount, day, type Reader } from './wording.ts'

type Day = Temporal.Instant | undefined

/** What is known of a plan when something became of it. */
export type ToldOfPlans = {
  'subscription.started': { plan: string; renewsAt?: Day; trial?: boolean | undefined }
  'subscription.trial_ending': { plan: string; endsAt?: Day; price: Value }
  'subscription.renewed': { plan: string; renewsAt?: Day }
  'subscription.changed': { plan: string; before: string; renewsAt?: Day }
  'subscription.change_planned': { plan: string; next: string; changesAt?: Day; price?: Value }
  'subscription.paused': { plan: string; endsAt?: Day; resumesAt?: Day }
  'subscription.resumed': { plan: string }
  'subscription.kept': { plan: string; endsAt?: Day }
  'subscription.payment_failed': { plan: string }
  'subscription.lapsed': { plan: string }
  'subscription.leaving': { plan: string; endsAt?: Day }
  'subscription.ended': { plan: string; endsAt?: Day }
}

type Texts = { [Kind in keyof ToldOfPlans]: (told: ToldOfPlans[Kind], reader: Reader) => Text }

const mine = { link: '/subscription', email: true } as const
/** Something may have been paid: its invoice and receipt are there. */
const paidFor = { link: '/billing', email: true } as const

/** Notices of plans in English. */
export const ofPlans: Texts = {
  'subscription.started': ({ plan, renewsAt, trial }, reader) => ({
    title: trial ? `You are trying ${plan}` : `You are on ${plan} now`,
    body: renewsAt
      ? trial
        ? `Nothing is charged before ${day(renewsAt, reader)}, and nothing at all if you cancel until then, with two clicks.`
        : `It renews on ${day(renewsAt, reader)}. You can cancel until then with two clicks.`
      : 'You can cancel at any time with two clicks.',
    ...paidFor,
  }),
  'subscription.trial_ending': ({ plan, endsAt, price }, reader) => ({
    title: `Your trial of ${plan} ends soon`,
    body: `${endsAt ? `On ${day(endsAt, reader)}` : 'Then'} it goes on by itself for ${amount(price, reader)}. If you do not want that, cancel before with two clicks, and nothing is charged.`,
    ...mine,
  }),
  'subscription.renewed': ({ plan, renewsAt }, reader) => ({
    title: `${plan} was renewed`,
    body: renewsAt ? `The next renewal is on ${day(renewsAt, reader)}.` : 'Your new month begins.',
    ...paidFor,
  }),
  'subscription.changed': ({ plan, before, renewsAt }, reader) => ({
    title: before === plan ? `Your plan ${plan} has changed` : `You are on ${plan} now`,
    body: `${before === plan ? '' : `Before, you had ${before}. `}${renewsAt ? `It renews on ${day(renewsAt, reader)}.` : 'All that it opens is open now.'}`,
    ...paidFor,
  }),
  'subscription.change_planned': ({ plan, next, changesAt, price }, reader) => ({
    title: plan === next ? `Your plan ${plan} changes` : `${plan} becomes ${next}`,
    body: `${changesAt ? `It does on ${day(changesAt, reader)}` : 'It does with the next renewal'}${price ? `, and costs ${amount(price, reader)} from then on` : ''}. Until then all stays as you paid for it, and you can take the change back.`,
    ...mine,
  }),
  'subscription.paused': ({ plan, endsAt, resumesAt }, reader) => ({
    title: `${plan} is paused`,
    body: `${endsAt ? `What you paid for stays open until ${day(endsAt, reader)}. ` : ''}Nothing is charged while it rests.${resumesAt ? ` It goes on by itself on ${day(resumesAt, reader)}.` : ''}`,
    ...mine,
  }),
  'subscription.resumed': ({ plan }) => ({
    title: `${plan} goes on`,
    body: 'The pause is over. Credits that rested with it can be used again.',
    ...mine,
  }),
  'subscription.kept': ({ plan, endsAt }, reader) => ({
    title: `${plan} goes on as before`,
    body: endsAt ? `It renews on ${day(endsAt, reader)}.` : 'It renews as before.',
    ...mine,
  }),
  'subscription.payment_failed': ({ plan }) => ({
    title: `The payment for ${plan} did not go through`,
    body: 'We will try again over the next days, and your plan goes on meanwhile. Please check your card.',
    ...mine,
  }),
  'subscription.lapsed': ({ plan }) => ({
    title: `${plan} is closed until it is paid`,
    body: 'Its payment has not come through for a week. Its credits are kept for you and can be used again once it is paid: please check your card.',
    ...mine,
  }),
  'subscription.leaving': ({ plan, endsAt }, reader) => ({
    title: `${plan} is cancelled`,
    body: endsAt
      ? `It stays open until ${day(endsAt, reader)}, and is not charged again.`
      : 'It is not charged again.',
    ...mine,
  }),
  'subscription.ended': ({ plan, endsAt }, reader) => ({
    title: `${plan} has ended`,
    body: `${endsAt ? `It ended on ${day(endsAt, reader)}. ` : ''}Credits that you bought stay yours. You are welcome back at any time.`,
    link: '/plans',
    email: true,
  }),
}
