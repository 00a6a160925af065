import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { type Cluster, runningCluster, startCluster } from './cluster.ts'
import { postmasterOf } from './postgres.ts'

/** A data folder of its own; its owner may be PostgreSQL's user. */
function place() {
  const home = mkdtempSync(join(tmpdir(), 'stoa-cluster-'))
  chmodSync(home, 0o711)
  const data = join(home, 'postgres')
  return { data, [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }) }
}

async function ask(cluster: Pick<Cluster, 'url'>, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: cluster.url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

test('a cluster is made, keeps its data, and leaves nothing running', async () => {
  using home = place()
  const first = await startCluster(home)
  await ask(first, 'create table kept (n integer)')
  const [encoding] = await ask(first, 'show server_encoding')
  assert.deepEqual(encoding, { server_encoding: 'UTF8' })
  assert.equal(runningCluster(home.data), first.url)
  await first.stop()
  await first.stop()
  assert.equal(await first.gone, false)
  assert.equal(runningCluster(home.data), undefined)
  const second = await startCluster(home)
  assert.deepEqual(await ask(second, 'select * from kept'), [])
  await second.stop()
})

test('a server that a killed process left behind is taken over', async () => {
  using home = place()
  // The child starts a cluster and is killed in the middle of its life.
  const script = `import { startCluster } from ${JSON.stringify(new URL('./cluster.ts', import.meta.url).href)}
    const { url } = await startCluster({ data: ${JSON.stringify(home.data)} })
    console.log(url); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script])
  const url = await new Promise<string>((done) =>
    child.stdout.once('data', (text) => done(`${text}`.trim())),
  )
  await ask({ url }, 'create table kept (n integer)')
  const orphan = postmasterOf(home.data)
  child.kill('SIGKILL')
  await new Promise((done) => child.once('close', done))
  assert.equal(postmasterOf(home.data), orphan, 'PostgreSQL outlives the process that started it')

  const cluster = await startCluster(home)
  assert.notEqual(postmasterOf(home.data), orphan)
  assert.deepEqual(await ask(cluster, 'select * from kept'), [])
  await cluster.stop()
})

test('a server that ends by itself is noticed, and its stale file does not stand in the way', async () => {
  using home = place()
  const cluster = await startCluster(home)
  await ask(cluster, 'create table kept (n integer)')
  process.kill(postmasterOf(home.data)!, 'SIGKILL')
  assert.equal(await cluster.gone, true)
  const again = await startCluster(home)
  assert.deepEqual(await ask(again, 'select * from kept'), [])
  await again.stop()
})

test('a postmaster.pid with the number of a stranger stops nobody', async () => {
  using home = place()
  const cluster = await startCluster(home)
  const file = join(home.data, 'postmaster.pid')
  const lines = readFileSync(file, 'utf8').split('\n')
  await cluster.stop()
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  writeFileSync(file, [String(stranger.pid), ...lines.slice(1)].join('\n'))
  assert.equal(postmasterOf(home.data), undefined)
  const socket = new URL(cluster.url).searchParams.get('host')!
  assert.equal(existsSync(socket), false, 'no folder of sockets is left behind')
  mkdirSync(socket, { mode: 0o700 })
  chownSync(socket, statSync(home.data).uid, statSync(home.data).gid)
  writeFileSync(join(socket, '.s.PGSQL.5432.lock'), `${process.pid}\n`)
  const again = await startCluster(home)
  assert.equal(stranger.exitCode ?? stranger.signalCode, null)
  stranger.kill()
  await again.stop()
})

test('killed as a whole and started at once, it waits for what is left of the dead one', async () => {
  using home = place()
  let cluster = await startCluster(home)
  await ask(cluster, 'create table kept (n integer)')
  for (let round = 0; round < 5; round++) {
    const busy = Array.from({ length: 8 }, () =>
      ask(cluster, 'select pg_sleep(60)').catch(() => {}),
    )
    await new Promise((later) => setTimeout(later, 50))
    process.kill(postmasterOf(home.data)!, 'SIGKILL')
    // Not even its end is waited for.
    const next = await startCluster(home)
    await Promise.all([...busy, cluster.gone])
    assert.deepEqual(await ask(next, 'select * from kept'), [])
    cluster = next
  }
  await cluster.stop()
})

test('below a folder closed to others, root keeps the data where PostgreSQL can reach it', {
  skip: process.getuid?.() !== 0 && 'only root runs PostgreSQL as somebody else',
}, async () => {
  using home = place()
  const folder = dirname(home.data)
  chmodSync(folder, 0o700)
  const closed = await startCluster(home)
  try {
    assert.notEqual(closed.data, home.data)
    await ask(closed, 'create table kept (n integer)')
    await closed.stop()
    chmodSync(folder, 0o711)
    const opened = await startCluster(home)
    assert.equal(opened.data, closed.data, 'opening the folder must not make a second database')
    assert.deepEqual(await ask(opened, 'select * from kept'), [])
    await opened.stop()
  } finally {
    rmSync(dirname(closed.data), { recursive: true, force: true })
  }
})
