import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { testDatabase } from '../database.ts'
import { STORIES } from './bookings.ts'
import { openStage } from './stage.ts'
import { silent } from './telling.ts'

for (const { name, play } of STORIES) {
  test(name, async () => {
    const home = mkdtempSync(join(tmpdir(), 'stoa-story-'))
    await using db = await testDatabase()
    try {
      await using stage = await openStage({ url: db.url, home })
      await play(stage, silent)
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  })
}
