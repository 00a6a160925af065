import { problems } from '#base'
import { ofLadders } from './ladders/problems.ts'

/** Refusals of earnings. */
export const refuse = problems('earnings', {
  ...ofLadders,
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
  policy_in_the_past: {
    status: 422,
    title: 'New rules count from now or from a moment that is still to come.',
    retry: 'after-change',
  },
})
