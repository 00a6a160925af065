import { index, type RouteConfigEntry, route } from '@react-router/dev/routes'

/** Open to everybody, and made for search engines too. */
export const publicPages: RouteConfigEntry[] = [
  index('pages/public/front.tsx'),
  route('*', 'pages/public/nowhere.tsx'),
]

/** Answers that are no pages. */
export const withoutFrame: RouteConfigEntry[] = []
