import { problems } from '#base'

/** The refusals of what the operator sets about providers. */
export const refuse = problems('payments', {
  provider_off: {
    status: 409,
    title: 'Nothing new can be paid this way at the moment.',
    retry: 'later',
  },
  currency_not_taken: {
    status: 409,
    title: 'The payment provider takes no payments in this currency here.',
    retry: 'after-change',
  },
  key_unknown: { status: 404, title: 'There is no such key any more.', retry: 'never' },
  key_malformed: {
    status: 400,
    title: 'That does not look like such a key. Copy it again from the provider’s dashboard.',
    retry: 'after-change',
  },
  key_live_in_sandbox: {
    status: 409,
    title:
      'This is a live key, and here nobody believes that money moves. The sandbox takes test keys only.',
    retry: 'after-change',
  },
  key_test_in_production: {
    status: 409,
    title: 'This is a test key: with it nobody would be charged. Give the live one.',
    retry: 'after-change',
  },
  key_refused_there: {
    status: 409,
    title: 'The payment provider does not take this key.',
    retry: 'after-change',
  },
  keys_full: {
    status: 409,
    title: 'Two are valid already. End one of them first.',
    retry: 'after-change',
  },
  keys_from_environment: {
    status: 409,
    title: 'The keys of this provider are given in the settings of the server. Change them there.',
    retry: 'never',
  },
  no_keys_to_check: {
    status: 409,
    title: 'There is no key to check yet.',
    retry: 'after-change',
  },
})
