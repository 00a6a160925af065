import { problems } from '#base'

/** Refusals of recruiting. */
export const refuse = problems('earnings', {
  referral_code_unknown: {
    status: 404,
    title: 'Nobody hands on this code.',
    retry: 'never',
  },
  referral_of_oneself: {
    status: 409,
    title: 'This is your own code: hand it on to others.',
    retry: 'never',
  },
  referral_too_late: {
    status: 409,
    title: 'Who brought somebody is said before they teach here.',
    retry: 'never',
  },
  referral_taken: {
    status: 409,
    title: 'You have said already who brought you.',
    retry: 'never',
  },
  referral_unknown: {
    status: 404,
    title: 'Nobody was brought here by this name.',
    retry: 'never',
  },
  referral_not_held_back: {
    status: 409,
    title: 'Only a bonus that is held back waits for a decision.',
    retry: 'never',
  },
})
