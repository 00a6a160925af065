/** `npm run bench NAME`: runs bench/NAME.ts. */
const BENCHES: Record<string, () => Promise<{ bench(): Promise<void> }>> = {
  booking: () => import('./booking.ts'),
  catalogue: () => import('./catalogue.ts'),
  finding: () => import('./finding.ts'),
  ledger: () => import('./ledger.ts'),
  messaging: () => import('./messaging.ts'),
  payments: () => import('./payments.ts'),
  payouts: () => import('./payouts.ts'),
  tiers: () => import('./tiers.ts'),
}

// Whoever ends a bench half-way ends its PostgreSQL, too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const open = BENCHES[process.argv[2] ?? '']
if (open) await (await open()).bench()
else {
  console.error(`Say which: npm run bench ${Object.keys(BENCHES).join(' | ')}`)
  process.exitCode = 2
}
