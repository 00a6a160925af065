import { index, type RouteConfigEntry, route } from '@react-router/dev/routes'

/** Open to everybody, and made for search engines too. */
export const publicPages: RouteConfigEntry[] = [
  index('pages/public/front.tsx'),
  route('sessions', 'pages/public/sessions.tsx'),
  route('sessions/:id', 'pages/public/session.tsx'),
  route('series/:id', 'pages/series/series.tsx'),
  route('educators', 'pages/public/educators.tsx'),
  route('gift/:token', 'pages/public/gift.tsx'),
  route('educators/:id', 'pages/public/educator.tsx'),
  route('educators/:id/lesson', 'pages/lessons/book.tsx'),
  route('teach-with-us', 'pages/applying/front.tsx'),
  route('teach-with-us/application', 'pages/applying/application.tsx'),
  route('ranking', 'pages/public/ranking.tsx'),
  route('teach-with-us/earnings', 'pages/recruiting/earnings.tsx'),
  route('teach-with-us/from/:code', 'pages/recruiting/from.tsx'),
  route('teach-with-us/invitations', 'pages/recruiting/invitations.tsx'),
  route('institution/:id', 'pages/institution/own.tsx'),
  route('plans', 'pages/public/plans.tsx'),
  route('proof', 'pages/public/proof/proof.tsx'),
  route('proof/:transfer', 'pages/public/proof/entry.tsx'),
  route('reopen/:id/:token', 'pages/public/reopen.tsx'),
  route('unsubscribe/:token', 'pages/public/unsubscribe.tsx'),
  route('mailings/:token', 'pages/public/mailings.tsx'),
  route('sign-in', 'pages/auth/sign-in.tsx'),
  route('sign-up', 'pages/auth/sign-up.tsx'),
  route('*', 'pages/public/nowhere.tsx'),
]

/** Answers that are no pages. */
export const withoutFrame: RouteConfigEntry[] = [
  route('sign-out', 'pages/auth/sign-out.tsx'),
  route('bookings/:id/calendar.ics', 'pages/learner/calendar.ts'),
  route('sessions/:id/room', 'pages/room/room.tsx'),
  route('sitemap.xml', 'pages/public/sitemap.ts'),
  route('sitemaps/:map', 'pages/public/sitemap.ts', { id: 'one-sitemap' }),
  route('robots.txt', 'pages/public/robots.ts'),
]
