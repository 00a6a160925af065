import { problems } from '#base'

/** Refusals of sending. */
export const refuse = problems('messaging', {
  messages_too_many_at_once: {
    status: 422,
    title: 'So many messages are not taken at once: hand them in by parts.',
    retry: 'after-change',
  },
  message_key_reused: {
    status: 409,
    title: 'This key was used for another message.',
    retry: 'never',
  },
  message_unfit: {
    status: 422,
    title: 'This message cannot be sent: its way, address and content do not fit together.',
    retry: 'after-change',
  },
  message_unknown: {
    status: 404,
    title: 'There is no such message.',
    retry: 'never',
  },
  message_runs_out_first: {
    status: 422,
    title: 'It would run out before it may leave: at that hour it may not reach them.',
    retry: 'after-change',
  },
  message_credits_short: {
    status: 409,
    title: 'The wallet has too few message credits for it.',
    retry: 'after-change',
  },
  sending_limit: {
    status: 429,
    title: 'This organization has sent as much as it may for now.',
    retry: 'later',
  },
  message_gone: {
    status: 409,
    title: 'It is on its way or over already, and cannot be called back.',
    retry: 'never',
  },
  message_run_out: {
    status: 409,
    title: 'It could not leave in time, so it was not sent.',
    retry: 'never',
  },
  message_called_back: {
    status: 409,
    title: 'It was called back before it left.',
    retry: 'never',
  },
  provider_took_none: {
    status: 503,
    title: 'No provider took it.',
    retry: 'later',
  },
  hours_unfit: {
    status: 422,
    title: 'Hours begin before they end, on the same day.',
    retry: 'after-change',
  },
  hours_country_unknown: {
    status: 422,
    title: 'There is no country with this code.',
    retry: 'after-change',
  },
  hours_needed: {
    status: 409,
    title: 'Offers need hours for countries that have none of their own: change them instead.',
    retry: 'after-change',
  },
  sending_limit_unfit: {
    status: 422,
    title: 'In a day at least as many messages may be sent as in a minute, and in a minute one.',
    retry: 'after-change',
  },
  sending_limit_nobody: {
    status: 404,
    title: 'There is no such organization to limit.',
    retry: 'never',
  },
  sending_rules_changed: {
    status: 409,
    title: 'Somebody else has changed these rules meanwhile: read them again.',
    retry: 'after-change',
  },
  route_unknown: {
    status: 404,
    title: 'There is no such way through a provider.',
    retry: 'never',
  },
  money_rule_unfit: {
    status: 422,
    title: 'These rules do not say what becomes of the money of every end of a message.',
    retry: 'after-change',
  },
  money_rule_twice: {
    status: 422,
    title: 'Two of these rules are for the same end, way and kind of provider.',
    retry: 'after-change',
  },
  money_rule_not_a_refund: {
    status: 422,
    title: 'What is given back although the provider charges for it is a refund at our cost.',
    retry: 'after-change',
  },
})
