import type { Value } from '#base'
import { ofPlans, type ToldOfPlans } from './texts-of-plans.ts'
import { ofReceipts, type ToldOfReceipts } from './texts-of-receipts.ts'
import { ofRefills, type ToldOfRefills } from './texts-of-refills.ts'
import { ofRisk, type ToldOfRisk } from './texts-of-risk.ts'
import { amount, day, firstName, moment, type Reader } from './wording.ts'

/** What is known about each kind of notice when it is written. Names and amounts, no ids. */
export type Told = ToldOfPlans &
  ToldOfRefills &
  ToldOfReceipts &
  ToldOfRisk & {
    'person.joined': Record<never, never>
    'person.email_verification': { url: string }
    'person.password_reset': { url: string }
    /** `order`: whose page has the invoice and the receipt. */
    'order.paid': { what: string; total: Value; order: string }
    'order.expired': { what: string }
    /** `credits`: those that left the wallet for it. */
    'order.refunded': { what: string; total: Value; credits?: Value | undefined }
    'refund.failed': { what: string; total: Value; credits?: Value | undefined }
    'refund.withdrawn': { what: string; total: Value; credits?: Value | undefined }
    'credits.granted': { credits: Value; expiresAt?: Temporal.Instant | undefined }
    'credits.purchased': {
      credits: Value
      /** Of these: what a pack brought on top. */
      bonus?: Value | undefined
      total?: Value | undefined
      order: string
    }
    'session.published': { session: string; start: Temporal.Instant }
    'session.cancelled': { session: string; start: Temporal.Instant }
    'booking.confirmed': { session: string; start: Temporal.Instant; educator: string }
    'booking.confirmed.educator': { session: string; start: Temporal.Instant; learner: string }
    'booking.cancelled': {
      session: string
      start: Temporal.Instant
      /** What came back, in words of value; nothing when nothing did. */
      back?: Value | undefined
      byLearner: boolean
    }
    'booking.cancelled.educator': { session: string; start: Temporal.Instant; learner: string }
    'booking.completed': { session: string; educator: string }
    'booking.no_show': { session: string; start: Temporal.Instant }
    'commission.available': { amount: Value; session?: string | undefined }
    'commission.frozen': { amount: Value; session: string }
    /** `held`: it had not been let go yet; else it is owed, and paid from later earnings first. */
    'commission.taken_back': { amount: Value; session: string; held: boolean }
    'tier.changed': { tier: string; kind: string; rate?: string | undefined }
    'payout.sent': { amount: Value }
    'payout.paid': { amount: Value }
    'payout.failed': { amount: Value; why?: string | undefined }
    'payout.parked': { amount: Value }
    'organization.invited': { organization: string; inviter: string; role: string }
    'payout.stopped': { amount: Value }
    'review.published': { session: string; stars: number }
  }

export type NoticeKind = keyof Told

/** A notice in words. */
export type Text = {
  title: string
  body: string
  /** Where in the app it leads. */
  link?: string
  /** Whether it is worth an e-mail too. */
  email: boolean
  /** It carries a link that lets its bearer in, so nobody but the addressee may read it, and no list in the app keeps it. */
  secret?: boolean
}

type Texts = { [Kind in NoticeKind]: (told: Told[Kind], reader: Reader) => Text }

/** Every notice in English, as a person would say it. */
const english: Texts = {
  ...ofPlans,
  ...ofRefills,
  ...ofReceipts,
  ...ofRisk,
  'person.joined': (_told, reader) => ({
    title: `Welcome, ${firstName(reader)}`,
    body: 'Good to have you here. Look around: classes and conversations start every day, and the times you see are in your own time zone.',
    link: '/sessions',
    email: true,
  }),
  'person.email_verification': ({ url }) => ({
    title: 'Please confirm your e-mail address',
    body: `Open this address to confirm that it is yours:\n\n${url}\n\nIf you did not sign up, nothing needs to be done.`,
    email: true,
    secret: true,
  }),
  'person.password_reset': ({ url }) => ({
    title: 'Set a new password',
    body: `Open this address to choose a new password; it works for one hour:\n\n${url}\n\nIf you did not ask for this, your password stays as it is.`,
    email: true,
    secret: true,
  }),
  'order.paid': ({ what, total, order }, reader) => ({
    title: `Your payment of ${amount(total, reader)} arrived`,
    body: `Thank you. You bought: ${what}. Your invoice and receipt are with the order.`,
    link: `/orders/${order}`,
    email: true,
  }),
  'order.expired': ({ what }) => ({
    title: 'Your order was not paid in time',
    body: `The order for ${what} was closed, and nothing was charged. You can order again at any time.`,
    link: '/wallet',
    email: false,
  }),
  'order.refunded': ({ what, total, credits }, reader) => ({
    title: `${amount(total, reader)} is on its way back to you`,
    body: `We refunded ${what}.${
      credits ? ` For it, ${amount(credits, reader)} left your wallet.` : ''
    } Depending on your bank it arrives within five to ten days.`,
    link: '/wallet',
    email: true,
  }),
  'refund.failed': ({ what, total }, reader) => ({
    title: `Your bank did not take ${amount(total, reader)} back`,
    body: `We tried to refund ${what}, and it did not reach you. It is still yours: we will be in touch about another way.`,
    link: '/wallet',
    email: true,
  }),
  'refund.withdrawn': ({ what, credits }, reader) => ({
    title: 'A refund was taken back',
    body: credits
      ? `The refund of ${what} could not be made. ${amount(credits, reader)} lie in your wallet again.`
      : `The refund of ${what} could not be made, and all is as it was before.`,
    link: '/wallet',
    email: true,
  }),
  'credits.granted': ({ credits, expiresAt }, reader) => ({
    title: `${amount(credits, reader)} for you`,
    body: expiresAt
      ? `They are in your wallet now, and are good until ${day(expiresAt, reader)}.`
      : 'They are in your wallet now.',
    link: '/wallet',
    email: false,
  }),
  'credits.purchased': ({ credits, bonus, total, order }, reader) => ({
    title: `${amount(credits, reader)} are in your wallet`,
    body: total
      ? `${bonus ? `Of them ${amount(bonus, reader)} came on top. ` : ''}You paid ${amount(total, reader)}. Your invoice and receipt are with the order. Have fun.`
      : 'Have fun with them.',
    link: `/orders/${order}`,
    email: true,
  }),
  'session.published': ({ session, start }, reader) => ({
    title: `“${session}” can be booked`,
    body: `It is on the calendar for ${moment(start, reader)}.`,
    link: '/teach/sessions',
    email: false,
  }),
  'session.cancelled': ({ session, start }, reader) => ({
    title: `“${session}” is called off`,
    body: `The session of ${moment(start, reader)} does not take place. Everybody who had a seat has been told and gets back what they paid.`,
    link: '/teach/sessions',
    email: true,
  }),
  'booking.confirmed': ({ session, start, educator }, reader) => ({
    title: `Your seat in “${session}” is booked`,
    body: `${moment(start, reader)}, with ${educator}. See you there.`,
    link: '/bookings',
    email: true,
  }),
  'booking.confirmed.educator': ({ session, start, learner }, reader) => ({
    title: `${learner} booked “${session}”`,
    body: `For ${moment(start, reader)}.`,
    link: '/teach/sessions',
    email: false,
  }),
  'booking.cancelled': ({ session, start, back, byLearner }, reader) => ({
    title: byLearner ? `Your seat in “${session}” is cancelled` : `“${session}” is called off`,
    body: [
      byLearner
        ? `You will not be expected on ${moment(start, reader)}.`
        : `The session of ${moment(start, reader)} does not take place. We are sorry.`,
      back ? `${amount(back, reader)} went back to you.` : '',
    ]
      .filter(Boolean)
      .join(' '),
    link: '/bookings',
    email: true,
  }),
  'booking.cancelled.educator': ({ session, start, learner }, reader) => ({
    title: `${learner} cancelled “${session}”`,
    body: `The seat for ${moment(start, reader)} is free again.`,
    link: '/teach/sessions',
    email: false,
  }),
  'booking.completed': ({ session, educator }) => ({
    title: `How was “${session}”?`,
    body: `Tell ${educator} and other learners with a short review.`,
    link: '/bookings',
    email: true,
  }),
  'booking.no_show': ({ session, start }, reader) => ({
    title: `We missed you in “${session}”`,
    body: `It took place on ${moment(start, reader)}. A seat that is not cancelled in time is paid for.`,
    link: '/bookings',
    email: true,
  }),
  'commission.available': ({ amount: earned, session }, reader) => ({
    title: `${amount(earned, reader)} can be paid out now`,
    body: session
      ? `You earned it with “${session}”. It goes out with your next payout.`
      : 'It goes out with your next payout.',
    link: '/teach/earnings',
    email: false,
  }),
  'commission.frozen': ({ amount: earned, session }, reader) => ({
    title: `${amount(earned, reader)} waits for a bank`,
    body: `A learner asked their bank for the money of “${session}” back. Your part stays held until the bank decides; you need to do nothing.`,
    link: '/teach/earnings',
    email: true,
  }),
  'commission.taken_back': ({ amount: earned, session, held }, reader) => ({
    title: `${amount(earned, reader)} was taken back`,
    body: `The learner of “${session}” got their money back from their bank. ${
      held
        ? 'Your part of it was still held, and is gone.'
        : 'You have been paid your part of it: your next earnings pay it off first.'
    }`,
    link: '/teach/earnings',
    email: true,
  }),
  'tier.changed': ({ tier, kind, rate }) => ({
    title: `You are now ${tier} as ${kind === 'host' ? 'a host' : 'an instructor'}`,
    body: rate
      ? `From now on you keep ${rate} of what a seat costs.`
      : 'Your new rate applies to every seat that is booked from now on.',
    link: '/teach/earnings',
    email: true,
  }),
  'payout.sent': ({ amount: sent }, reader) => ({
    title: `Your payout of ${amount(sent, reader)} is on its way`,
    body: 'It arrives in your bank account within a few days.',
    link: '/teach/earnings',
    email: true,
  }),
  'payout.paid': ({ amount: sent }, reader) => ({
    title: `Your payout of ${amount(sent, reader)} has arrived`,
    body: 'Your bank has taken it in. The statement shows every lesson in it.',
    link: '/teach/earnings',
    email: false,
  }),
  'payout.failed': ({ amount: sent, why }, reader) => ({
    title: `Your payout of ${amount(sent, reader)} came back`,
    body: `${why ? `The bank said: ${why}. ` : ''}The money is safe in your balance and goes out again once your bank details are right.`,
    link: '/teach/earnings',
    email: true,
  }),
  'organization.invited': ({ organization, inviter, role }) => ({
    title: `${inviter} invites you to ${organization}`,
    body: `You are invited to join ${organization} as ${role}. Sign in, or make an account, with this e-mail address: then accept or decline it there.`,
    link: '/invitations',
    email: true,
  }),
  'payout.stopped': ({ amount: kept }, reader) => ({
    title: `Your payout of ${amount(kept, reader)} is not sent`,
    body: 'It had been set aside. Since then a dispute was lost, and what you earned pays what you owe from it first. What is left of it goes out with a later payout.',
    link: '/teach/earnings',
    email: true,
  }),
  'payout.parked': ({ amount: waits }, reader) => ({
    title: `${amount(waits, reader)} wait for your bank account`,
    body: 'Say at the payment provider who you are and where your bank account is: your payout is sent as soon as you have. Nothing is lost until then.',
    link: '/teach/earnings/payouts',
    email: true,
  }),
  'review.published': ({ session, stars }) => ({
    title: `A new review: ${'★'.repeat(stars)}${'☆'.repeat(5 - stars)}`,
    body: `Somebody wrote about “${session}”.`,
    link: '/teach/sessions',
    email: false,
  }),
}

/** Every kind of notice there is. */
export const NOTICE_KINDS = Object.keys(english) as readonly NoticeKind[]

/** The words of a notice for one reader. */
export function textOf<Kind extends NoticeKind>(
  kind: Kind,
  told: Told[Kind],
  reader: Reader,
): Text {
  return english[kind](told, reader)
}
