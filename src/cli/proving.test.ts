import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { atomically } from '#base'
import { checkProof, postRule, seal, signerFrom } from '#ledger'
import { testDatabase } from '../../test/database.ts'

const at = Temporal.Instant.from('2026-11-21T12:00:00Z')

test('stoa ledger prove prints the proof, and where anybody can check it', async () => {
  await using db = await testDatabase()
  const home = mkdtempSync(join(tmpdir(), 'stoa-proving-'))
  const stoa = (...words: string[]) =>
    spawnSync(process.execPath, ['src/cli.ts', 'ledger', 'prove', ...words], {
      encoding: 'utf8',
      env: {
        ...process.env,
        DATABASE_URL: db.url,
        STOA_HOME: home,
        STOA_URL: 'https://stoa.example',
      },
    })
  await atomically(db, (tx) =>
    postRule(
      tx,
      'credits.granted',
      { to: { type: 'person', id: 'lena' }, credits: 500n, reason: 'goodwill' },
      { key: 'gift', about: { type: 'gift', id: '1' }, by: 'script', at },
    ),
  )
  const early = stoa('1.1')
  assert.deepEqual([early.status, /not sealed yet/.test(early.stderr)], [1, true], early.stderr)
  const signer = signerFrom('a secret that is long enough for a test')
  await seal(db, signer, at)
  const { status, stdout, stderr } = stoa('1.1')
  assert.equal(status, 0, stderr)
  const { address, ...proof } = JSON.parse(stdout)
  assert.equal(address, 'https://stoa.example/proof/1.1')
  assert.match(stderr, /Anybody can check it at https:\/\/stoa\.example\/proof\/1\.1\n/)
  assert.ok(checkProof(proof, signer.publicKey.toString('hex')))
  rmSync(home, { recursive: true })
})
