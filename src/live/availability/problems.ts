import { problems } from '#base'

/** Refusals of an educator's hours, of booking one of them, and of calendars. */
export const refuse = problems('live', {
  lessons_not_offered: {
    status: 409,
    title: 'This educator offers no one-to-one lessons right now.',
    retry: 'later',
  },
  length_not_offered: {
    status: 422,
    title: 'This educator does not offer lessons of that length.',
    retry: 'after-change',
  },
  notice_too_short: {
    status: 409,
    title: 'That is sooner than this educator can be booked.',
    retry: 'after-change',
  },
  beyond_horizon: {
    status: 409,
    title: 'That is further ahead than this educator can be booked.',
    retry: 'after-change',
  },
  outside_availability: {
    status: 409,
    title: 'That is outside the hours in which this educator gives lessons.',
    retry: 'after-change',
  },
  trial_too_dear: {
    status: 422,
    title: 'A trial costs half of what the lesson costs otherwise, at most.',
    retry: 'after-change',
  },
  trial_not_offered: {
    status: 409,
    title: 'This educator offers no trial lesson.',
    retry: 'after-change',
  },
  trial_had: {
    status: 409,
    title: 'You have had your trial lesson with this educator, or have one booked.',
    retry: 'never',
  },
  trial_known: {
    status: 409,
    title: 'A trial is for getting to know each other: you have had lessons with this educator.',
    retry: 'never',
  },
  trials_unused: {
    status: 409,
    title: 'You have three trial lessons ahead. Take one of them first.',
    retry: 'later',
  },
  trial_not_replaced: {
    status: 409,
    title:
      'That trial cannot be replaced: only one that took place and was paid for, once, within 24 hours after it.',
    retry: 'never',
  },
  trial_replacements_used: {
    status: 409,
    title: 'Two trials of yours have been replaced already; more are not.',
    retry: 'never',
  },
  day_full: {
    status: 409,
    title: 'This educator gives no more lessons on that day.',
    retry: 'after-change',
  },
  week_full: {
    status: 409,
    title: 'This educator gives no more lessons in that week.',
    retry: 'after-change',
  },
  slot_taken: {
    status: 409,
    title: 'Somebody has just taken that time.',
    retry: 'after-change',
  },
  hours_overlap: {
    status: 422,
    title: 'Two of these hours overlap, or one ends before it begins.',
    retry: 'after-change',
  },
  away_too_long: {
    status: 422,
    title: 'Time away ends on or after the day it begins, within two years.',
    retry: 'after-change',
  },
  unknown_away: { status: 404, title: 'There is no such time away.', retry: 'never' },
  unknown_calendar: { status: 404, title: 'There is no calendar with this id.', retry: 'never' },
  calendar_address_refused: {
    status: 422,
    title: 'This address cannot be read as a calendar.',
    retry: 'after-change',
  },
  calendar_known: { status: 409, title: 'This calendar is read already.', retry: 'never' },
  too_many_calendars: {
    status: 409,
    title: 'Up to ten calendars can be read. Remove one first.',
    retry: 'after-change',
  },
  calendar_read_lately: {
    status: 409,
    title: 'This calendar was read less than a minute ago.',
    retry: 'later',
  },
  unknown_feed: { status: 404, title: 'There is no calendar at this address.', retry: 'never' },
})
