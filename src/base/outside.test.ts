import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Outside } from './outside.ts'

async function server(listener: RequestListener) {
  const own = createServer(listener)
  await new Promise<void>((up) => own.listen(0, '127.0.0.1', up))
  const { port } = own.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    async [Symbol.asyncDispose]() {
      own.closeAllConnections()
      await new Promise((closed) => own.close(closed))
    },
  }
}

const near = new Outside({ allowed: ['127.0.0.0/8'], plainHttp: true })
const usual = { timeoutMs: 2_000, mostBytes: 1_000 }

test('addresses of private networks are refused in every way of writing them', () => {
  const outside = new Outside({ plainHttp: true })
  for (const host of [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:a9fe:a9fe]',
    '[64:ff9b::7f00:1]',
    '[fe80::1]',
    '[fd00::1]',
    '[2002:7f00:1::]',
    '[2001:db8::1]',
    'localhost',
    'localhost.',
    'db.internal',
    'printer.local',
  ])
    assert.match(outside.faultOf(`http://${host}/x`) ?? '', /private network/, host)
  for (const address of ['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8', '172.32.0.1'])
    assert.equal(outside.mayAsk(address), true, address)
})

test('only https, and no names and passwords', () => {
  const outside = new Outside()
  assert.equal(outside.faultOf('https://example.org/hook'), undefined)
  for (const url of ['http://example.org', 'ftp://example.org', 'file:///etc/passwd', 'nonsense'])
    assert.match(outside.faultOf(url) ?? '', /https/, url)
  assert.match(outside.faultOf('https://me:secret@example.org') ?? '', /name and password/)
})

test('a name that leads inside is refused when it is asked', async () => {
  // The machine’s own name for itself stands for any public name that turns round.
  const outside = new Outside({ plainHttp: true })
  const asked = { ...usual, url: 'http://localtest.example.invalid/' }
  await assert.rejects(outside.ask(asked), { code: 'name_unknown' })
  await assert.rejects(outside.ask({ ...usual, url: 'http://localhost/' }), {
    code: 'address_refused',
  })
})

test('a redirection into a private network is not followed, nor any more than asked for', async () => {
  await using evil = await server((request, answer) => {
    const to = request.url === '/round' ? '/round' : 'http://169.254.169.254/latest/meta-data'
    answer.writeHead(302, { location: to }).end()
  })
  await assert.rejects(near.ask({ ...usual, url: evil.url, redirects: 3 }), {
    code: 'address_refused',
  })
  await assert.rejects(near.ask({ ...usual, url: `${evil.url}round`, redirects: 3 }), {
    code: 'too_many_redirects',
  })
  assert.equal((await near.ask({ ...usual, url: evil.url })).status, 302)
})

test('no more is read than asked for, packed or not', async () => {
  await using huge = await server((request, answer) => {
    if (request.url === '/packed') {
      answer.writeHead(200, { 'content-encoding': 'gzip' })
      return void answer.end(gzipSync(Buffer.alloc(50_000_000)))
    }
    answer.writeHead(200)
    const more = () => answer.write(Buffer.alloc(65_536, 'x')) && setImmediate(more)
    answer.on('drain', more)
    more()
  })
  for (const path of ['', 'packed']) {
    const answered = await near.ask({ ...usual, url: huge.url + path })
    assert.equal(answered.whole, false)
    assert.equal(answered.body.length, 1_000)
  }
})

test('who answers drop by drop, or not at all, is left', async () => {
  await using slow = await server((request, answer) => {
    if (request.url === '/silent') return
    answer.writeHead(200)
    const drip = setInterval(() => answer.write('.'), 20)
    answer.on('close', () => clearInterval(drip))
  })
  for (const path of ['', 'silent']) {
    const asked = { ...usual, timeoutMs: 200, url: slow.url + path }
    await assert.rejects(near.ask(asked), { code: 'too_slow' })
  }
})

test('nobody there, and no certificate', async () => {
  const gone = await server(() => {})
  const { port } = gone
  await gone[Symbol.asyncDispose]()
  await assert.rejects(near.ask({ ...usual, url: `http://127.0.0.1:${port}/` }), {
    code: 'unreachable',
  })
  await using open = await server((_request, answer) => answer.end('ok'))
  const asked = { ...usual, url: `https://127.0.0.1:${open.port}/` }
  await assert.rejects(near.ask(asked), { code: 'certificate' })
})

test('what is sent arrives, and what is answered is read', async () => {
  await using echo = await server((request, answer) => {
    let got = ''
    request.on('data', (part) => {
      got += part
    })
    request.on('end', () => answer.writeHead(201, { 'x-got': request.headers['x-a'] }).end(got))
  })
  const asked = { ...usual, url: echo.url, method: 'POST' as const, headers: { 'x-a': 'b' } }
  const answered = await near.ask({ ...asked, body: '{"a":"ü"}' })
  assert.deepEqual(
    [answered.status, answered.headers['x-got'], answered.body.toString(), answered.whole],
    [201, 'b', '{"a":"ü"}', true],
  )
})
