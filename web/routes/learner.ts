import { type RouteConfigEntry, route } from '@react-router/dev/routes'

/** For whoever is signed in: what they booked, what they hold, who they are. */
export const learnerPages: RouteConfigEntry[] = [
  route('home', 'pages/learner/home.tsx'),
  route('for-you', 'pages/learner/for-you.tsx'),
  route('bookings', 'pages/learner/bookings.tsx'),
  route('bookings/:id', 'pages/learner/booking.tsx'),
  route('bookings/:id/happened', 'pages/after/happened.tsx'),
  route('technical/:id', 'pages/after/technical.tsx'),
  route('bookings/:id/move', 'pages/after/move.tsx'),
  route('cases', 'pages/cases/list.tsx'),
  route('cases/:id', 'pages/cases/case.tsx'),
  route('talk', 'pages/learner/talk.tsx'),
  route('waitlists', 'pages/learner/buying/waitlists.tsx'),
  route('packages', 'pages/learner/buying/packages.tsx'),
  route('packages/of/:id', 'pages/learner/buying/buy-package.tsx'),
  route('packages/:id', 'pages/learner/buying/package.tsx'),
  route('gifts', 'pages/learner/buying/gifts.tsx'),
  route('gifts/new', 'pages/learner/buying/give.tsx'),
  route('gifts/:id', 'pages/learner/buying/gift.tsx'),
  route('wallet', 'pages/learner/wallet.tsx'),
  route('wallet/buy', 'pages/learner/buy.tsx'),
  route('wallet/buy/quote', 'pages/learner/price/quote.ts'),
  route('orders/:id', 'pages/learner/order.tsx'),
  route('billing', 'pages/billing/learner.tsx'),
  route('subscription', 'pages/learner/plan/subscription.tsx'),
  route('subscription/start', 'pages/learner/plan/start.tsx'),
  route('subscription/change', 'pages/learner/plan/change.tsx'),
  route('subscription/opens', 'pages/learner/plan/opens.tsx'),
  route('reviews', 'pages/learner/reviews.tsx'),
  route('report', 'pages/learner/report.tsx'),
  route('messages', 'pages/messages/list.tsx'),
  route('messages/:id', 'pages/messages/thread.tsx'),
  route('notices', 'pages/learner/notices.tsx'),
  route('invitations', 'pages/auth/invitations.tsx'),
  route('settings', 'pages/learner/settings.tsx'),
  route('settings/notices', 'pages/learner/telling.tsx'),
  // The same pages as the operator's, for an organization's own receivers.
  route('institution/:organizationId/webhooks', 'pages/staff/webhooks/list.tsx', {
    id: 'organization-webhooks',
  }),
  route('institution/:organizationId/webhooks/:id', 'pages/staff/webhooks/receiver.tsx', {
    id: 'organization-webhook',
  }),
  route('institution/:organizationId/webhooks/:id/:delivery', 'pages/staff/webhooks/delivery.tsx', {
    id: 'organization-delivery',
  }),
]
