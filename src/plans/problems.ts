import { problems } from '#base'

/** The refusals of plans. */
export const refuse = problems('plans', {
  plan_unknown: { status: 404, title: 'There is no such plan on sale.', retry: 'never' },
  plan_not_for_sale: {
    status: 409,
    title: 'This plan costs nothing, or is not sold in this currency and interval.',
    retry: 'never',
  },
  plan_running: {
    status: 409,
    title: 'There is a plan running already. Let it end first, or change it.',
    retry: 'after-change',
  },
  subscription_unknown: {
    status: 404,
    title: 'There is no such subscription of yours.',
    retry: 'never',
  },
  subscription_over: { status: 409, title: 'This subscription is over.', retry: 'never' },
  session_not_included: {
    status: 409,
    title: 'Your plan includes no sessions of this kind.',
    retry: 'after-change',
  },
  sessions_used_up: {
    status: 409,
    title: 'You have used all sessions that your plan includes this month.',
    retry: 'later',
  },
  access_earned: {
    status: 409,
    title: 'More of this access has been earned meanwhile: look at it again.',
    retry: 'after-change',
  },
  allocation_invalid: {
    status: 400,
    title: 'Credits are given in whole credits, up to 1,000 at a time, and expire in the future.',
    retry: 'never',
  },
})
