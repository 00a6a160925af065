import { problems } from '#base'

/** Refusals of applying. */
export const refuse = problems('earnings', {
  unknown_application: {
    status: 404,
    title: 'There is no application with this id.',
    retry: 'never',
  },
  application_open: {
    status: 409,
    title: 'You have an application already: go on with it.',
    retry: 'never',
  },
  apply_later: {
    status: 409,
    title: 'You can apply again, but not yet.',
    retry: 'later',
  },
  teaches_that_already: {
    status: 409,
    title: 'You teach that here already: there is nothing to apply for.',
    retry: 'never',
  },
  application_fixed: {
    status: 409,
    title: 'What was sent can be changed only when we ask for more.',
    retry: 'never',
  },
  application_zone_unknown: {
    status: 422,
    title: 'This time zone is not known. Choose one like Europe/Berlin.',
    retry: 'after-change',
  },
  application_incomplete: {
    status: 422,
    title: 'Something that we need is missing.',
    retry: 'after-change',
  },
  application_elsewhere: {
    status: 409,
    title: 'This cannot be done with the application as it stands now.',
    retry: 'never',
  },
  application_changed: {
    status: 409,
    title: 'Something has happened to this application since you opened it. Look at it again.',
    retry: 'after-change',
  },
  application_with_other: {
    status: 409,
    title: 'A colleague has this application.',
    retry: 'never',
  },
  application_untaken: {
    status: 409,
    title: 'Take this application first.',
    retry: 'after-change',
  },
  own_application: {
    status: 409,
    title: 'Somebody else has to look at your own application.',
    retry: 'never',
  },
  not_a_reviewer: {
    status: 422,
    title: 'Only reviewers and administrators can be given an application.',
    retry: 'after-change',
  },
  file_kind_unknown: {
    status: 415,
    title: 'This is neither a PDF nor a JPEG or PNG picture.',
    retry: 'after-change',
  },
  file_too_large: {
    status: 413,
    title: 'This file is too large.',
    retry: 'after-change',
  },
  too_many_files: {
    status: 409,
    title: 'There are as many files as there can be. Take one away first.',
    retry: 'after-change',
  },
  unknown_file: {
    status: 404,
    title: 'There is no such file.',
    retry: 'never',
  },
  interview_times_past: {
    status: 422,
    title: 'A talk can only be offered for times that are still to come.',
    retry: 'after-change',
  },
  no_times_offered: {
    status: 409,
    title: 'No times are offered for a talk now.',
    retry: 'never',
  },
  time_not_offered: {
    status: 422,
    title: 'This time is not among those that were offered, or it has passed.',
    retry: 'after-change',
  },
  interview_time_taken: {
    status: 409,
    title: 'Somebody else has just chosen this time. Please choose another one.',
    retry: 'after-change',
  },
  no_contract_in_force: {
    status: 409,
    title: 'There is no agreement in force that this person could accept.',
    retry: 'after-change',
  },
  unknown_contract: {
    status: 404,
    title: 'There is no such agreement.',
    retry: 'never',
  },
  contract_stands: {
    status: 409,
    title: 'Only a draft can be changed or put in force.',
    retry: 'never',
  },
  contract_changed: {
    status: 409,
    title: 'This is not the agreement that counts for you now. Please read it again.',
    retry: 'after-change',
  },
  accept_by_past: {
    status: 422,
    title: 'Those who teach already need until a day that is still to come.',
    retry: 'after-change',
  },
  contract_needed: {
    status: 409,
    title: 'Please accept the agreement first. It waits on your pages.',
    retry: 'after-change',
  },
  applying_numbers_changed: {
    status: 409,
    title: 'A colleague has changed these numbers since you opened them.',
    retry: 'after-change',
  },
})
