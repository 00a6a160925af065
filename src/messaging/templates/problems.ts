import { problems } from '#base'

/** Refusals about templates and what is filled into them. */
export const refuse = problems('messaging', {
  template_unknown: {
    status: 404,
    title: 'There is no such template here.',
    retry: 'never',
  },
  template_name_taken: {
    status: 409,
    title: 'There is a template of this name for this way already.',
    retry: 'after-change',
  },
  template_archived: {
    status: 409,
    title: 'This template was put away.',
    retry: 'never',
  },
  template_changed_meanwhile: {
    status: 409,
    title: 'Somebody else has changed this template meanwhile. Look at it again.',
    retry: 'after-change',
  },
  template_words_missing: {
    status: 422,
    title:
      'A template has words in one language at least, and in the one that others fall back to.',
    retry: 'after-change',
  },
  template_part_unfit: {
    status: 422,
    title: 'This part of a message is not what its way can carry.',
    retry: 'after-change',
  },
  template_variable_undeclared: {
    status: 422,
    title: 'The words name a variable that is not declared.',
    retry: 'after-change',
  },
  template_variable_unfit: {
    status: 422,
    title: 'A variable is not declared as it must be.',
    retry: 'after-change',
  },
  template_braces_open: {
    status: 422,
    title: 'A variable is written as {{name}}: some braces are left over.',
    retry: 'after-change',
  },
  template_registration_incomplete: {
    status: 422,
    title:
      'A registered SMS names its template, its header of three to six letters, and its entity.',
    retry: 'after-change',
  },
  variable_missing: {
    status: 422,
    title: 'A value for a variable of the template is missing.',
    retry: 'after-change',
  },
  variable_unknown: {
    status: 422,
    title: 'The template has no such variable.',
    retry: 'after-change',
  },
  variable_invalid: {
    status: 422,
    title: 'This value is not what the variable takes.',
    retry: 'after-change',
  },
  variable_too_long: {
    status: 422,
    title: 'This value is longer than the variable may be.',
    retry: 'after-change',
  },
  template_empty: {
    status: 422,
    title: 'Nothing is left of the message: it says nothing.',
    retry: 'after-change',
  },
  approval_step_unfit: {
    status: 409,
    title: 'A template does not go from that state to this one at a provider.',
    retry: 'never',
  },
  approval_incomplete: {
    status: 422,
    title: 'An approved template has the provider’s name of it; a rejected or paused one a reason.',
    retry: 'after-change',
  },
})
