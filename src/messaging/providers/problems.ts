import { problems } from '#base'

/** Refusals of providers of messages: their configuration, and what they tell us. */
export const refuse = problems('messaging', {
  message_provider_unknown: {
    status: 404,
    title: 'There is no such provider of messages.',
    retry: 'never',
  },
  message_provider_name_taken: {
    status: 409,
    title: 'Another provider of messages has this name already.',
    retry: 'after-change',
  },
  message_provider_ways_unfit: {
    status: 422,
    title: 'A provider of this kind cannot send in that way.',
    retry: 'after-change',
  },
  message_provider_setting_unfit: {
    status: 422,
    title: 'One of the settings is missing or does not look right.',
    retry: 'after-change',
  },
  message_provider_address_refused: {
    status: 422,
    title: 'Messages cannot be handed over at this address.',
    retry: 'after-change',
  },
  message_provider_not_ready: {
    status: 409,
    title: 'This provider of messages has no keys yet, or the server’s secret does not open them.',
    retry: 'after-change',
  },
  message_key_unknown: {
    status: 404,
    title: 'There is no such key any more.',
    retry: 'never',
  },
  message_key_unfit: {
    status: 422,
    title: 'A provider of this kind has no such key, or it does not look like one.',
    retry: 'after-change',
  },
  message_keys_full: {
    status: 409,
    title: 'Two are valid already. End one of them first.',
    retry: 'after-change',
  },
  error_code_unknown: {
    status: 404,
    title: 'There is no such code in the table.',
    retry: 'never',
  },
  signature_wrong: {
    status: 403,
    title: 'This notice is not signed by the provider that it names.',
    retry: 'never',
  },
  notice_too_old: {
    status: 403,
    title: 'This notice was signed too long ago.',
    retry: 'never',
  },
  notice_unreadable: {
    status: 422,
    title: 'This notice cannot be read.',
    retry: 'never',
  },
  provider_notice_unknown: {
    status: 404,
    title: 'There is no such notice of a provider.',
    retry: 'never',
  },
  provider_notice_forgotten: {
    status: 410,
    title: 'What this notice said is forgotten: it is older than 90 days.',
    retry: 'never',
  },
  test_send_failed: {
    status: 502,
    title: 'The provider did not take the test message.',
    retry: 'after-change',
  },
})
