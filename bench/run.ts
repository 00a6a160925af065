/** `npm run bench NAME`: runs bench/NAME.ts. */
const BENCHES: Record<string, () => Promise<{ bench(): Promise<void> }>> = {
  booking: () => import('./booking.ts'),
  catalogue: () => import('./catalogue.ts'),
}

const open = BENCHES[process.argv[2] ?? '']
if (open) await (await open()).bench()
else {
  console.error(`Say which: npm run bench ${Object.keys(BENCHES).join(' | ')}`)
  process.exitCode = 2
}
