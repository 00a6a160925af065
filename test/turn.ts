import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A TURN server of our own on this machine (coturn), or undefined where none is installed. */
export async function startTurn() {
  if (spawnSync('turnserver', ['--version']).error) return undefined
  const port = await freePort()
  const secret = randomBytes(16).toString('hex')
  const folder = mkdtempSync(join(tmpdir(), 'stoa-turn-'))
  const server = spawn(
    'turnserver',
    [
      ...['-n', '--no-cli', '--no-tls', '--no-dtls', '--no-tcp-relay', '--allow-loopback-peers'],
      ...[`--listening-port=${port}`, '--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1'],
      ...['--use-auth-secret', `--static-auth-secret=${secret}`, '--realm=stoa'],
      ...['--log-file=stdout', '--simple-log', `--pidfile=${join(folder, 'pid')}`],
      `--userdb=${join(folder, 'users')}`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (part) => {
      said += part
    })
  const ended = new Promise<void>((done) => server.once('exit', () => done()))
  const until = Date.now() + 10_000
  while (!said.includes('IPv4. UDP listener opened') && !said.includes('listener opened on')) {
    if (Date.now() > until || server.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    url: `turn:127.0.0.1:${port}?transport=udp`,
    secret,
    async [Symbol.asyncDispose]() {
      server.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createSocket('udp4')
    probe.bind(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => found(port))
    })
  })
}
