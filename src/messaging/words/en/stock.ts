import type { ToldOfStock, Words } from '../../told.ts'

const messages = '{asset, select, SMS {SMS} WHATSAPP {WhatsApp messages} other {e-mails}}'

export const ofStock: Words<ToldOfStock> = {
  'stock.drifted': {
    title: '{provider} and our books do not say the same',
    body: `Of ${messages}, {provider} says it has {theirs, number}; our books say {ours, number}. Look for a purchase that was not recorded, or for messages that were not counted. It ends by itself when both fit again.`,
  },
  'stock.account_drifted': {
    title: '{provider} and our books do not say the same',
    body: '{provider} says that {theirs} are left in our account; by what was bought and used it should be {ours}. Look for a purchase that was not recorded, for messages that were not counted, or for prices that changed there. It ends by itself when both fit again.',
  },
  'stock.low': {
    title: `Few ${messages} are left at {provider}`,
    body: '{left, number} are left. At what was used lately they last {days, plural, =0 {less than a day} one {one day} other {# days}}.{onOrder, plural, =0 {} other { # are on order.}}',
  },
  'stock.oversold': {
    title: `More ${messages} are sold than may be`,
    body: '{sold, number} are sold and unspent; with the stock of now it may be {most, number}. Nothing more of it is sold until stock arrives.',
  },
  'purchase.submitted': {
    title: '{name} waits for approval',
    body: '{colleague} wants to buy from {provider} for {total}, tax included.',
  },
  'purchase.raised': {
    title: '{name}: more is bought from {provider}',
    body: `${messages} have come down to {left, number}. A rule raised an order of {total}, tax included. {approved, select, yes {It is approved within what is bought by itself: order it from the provider.} other {It waits for approval.}}`,
  },
}
