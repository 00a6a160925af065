import { problems } from '#base'

/** Refusals of wallets of message credits. */
export const refuse = problems('messaging', {
  messages_suspended: {
    status: 403,
    title: 'This organization may not send messages for now. Its credits stay where they are.',
    retry: 'after-change',
  },
  messages_not_suspended: {
    status: 409,
    title: 'This organization is not suspended: it may send.',
    retry: 'never',
  },
  messages_suspended_already: {
    status: 409,
    title: 'This organization is suspended already.',
    retry: 'never',
  },
  bonus_wrong: {
    status: 422,
    title: 'A bonus is some credits, for 1 to 365 days, with a reason.',
    retry: 'after-change',
  },
  bonus_unknown: { status: 404, title: 'There is no such bonus.', retry: 'never' },
  bonus_decided: { status: 409, title: 'This bonus has been decided already.', retry: 'never' },
  bonus_own: {
    status: 409,
    title: 'You asked for this bonus: somebody else agrees to it.',
    retry: 'never',
  },
  watch_wrong: {
    status: 422,
    title: 'Say below how many credits, or how many days ahead (1 to 90), you want to be warned.',
    retry: 'after-change',
  },
  refill_brings_too_little: {
    status: 422,
    title:
      'This brings no more than the limit: the next look would buy again. Choose something larger.',
    retry: 'after-change',
  },
  refill_above_month: {
    status: 422,
    title: 'One of these costs more than you allow in a month.',
    retry: 'after-change',
  },
})
