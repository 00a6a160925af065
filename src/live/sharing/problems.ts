/** Refusals where several teach a session. */
export const ofSharing = {
  unknown_co_educator: {
    status: 404,
    title: 'This educator is not asked to teach this session with you, or not any more.',
    retry: 'never',
  },
  co_educator_is_lead: {
    status: 422,
    title: 'This educator leads the session already.',
    retry: 'after-change',
  },
  co_educator_is_learner: {
    status: 409,
    title: 'This educator has a seat in the session, as a learner.',
    retry: 'after-change',
  },
  co_educator_agreed: {
    status: 409,
    title: 'They have agreed to their share. Take them off first, then ask again.',
    retry: 'after-change',
  },
  co_educator_stays: {
    status: 409,
    title:
      'Learners have booked and it begins soon: only they themselves or the house can change this now.',
    retry: 'never',
  },
  session_not_shared: {
    status: 409,
    title: 'A lesson that a learner booked with one educator is taught by that educator.',
    retry: 'never',
  },
  shares_over_whole: {
    status: 422,
    title:
      'The shares come to more than there is: something must be left for the educator who leads.',
    retry: 'after-change',
  },
  too_many_educators: {
    status: 409,
    title: 'No more educators can teach this session.',
    retry: 'never',
  },
} as const
