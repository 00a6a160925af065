/** Sends the payouts that are due, in a process of its own: `node bench/payouts-sender.ts URL NOW`. */
import { openDatabase, readConfig, VirtualClock } from '#base'
import { processPayouts } from '#earnings'
import { keepers } from '#jobs'
import { openPayments, payoutSender } from '#payments'

const [, , url, text] = process.argv as [string, string, string, string]
const now = Temporal.Instant.from(text)
const db = openDatabase({ url, size: 12, role: 'stoa_app' })
const config = readConfig({ DATABASE_URL: url, LOG_LEVEL: 'silent' })
const payments = await openPayments({
  db,
  clock: new VirtualClock(now, { standing: true }),
  config,
  keepers,
})
await processPayouts(db, payoutSender(payments), now)
await payments.close()
await db.close()
process.exit(0)
