import { problems } from '#base'

/** The refusals of payments. */
export const refuse = problems('payments', {
  order_unknown: { status: 404, title: 'There is no such order of yours.', retry: 'never' },
  order_empty: { status: 400, title: 'An order needs something to pay for.', retry: 'never' },
  order_not_waiting: {
    status: 409,
    title: 'This order is not waiting to be paid any more.',
    retry: 'never',
  },
  order_expired: {
    status: 409,
    title: 'The time to pay this order has run out. Place a new one.',
    retry: 'never',
  },
  credits_out_of_bounds: {
    status: 400,
    title: 'Credits are bought whole, and not fewer or more than the shop sells at once.',
    retry: 'never',
  },
  purchase_cap_reached: {
    status: 409,
    title: 'That would be more than can be bought in one day.',
    retry: 'later',
  },
  wallet_cap_reached: {
    status: 409,
    title: 'That would be more than a wallet can hold.',
    retry: 'after-change',
  },
  methods_not_kept: {
    status: 409,
    title: 'The payment provider here keeps no methods of payment.',
    retry: 'never',
  },
  method_unknown: {
    status: 404,
    title: 'There is no such method of payment of yours.',
    retry: 'never',
  },
  method_renews: {
    status: 409,
    title: 'A plan of yours is paid with it. Make another one the default first.',
    retry: 'after-change',
  },
  refill_needs_method: {
    status: 409,
    title: 'A refill needs a card that you keep with the payment provider. Add one first.',
    retry: 'after-change',
  },
  refill_wrong: {
    status: 400,
    title: 'A refill buys whole credits, no more of them in a month than you allow.',
    retry: 'after-change',
  },
  document_unknown: {
    status: 404,
    title: 'There is no such document of yours.',
    retry: 'never',
  },
  seller_zone_unknown: {
    status: 400,
    title: 'There is no such time zone.',
    retry: 'after-change',
  },
  currency_not_offered: {
    status: 409,
    title: 'That is not sold in this currency.',
    retry: 'after-change',
  },
  amount_too_small: {
    status: 409,
    title: 'Cards cannot be charged so little.',
    retry: 'after-change',
  },
  pack_unknown: {
    status: 404,
    title: 'There is no such pack on sale.',
    retry: 'never',
  },
  price_unknown: {
    status: 404,
    title: 'There is no such price.',
    retry: 'never',
  },
  price_wrong: {
    status: 400,
    title: 'That is no price.',
    retry: 'after-change',
  },
  price_backdated: {
    status: 400,
    title: 'A price holds from now on, or later: the past is not rewritten.',
    retry: 'after-change',
  },
  price_taken: {
    status: 409,
    title: 'There is a price from that very moment already.',
    retry: 'after-change',
  },
  price_begun: {
    status: 409,
    title: 'That price has begun. Set another one after it.',
    retry: 'after-change',
  },
  discount_unknown: {
    status: 404,
    title: 'There is no such code.',
    retry: 'never',
  },
  discount_not_running: {
    status: 409,
    title: 'This code cannot be used now.',
    retry: 'never',
  },
  discount_used_up: {
    status: 409,
    title: 'This code has been used as often as it can be.',
    retry: 'never',
  },
  discount_used_by_you: {
    status: 409,
    title: 'You have used this code as often as you can.',
    retry: 'never',
  },
  discount_not_for_this: {
    status: 409,
    title: 'This code is not for that.',
    retry: 'never',
  },
  discount_leaves_nothing: {
    status: 409,
    title: 'With this code nothing would be left to pay for. Buy a little more.',
    retry: 'after-change',
  },
  discount_wrong: {
    status: 400,
    title: 'Such a code cannot be.',
    retry: 'after-change',
  },
  discount_taken: {
    status: 409,
    title: 'There is a code of that name already.',
    retry: 'after-change',
  },
  tax_rule_unknown: {
    status: 404,
    title: 'There is no such tax rule.',
    retry: 'never',
  },
  tax_rule_begun: {
    status: 409,
    title: 'That rule has begun. Set another one after it.',
    retry: 'after-change',
  },
  tax_rule_backdated: {
    status: 400,
    title: 'A tax rule holds from now on, or later: the past is not rewritten.',
    retry: 'after-change',
  },
  tax_rule_due: {
    status: 400,
    title: 'Only the tax on credits can fall due when they are used.',
    retry: 'after-change',
  },
  tax_rule_taken: {
    status: 409,
    title: 'There is a rule for this from that very moment already.',
    retry: 'after-change',
  },
  rate_wrong: {
    status: 400,
    title:
      'That is no rate: a number above zero with at most twelve places, between two currencies.',
    retry: 'after-change',
  },
  rate_of_tomorrow: {
    status: 400,
    title: 'A rate is written down for a day that has begun.',
    retry: 'after-change',
  },
  rate_unknown: {
    status: 409,
    title: 'There is no rate on record between these currencies.',
    retry: 'after-change',
  },
  conversion_wrong: {
    status: 400,
    title: 'A conversion gives something of one currency for something of another, in the past.',
    retry: 'after-change',
  },
  payment_paused: {
    status: 429,
    title: 'Too many payments were tried. Wait a while before you try again.',
    retry: 'later',
  },
  stop_unknown: { status: 404, title: 'Nobody is stopped under this name.', retry: 'never' },
  stop_over: { status: 409, title: 'This buyer can pay again already.', retry: 'never' },
  case_unknown: { status: 404, title: 'There is no such case.', retry: 'never' },
  case_decided: { status: 409, title: 'This case has been decided.', retry: 'never' },
  refund_needs_second: {
    status: 403,
    title: 'A refund of this size is decided by two persons: ask for it, and let another agree.',
    retry: 'after-change',
  },
  refund_wish_waits: {
    status: 409,
    title: 'A refund of this order waits for a second person already.',
    retry: 'after-change',
  },
  refund_wish_unknown: { status: 404, title: 'Nobody asked for that refund.', retry: 'never' },
  refund_wish_decided: { status: 409, title: 'This has been decided already.', retry: 'never' },
  refund_same_person: {
    status: 403,
    title: 'Somebody other than who asked for it must agree.',
    retry: 'never',
  },
  payment_busy: {
    status: 503,
    title: 'The payment provider is busy. Nothing was charged; try again in a moment.',
    retry: 'later',
  },
  payment_unsure: {
    status: 503,
    title:
      'The payment provider did not answer. Nothing is lost: try again, and it goes on from there.',
    retry: 'later',
  },
  payment_refused: {
    status: 409,
    title: 'The payment provider refused.',
    retry: 'after-change',
  },
  refund_too_large: {
    status: 409,
    title: 'That is more than is left of what was paid.',
    retry: 'never',
  },
  refund_unknown: { status: 404, title: 'There is no such refund.', retry: 'never' },
  refund_disputed: {
    status: 409,
    title: 'The buyer has asked their bank for this money: it goes back that way, or stays.',
    retry: 'later',
  },
  refund_seat_stands: {
    status: 409,
    title: 'The seat that was paid for is still booked. Cancel it: the money goes back with it.',
    retry: 'after-change',
  },
  refund_beyond_unspent: {
    status: 409,
    title: 'That is more than is unspent. The rest goes back only if the platform bears it.',
    retry: 'after-change',
  },
  refund_nothing_left: {
    status: 409,
    title: 'Nothing of this order is unspent any more.',
    retry: 'after-change',
  },
  refund_settled: {
    status: 409,
    title: 'This refund is not waiting for anybody to decide.',
    retry: 'never',
  },
  dispute_unknown: { status: 404, title: 'There is no such dispute.', retry: 'never' },
  dispute_closed: {
    status: 409,
    title: 'This dispute takes no answer any more.',
    retry: 'never',
  },
  dispute_answered: {
    status: 409,
    title: 'This dispute has been answered: a bank takes one answer.',
    retry: 'never',
  },
  dispute_booked: {
    status: 409,
    title: 'The loss of this dispute is booked already.',
    retry: 'never',
  },
  event_unknown: { status: 404, title: 'The provider told nothing of that name.', retry: 'never' },
  difference_unknown: {
    status: 404,
    title: 'There is no difference to explain on that day.',
    retry: 'never',
  },
  receipt_exists: {
    status: 409,
    title: 'A receipt has been recorded for this order already.',
    retry: 'never',
  },
  receipt_unknown: { status: 404, title: 'There is no such receipt.', retry: 'never' },
  receipt_amount_differs: {
    status: 400,
    title: 'What was received is not what the order costs.',
    retry: 'after-change',
  },
  receipt_needs_another: {
    status: 403,
    title: 'A receipt above the limit is approved by somebody other than who recorded it.',
    retry: 'never',
  },
  receipt_done: { status: 409, title: 'This receipt has been decided already.', retry: 'never' },
  receipt_too_early: {
    status: 400,
    title: 'Money cannot have arrived in the future, or before the order was placed.',
    retry: 'after-change',
  },
  payer_unknown: {
    status: 404,
    title: 'The payment provider does not know you yet: nothing was paid through it so far.',
    retry: 'after-change',
  },
  payee_unknown: {
    status: 404,
    title: 'The payment provider does not know this payee yet.',
    retry: 'after-change',
  },
  bank_said_there: {
    status: 409,
    title: 'This payment provider asks for your bank account on a page of its own.',
    retry: 'never',
  },
  provider_unknown: {
    status: 404,
    title: 'There is no such payment provider here.',
    retry: 'never',
  },
  notice_not_genuine: {
    status: 400,
    title: 'This notice is not signed by the provider, or is too old.',
    retry: 'never',
  },
})
