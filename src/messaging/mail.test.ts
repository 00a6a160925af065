import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { atomically, type Config, newId, record, VirtualClock } from '#base'
import { verify } from '#ledger'
import { createPerson } from '#people'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { followSmtpUrl, openHouseMail } from './house.ts'
import type { Mail } from './mail.ts'
import { LANES } from './message.ts'
import { notify } from './notices.ts'
import { deliver, outbox, returnedOf } from './outbox.ts'
import { openProviders } from './providers/index.ts'
import { askAddress, confirmAddress } from './reconfirming.ts'
import { followReturns } from './returning.ts'
import { leaveDue, settleDue, takeReports } from './sending/index.ts'
import type { NoticeKind, Told } from './told.ts'

const NOW = Temporal.Instant.from('2026-05-05T09:00:00Z')
const FROM = 'Stoa <hello@stoa.example>'
const site = 'https://stoa.example'

/** A mail server on this machine, with what it took. It says what `refuse` says. */
async function office(refuse: { rcpt?: string; data?: string } = {}) {
  const received: string[] = []
  const no = (words: string) =>
    Object.assign(new Error(words.slice(4)), { responseCode: Number(words.slice(0, 3)) })
  const server = new SMTPServer({
    authMethods: ['PLAIN', 'LOGIN'],
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'pass word' ? done(null, { user: username }) : done(new Error('no')),
    onRcptTo: (_address, _session, done) => done(refuse.rcpt ? no(refuse.rcpt) : null),
    onData(stream, _session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        if (refuse.data) return done(no(refuse.data))
        received.push(Buffer.concat(parts).toString('utf8'))
        done()
      })
    },
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  const { port } = server.server.address() as { port: number }
  return {
    received,
    refuse,
    url: `smtp://post:pass%20word@127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((closed) => server.close(closed)),
  }
}

/** The house with its mail server, and a clock that stands. */
async function house(db: TestDatabase, smtpUrl: string | undefined) {
  const clock = new VirtualClock(NOW, { standing: true })
  const config = {
    url: site,
    secret: 'x'.repeat(40),
    secretsBefore: [],
    home: '',
    smtpUrl,
    mailFrom: FROM,
  }
  const providers = await openProviders({ db, clock, config })
  await followSmtpUrl(db, providers, config as Pick<Config, 'smtpUrl' | 'mailFrom'>, clock.now())
  const mail = openHouseMail(config)
  const person = await atomically(db, (tx) =>
    createPerson(tx, { name: 'Maya', email: 'maya@example.org', zone: 'Europe/Berlin' }, NOW),
  )
  return {
    clock,
    providers,
    mail,
    person: person.id,
    async tell<Kind extends NoticeKind>(kind: Kind, told: Told[Kind], more: object = {}) {
      await atomically(db, async (tx) => {
        const about = { type: 'test', id: newId() }
        const fact = await record(tx, { kind: 'nobody.cares', about, at: clock.now() })
        await notify(
          tx,
          mail as Mail,
          { fact, kind, to: person.id, told, site, ...more },
          clock.now(),
        )
      })
    },
    /** Hands over what is due, lets it leave, and asks after it when that is due. */
    async post() {
      const now = () => clock.now()
      await deliver(db, mail, now)
      for (const lane of LANES) await leaveDue({ db, providers, now }, lane)
      clock.moveTo(now().add({ seconds: 20 }))
      return deliver(db, mail, now)
    },
    [Symbol.asyncDispose]: async () => providers.close(),
  }
}

const booked: Told['booking.confirmed'] = {
  session: 'The “Café” tenses',
  start: Temporal.Instant.from('2026-05-07T16:00:00Z'),
  educator: 'Inés',
  booking: '0198aaaa-0000-7000-8000-000000000001',
}
const standing = async (db: TestDatabase) =>
  (await outbox(db, { limit: 20, revealSecrets: true })).map((one) => [
    one.kind,
    one.state,
    one.error,
  ])

test('without a provider of e-mail nothing leaves, and the outbox is where it is read', async () => {
  await using db = await testDatabase()
  await using ours = await house(db, undefined)
  await ours.tell('booking.confirmed', booked)
  assert.deepEqual(await standing(db), [['booking.confirmed', 'kept', null]])
  assert.equal(await ours.post(), 0)
  const sent = await db`select 1 from messaging.message`
  assert.equal(sent.length, 0, 'the sandbox carries no letters of the house')
})

test('a letter goes by the pipe to the mail server of SMTP_URL as it was written, once', async () => {
  await using db = await testDatabase()
  await using place = await office()
  await using ours = await house(db, place.url)
  const invitation = {
    about: newId(),
    start: booked.start,
    end: booked.start.add({ hours: 1 }),
    summary: 'Café',
    link: '/bookings/1',
    cancelled: false,
  }
  await ours.tell('booking.confirmed', booked, { invitation })
  assert.equal(await ours.post(), 1)
  assert.equal(await ours.post(), 0)
  assert.deepEqual(await standing(db), [['booking.confirmed', 'sent', null]])
  assert.equal(place.received.length, 1)
  const [raw = ''] = place.received
  const [email] = await db<{ id: string }>`select id from messaging.email`
  assert.match(raw, /^From: "?Stoa"? <hello@stoa\.example>\r$/m)
  assert.match(raw, /^To: maya@example\.org\r$/m)
  assert.ok(raw.includes(`Message-ID: <${email!.id}@stoa.example>`), 'the same on every try')
  assert.match(raw, /^List-Unsubscribe:\s+<https:\/\/stoa\.example\/api\/unsubscribe\/[^>]+>\r$/im)
  assert.match(raw, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/im)
  assert.match(raw, /^Auto-Submitted: auto-generated\r$/im)
  const [, kinds] = /multipart\/alternative;([\s\S]*)/i.exec(raw)!
  const order = [...kinds!.matchAll(/^Content-Type: ([a-z]+\/[a-z]+)/gim)].map(([, kind]) => kind)
  assert.deepEqual(order, ['text/plain', 'text/html', 'text/calendar', 'application/ics'])
  for (const line of raw.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 998)
  await settleDue(db, NOW.add({ hours: 100 }))
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('a letter that lets its bearer in leaves first, whatever became of others, and is kept nowhere', async () => {
  await using db = await testDatabase()
  await using place = await office()
  await using ours = await house(db, place.url)
  await db`insert into messaging.suppression (id, way, mark, address, reason, source, at)
    values (${newId()}, 'email', messaging.mark_of('email', 'maya@example.org'), 'maya@example.org', 'complaint', 'test', ${NOW})`
  await ours.tell('person.password_reset', { url: 'https://stoa.example/reset?token=geheim' })
  await ours.tell('booking.confirmed', booked)
  await ours.post()
  assert.match(place.received.join(''), /token=3Dgeheim|token=geheim/)
  const [message] =
    await db`select lane, content::text as content from messaging.message where lane = 'otp'`
  assert.doesNotMatch(String(message!.content), /geheim/)
  const [email] = await db`select body from messaging.email where kind = 'person.password_reset'`
  assert.doesNotMatch(String(email!.body), /geheim/)
  assert.deepEqual((await standing(db)).sort(), [
    ['booking.confirmed', 'refused', 'not sent: recipient_suppressed'],
    ['person.password_reset', 'sent', null],
  ])
})

test('what is for good and what passes is told apart', async () => {
  for (const [refuse, state] of [
    [{ rcpt: '550 5.1.1 no such user' }, 'refused'],
    [{ rcpt: '450 4.2.1 come back later' }, 'waiting'],
    [{ data: '554 5.7.0 not this' }, 'refused'],
  ] as const) {
    await using db = await testDatabase()
    await using place = await office(refuse)
    await using ours = await house(db, place.url)
    await ours.tell('booking.confirmed', booked)
    await ours.post()
    assert.equal((await standing(db))[0]?.[1], state, JSON.stringify(refuse))
    const told = await db`select 1 from base.fact where kind = 'email.undeliverable'`
    assert.equal(told.length, state === 'refused' && 'rcpt' in refuse ? 1 : 0)
    if (state !== 'waiting') continue
    Object.assign(place.refuse, { rcpt: undefined })
    ours.clock.moveTo(NOW.add({ hours: 1 }))
    await ours.post()
    ours.clock.moveTo(NOW.add({ hours: 2 }))
    await ours.post()
    assert.equal((await standing(db))[0]?.[1], 'sent')
    assert.equal(place.received.length, 1)
  }
})

test('a letter that comes back after it was sent says so, and its address is not written to again', async () => {
  await using db = await testDatabase()
  await using place = await office()
  await using ours = await house(db, place.url)
  /** What the provider tells of the latest letter. */
  const report = async (state: 'failed' | 'delivered', code: string) => {
    const [attempt] = await db<{ id: string; provider_id: string }>`
      select id, provider_id from messaging.attempt order by id desc limit 1`
    const at = ours.clock.now()
    const told = { is: 'report', event: newId(), attempt: attempt!.id, state, code, at } as const
    const words = `550 5.1.1 ${code}`
    await atomically(db, (tx) => takeReports(tx, attempt!.provider_id, [{ ...told, words }], at))
  }
  const follow = () => followReturns(db, ours.mail, ours.clock.now())
  const asked = async () =>
    (await db`select from base.fact where kind = 'email.undeliverable'`).length

  // A full letterbox is shown, and written to again; what arrived after all did not come back.
  await ours.tell('booking.confirmed', booked)
  await ours.post()
  await report('failed', 'blocked')
  assert.deepEqual(
    await Promise.all([follow(), follow()]).then((all) => all.reduce((a, b) => a + b.letters, 0)),
    1,
  )
  assert.deepEqual(await standing(db), [['booking.confirmed', 'returned', '550 5.1.1 blocked']])
  assert.equal(await returnedOf(db, 'maya@example.org', ours.clock.now()), null)
  await ours.tell('booking.confirmed', booked)
  await ours.post()
  await report('failed', 'bounce')
  await report('delivered', 'ok')
  assert.equal((await follow()).letters, 0)
  assert.equal((await standing(db))[0]?.[1], 'sent')

  await ours.tell('booking.confirmed', booked)
  await ours.post()
  await report('failed', 'bounce')
  assert.equal((await follow()).letters, 1)
  assert.equal((await standing(db))[0]?.[1], 'returned')
  assert.equal(await asked(), 1)
  const returned = await returnedOf(db, 'Maya@example.org', ours.clock.now())
  assert.equal(returned?.words, '550 5.1.1 bounce')
  await ours.tell('booking.confirmed', booked)
  await ours.post()
  assert.equal((await standing(db))[0]?.[1], 'refused')
  assert.equal(place.received.length, 3, 'the last one stayed here')
  // What lets its bearer in is tried all the same: with it an address is confirmed anew.
  const key = Buffer.alloc(32, 7)
  const person = ours.person
  const { id } = await atomically(db, (tx) => askAddress(tx, key, { person }, ours.clock.now()))
  await ours.post()
  assert.equal(place.received.length, 4)
  const code = /^(\d{6}) is your code/m.exec(place.received[3]!)![1]!
  const say = (given: string) =>
    atomically(db, (tx) => confirmAddress(tx, key, { person, id, code: given }, ours.clock.now()))
  const wrong = code.replace(/^./, (digit) => String((Number(digit) + 1) % 10))
  assert.equal((await say(wrong)).verdict, 'wrong')
  assert.notEqual(await returnedOf(db, 'maya@example.org', ours.clock.now()), null)
  assert.equal((await say(code)).verdict, 'verified')
  assert.equal(await returnedOf(db, 'maya@example.org', ours.clock.now()), null)
  await ours.tell('booking.confirmed', booked)
  await ours.post()
  assert.equal(place.received.length, 5)
})

test('SMTP_URL is one provider however often the house starts, and is switched off without it', async () => {
  await using db = await testDatabase()
  await using place = await office()
  await start(db, place.url)
  await start(db, place.url)
  const rows = () => db<{
    active: boolean
    keys: number
  }>`select active, (select count(*)::int from messaging.provider_key k
    where k.provider_id = p.id) as keys from messaging.provider p where kind = 'smtp'`
  assert.deepEqual(await rows(), [{ active: true, keys: 1 }])
  await start(db, undefined)
  assert.deepEqual(await rows(), [{ active: false, keys: 1 }])
})

async function start(db: TestDatabase, smtpUrl: string | undefined) {
  const clock = new VirtualClock(NOW, { standing: true })
  const config = {
    url: site,
    secret: 'x'.repeat(40),
    secretsBefore: [],
    home: '',
    smtpUrl,
    mailFrom: FROM,
  }
  const providers = await openProviders({ db, clock, config })
  await followSmtpUrl(db, providers, config, clock.now())
  providers.close()
}
