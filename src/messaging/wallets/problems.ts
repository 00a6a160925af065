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
})
