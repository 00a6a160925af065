// Writes web/api/schema.d.ts: the types of the HTTP API, for a client that knows every path.
import { writeFileSync } from 'node:fs'
import { appForReading, documentOf } from '#http'
import { typesOf } from './api-types.ts'

const app = await appForReading()
const file = new URL('../web/api/schema.d.ts', import.meta.url)
writeFileSync(file, typesOf(documentOf(app)))
console.log(`web/api/schema.d.ts: ${Object.keys(documentOf(app).paths ?? {}).length} paths`)
await app.close()
