import type { ProblemKind } from '#base'

/** Refusals of cases between a learner and an educator. */
export const ofCases = {
  case_not_open: {
    status: 409,
    title: 'This can be contested until 30 days after the session, once, by one of the two.',
    retry: 'never',
  },
  case_over: {
    status: 409,
    title: 'This has been answered or decided already.',
    retry: 'never',
  },
  case_late: {
    status: 409,
    title: 'The time for answering is over.',
    retry: 'never',
  },
  case_own: {
    status: 403,
    title: 'Whoever is a side of a case, or decided it first, does not decide it now.',
    retry: 'never',
  },
  case_not_appealable: {
    status: 409,
    title: 'A decision can be appealed once, within the days for it; what both agreed to cannot.',
    retry: 'never',
  },
  case_earns_later: {
    status: 409,
    title: 'The session is still to come: until then the educator earns on what is kept.',
    retry: 'later',
  },
  case_files_full: {
    status: 409,
    title: 'Ten files from each side are enough.',
    retry: 'never',
  },
  case_file_not_like: {
    status: 422,
    title: 'A file is a PDF, a JPEG or a PNG, and not empty.',
    retry: 'after-change',
  },
  case_file_unknown: { status: 404, title: 'There is no such file here.', retry: 'never' },
} as const satisfies Record<string, ProblemKind>
