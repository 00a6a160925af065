import { problems } from '#base'

/** What messaging refuses. */
export const refuse = problems('messaging', {
  notice_unknown: {
    status: 404,
    title: 'There is no such notice in your list.',
    retry: 'never',
  },
  notice_group_unknown: {
    status: 422,
    title: 'There are no such notices, or they cannot be told there.',
    retry: 'after-change',
  },
  quiet_hours_empty: {
    status: 422,
    title: 'A night that ends when it begins is none: choose two different hours.',
    retry: 'after-change',
  },
  notice_group_always: {
    status: 422,
    title:
      'These notices cannot be switched off: they keep your account yours, or prove what was paid.',
    retry: 'never',
  },
  unsubscribe_link_unknown: {
    status: 404,
    title: 'This link is not whole. Take it from the e-mail again, or choose in your settings.',
    retry: 'never',
  },
  email_unknown: {
    status: 404,
    title: 'There is no such e-mail in the outbox.',
    retry: 'never',
  },
  receiver_unknown: {
    status: 404,
    title: 'There is no such receiver of events here.',
    retry: 'never',
  },
  receiver_url_refused: {
    status: 422,
    title: 'Events cannot be sent to this address.',
    retry: 'after-change',
  },
  receivers_full: {
    status: 409,
    title: 'There are as many receivers of events as there may be. Take one away first.',
    retry: 'after-change',
  },
  receiver_off: {
    status: 409,
    title: 'This receiver is switched off. Switch it on first.',
    retry: 'after-change',
  },
  event_kind_unknown: {
    status: 422,
    title: 'There is no such event.',
    retry: 'after-change',
  },
  delivery_unknown: {
    status: 404,
    title: 'This receiver was told of no such thing, or it is too long ago.',
    retry: 'never',
  },
})
