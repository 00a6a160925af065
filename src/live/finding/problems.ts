import type { ProblemKind } from '#base'

/** Refusals of finding. */
export const ofFinding = {
  hours_unreadable: {
    status: 422,
    title:
      'Hours of the week are written like 12345@18:00-22:00: days, 1 is Monday, then from and to.',
    retry: 'after-change',
  },
  hours_not_saved: {
    status: 409,
    title:
      'You have not said yet when you have time. Save your hours first, or name them in the search.',
    retry: 'after-change',
  },
  unknown_saved_search: {
    status: 404,
    title: 'There is no saved search of yours with this id.',
    retry: 'never',
  },
  too_many_saved_searches: {
    status: 409,
    title: 'You have saved as many searches as can be kept. Delete one to save another.',
    retry: 'after-change',
  },
} as const satisfies Record<string, ProblemKind>
