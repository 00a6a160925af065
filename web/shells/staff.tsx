import { Outlet } from 'react-router'
import { PageError } from '../components/states.tsx'
import { type Root, useRoot } from '../visitor.ts'
import { type SideList, StaffShell } from './StaffShell.tsx'

type StaffPage = { to: string; label: string; end?: boolean; roles?: string[]; sandbox?: boolean }

/** Every page of the staff, grouped by work, with the roles that it is open to; an admin sees them all. */
const GROUPS: { group: string; pages: StaffPage[] }[] = [
  { group: '', pages: [{ to: '/operate', label: 'Today', end: true }] },
  {
    group: 'Learning',
    pages: [
      { to: '/operate/sessions', label: 'Sessions' },
      { to: '/operate/bookings', label: 'Bookings', roles: ['support'] },
      { to: '/operate/cases', label: 'Cases', roles: ['support'] },
      { to: '/operate/rooms', label: 'Rooms', roles: ['support'] },
      { to: '/operate/rules', label: 'Rules' },
    ],
  },
  {
    group: 'Educators',
    pages: [
      { to: '/operate/applications', label: 'Applications', roles: ['reviewer'] },
      { to: '/operate/educators', label: 'All educators' },
      { to: '/operate/institutions', label: 'Institutions', roles: ['finance', 'support'] },
      { to: '/operate/transitions', label: 'Guaranteed minimums', roles: ['finance', 'support'] },
      { to: '/operate/referrals', label: 'Who brought whom', roles: ['finance', 'support'] },
      { to: '/operate/coverage', label: 'Where they are missing', roles: ['support', 'reviewer'] },
      {
        to: '/operate/agreements',
        label: 'Agreements',
        roles: ['reviewer', 'support', 'finance'],
      },
      { to: '/operate/ladders', label: 'Ladders of tiers' },
      { to: '/operate/quality', label: 'Quality', roles: ['support', 'moderator', 'reviewer'] },
    ],
  },
  {
    group: 'Money',
    pages: [
      { to: '/operate/books', label: 'Books', roles: ['finance'] },
      { to: '/operate/orders', label: 'Orders', roles: ['finance', 'support'] },
      { to: '/operate/documents', label: 'Documents', roles: ['finance', 'support'] },
      { to: '/operate/by-hand', label: 'Paid by hand', roles: ['finance'] },
      { to: '/operate/refunds', label: 'Refunds', roles: ['finance', 'support'] },
      { to: '/operate/disputes', label: 'Disputes', roles: ['finance', 'support'] },
      { to: '/operate/risk', label: 'Risk', roles: ['finance', 'support'] },
      { to: '/operate/commissions', label: 'Commissions', roles: ['finance', 'support'] },
      { to: '/operate/payouts', label: 'Payouts', roles: ['finance'] },
      { to: '/operate/earning-rules', label: 'Rules of earning', roles: ['finance'] },
      { to: '/operate/tax', label: 'Tax of educators', roles: ['finance'] },
      { to: '/operate/reconciliation', label: 'Reconciliation', roles: ['finance'] },
      { to: '/operate/plans', label: 'Plans' },
      { to: '/operate/prices', label: 'Prices', roles: ['finance'] },
      { to: '/operate/taxes', label: 'Taxes', roles: ['finance'] },
      {
        to: '/operate/buying',
        label: 'Packages and gifts',
        roles: ['finance', 'support'],
      },
      { to: '/operate/discounts', label: 'Discount codes', roles: ['finance'] },
    ],
  },
  {
    group: 'Message credits',
    pages: [
      { to: '/operate/messaging', label: 'Credit dashboard', end: true, roles: ['finance'] },
      { to: '/operate/messaging/wallets', label: 'Wallets', roles: ['finance', 'support'] },
      { to: '/operate/messaging/wholesale', label: 'Wholesale', roles: ['finance'] },
      {
        to: '/operate/messaging/health',
        label: 'Health of sending',
        roles: ['finance', 'support'],
      },
      {
        to: '/operate/messaging/rules',
        label: 'Rules of sending',
        roles: ['finance', 'support'],
      },
      {
        to: '/operate/messaging/texts',
        label: 'Texts of the house',
        roles: ['finance', 'support'],
      },
      { to: '/operate/messaging/log', label: 'Message log', roles: ['finance', 'support'] },
      { to: '/operate/messaging/usage', label: 'Usage analytics', roles: ['finance'] },
      { to: '/operate/messaging/pricing', label: 'Prices of credits', roles: ['finance'] },
      { to: '/operate/messaging/packages', label: 'Packages', roles: ['finance'] },
      { to: '/operate/messaging/suppressed', label: 'Not written to', roles: ['support'] },
      { to: '/operate/messaging/numbers', label: 'Numbers', roles: ['finance', 'support'] },
      {
        to: '/operate/messaging/providers',
        label: 'Providers of messages',
        roles: ['finance', 'support'],
      },
    ],
  },
  {
    group: 'People',
    pages: [
      {
        to: '/operate/people',
        label: 'People',
        roles: ['support', 'finance', 'moderator', 'reviewer'],
      },
      { to: '/operate/reports', label: 'Reports', roles: ['moderator'] },
      { to: '/operate/outbox', label: 'Messages sent', roles: ['support'] },
    ],
  },
  {
    group: 'System',
    pages: [
      { to: '/operate/inbox', label: 'Provider’s notices', roles: ['finance', 'support'] },
      { to: '/operate/providers', label: 'Payment providers', roles: ['finance'] },
      { to: '/operate/jobs', label: 'Jobs', roles: ['finance', 'support'] },
      { to: '/operate/webhooks', label: 'Webhooks', roles: ['admin'] },
      { to: '/operate/clock', label: 'Sandbox clock', sandbox: true },
      { to: '/operate/audit', label: 'Audit log', roles: ['finance', 'support'] },
    ],
  },
]

/** The pages that this person may open. */
function listFor(root: Root | undefined): SideList {
  const roles: readonly string[] = root?.me.person?.staffRoles ?? []
  if (roles.length === 0) return []
  const open = (page: StaffPage) =>
    (!page.sandbox || root?.me.sandbox) &&
    (!page.roles || roles.includes('admin') || page.roles.some((role) => roles.includes(role)))
  return GROUPS.map(({ group, pages }) => ({ group, pages: pages.filter(open) })).filter(
    ({ pages }) => pages.length > 0,
  )
}

/** Pages of the people who run this Stoa. */
export default function StaffPages() {
  return (
    <StaffShell list={listFor(useRoot())}>
      <Outlet />
    </StaffShell>
  )
}

export function ErrorBoundary() {
  return (
    <StaffShell list={listFor(useRoot())}>
      <PageError />
    </StaffShell>
  )
}
