/** Refusals about the operator's numbers. */
export const ofNumbers = {
  unknown_number: { status: 404, title: 'There is no such number to set.', retry: 'never' },
  number_out_of_bounds: {
    status: 422,
    title: 'This number is too small or too large.',
    retry: 'after-change',
  },
  numbers_changed: {
    status: 409,
    title: 'Somebody has changed these numbers since you looked. Look again first.',
    retry: 'after-change',
  },
  numbers_clash: {
    status: 422,
    title: 'These numbers do not go together: one of them must be larger than another.',
    retry: 'after-change',
  },
} as const
