import type { ProblemKind } from '#base'

/** Refusals about what people say: reviews, messages, reports. */
export const ofVoices = {
  report_of_oneself: {
    status: 409,
    title: 'These are your own words: there is nothing to report.',
    retry: 'never',
  },
  report_words_needed: {
    status: 422,
    title: 'Say in a few words what is wrong.',
    retry: 'after-change',
  },
  already_reported: {
    status: 409,
    title: 'You have reported this already: a moderator looks at it within 72 hours.',
    retry: 'never',
  },
  too_many_reports: {
    status: 429,
    title: 'You have reported a lot today. Write to support if there is more.',
    retry: 'later',
  },
  unknown_report: { status: 404, title: 'There is no report with this id.', retry: 'never' },
  report_decided: {
    status: 409,
    title: 'A moderator has decided about this already, and the decision stands.',
    retry: 'never',
  },
  decision_not_possible: {
    status: 409,
    title: 'This cannot be done with what was reported.',
    retry: 'after-change',
  },
  unknown_review: { status: 404, title: 'There is no review with this id.', retry: 'never' },
  contact_details_in_public: {
    status: 422,
    title:
      'Leave out e-mail addresses, phone numbers, links and messenger names: everybody reads this.',
    retry: 'after-change',
  },
  review_hidden: {
    status: 409,
    title: 'A moderator has hidden this review, so it cannot be changed.',
    retry: 'never',
  },
  review_stands: {
    status: 409,
    title: 'A review can be changed for 30 days, and then once in three months.',
    retry: 'later',
  },
  reply_stands: {
    status: 409,
    title: 'A review has one reply, which can be changed for 24 hours.',
    retry: 'never',
  },
  learner_already_rated: {
    status: 409,
    title: 'You have rated this learner for this session already.',
    retry: 'never',
  },
  learner_rating_not_open: {
    status: 409,
    title: 'Learners who came can be rated for seven days after the session.',
    retry: 'never',
  },
  unknown_educator_to_write_to: {
    status: 404,
    title: 'There is nobody to write to with this id.',
    retry: 'never',
  },
  thread_not_yours_to_begin: {
    status: 403,
    title: 'Educators write to learners who wrote to them or booked with them.',
    retry: 'never',
  },
  too_many_threads: {
    status: 429,
    title: 'You have begun many conversations today. Begin more tomorrow.',
    retry: 'later',
  },
  unknown_thread: { status: 404, title: 'There is no conversation with this id.', retry: 'never' },
  unknown_message: { status: 404, title: 'There is no message with this id.', retry: 'never' },
  message_empty: { status: 422, title: 'Write something first.', retry: 'after-change' },
  thread_blocked: {
    status: 409,
    title: 'This person takes no messages from you.',
    retry: 'never',
  },
  thread_blocked_by_you: {
    status: 409,
    title: 'You take no messages from this person. Unblock them to write.',
    retry: 'after-change',
  },
  too_many_messages: {
    status: 429,
    title: 'That was a lot in one hour. Go on a little later.',
    retry: 'later',
  },
  not_answered_yet: {
    status: 429,
    title: 'You have written ten messages without an answer. Wait for it.',
    retry: 'later',
  },
} as const satisfies Record<string, ProblemKind>
