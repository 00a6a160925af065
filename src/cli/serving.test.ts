import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { holderOf, runningCluster } from '#base'

const CLI = join(import.meta.dirname, '../cli.ts')

let home: string
let port: number

before(async () => {
  home = mkdtempSync(join(tmpdir(), 'stoa-life-'))
  chmodSync(home, 0o711)
  port = await freePort()
})
after(() => rmSync(home, { recursive: true, force: true }))

const environment = (more: Record<string, string> = {}) => ({
  PATH: process.env.PATH,
  PORT: String(port),
  STOA_HOME: home,
  STOA_DEMO: 'off',
  LOG_LEVEL: 'error',
  ...more,
})

/** Runs a command of `stoa` to its end. */
function stoa(words: string[], more: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...words], {
    env: environment(more),
    encoding: 'utf8',
    timeout: 60_000,
  })
  return { status, said: `${stdout}${stderr}` }
}

/** Starts `stoa serve` and waits until it says that it is open. */
async function serve(more: Record<string, string> = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, [CLI, 'serve'], { env: environment(more) })
  let said = ''
  await new Promise<void>((open, fail) => {
    const hear = (text: Buffer) => {
      said += text
      if (said.includes('Stoa is open at')) open()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => fail(new Error(`It ended with ${code}:\n${said}`)))
  })
  child.removeAllListeners('exit')
  return child
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((done) =>
    child.exitCode === null && child.signalCode === null
      ? child.once('exit', (code) => done(code))
      : done(child.exitCode),
  )

const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)

describe('the life of a server', () => {
  test('it starts in an empty home, answers, and ends cleanly on each signal that asks it to', async () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const server = await serve()
      assert.equal((await ask('/readyz')).status, 200)
      server.kill(signal)
      assert.equal(await ended(server), 0, signal)
      assert.equal(holderOf(home), undefined)
      assert.equal(runningCluster(join(home, 'postgres')), undefined)
    }
  })

  test('a second start in the same home, and a second program on the same port, are refused by name', async () => {
    const server = await serve()
    const twice = stoa(['serve'], { PORT: '0' })
    assert.deepEqual(
      [twice.status, /Stoa is already running in/.test(twice.said)],
      [1, true],
      twice.said,
    )
    const other = mkdtempSync(join(tmpdir(), 'stoa-other-'))
    chmodSync(other, 0o711)
    const taken = stoa(['serve'], { STOA_HOME: other })
    assert.deepEqual(
      [taken.status, taken.said.includes(`Port ${port} is in use`)],
      [1, true],
      taken.said,
    )
    assert.equal(runningCluster(join(other, 'postgres')), undefined)
    rmSync(other, { recursive: true })

    const verified = stoa(['ledger', 'verify'])
    assert.deepEqual([verified.status, verified.said], [0, 'The books are right.\n'])
    server.kill('SIGINT')
    assert.equal(await ended(server), 0)
  })

  test('killed without warning it loses nothing, and the next start takes over', async () => {
    const server = await serve()
    const staff = stoa(['staff', 'ada@example.org', 'admin', 'Ada'])
    assert.match(staff.said, /ada@example\.org is admin now\.\nPassword, shown this once: \S+/)
    server.kill('SIGKILL')
    await ended(server)
    assert.ok(runningCluster(join(home, 'postgres')), 'PostgreSQL is left behind')
    const again = await serve()
    assert.equal((await ask('/readyz')).status, 200)
    const known = stoa(['staff', 'ada@example.org', 'finance'])
    assert.equal(known.said, 'ada@example.org is finance now.\n')
    again.kill('SIGTERM')
    assert.equal(await ended(again), 0)
  })

  test('when PostgreSQL dies under it, it says so and ends', async () => {
    const server = await serve()
    let said = ''
    server.stderr!.on('data', (text) => {
      said += text
    })
    const pid = spawnSync('head', ['-1', join(home, 'postgres/postmaster.pid')], {
      encoding: 'utf8',
    })
    process.kill(Number(pid.stdout), 'SIGKILL')
    assert.equal(await ended(server), 1)
    assert.match(said, /PostgreSQL has stopped by itself\. Start Stoa again/)
    const again = await serve()
    again.kill('SIGINT')
    assert.equal(await ended(again), 0)
  })
})

describe('the command line', () => {
  const cases: [string[], Record<string, string>, number, RegExp][] = [
    [['help'], {}, 0, /stoa <command>[\s\S]*serve[\s\S]*doctor/],
    [['dance'], {}, 2, /stoa knows no command "dance"/],
    [['serve', '--fast'], {}, 2, /serve takes --no-work only/],
    [['ledger'], {}, 2, /Verify, statement, prove or export/],
    [['ledger', 'statement', 'nobody'], {}, 2, /Whose wallet, and of what/],
    [['staff', 'ada'], {}, 2, /Whose e-mail address/],
    [['staff', 'ada@example.org', 'king'], {}, 2, /The role must be one of admin/],
    [
      ['serve'],
      { PORT: 'x', NODE_ENV: 'production' },
      1,
      /PORT is "x"[\s\S]*STOA_SECRET must be set/,
    ],
    [['serve'], { DATABASE_URL: 'postgresql://127.0.0.1:1/x' }, 1, /cannot be reached/],
    [
      ['doctor'],
      { PAYMENTS: 'stripe', STRIPE_KEY: 'sk_test_x' },
      1,
      /MEND {2}configuration: STRIPE_KEY is set/,
    ],
    [['migrate'], {}, 0, /The database was up to date/],
    [['ledger', 'statement', 'person:none', 'CREDIT'], {}, 0, /Nothing was ever booked there/],
    [['ledger', 'prove'], {}, 2, /Which transfer/],
    [['ledger', 'prove', '999.1'], {}, 1, /no such transfer/],
    [['ledger', 'export', 'pdf'], {}, 2, /One of csv, hledger, beancount/],
    [['ledger', 'export', 'csv'], {}, 0, /^[a-z_]+,/],
  ]
  for (const [words, more, status, expected] of cases) {
    test(`stoa ${words.join(' ')} ${Object.keys(more).join(' ')}`, () => {
      const ran = stoa(words, more)
      assert.match(ran.said, expected)
      assert.equal(ran.status, status)
    })
  }
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  const { port: free } = server.address() as { port: number }
  await new Promise((closed) => server.close(closed))
  return free
}
