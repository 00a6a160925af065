import { problems } from '#base'

/** Refusals of prices, offers, promotions and bundles. */
export const refuse = problems('messaging', {
  offer_unknown: { status: 404, title: 'There is no such offer.', retry: 'never' },
  offer_ended: {
    status: 409,
    title: 'This is not on sale any more, or not yet.',
    retry: 'after-change',
  },
  offer_not_yours: {
    status: 403,
    title: 'This offer was made for somebody else, or has been used already.',
    retry: 'never',
  },
  offer_sold_out: {
    status: 409,
    title: 'So many of these are not left: this offer is sold a limited number of times.',
    retry: 'after-change',
  },
  offer_quantity_wrong: {
    status: 422,
    title: 'It is bought once or up to 10,000 times, and what a bundle gives once.',
    retry: 'after-change',
  },
  offer_wrong: {
    status: 422,
    title: 'This offer does not fit together.',
    retry: 'after-change',
  },
  offer_withdrawn: {
    status: 409,
    title: 'This offer has been withdrawn. Make a new one.',
    retry: 'never',
  },
  below_cost: {
    status: 409,
    title:
      'This costs us more than it brings. Sell it as a loss leader, with a limit on how often, or change its price.',
    retry: 'after-change',
  },
  retail_terms_wrong: {
    status: 422,
    title: 'These prices do not fit together.',
    retry: 'after-change',
  },
  retail_backdated: {
    status: 422,
    title: 'Prices and offers count from now or later: what was sold stays what it was.',
    retry: 'after-change',
  },
  retail_terms_taken: {
    status: 409,
    title: 'Other prices begin at that very moment already.',
    retry: 'after-change',
  },
  retail_terms_unknown: {
    status: 404,
    title: 'There is no such version of the prices.',
    retry: 'never',
  },
  retail_terms_begun: {
    status: 409,
    title: 'These prices have begun. Set new ones instead.',
    retry: 'never',
  },
  retail_currency_in_use: {
    status: 409,
    title: 'Something is on sale in the present currency. Withdraw it first.',
    retry: 'after-change',
  },
  promotion_overlaps: {
    status: 409,
    title: 'This offer has a promotion for a part of that time already.',
    retry: 'after-change',
  },
  promotion_unknown: { status: 404, title: 'There is no such promotion.', retry: 'never' },
  promotion_over: { status: 409, title: 'This promotion has ended already.', retry: 'never' },
  bundle_unknown: { status: 404, title: 'There is no such bundle.', retry: 'never' },
  bundle_over: { status: 409, title: 'This bundle has ended already.', retry: 'never' },
})
