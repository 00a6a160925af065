import type { ProblemKind } from '#base'

/** Refusals of asking first, of talking at once, and of series. */
export const ofAsking = {
  request_answered: {
    status: 409,
    title: 'This request has been answered, taken back, or has run out.',
    retry: 'never',
  },
  instant_not_available: {
    status: 409,
    title: 'They cannot talk now: somebody else was first, or they have switched it off.',
    retry: 'after-change',
  },
  instant_not_earned: {
    status: 409,
    title: 'Talking at once opens after a few sessions that you have held.',
    retry: 'later',
  },
  instant_end_wrong: {
    status: 422,
    title: 'Say until when you are available: from now on, and for twelve hours at most.',
    retry: 'after-change',
  },
  unknown_series: { status: 404, title: 'There is no series with this id.', retry: 'never' },
  series_not_yours: {
    status: 403,
    title: 'Only the educator of this series can do that.',
    retry: 'never',
  },
  series_over: {
    status: 409,
    title: 'This series has been stopped.',
    retry: 'never',
  },
  series_rule_empty: {
    status: 422,
    title: 'This rule has no date that is still to come. Look at its days and its end.',
    retry: 'after-change',
  },
  series_date_unknown: {
    status: 404,
    title: 'This series has no session on that date.',
    retry: 'after-change',
  },
  series_date_booked: {
    status: 409,
    title:
      'Somebody has booked that date, so it is called off as a session, with what comes back to them.',
    retry: 'never',
  },
  series_nothing_to_book: {
    status: 409,
    title: 'There is no date of this series left for you to book.',
    retry: 'never',
  },
  series_in_the_way: {
    status: 409,
    title: 'Not every date can be booked, so none was: what is in the way is named.',
    retry: 'after-change',
  },
} as const satisfies Record<string, ProblemKind>
