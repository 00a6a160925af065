import { problems } from '#base'

/** What one-time passwords refuse. */
export const refuse = problems('messaging', {
  otp_rules_invalid: {
    status: 422,
    title: 'These rules for codes do not fit together.',
    retry: 'after-change',
  },
  otp_country_closed: {
    status: 403,
    title: 'Codes are not sent to this country. Allow it in the settings of codes.',
    retry: 'after-change',
  },
  otp_country_stopped: {
    status: 403,
    title:
      'Codes to this country are stopped: too few of those that were sent were used. Look at it before you let them on.',
    retry: 'after-change',
  },
  otp_too_soon: {
    status: 429,
    title: 'A code was sent a moment ago. Wait before you ask for another one.',
    retry: 'later',
  },
  otp_too_many: {
    status: 429,
    title: 'Too many codes were asked for in this hour.',
    retry: 'later',
  },
  otp_stop_unknown: {
    status: 404,
    title: 'Codes to this country are not stopped.',
    retry: 'never',
  },
})
