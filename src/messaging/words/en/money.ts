import type { ToldOfMoney, Words } from '../../told.ts'

export const ofMoney: Words<ToldOfMoney> = {
  'order.paid': {
    title: 'Your payment of {total} arrived',
    body: 'Thank you. You bought: {what}. Your invoice and receipt are with the order.',
  },
  'order.expired': {
    title: 'Your order was not paid in time',
    body: 'The order for {what} was closed, and nothing was charged. You can order again at any time.',
  },
  'order.refunded': {
    title: '{total} is on its way back to you',
    body: 'We refunded {what}.{creditsKnown, select, yes { For it, {credits} left your wallet.} other {}} Depending on your bank it arrives within five to ten days.',
  },
  'order.turned_down': {
    title: 'We could not accept a payment',
    body: 'The payment of {total} for {what} looked too risky to the payment provider, so nothing was delivered and all of it goes back to where it came from. If you paid it yourself, please use another card, or write to us.',
  },
  'refund.failed': {
    title: 'Your bank did not take {total} back',
    body: 'We tried to refund {what}, and it did not reach you. It is still yours: we will be in touch about another way.',
  },
  'refund.withdrawn': {
    title: 'A refund was taken back',
    body: 'The refund of {what} could not be made{creditsKnown, select, yes {. {credits} lie in your wallet again.} other {, and all is as it was before.}}',
  },
  'credits.granted': {
    title: '{credits} for you',
    body: 'They are in your wallet now{expiresAtKnown, select, yes {, and are good until {expiresAt, date, day}.} other {.}}',
  },
  'credits.purchased': {
    title: '{credits} are in your wallet',
    body: '{totalKnown, select, yes {{bonusKnown, select, yes {Of them {bonus} came on top. } other {}}You paid {total}. Your invoice and receipt are with the order. Have fun.} other {Have fun with them.}}',
  },
  'credits.delayed': {
    title: '{credits} can be used a little later',
    body: 'Your payment arrived. Before its credits can be used we look at it, as we do with some payments; at the latest from {until, date, moment} they are free. Nothing needs to be done.',
  },
  'credits.released': {
    title: 'Your credits are free to use',
    body: 'We have looked at your payment. Its credits can be used now; thank you for waiting.',
  },
  'buyer.stopped': {
    title: 'Payments pause for a while',
    body: '{declined, select, yes {Cards were declined too often} other {Too many payments were tried}}, so no further one can be tried before {until, date, moment}. If it was not you, change your password and write to us.',
  },
  'refill.failed': {
    title:
      '{code, select, authentication_required {Your bank wants you to confirm {total}} other {Your card was not charged for {credits}}}',
    body: '{code, select, authentication_required {Your credits ran low, and your bank wants to hear from you before it pays for {credits}. Open the order to pay and confirm it; otherwise we try again tomorrow.} other {Your credits ran low, and your card was declined when we tried to buy {credits}. You can pay the order with another card; otherwise we try again tomorrow.}}',
  },
  'refill.stopped': {
    title: 'Your automatic refill is switched off',
    body: '{because, select, no_method {Your credits ran low, and no card is kept that could be charged. Add one and switch the refill on again.} other {Your card was declined three times in a row, so we have stopped trying. Add another card and switch the refill on again.}}',
  },
  'refill.held_back': {
    title: '{credits} were not bought this time',
    body: 'Your credits ran low, but {code, select, refill_month_full {your refills have bought as much this month as you allow} purchase_cap_reached {no more can be bought today} wallet_cap_reached {your wallet holds as much as it can} other {something stands against it}}. As soon as that changes, the refill goes on by itself.',
  },
}
