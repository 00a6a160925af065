import type { Value } from '#base'
import type { Text } from './texts.ts'
import { amount, type Reader } from './wording.ts'

/** What staff tell each other of money that arrived by hand. */
export type ToldOfReceipts = {
  'receipt.recorded': { what: string; total: Value; order: string; colleague: string }
  'receipt.decided': {
    what: string
    total: Value
    order: string
    counted: boolean
    note?: string | undefined
  }
}

type Texts = {
  [Kind in keyof ToldOfReceipts]: (told: ToldOfReceipts[Kind], reader: Reader) => Text
}

/** Notices of money by hand in English. */
export const ofReceipts: Texts = {
  'receipt.recorded': ({ what, total, order, colleague }, reader) => ({
    title: `A payment of ${amount(total, reader)} by hand waits for a second person`,
    body: `${colleague} recorded that order ${order} (${what}) was paid by hand. Somebody other than ${colleague} must see the money and approve it; until then nothing is delivered.`,
    link: '/operate/by-hand',
    email: true,
  }),
  'receipt.decided': ({ what, total, order, counted, note }, reader) => ({
    title: counted
      ? `The payment by hand of order ${order} counts`
      : `The payment by hand of order ${order} was declined`,
    body: counted
      ? `A colleague approved the ${amount(total, reader)} for ${what}. It is paid, and delivered.`
      : `A colleague declined the ${amount(total, reader)} for ${what}, so the order is not paid.${note ? ` They wrote: ${note}` : ''}`,
    link: '/operate/by-hand',
    email: false,
  }),
}
