import { type RouteConfigEntry, route } from '@react-router/dev/routes'

/** Message credits as an organization sees them, under its own address. */
export const organizationMessaging: RouteConfigEntry[] = []

/** The same for the people who run this Stoa: stock, prices, wallets, sending. */
export const staffMessaging: RouteConfigEntry[] = [
  route('operate/messaging/providers', 'pages/staff/messaging/providers/list.tsx'),
  ...(['codes', 'notices', 'sandbox'] as const).map((page) =>
    route(`operate/messaging/providers/${page}`, `pages/staff/messaging/providers/${page}.tsx`),
  ),
  route('operate/messaging/providers/notices/:id', 'pages/staff/messaging/providers/notice.tsx'),
  route('operate/messaging/providers/:id', 'pages/staff/messaging/providers/provider.tsx'),
  route('operate/messaging/pricing', 'pages/staff/messaging/retail/pricing.tsx'),
  route('operate/messaging/packages', 'pages/staff/messaging/retail/packages.tsx'),
  route('operate/messaging/packages/new', 'pages/staff/messaging/retail/new-package.tsx'),
  route('operate/messaging/packages/reductions', 'pages/staff/messaging/retail/reductions.tsx'),
  route('operate/messaging/packages/:id', 'pages/staff/messaging/retail/package.tsx'),
  route('operate/messaging', 'pages/staff/messaging/dashboard.tsx'),
  ...(['orders', 'reordering', 'history', 'comparison', 'rules'] as const).map((page) =>
    route(`operate/messaging/wholesale/${page}`, `pages/staff/messaging/wholesale/${page}.tsx`),
  ),
  route('operate/messaging/wholesale', 'pages/staff/messaging/wholesale/inventory.tsx'),
  route('operate/messaging/wholesale/orders/new', 'pages/staff/messaging/wholesale/order-new.tsx'),
  route('operate/messaging/wholesale/orders/:id', 'pages/staff/messaging/wholesale/order.tsx'),
]
