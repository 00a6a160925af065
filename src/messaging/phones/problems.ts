import { problems } from '#base'

/** What phone numbers of people refuse. */
export const refuse = problems('messaging', {
  phone_known: {
    status: 409,
    title: 'This number is confirmed already.',
    retry: 'never',
  },
  phone_country_closed: {
    status: 422,
    title: 'We do not write to phones of this country yet. E-mails reach you as before.',
    retry: 'never',
  },
  phone_way_closed: {
    status: 409,
    title: 'Nothing can be sent to phones this way at the moment. Try the other one, or later.',
    retry: 'later',
  },
  phone_codes_too_many: {
    status: 429,
    title: 'You asked for as many codes as there are in a day. Try again tomorrow.',
    retry: 'later',
  },
  phone_unasked: {
    status: 404,
    title: 'No number of yours waits for a code. Add it again, and a new code is sent.',
    retry: 'after-change',
  },
  phone_unknown: {
    status: 404,
    title: 'You have no phone number here.',
    retry: 'never',
  },
  phone_missing: {
    status: 409,
    title: 'Confirm a phone number first: then notices can go there.',
    retry: 'after-change',
  },
  house_texts_changed: {
    status: 409,
    title: 'Somebody else set this meanwhile. Look at it again.',
    retry: 'after-change',
  },
})
