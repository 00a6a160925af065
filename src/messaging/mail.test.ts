import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { openMail } from './mail.ts'

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
