// Writes docs/problems.md: every refusal of the house.
import { writeFileSync } from 'node:fs'
import { appForReading, problemsPage } from '#http'

// Building the app loads every module, and with it every refusal.
const app = await appForReading()
writeFileSync(new URL('../docs/problems.md', import.meta.url), problemsPage())
await app.close()
