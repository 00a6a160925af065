import { type RouteConfigEntry, route } from '@react-router/dev/routes'

/** Message credits as an organization sees them, under its own address. */
export const organizationMessaging: RouteConfigEntry[] = []

/** The same for the people who run this Stoa: stock, prices, wallets, sending. */
export const staffMessaging: RouteConfigEntry[] = [
  route('operate/messaging/pricing', 'pages/staff/messaging/retail/pricing.tsx'),
  route('operate/messaging/packages', 'pages/staff/messaging/retail/packages.tsx'),
  route('operate/messaging/packages/new', 'pages/staff/messaging/retail/new-package.tsx'),
  route('operate/messaging/packages/reductions', 'pages/staff/messaging/retail/reductions.tsx'),
  route('operate/messaging/packages/:id', 'pages/staff/messaging/retail/package.tsx'),
]
