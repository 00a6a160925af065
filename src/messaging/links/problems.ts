import { problems } from '#base'

/** What short links refuse. */
export const refuse = problems('messaging.links', {
  link_unknown: {
    status: 404,
    title: 'There is no such link. Perhaps a letter of it is missing.',
    retry: 'never',
  },
  link_over: {
    status: 410,
    title: 'This link has run out.',
    retry: 'never',
  },
  link_refused: {
    status: 422,
    title: 'A short link leads to a web page: an address that begins with https:// or http://.',
    retry: 'after-change',
  },
})
