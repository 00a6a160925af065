import { type RouteConfigEntry, route } from '@react-router/dev/routes'

/** For whoever is signed in: what they booked, what they hold, who they are. */
export const learnerPages: RouteConfigEntry[] = [
  route('home', 'pages/learner/home.tsx'),
  route('bookings', 'pages/learner/bookings.tsx'),
  route('bookings/:id', 'pages/learner/booking.tsx'),
  route('wallet', 'pages/learner/wallet.tsx'),
  route('wallet/buy', 'pages/learner/buy.tsx'),
  route('wallet/buy/quote', 'pages/learner/price/quote.ts'),
  route('orders/:id', 'pages/learner/order.tsx'),
  route('billing', 'pages/billing/learner.tsx'),
  route('subscription', 'pages/learner/plan/subscription.tsx'),
  route('subscription/start', 'pages/learner/plan/start.tsx'),
  route('subscription/change', 'pages/learner/plan/change.tsx'),
  route('subscription/opens', 'pages/learner/plan/opens.tsx'),
  route('notices', 'pages/learner/notices.tsx'),
  route('invitations', 'pages/auth/invitations.tsx'),
  route('settings', 'pages/learner/settings.tsx'),
]
