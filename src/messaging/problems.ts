import { problems } from '#base'

/** What messaging refuses. */
export const refuse = problems('messaging', {
  notice_unknown: {
    status: 404,
    title: 'There is no such notice in your list.',
    retry: 'never',
  },
})
