import { problems } from '#base'
import { ofLadders } from './ladders/problems.ts'
import { ofTax } from './tax/problems.ts'

/** Refusals of earnings. */
export const refuse = problems('earnings', {
  ...ofLadders,
  ...ofTax,
  unknown_educator: {
    status: 404,
    title: 'There is no educator with this id.',
    retry: 'never',
  },
  already_educator: {
    status: 409,
    title: 'This person is an educator already.',
    retry: 'never',
  },
  not_their_kind: {
    status: 409,
    title: 'This educator does not teach sessions of this kind.',
    retry: 'after-change',
  },
  unknown_tier: {
    status: 422,
    title: 'This ladder has no such tier.',
    retry: 'never',
  },
  pin_in_the_past: {
    status: 422,
    title: 'A tier can only be pinned until a moment that is still to come.',
    retry: 'never',
  },
  unknown_payout: {
    status: 404,
    title: 'There is no payout with this id.',
    retry: 'never',
  },
  unknown_run: {
    status: 404,
    title: 'There is no payout run with this id.',
    retry: 'never',
  },
  unknown_commission: {
    status: 404,
    title: 'There is no commission with this id.',
    retry: 'never',
  },
  no_currency: {
    status: 422,
    title: 'This is not a currency that money is paid out in.',
    retry: 'after-change',
  },
  instant_not_open: {
    status: 403,
    title: 'Your tier does not open payouts at once. The next payout day is always yours.',
    retry: 'after-change',
  },
  no_bank_account: {
    status: 409,
    title: 'Say at the payment provider where your bank account is, first.',
    retry: 'after-change',
  },
  payout_under_way: {
    status: 409,
    title:
      'A payout of yours is on its way already. Ask again when it has arrived at the provider.',
    retry: 'later',
  },
  too_little_for_instant: {
    status: 409,
    title: 'What is available does not reach for the fee of a payout at once.',
    retry: 'later',
  },
  hold_over: {
    status: 409,
    title: 'What this sale earned has been let go already: it cannot be taken back whole.',
    retry: 'never',
  },
  policy_in_the_past: {
    status: 422,
    title: 'New rules count from now or from a moment that is still to come.',
    retry: 'after-change',
  },
})
