import assert from 'node:assert/strict'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { suite, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { newId } from '#base'
import type { Given } from '../adapter.ts'
import { ProviderFault } from '../provider.ts'
import { smtp } from './smtp.ts'

type Options = ConstructorParameters<typeof SMTPServer>[0]
const refusal = (responseCode: number, words: string) =>
  Object.assign(new Error(words), { responseCode })

/** A mail server on this machine, and the letters that it was given. */
async function mailServer(options: Options = {}) {
  const letters: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (part) => {
        text += part
      })
      stream.on('end', () => {
        letters.push(text)
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => sockets.add(socket))
  const { port } = server.server.address() as AddressInfo
  const adapter = smtp(given(`smtp://127.0.0.1:${port}`))
  return {
    letters,
    port,
    adapter,
    hangUp: () => {
      for (const socket of sockets) socket.destroy()
    },
    async [Symbol.asyncDispose]() {
      adapter.close?.()
      // A letter that is never answered for would keep the server open for half a minute.
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

const given = (address: string, access?: Given['access']): Given => ({
  id: newId(),
  ways: ['email'],
  address,
  settings: { from: 'Stoa <hello@stoa.example>' },
  access,
  partner: undefined,
  signing: () => [],
  callback: undefined,
  now: () => Temporal.Instant.from('2026-11-22T08:00:00Z'),
  db: undefined as never,
})

const outgoing = (to = 'ann@example.org') => ({
  id: newId(),
  message: newId(),
  to,
  category: 'utility' as const,
  content: {
    way: 'email' as const,
    subject: 'Fee due',
    text: 'Please pay.',
    html: '<p>Please pay.</p>',
    unsubscribe: 'https://stoa.example/u/1',
    calendar: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' },
  },
})

async function faultOf(sent: Promise<unknown>): Promise<string> {
  const error = await sent.then(
    () => assert.fail('it was taken'),
    (fault) => fault,
  )
  assert.ok(error instanceof ProviderFault, String(error))
  return `${error.code} ${error.suggests}`
}

suite('A mail server as a provider', () => {
  test('a letter arrives with all its parts, under a name that is the same at every try', async () => {
    await using server = await mailServer()
    const one = outgoing()
    assert.deepEqual(await server.adapter.send(one, AbortSignal.timeout(10_000)), { ref: one.id })
    const [letter] = server.letters
    for (const part of [
      `Message-ID: <${one.id}@stoa.example>`,
      'List-Unsubscribe: <https://stoa.example/u/1>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'text/calendar',
      'Please pay.',
    ])
      assert.ok(letter!.includes(part), part)
  })

  test('what the server refuses is said by where it refuses it', async () => {
    await using server = await mailServer({
      onRcptTo({ address }, _session, done) {
        if (address.startsWith('nobody')) return done(refusal(550, '5.1.1 no such user'))
        if (address.startsWith('full')) return done(refusal(552, '5.2.2 mailbox full'))
        if (address.startsWith('later')) return done(refusal(450, '4.2.1 try again'))
        if (address.startsWith('dry')) return done(refusal(451, 'Maximum credits exceeded'))
        done()
      },
      onData(stream, _session, done) {
        stream.resume()
        stream.on('end', () => done(refusal(554, '5.6.0 not wanted')))
      },
    })
    const of = (name: string) =>
      faultOf(server.adapter.send(outgoing(`${name}@example.org`), AbortSignal.timeout(10_000)))
    assert.equal(await of('nobody'), 'recipient bad_recipient')
    assert.equal(await of('full'), 'later retry')
    assert.equal(await of('later'), 'later retry')
    assert.equal(await of('dry'), 'credits out_of_stock')
    assert.equal(await of('anybody'), 'content bad_content')
  })

  test('nobody there, or a server that never greets: nothing has left, and nothing leaves later', async () => {
    const callers = new Set<Socket>()
    const silent = createServer((socket) => callers.add(socket.on('error', () => {})))
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
    const { port } = silent.address() as AddressInfo
    const adapter = smtp(given(`smtp://127.0.0.1:${port}`))
    assert.equal(
      await faultOf(adapter.send(outgoing(), AbortSignal.timeout(100))),
      'unreachable fail_over',
    )
    adapter.close?.()
    for (const caller of callers) caller.destroy()
    await new Promise((done) => silent.close(done))
    const nobody = smtp(given(`smtp://127.0.0.1:${port}`))
    assert.equal(
      await faultOf(nobody.send(outgoing(), AbortSignal.timeout(500))),
      'unreachable fail_over',
    )
    nobody.close?.()
  })

  test('a letter that was handed over and never answered for may have been taken, once', async () => {
    let taken = 0
    const silence = new AbortController()
    await using server = await mailServer({
      onData(stream) {
        stream.resume()
        stream.on('end', () => {
          taken += 1
          silence.abort()
        })
      },
    })
    assert.equal(
      await faultOf(server.adapter.send(outgoing(), silence.signal)),
      'no_answer unknown',
    )
    assert.equal(taken, 1)
  })

  test('a line that breaks while the letter is being answered for: unknown, and not sent again by itself', async () => {
    let taken = 0
    await using server = await mailServer({
      onData(stream) {
        stream.resume()
        stream.on('end', () => {
          taken += 1
          server.hangUp()
        })
      },
    })
    assert.equal(
      await faultOf(server.adapter.send(outgoing(), AbortSignal.timeout(10_000))),
      'no_answer unknown',
    )
    await new Promise((done) => setTimeout(done, 120))
    assert.equal(taken, 1)
  })

  test('a password that is refused is a refused key', async () => {
    await using server = await mailServer({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(refusal(535, '5.7.8 no')),
    })
    const adapter = smtp(given(`smtp://127.0.0.1:${server.port}`, { name: 'ann', text: 'wrong' }))
    assert.equal(
      await faultOf(adapter.send(outgoing(), AbortSignal.timeout(10_000))),
      'login configuration',
    )
    adapter.close?.()
  })
})
