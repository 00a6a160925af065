import { type RouteConfigEntry, route } from '@react-router/dev/routes'

/** Pages of the people who run this Stoa, by work. */
export const staffPages: RouteConfigEntry[] = [
  route('operate', 'pages/staff/today.tsx'),

  route('operate/sessions', 'pages/staff/learning/sessions.tsx'),
  route('operate/sessions/:id', 'pages/staff/learning/session.tsx'),
  route('operate/sessions/:id/cancel', 'pages/educator/session-cancel.tsx', { id: 'staff-cancel' }),
  route('operate/bookings/:id', 'pages/staff/learning/booking.tsx'),
  route('operate/educators', 'pages/staff/learning/educators.tsx'),
  route('operate/educators/new', 'pages/staff/learning/enrol.tsx'),
  route('operate/educators/:id', 'pages/staff/learning/educator.tsx'),

  route('operate/books', 'pages/staff/books/overview.tsx'),
  route('operate/books/trial-balance', 'pages/staff/books/trial.tsx'),
  route('operate/books/balance-sheet', 'pages/staff/books/sheet.tsx'),
  route('operate/books/profit-and-loss', 'pages/staff/books/result.tsx'),
  route('operate/books/deferred', 'pages/staff/books/deferred.tsx'),
  route('operate/books/payables', 'pages/staff/books/payables.tsx'),
  route('operate/books/payables/:owner', 'pages/staff/books/payee.tsx'),
  route('operate/books/inventory', 'pages/staff/books/inventory.tsx'),
  route('operate/books/lots/:id', 'pages/staff/books/lot.tsx'),
  route('operate/books/journals', 'pages/staff/books/journals.tsx'),
  route('operate/books/journals/:id', 'pages/staff/books/journal.tsx'),
  route('operate/books/accounts', 'pages/staff/books/accounts.tsx'),
  route('operate/books/accounts/:owner/:purpose/:asset', 'pages/staff/books/account.tsx'),
  route('operate/orders', 'pages/staff/money/orders.tsx'),
  route('operate/orders/:id', 'pages/staff/money/order.tsx'),
  route('operate/orders/:id/refund', 'pages/staff/money/giving-back.tsx'),
  route('operate/documents', 'pages/staff/money/documents.tsx'),
  route('operate/documents/seller', 'pages/staff/money/seller.tsx'),
  route('operate/by-hand', 'pages/staff/money/by-hand.tsx'),
  route('operate/orders/:id/receipt', 'pages/staff/money/receiving.tsx'),
  route('operate/refunds', 'pages/staff/money/refunds.tsx'),
  route('operate/refunds/:id', 'pages/staff/money/refund.tsx'),
  route('operate/disputes', 'pages/staff/money/disputes.tsx'),
  route('operate/disputes/:id', 'pages/staff/money/dispute.tsx'),
  route('operate/risk', 'pages/staff/money/risk.tsx'),
  route('operate/risk/limits', 'pages/staff/money/limits.tsx'),
  route('operate/risk/:id', 'pages/staff/money/risk-case.tsx'),
  route('operate/reconciliation', 'pages/staff/money/reconciliation.tsx'),
  route('operate/inbox', 'pages/staff/money/inbox.tsx'),
  route('operate/payouts', 'pages/staff/money/payouts.tsx'),
  route('operate/payouts/:id', 'pages/staff/money/payout.tsx'),
  route('operate/prices', 'pages/staff/money/prices.tsx'),
  route('operate/taxes', 'pages/staff/money/taxes.tsx'),
  route('operate/discounts', 'pages/staff/money/discounts.tsx'),
  route('operate/discounts/:id', 'pages/staff/money/discount.tsx'),
  route('operate/plans', 'pages/staff/money/plans.tsx'),
  route('operate/plans/economics', 'pages/staff/money/economics.tsx'),
  route('operate/plans/:code', 'pages/staff/money/plan.tsx'),

  route('operate/people', 'pages/staff/people/list.tsx'),
  route('operate/people/:id', 'pages/staff/people/person.tsx'),
  route('operate/outbox', 'pages/staff/outbox.tsx'),

  route('operate/jobs', 'pages/staff/jobs/list.tsx'),
  route('operate/clock', 'pages/staff/clock.tsx'),
  route('operate/audit', 'pages/staff/audit.tsx'),
]

/** Pages of the books as files. */
export const staffFiles: RouteConfigEntry[] = [
  route('operate/audit.csv', 'pages/staff/audit-file.ts'),
  route('operate/documents.csv', 'pages/staff/money/documents-file.ts'),
  route(
    'operate/books/accounts/:owner/:purpose/:asset/statement.csv',
    'pages/staff/books/files.ts',
    {
      id: 'account-file',
    },
  ),
  ...[
    'trial-balance',
    'balance-sheet',
    'profit-and-loss',
    'profit-and-loss-months',
    'deferred',
    'deferred-weeks',
    'payables',
    'outstanding',
    'inventory',
    'journals',
  ].map((file) =>
    route(`operate/books/${file}.csv`, 'pages/staff/books/files.ts', { id: `${file}-file` }),
  ),
]
