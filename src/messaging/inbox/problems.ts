import { problems } from '#base'

/** What inboxes refuse. */
export const refuse = problems('messaging', {
  inbox_hours_empty: {
    status: 422,
    title: 'The hours must close after they open, on the same day.',
    retry: 'after-change',
  },
  inbound_provider_unfit: {
    status: 422,
    title: 'There is no such provider, or nobody can write to you by it that way.',
    retry: 'after-change',
  },
  number_taken: {
    status: 409,
    title: 'An organization has this number already. Take it back there first.',
    retry: 'after-change',
  },
  number_unknown: { status: 404, title: 'There is no such number.', retry: 'never' },
  number_taken_back: { status: 409, title: 'This number was taken back already.', retry: 'never' },
  thread_unknown: {
    status: 404,
    title: 'There is no such conversation in this inbox.',
    retry: 'never',
  },
  thread_state_same: {
    status: 409,
    title: 'Somebody has closed or opened this conversation meanwhile.',
    retry: 'never',
  },
  assignee_unfit: {
    status: 422,
    title: 'Only those who work this inbox can be given a conversation.',
    retry: 'after-change',
  },
  reply_empty: {
    status: 422,
    title: 'Write something, or choose a picture or a template.',
    retry: 'after-change',
  },
  reply_window_closed: {
    status: 409,
    title:
      'They wrote more than 24 hours ago: WhatsApp takes only an approved template until they write again.',
    retry: 'after-change',
  },
  reply_template_unfit: {
    status: 422,
    title: 'This template is for another way, or was put away.',
    retry: 'after-change',
  },
  reply_template_unapproved: {
    status: 409,
    title: 'WhatsApp takes only approved templates, and this one is not approved in this language.',
    retry: 'after-change',
  },
  reply_media_unfit: {
    status: 422,
    title: 'A text message carries no pictures and no buttons. Send a link instead.',
    retry: 'after-change',
  },
  number_no_longer_yours: {
    status: 409,
    title: 'The number that they wrote to is no longer yours, so nothing can be sent from it.',
    retry: 'never',
  },
  quick_reply_named: {
    status: 409,
    title: 'There is a quick reply of this name already.',
    retry: 'after-change',
  },
  quick_reply_unknown: { status: 404, title: 'There is no such quick reply.', retry: 'never' },
})
