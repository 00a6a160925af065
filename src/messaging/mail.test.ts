import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { type Letter, letterOf } from './letters.ts'
import { faultFrom, MailFault, openMail } from './mail.ts'

test('an e-mail reaches the mail server of SMTP_URL as it was written', async () => {
  const received: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        received.push(Buffer.concat(parts).toString('utf8'))
        done()
      })
    },
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  const { port } = server.server.address() as { port: number }
  const mail = openMail({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mailFrom: 'Stoa <hello@stoa.example>',
  })
  try {
    await mail!.send({
      id: 'abc',
      to: 'maya@example.org',
      subject: 'Your seat is booked',
      text: 'Thursday, 7 May.\nSee you there.',
      html: '<p>Thursday, 7 May.</p>',
      headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    })
  } finally {
    mail!.close()
    await new Promise<void>((closed) => server.close(closed))
  }
  const [letter] = received
  assert.match(letter!, /^From: Stoa <hello@stoa\.example>\r$/m)
  assert.match(letter!, /^To: maya@example\.org\r$/m)
  assert.match(letter!, /^Subject: Your seat is booked\r$/m)
  assert.match(letter!, /^Message-ID: <abc@stoa\.example>\r$/m)
  assert.match(letter!, /Thursday, 7 May\.\r\nSee you there\./)
})

test('without SMTP_URL there is no way out', () => {
  assert.equal(openMail({ smtpUrl: undefined, mailFrom: 'x@y' }), undefined)
})

/** A mail server on this machine, with what it took. */
async function office(refuse: { rcpt?: string; data?: string } = {}) {
  const received: string[] = []
  const no = (words: string) =>
    Object.assign(new Error(words.slice(4)), { responseCode: Number(words.slice(0, 3)) })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
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
  const mail = openMail({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mailFrom: 'Stoa <hello@stoa.example>',
  })!
  return {
    mail,
    received,
    async [Symbol.asyncDispose]() {
      mail.close()
      await new Promise<void>((closed) => server.close(closed))
    },
  }
}

const letter: Letter = letterOf(
  {
    id: 'abc',
    kind: 'booking.confirmed',
    to: 'maya@example.org',
    subject: 'Your seat in “Café” is booked',
    body: 'Thursday.\n\nSee you there.',
    language: 'en',
    action: 'https://stoa.example/bookings/1',
    unsubscribe: 'https://stoa.example/api/unsubscribe/t',
    calendar: {
      method: 'REQUEST',
      uid: '1@stoa.example',
      sequence: 0,
      stamp: '2026-05-05T09:00:00Z',
      start: '2026-05-07T16:00:00Z',
      end: '2026-05-07T17:00:00Z',
      summary: 'Café',
      description: 'Inés',
      url: 'https://stoa.example/bookings/1',
      name: 'Maya',
      email: 'maya@example.org',
    },
  },
  'Stoa <hello@stoa.example>',
)

test('a letter has a text, a page, and an invitation as mail programs take it', async () => {
  await using place = await office()
  await place.mail.send(letter)
  const [raw = ''] = place.received
  assert.match(raw, /^Content-Type: multipart\/mixed/im)
  const [, kinds] = /multipart\/alternative;([\s\S]*)/i.exec(raw)!
  const order = [...kinds!.matchAll(/^Content-Type: ([a-z]+\/[a-z]+)/gim)].map(([, kind]) => kind)
  assert.deepEqual(order, ['text/plain', 'text/html', 'text/calendar', 'application/ics'])
  assert.match(raw, /Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i)
  assert.match(raw, /^Content-Disposition: attachment; filename=stoa\.ics/im)
  assert.match(raw, /^List-Unsubscribe: <https:\/\/stoa\.example\/api\/unsubscribe\/t>\r$/m)
  assert.match(raw, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
  assert.match(raw, /^Auto-Submitted: auto-generated\r$/m)
  for (const line of raw.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 998)
})

test('what is for good and what passes is told apart', async () => {
  for (const [refuse, kind] of [
    [{ rcpt: '550 5.1.1 no such user' }, 'address'],
    [{ rcpt: '450 4.2.1 come back later' }, 'later'],
    [{ rcpt: '552 5.2.2 mailbox full' }, 'later'],
    [{ rcpt: '550 5.7.1 we do not know you' }, 'later'],
    [{ data: '554 5.7.0 not this' }, 'letter'],
    [{ data: '451 4.3.0 not now' }, 'later'],
  ] as const) {
    await using place = await office(refuse)
    await assert.rejects(place.mail.send(letter), (error: MailFault) => {
      assert.ok(error instanceof MailFault)
      assert.equal(error.kind, kind, JSON.stringify(refuse))
      return true
    })
  }
  assert.equal(
    faultFrom(
      Object.assign(new Error('bad password'), {
        code: 'EAUTH',
        responseCode: 535,
        command: 'AUTH PLAIN',
      }),
    ).kind,
    'later',
  )
  assert.equal(faultFrom(Object.assign(new Error('gone'), { code: 'ECONNECTION' })).kind, 'later')
})
