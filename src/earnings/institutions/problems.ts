import { problems } from '#base'

/** Refusals of institutions, invitations, imports and transition agreements. */
export const refuse = problems('earnings', {
  unknown_institution: {
    status: 404,
    title: 'There is no institution with this id.',
    retry: 'never',
  },
  agreement_overlaps: {
    status: 409,
    title: 'This institution has an agreement for a part of that time already.',
    retry: 'after-change',
  },
  agreement_by_tiers: {
    status: 409,
    title: 'Platform Creators has no agreement: independent educators earn by their tiers.',
    retry: 'never',
  },
  agreement_over_all: {
    status: 422,
    title: 'The two shares together are more than the whole price.',
    retry: 'after-change',
  },
  agreement_in_the_past: {
    status: 422,
    title: 'An agreement counts from now or later: bookings that were made keep their rates.',
    retry: 'after-change',
  },
  agreement_unknown: {
    status: 404,
    title: 'This institution has no such agreement.',
    retry: 'never',
  },
  agreement_has_ended: {
    status: 409,
    title: 'This agreement has ended already.',
    retry: 'never',
  },
  belongs_there: {
    status: 409,
    title: 'They belong to this institution already.',
    retry: 'never',
  },
  invitation_open: {
    status: 409,
    title: 'This address is invited already, and has not answered yet.',
    retry: 'later',
  },
  invitation_unknown: {
    status: 404,
    title: 'There is no such invitation for you.',
    retry: 'never',
  },
  invitation_unconfirmed: {
    status: 403,
    title: 'Confirm your e-mail address first: the invitation was sent to it.',
    retry: 'after-change',
  },
  invitation_answered: {
    status: 409,
    title: 'This invitation has been answered or withdrawn.',
    retry: 'never',
  },
  invitation_run_out: {
    status: 409,
    title: 'This invitation has run out: ask for another one.',
    retry: 'never',
  },
  import_unknown: {
    status: 404,
    title: 'There is no such file.',
    retry: 'never',
  },
  import_unreadable: {
    status: 422,
    title: 'This file cannot be read as a table.',
    retry: 'after-change',
  },
  import_has_faults: {
    status: 409,
    title: 'Some rows have faults, and it was to be all rows or none.',
    retry: 'after-change',
  },
  guarantee_unfit: {
    status: 422,
    title: 'A guaranteed minimum is more than nothing, in a currency that educators are paid in.',
    retry: 'after-change',
  },
  transition_overlaps: {
    status: 409,
    title: 'This educator has a transition agreement for a part of that time already.',
    retry: 'after-change',
  },
  transition_begins_too_early: {
    status: 422,
    title:
      'A transition agreement begins in this month at the earliest: months that are over are not opened again.',
    retry: 'after-change',
  },
  transition_unknown: {
    status: 404,
    title: 'There is no such transition agreement.',
    retry: 'never',
  },
  transition_has_ended: {
    status: 409,
    title: 'This transition agreement has ended already.',
    retry: 'never',
  },
  transition_end_unfit: {
    status: 422,
    title: 'It can end today at the earliest, and not later than was agreed.',
    retry: 'after-change',
  },
})
