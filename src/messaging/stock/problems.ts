import { problems } from '#base'

/** Refusals of wholesale stock. */
export const refuse = problems('messaging', {
  stock_oversold: {
    status: 409,
    title: 'There is not enough stock of these messages to be sold.',
    retry: 'later',
  },
  stock_asset_unknown: {
    status: 422,
    title: 'Message credits are SMS, WHATSAPP or EMAIL.',
    retry: 'after-change',
  },
  stock_rules_unfit: {
    status: 422,
    title: 'These rules do not fit together.',
    retry: 'after-change',
  },
  purchase_unknown: {
    status: 404,
    title: 'There is no purchase order with this id.',
    retry: 'never',
  },
  purchase_unfit: {
    status: 422,
    title: 'This purchase order does not add up.',
    retry: 'after-change',
  },
  purchase_not_in_state: {
    status: 409,
    title: 'This purchase order is at another step already.',
    retry: 'after-change',
  },
  purchase_needs_another: {
    status: 403,
    title: 'Somebody else has to approve an order of this size.',
    retry: 'never',
  },
  purchase_over_budget: {
    status: 409,
    title: 'This order does not fit into what may be bought this month.',
    retry: 'after-change',
  },
  purchase_begun: {
    status: 409,
    title: 'Something of this order has arrived or is paid: it can be finished, not cancelled.',
    retry: 'never',
  },
  purchase_paid_too_much: {
    status: 422,
    title: 'More than is owed cannot be paid, nor more come back than was paid too much.',
    retry: 'after-change',
  },
  receipt_too_much: {
    status: 422,
    title: 'More cannot arrive than was ordered.',
    retry: 'after-change',
  },
  receipt_expired: {
    status: 422,
    title: 'What has run out already cannot be used: its last day must be ahead.',
    retry: 'after-change',
  },
  receipt_differs: {
    status: 409,
    title: 'The provider’s own balance does not show what is said to have arrived.',
    retry: 'after-change',
  },
  purchase_file_unknown: {
    status: 404,
    title: 'This purchase order has no such file.',
    retry: 'never',
  },
  purchase_file_kind: {
    status: 422,
    title: 'A file is a PDF, a JPEG or a PNG picture.',
    retry: 'after-change',
  },
  purchase_files_full: {
    status: 409,
    title: 'A purchase order has ten files at most, of 10 MB each.',
    retry: 'after-change',
  },
  tax_recovery_unfit: {
    status: 422,
    title: 'Tax that was set off has an amount and a period that is over.',
    retry: 'after-change',
  },
  tax_recovery_period_taken: {
    status: 409,
    title: 'For some of these days tax was set off already.',
    retry: 'after-change',
  },
  tax_recovery_too_much: {
    status: 422,
    title: 'More cannot be set off than suppliers charged.',
    retry: 'after-change',
  },
  reorder_rule_unknown: {
    status: 404,
    title: 'There is no such rule for buying more.',
    retry: 'never',
  },
})
