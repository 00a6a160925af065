import { problems } from '#base'

/**
 * The refusals of the ledger, in the order in which they are looked for. Whichever comes first
 * is the answer; nothing has been changed.
 */
export const refuse = problems('ledger', {
  amount_invalid: {
    status: 422,
    title: 'An amount on the ledger is a whole number of units, above zero and below 2^63.',
    retry: 'never',
  },
  key_reused: {
    status: 422,
    title: 'This key already names another deed with other details.',
    retry: 'never',
  },
  unknown_hold: { status: 404, title: 'There is no such hold.', retry: 'never' },
  hold_closed: {
    status: 409,
    title: 'This hold has been captured or released in full.',
    retry: 'never',
  },
  hold_expired: { status: 409, title: 'The time of this hold is over.', retry: 'never' },
  hold_too_small: {
    status: 409,
    title: 'Less than that is left of this hold.',
    retry: 'after-change',
  },
  unknown_asset: { status: 404, title: 'There is no such asset.', retry: 'never' },
  unknown_account: { status: 404, title: 'There is no such account.', retry: 'never' },
  account_closed: { status: 409, title: 'This account is closed.', retry: 'never' },
  account_not_empty: {
    status: 409,
    title: 'Only an empty account can be closed.',
    retry: 'after-change',
  },
  account_frozen: {
    status: 409,
    title: 'This account is frozen: nothing may leave it for now.',
    retry: 'later',
  },
  balance_too_large: {
    status: 422,
    title: 'This account would hold more than can be counted (2^63).',
    retry: 'never',
  },
  unknown_lot: { status: 404, title: 'There is no such lot in this wallet.', retry: 'never' },
  lot_too_small: {
    status: 409,
    title: 'Less than that is free in this lot.',
    retry: 'after-change',
  },
  basis_differs: {
    status: 409,
    title: 'These units carry another cost than the entry says.',
    retry: 'after-change',
  },
  rate_missing: {
    status: 422,
    title: 'A dated rate between these currencies is needed.',
    retry: 'after-change',
  },
  insufficient_funds: {
    status: 409,
    title: 'There is not enough for this.',
    retry: 'after-change',
  },
  unknown_journal: { status: 404, title: 'There is no such journal.', retry: 'never' },
  unknown_transfer: { status: 404, title: 'There is no such transfer.', retry: 'never' },
  not_sealed_yet: { status: 409, title: 'This transfer is not sealed yet.', retry: 'later' },
  already_reversed: {
    status: 409,
    title: 'This journal has been reversed before.',
    retry: 'never',
  },
  reversal_of_reversal: {
    status: 409,
    title: 'A reversal cannot be reversed: post the event anew.',
    retry: 'never',
  },
  lots_moved_on: {
    status: 409,
    title: 'This journal moved units of lots: name the rule that brings them back.',
    retry: 'never',
  },
})
