import { problems } from '#base'

/** The refusals of plans. */
export const refuse = problems('plans', {
  plan_priced_already: {
    status: 409,
    title: 'This plan has a price in that currency already, and prices stay.',
    retry: 'never',
  },
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
  trial_none: {
    status: 409,
    title: 'This plan cannot be tried first.',
    retry: 'never',
  },
  trial_used: {
    status: 409,
    title: 'You have tried a plan before. A plan can be tried once.',
    retry: 'never',
  },
  plan_same: { status: 409, title: 'That is the plan you have.', retry: 'never' },
  plan_unpaid: {
    status: 409,
    title: 'The last payment of your plan failed. Pay it first.',
    retry: 'after-change',
  },
  plan_paused: {
    status: 409,
    title: 'Your plan is paused. Resume it first.',
    retry: 'after-change',
  },
  plan_not_paused: { status: 409, title: 'Your plan is not paused.', retry: 'never' },
  plan_not_unpaid: { status: 409, title: 'Nothing is unpaid on this plan.', retry: 'never' },
  plan_leaving: {
    status: 409,
    title: 'Your plan is cancelled and ends with its period. Keep it first.',
    retry: 'after-change',
  },
  plan_in_trial: {
    status: 409,
    title: 'You are trying this plan. It can be changed or cancelled, not paused.',
    retry: 'after-change',
  },
  plan_not_in_trial: { status: 409, title: 'This plan is not in its trial.', retry: 'never' },
  plan_change_planned: {
    status: 409,
    title: 'Another change is planned for the next renewal. Take it back first.',
    retry: 'after-change',
  },
  pause_too_long: {
    status: 400,
    title: 'A plan can be paused for one to three renewals.',
    retry: 'never',
  },
  subscription_unknown: {
    status: 404,
    title: 'There is no such subscription of yours.',
    retry: 'never',
  },
  subscription_over: { status: 409, title: 'This subscription is over.', retry: 'never' },
  version_invalid: {
    status: 422,
    title: 'A plan cannot be sold like this.',
    retry: 'after-change',
  },
  version_same: { status: 409, title: 'That is how the plan is sold now.', retry: 'never' },
  version_sold: {
    status: 409,
    title: 'This is the version that is sold: whoever has it need not move.',
    retry: 'never',
  },
  feature_locked: {
    status: 403,
    title: 'Your plan does not open this.',
    retry: 'after-change',
  },
  limit_reached: {
    status: 409,
    title: 'Your plan allows no more of this at one time.',
    retry: 'after-change',
  },
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
