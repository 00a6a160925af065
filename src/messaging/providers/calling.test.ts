import assert from 'node:assert/strict'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { call } from './calling.ts'
import { ProviderFault } from './provider.ts'

const BODY = JSON.stringify({ to: '+919876543210', text: 'x'.repeat(200) })
const REPLY = 'HTTP/1.1 200 OK\r\ncontent-length: 12\r\nconnection: close\r\n\r\n{"id":"abc"}'

/** A server that does with each connection what it is told, and counts the bytes that it was given. */
async function serverThat(does: (socket: Socket, seen: () => number) => void) {
  let bytes = 0
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    let own = 0
    socket.on('error', () => {})
    socket.on('data', (part) => {
      own += part.length
      bytes += part.length
    })
    does(socket, () => own)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}/send`,
    bytes: () => bytes,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}

const faultOf = async (url: string, signal = AbortSignal.timeout(10_000)) => {
  const headers = { 'content-type': 'application/json' }
  const sent = call({ url, headers, body: BODY, signal })
  const error = await sent.then(
    () => assert.fail('it was answered'),
    (fault) => fault,
  )
  assert.ok(error instanceof ProviderFault, String(error))
  return `${error.code} ${error.suggests}`
}

const NOT_LEFT = 'unreachable fail_over'
const MAY_HAVE_LEFT = 'no_answer unknown'

suite('One call to a provider: whether anything of it may have left the house', () => {
  test('nobody listens, there is no such name, or no time was left: nothing has left', async () => {
    const closed = await serverThat(() => {})
    await closed[Symbol.asyncDispose]()
    assert.equal(await faultOf(closed.url), NOT_LEFT)
    assert.equal(await faultOf('http://nobody-is-called-so.invalid/send'), NOT_LEFT)
    const sent = call({ url: closed.url, signal: AbortSignal.abort() })
    await assert.rejects(sent, { code: 'unreachable', suggests: 'fail_over' })
  })

  test('no encryption comes about: nothing of the message has left, whatever bytes were exchanged', async () => {
    await using hangsUp = await serverThat((socket) => socket.once('data', () => socket.destroy()))
    assert.equal(await faultOf(`https://127.0.0.1:${hangsUp.port}/send`), NOT_LEFT)
    const greeted = new AbortController()
    await using silent = await serverThat((socket) => socket.once('data', () => greeted.abort()))
    assert.equal(await faultOf(`https://127.0.0.1:${silent.port}/send`, greeted.signal), NOT_LEFT)
    await using plain = await serverThat((socket) => socket.once('data', () => socket.end(REPLY)))
    assert.equal(await faultOf(`https://127.0.0.1:${plain.port}/send`), NOT_LEFT)
    assert.ok(silent.bytes() > 0, 'a greeting was sent, and that is all')
  })

  test('silence, a hang-up, half an answer or nonsense after it was handed over: it may have been taken', async () => {
    const taken = new AbortController()
    await using silent = await serverThat((socket) => socket.once('data', () => taken.abort()))
    assert.equal(await faultOf(silent.url, taken.signal), MAY_HAVE_LEFT)
    await using hangsUp = await serverThat((socket) => socket.once('data', () => socket.destroy()))
    assert.equal(await faultOf(hangsUp.url), MAY_HAVE_LEFT)
    await using nonsense = await serverThat((socket) =>
      socket.once('data', () => socket.end('hello\r\n\r\n')),
    )
    assert.equal(await faultOf(nonsense.url), MAY_HAVE_LEFT)
  })

  test('a connection that is used again has no second handshake: what is lost on it may have been taken', async () => {
    let asked = 0
    await using server = await serverThat((socket) => {
      socket.on('data', () => {
        asked += 1
        if (asked === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')
        else socket.destroy()
      })
    })
    const first = await call({ url: server.url, signal: AbortSignal.timeout(10_000) })
    assert.equal(first.status, 200)
    // The connection goes back to rest in the next turn of the loop.
    await new Promise((done) => setImmediate(done))
    assert.equal(await faultOf(server.url), MAY_HAVE_LEFT)
    assert.equal(asked, 2)
  })

  test('wherever the line breaks: with one byte seen there it is never handed to another provider', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          // After so many bytes of ours, and so many of its answer, it hangs up.
          takes: fc.integer({ min: 0, max: 400 }),
          says: fc.integer({ min: 0, max: REPLY.length }),
          politely: fc.boolean(),
        }),
        async ({ takes, says, politely }) => {
          await using server = await serverThat((socket, seen) => {
            const hangUp = () => {
              if (says > 0) socket.write(REPLY.slice(0, says))
              if (politely) socket.end()
              else setTimeout(() => socket.destroy(), 2)
            }
            if (takes === 0) hangUp()
            else
              socket.on('data', () => {
                if (seen() >= takes) hangUp()
              })
          })
          const headers = { 'content-type': 'application/json' }
          const sent = call({
            url: server.url,
            headers,
            body: BODY,
            signal: AbortSignal.timeout(500),
          })
          const found = await sent.then(
            ({ status, text }) => `${status} ${text}`,
            (fault: ProviderFault) => `${fault.code} ${fault.suggests}`,
          )
          // Half a second may be over before anything was handed over at all.
          if (server.bytes() === 0 && found === NOT_LEFT) return
          if (says === REPLY.length)
            assert.ok([`200 {"id":"abc"}`, MAY_HAVE_LEFT].includes(found), found)
          else if (server.bytes() > 0) assert.equal(found, MAY_HAVE_LEFT)
          else assert.ok([MAY_HAVE_LEFT, NOT_LEFT].includes(found), found)
        },
      ),
      { numRuns: 60 },
    )
  })
})
