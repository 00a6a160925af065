import type { ProblemKind } from '#base'

/** Refusals of queueing and buying: waitlists, packages, gifts. */
export const ofBuying = {
  unknown_waiting: {
    status: 404,
    title: 'There is no place in a queue with this id.',
    retry: 'never',
  },
  waiting_over: {
    status: 409,
    title: 'This place in the queue is over: it was taken, given up, or the queue has closed.',
    retry: 'never',
  },
  waitlist_closed: {
    status: 409,
    title: 'It is too close to the start to wait for a seat.',
    retry: 'never',
  },
  seats_are_free: {
    status: 409,
    title: 'There are free seats: book one, there is nothing to wait for.',
    retry: 'never',
  },
  unknown_package: { status: 404, title: 'There is no package with this id.', retry: 'never' },
  package_terms_invalid: {
    status: 422,
    title: 'A package has 5, 10 or 20 lessons of a length that you offer.',
    retry: 'after-change',
  },
  package_discount_out_of_bounds: {
    status: 422,
    title: 'This discount is larger than the operator allows.',
    retry: 'after-change',
  },
  package_not_on_sale: {
    status: 409,
    title: 'This package is not on sale any more.',
    retry: 'never',
  },
  package_own: { status: 409, title: 'You cannot buy lessons with yourself.', retry: 'never' },
  package_over: {
    status: 409,
    title: 'This package is over: it was used up, ended, or its time has run out.',
    retry: 'never',
  },
  package_extended_already: {
    status: 409,
    title: 'The time of a package can be made longer once.',
    retry: 'never',
  },
  no_package_lesson: {
    status: 409,
    title: 'You have no lesson left in a package with this educator that fits this session.',
    retry: 'after-change',
  },
  unknown_gift: {
    status: 404,
    title: 'There is no gift behind this link.',
    retry: 'never',
  },
  gift_over: {
    status: 409,
    title: 'This gift was taken, taken back, or its time has run out.',
    retry: 'never',
  },
  gift_to_yourself: {
    status: 409,
    title: 'A gift goes to somebody else.',
    retry: 'after-change',
  },
  gift_amount_invalid: {
    status: 422,
    title: 'A gift of credits is between 5 and 1,000 whole credits.',
    retry: 'after-change',
  },
  gift_date_invalid: {
    status: 422,
    title: 'A gift is sent today or within a year, and before the session begins.',
    retry: 'after-change',
  },
} as const satisfies Record<string, ProblemKind>
