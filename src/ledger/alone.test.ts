import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { APP_ROLE, atomically, migrate, openDatabase } from '#base'
import { testDatabase } from '../../test/database.ts'
import { balance, hold, postRule, releaseHold, verify } from './index.ts'

test('the ledger is used alone: two migrations, no other module', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-alone-'))
  for (const file of ['0001-base.sql', '0002-ledger.sql']) {
    copyFileSync(new URL(`../../db/${file}`, import.meta.url), join(folder, file))
  }
  await using empty = await testDatabase({ empty: true })
  assert.equal((await migrate(empty.url, pathToFileURL(`${folder}/`))).length, 2)
  rmSync(folder, { recursive: true })
  const db = openDatabase({ url: empty.url, size: 2, role: APP_ROLE })
  const shop = { type: 'organization', id: 'shop' } as const
  const at = Temporal.Instant.from('2026-11-21T12:00:00Z')
  const deed = (key: string) => ({ key, about: { type: 'sale', id: key }, by: 'script', at })
  await atomically(db, async (tx) => {
    await postRule(
      tx,
      'credits.granted',
      { to: shop, credits: 500n, reason: 'goodwill' },
      deed('gift'),
    )
    const held = await hold(tx, { ...deed('hold'), owner: shop, asset: 'CREDIT', units: 200n })
    await releaseHold(tx, { hold: held.id, key: 'back', by: 'script', at })
  })
  assert.equal(await balance(db, { owner: shop, purpose: 'wallet', asset: 'CREDIT' }), 500n)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
  await db.close()
})
