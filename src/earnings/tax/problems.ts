import type { ProblemKind } from '#base'

/** Refusals of tax. */
export const ofTax = {
  tax_form_wrong: {
    status: 422,
    title: 'Something in the form cannot be right.',
    retry: 'after-change',
  },
  tax_form_needed: {
    status: 409,
    title: 'Payouts wait until the tax form is filled in.',
    retry: 'after-change',
  },
  tax_form_unknown: { status: 404, title: 'There is no tax form here yet.', retry: 'never' },
  tax_form_shut: {
    status: 409,
    title: 'This form was sealed with a secret that is no longer known: ask for it again.',
    retry: 'never',
  },
  tax_statement_unknown: { status: 404, title: 'There is no such statement.', retry: 'never' },
  tax_year_not_over: {
    status: 409,
    title: 'A year is stated when it is over.',
    retry: 'later',
  },
  withholding_in_the_past: {
    status: 422,
    title: 'A rate counts from tomorrow at the earliest: what was withheld stays as it was.',
    retry: 'after-change',
  },
  remittance_above_owed: {
    status: 409,
    title: 'That is more than was withheld and not sent yet.',
    retry: 'after-change',
  },
} as const satisfies Record<string, ProblemKind>
