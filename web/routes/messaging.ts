import { type RouteConfigEntry, route } from '@react-router/dev/routes'

/** Message credits as an organization sees them, under its own address. */
export const organizationMessaging: RouteConfigEntry[] = [
  route('institution/:organizationId/messaging/log', 'pages/messaging/log/list.tsx'),
  route('institution/:organizationId/messaging/log/:id', 'pages/messaging/log/message.tsx'),
  route('institution/:organizationId/messaging/campaigns', 'pages/messaging/campaigns/list.tsx'),
  route(
    'institution/:organizationId/messaging/campaigns/new',
    'pages/messaging/campaigns/editor.tsx',
  ),
  route(
    'institution/:organizationId/messaging/campaigns/:id',
    'pages/messaging/campaigns/campaign.tsx',
  ),
  route(
    'institution/:organizationId/messaging/campaigns/:id/edit',
    'pages/messaging/campaigns/editor.tsx',
    { id: 'campaign-edit' },
  ),
  route(
    'institution/:organizationId/messaging/automations',
    'pages/messaging/automations/list.tsx',
  ),
  route(
    'institution/:organizationId/messaging/automations/new',
    'pages/messaging/automations/editor.tsx',
  ),
  route(
    'institution/:organizationId/messaging/automations/:id',
    'pages/messaging/automations/automation.tsx',
  ),
  route(
    'institution/:organizationId/messaging/automations/:id/edit',
    'pages/messaging/automations/editor.tsx',
    { id: 'automation-edit' },
  ),
  ...(['wallet', 'buy', 'usage', 'settings'] as const).map((page) =>
    route(`institution/:organizationId/messaging/${page}`, `pages/messaging/wallet/${page}.tsx`),
  ),
  route('institution/:organizationId/messaging/keys', 'pages/messaging/keys/keys.tsx'),
  route('institution/:organizationId/messaging/inbox', 'pages/messaging/inbox/list.tsx'),
  route('institution/:organizationId/messaging/inbox/:id', 'pages/messaging/inbox/thread.tsx'),
  route('institution/:organizationId/messaging/codes', 'pages/messaging/codes/codes.tsx'),
  route('institution/:organizationId/messaging/contacts', 'pages/messaging/contacts/list.tsx'),
  ...(['groups', 'files', 'suppressed'] as const).map((page) =>
    route(
      `institution/:organizationId/messaging/contacts/${page}`,
      `pages/messaging/contacts/${page}.tsx`,
    ),
  ),
  route(
    'institution/:organizationId/messaging/contacts/files/:id',
    'pages/messaging/contacts/file.tsx',
  ),
  route(
    'institution/:organizationId/messaging/contacts/:id',
    'pages/messaging/contacts/contact.tsx',
  ),
  route('institution/:organizationId/messaging/templates', 'pages/messaging/templates/list.tsx'),
  ...(['new', ':id'] as const).map((id) =>
    route(
      `institution/:organizationId/messaging/templates/${id}`,
      'pages/messaging/templates/editor.tsx',
      { id: `messaging-template-${id}` },
    ),
  ),
]

/** The same for the people who run this Stoa: stock, prices, wallets, sending. */
export const staffMessaging: RouteConfigEntry[] = [
  route('operate/messaging/health', 'pages/staff/messaging/sending/health.tsx'),
  route('operate/messaging/rules', 'pages/staff/messaging/sending/rules.tsx'),
  route('operate/messaging/texts', 'pages/staff/messaging/texts.tsx'),
  route('operate/messaging/log', 'pages/staff/messaging/sending/log.tsx'),
  route('operate/messaging/log/:id', 'pages/staff/messaging/sending/message.tsx'),
  route('operate/messaging/suppressed', 'pages/messaging/contacts/suppressed.tsx', {
    id: 'messaging-suppressed-by-staff',
  }),
  route('operate/messaging/numbers', 'pages/staff/messaging/numbers/numbers.tsx'),
  route('operate/messaging/wallets', 'pages/staff/messaging/wallets/list.tsx'),
  route('operate/messaging/wallets/:organizationId', 'pages/staff/messaging/wallets/wallet.tsx'),
  route('operate/messaging/usage', 'pages/staff/messaging/wallets/usage.tsx'),
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
  ...(['orders', 'reordering', 'history', 'comparison', 'tax', 'rules'] as const).map((page) =>
    route(`operate/messaging/wholesale/${page}`, `pages/staff/messaging/wholesale/${page}.tsx`),
  ),
  route('operate/messaging/wholesale', 'pages/staff/messaging/wholesale/inventory.tsx'),
  route('operate/messaging/wholesale/orders/new', 'pages/staff/messaging/wholesale/order-new.tsx'),
  route('operate/messaging/wholesale/orders/:id', 'pages/staff/messaging/wholesale/order.tsx'),
]
