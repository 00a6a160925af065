import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCluster } from '#base'
import { playMainJob } from '../test/stories/main-job.ts'
import { openStage } from '../test/stories/stage.ts'
import { aloud } from '../test/stories/telling.ts'

/**
 * `npm run story`: the main job against a fresh Stoa and a PostgreSQL of its own, over HTTP only, with
 * the books after each step. Ends with 1 if anything differs by a cent.
 */
// Whoever ends the story half-way ends its PostgreSQL, too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const folder = mkdtempSync(join(tmpdir(), 'stoa-story-'))
const cluster = await startCluster({ data: join(folder, 'postgres') })
try {
  await using stage = await openStage({ url: cluster.url, home: join(folder, 'home') })
  console.log(`The main job, played on ${stage.url}`)
  await playMainJob(stage, aloud)
  console.log(
    '\n  Every cent is where it should be, and the ledger verified clean at every step.\n',
  )
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await cluster.stop()
  for (const path of [cluster.data, folder]) rmSync(path, { recursive: true, force: true })
}
