import { type RouteConfigEntry, route } from '@react-router/dev/routes'

/** Pages of the people who run this Stoa, by work. */
export const staffPages: RouteConfigEntry[] = [
  route('operate/people', 'pages/staff/people/list.tsx'),
  route('operate/people/:id', 'pages/staff/people/person.tsx'),
  route('operate/outbox', 'pages/staff/outbox.tsx'),
  route('operate/jobs', 'pages/staff/jobs/list.tsx'),
  route('operate/clock', 'pages/staff/clock.tsx'),
  route('operate/audit', 'pages/staff/audit.tsx'),
]
