import { type RouteConfigEntry, route } from '@react-router/dev/routes'

/** Pages of a person who teaches. */
export const educatorPages: RouteConfigEntry[] = [
  route('teach', 'pages/educator/today.tsx'),
  route('teach/calendar', 'pages/educator/calendar.tsx'),
  route('teach/sessions', 'pages/educator/sessions.tsx'),
  route('teach/sessions/new', 'pages/educator/session-new.tsx'),
  route('teach/sessions/:id', 'pages/educator/session.tsx'),
  route('teach/sessions/:id/edit', 'pages/educator/session-edit.tsx'),
  route('teach/sessions/:id/educators', 'pages/educator/co-teaching.tsx'),
  route('teach/sessions/:id/cancel', 'pages/educator/session-cancel.tsx'),
  route('teach/bookings/:id', 'pages/educator/booking.tsx'),
  route('teach/bookings/:id/happened', 'pages/after/happened.tsx', { id: 'teach-happened' }),
  route('teach/bookings/:id/move', 'pages/after/move.tsx', { id: 'teach-move' }),
  route('teach/sessions/:id/move', 'pages/educator/session-move.tsx'),
  route('teach/cases', 'pages/cases/list.tsx', { id: 'teach-cases' }),
  route('teach/cases/:id', 'pages/cases/case.tsx', { id: 'teach-case' }),
  route('teach/marks', 'pages/educator/marks.tsx'),
  route('teach/requests', 'pages/educator/asking/requests.tsx'),
  route('teach/now', 'pages/educator/asking/now.tsx'),
  route('teach/series', 'pages/educator/series/list.tsx'),
  route('teach/series/new', 'pages/educator/series/new.tsx'),
  route('teach/series/:id', 'pages/educator/series/one.tsx'),
  route('teach/packages', 'pages/educator/packages.tsx'),
  route('teach/availability', 'pages/lessons/availability.tsx'),
  route('teach/learners', 'pages/educator/learners.tsx'),
  route('teach/reviews', 'pages/educator/reviews.tsx'),
  route('teach/messages', 'pages/messages/list.tsx', { id: 'teach-messages' }),
  route('teach/messages/:id', 'pages/messages/thread.tsx', { id: 'teach-thread' }),
  route('teach/standing', 'pages/educator/standing.tsx'),
  route('teach/billing', 'pages/billing/educator.tsx'),
  route('teach/plans', 'pages/public/plans.tsx', { id: 'teach-plans' }),
  route('teach/plan', 'pages/learner/plan/subscription.tsx', { id: 'teach-plan' }),
  route('teach/plan/change', 'pages/learner/plan/change.tsx', { id: 'teach-plan-change' }),
  route('teach/plan/opens', 'pages/learner/plan/opens.tsx', { id: 'teach-plan-opens' }),
  route('teach/earnings', 'pages/educator/earnings/earnings.tsx'),
  route('teach/earnings/payouts', 'pages/educator/earnings/payouts.tsx'),
  route('teach/earnings/payouts/:id', 'pages/educator/earnings/payout.tsx'),
  route('teach/earnings/bank', 'pages/educator/earnings/bank.tsx'),
]

/** Statements as files. */
export const educatorFiles: RouteConfigEntry[] = [
  route('teach/now/prompt', 'pages/educator/asking/prompt.ts'),
  route('teach/series/preview', 'pages/educator/series/preview.ts'),
  route('teach/earnings/statement.csv', 'pages/educator/earnings/statement.ts'),
  route('teach/earnings/payouts/:id/statement.csv', 'pages/educator/earnings/payout-statement.ts'),
]
