/** Refusals about quality: measures, appeals, audits, what did not work. */
export const ofQuality = {
  educator_unmeasured: { status: 404, title: 'There is no such educator.', retry: 'never' },
  educator_suspended: {
    status: 409,
    title: 'This educator takes no new bookings for now. What is booked takes place.',
    retry: 'later',
  },
  sessions_limited: {
    status: 409,
    title: 'As many sessions as are allowed now are published and still to come.',
    retry: 'later',
  },
  measure_unknown: { status: 404, title: 'There is no such measure.', retry: 'never' },
  measure_unknown_step: {
    status: 422,
    title: 'The ladder of measures has no such step.',
    retry: 'never',
  },
  measure_held: { status: 409, title: 'This measure holds already.', retry: 'never' },
  measure_without_reason: {
    status: 422,
    title: 'Nothing is below its threshold: name the reason for the measure.',
    retry: 'after-change',
  },
  measure_over: { status: 409, title: 'This measure is over.', retry: 'never' },
  measure_appealed: {
    status: 409,
    title: 'This measure has been appealed already.',
    retry: 'never',
  },
  measure_order: {
    status: 422,
    title: 'Measures go from notice to coaching, limits, suspension and decision, each once.',
    retry: 'after-change',
  },
  measure_rule_wrong: {
    status: 422,
    title: 'Limits name how many sessions they leave, and a decision is never taken by itself.',
    retry: 'after-change',
  },
  appeal_unknown: { status: 409, title: 'Nobody has appealed this measure.', retry: 'never' },
  appeal_answered: { status: 409, title: 'This appeal is decided.', retry: 'never' },
  appeal_own: {
    status: 403,
    title: 'Whoever took a measure does not decide about it again: somebody else must.',
    retry: 'never',
  },
  technical_not_over: {
    status: 409,
    title: 'The session is not over. While it runs, say it in its room.',
    retry: 'later',
  },
  technical_too_late: {
    status: 409,
    title: 'This can be said for a week after the session.',
    retry: 'never',
  },
  audit_unknown: { status: 404, title: 'There is no such audit.', retry: 'never' },
  audit_done: { status: 409, title: 'This session has been audited already.', retry: 'never' },
  audit_own: {
    status: 403,
    title: 'Nobody audits a session that they taught or learned in.',
    retry: 'never',
  },
  audit_answers_wrong: {
    status: 422,
    title: 'Each point of the checklist wants an answer: yes, no, or not to be seen.',
    retry: 'after-change',
  },
} as const
