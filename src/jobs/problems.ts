import { problems } from '#base'

/** What jobs and the sandbox's clock refuse. */
export const refuse = problems('jobs', {
  job_unknown: {
    status: 404,
    title: 'There is no job of that name.',
    retry: 'never',
  },
  run_unknown: {
    status: 404,
    title: 'There is no such run.',
    retry: 'never',
  },
  run_not_failed: {
    status: 409,
    title: 'Only a run that failed can be tried again.',
    retry: 'never',
  },
  clock_is_real: {
    status: 403,
    title: 'The clock can be moved in the sandbox only.',
    retry: 'never',
  },
  clock_goes_forward_only: {
    status: 422,
    title: 'The clock cannot go back.',
    retry: 'after-change',
  },
  clock_jump_too_far: {
    status: 422,
    title: 'The clock moves at most 400 days at once.',
    retry: 'after-change',
  },
  clock_jump_not_understood: {
    status: 422,
    title: 'Say where the clock should go: "to" an instant, or "advance" by a duration like P7D.',
    retry: 'after-change',
  },
})
