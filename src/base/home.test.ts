import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { claimHome, holderOf } from './home.ts'

function place() {
  const path = mkdtempSync(join(tmpdir(), 'stoa-home-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

test('a home is held by one process until it lets go', () => {
  using home = place()
  const letGo = claimHome(home.path)
  assert.equal(holderOf(home.path)?.pid, process.pid)
  assert.throws(() => claimHome(home.path), {
    name: 'StartRefused',
    message: /Stoa is already running in .*process \d+, since .*Stop that one first/,
  })
  letGo()
  assert.equal(holderOf(home.path), undefined)
  claimHome(home.path)()
  assert.deepEqual(readdirSync(home.path), [])
})

test('the claim of a killed process is taken over', async () => {
  using home = place()
  const script = `import { claimHome } from ${JSON.stringify(new URL('./home.ts', import.meta.url).href)}
    claimHome(${JSON.stringify(home.path)}); console.log('held'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script])
  await new Promise((done) => child.stdout.once('data', done))
  assert.throws(() => claimHome(home.path), /already running/)
  child.kill('SIGKILL')
  await new Promise((done) => child.once('close', done))
  const letGo = claimHome(home.path)
  assert.equal(holderOf(home.path)?.pid, process.pid)
  letGo()
})

test('a number that another process has by now holds nothing', () => {
  using home = place()
  const file = join(home.path, 'stoa.pid')
  writeFileSync(file, JSON.stringify({ pid: process.pid, began: 'long ago', since: 'x' }))
  assert.equal(holderOf(home.path), undefined)
  writeFileSync(file, 'nonsense')
  assert.equal(holderOf(home.path), undefined)
  claimHome(home.path)()
  assert.equal(existsSync(file), false)
})

test('a home that cannot be written is refused by name', () => {
  using home = place()
  writeFileSync(join(home.path, 'file'), '')
  assert.throws(() => claimHome(join(home.path, 'file/below')), /cannot be written \(ENOTDIR\)/)
})
