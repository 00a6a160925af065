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
} as const satisfies Record<string, ProblemKind>
