import type { Value } from '#base'
import type { Text } from './texts.ts'
import { amount, moment, type Reader } from './wording.ts'

/** What is known when a payment was looked at, or somebody may not pay for a while; and what colleagues decide. */
export type ToldOfRisk = {
  'credits.delayed': { credits: Value; until: Temporal.Instant }
  'credits.released': Record<never, never>
  'order.turned_down': { what: string; total: Value }
  'buyer.stopped': { until: Temporal.Instant; declined: boolean }
  'refund.wished': { what: string; total: Value; order: string; colleague: string }
  'refund.wish_decided': { what: string; order: string; agreed: boolean; note?: string | undefined }
}

type Texts = { [Kind in keyof ToldOfRisk]: (told: ToldOfRisk[Kind], reader: Reader) => Text }

const wallet = { link: '/wallet', email: true } as const

/** Notices of risk in English. */
export const ofRisk: Texts = {
  'credits.delayed': ({ credits, until }, reader) => ({
    title: `${amount(credits, reader)} can be used a little later`,
    body: `Your payment arrived. Before its credits can be used we look at it, as we do with some payments; at the latest from ${moment(until, reader)} they are free. Nothing needs to be done.`,
    ...wallet,
  }),
  'credits.released': () => ({
    title: 'Your credits are free to use',
    body: 'We have looked at your payment. Its credits can be used now; thank you for waiting.',
    ...wallet,
  }),
  'order.turned_down': ({ what, total }, reader) => ({
    title: 'We could not accept a payment',
    body: `The payment of ${amount(total, reader)} for ${what} looked too risky to the payment provider, so nothing was delivered and all of it goes back to where it came from. If you paid it yourself, please use another card, or write to us.`,
    ...wallet,
  }),
  'buyer.stopped': ({ until, declined }, reader) => ({
    title: 'Payments pause for a while',
    body: `${declined ? 'Cards were declined too often' : 'Too many payments were tried'}, so no further one can be tried before ${moment(until, reader)}. If it was not you, change your password and write to us.`,
    ...wallet,
  }),
  'refund.wished': ({ what, total, order, colleague }, reader) => ({
    title: `A refund of ${amount(total, reader)} waits for a second person`,
    body: `${colleague} wants to refund order ${order} (${what}). Somebody other than ${colleague} must agree.`,
    link: '/operate/refunds',
    email: true,
  }),
  'refund.wish_decided': ({ what, order, agreed, note }) => ({
    title: agreed
      ? `The refund of order ${order} is on its way`
      : `The refund of order ${order} was declined`,
    body: agreed
      ? `A colleague agreed to refund ${what}.`
      : `A colleague declined to refund ${what}.${note ? ` They wrote: ${note}` : ''}`,
    link: '/operate/refunds',
    email: false,
  }),
}
