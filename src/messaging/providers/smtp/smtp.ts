import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js'
import { type Adapter, type Given, KeyRefused } from '../adapter.ts'
import { refuse } from '../problems.ts'
import { ProviderFault } from '../provider.ts'
import { senderOf, spoken } from '../writing.ts'
import { rawLetter } from './letter.ts'

type SmtpError = Error & { code?: string; responseCode?: number; command?: string }

/** What a letter is handed over as: nothing of it has left before the server has said yes to its envelope. */
class Handed {
  left = false
  #given = false
  readonly stream: Readable

  constructor(letter: Buffer) {
    const handed = this
    this.stream = new Readable({
      read() {
        // Given up before its turn came: it never goes.
        if (handed.#given) this.destroy(new Error('it was given up'))
        else {
          handed.left = true
          this.push(letter)
          this.push(null)
        }
      },
    })
    this.stream.on('error', () => {})
  }

  giveUp(): void {
    if (!this.left) this.#given = true
  }
}

/** A mail server. It tells nothing afterwards: a letter that it takes counts as sent. */
export function smtp({ address, settings, access }: Given): Adapter {
  const options: SMTPPool.Options & { url: string; maxRequeues: number } = {
    url: address,
    pool: true,
    maxConnections: 5,
    // Sent again by the pool, a letter would go out twice.
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    ...(access && { auth: { user: access.name ?? '', pass: access.text } }),
  }
  const transport = createTransport(options)
  return {
    async send({ id, to, content }, signal) {
      const email = spoken(content, 'email')
      const { from = '' } = settings
      const handed = new Handed(await rawLetter(email, { id, to, from }))
      const envelope = { from: senderOf(email, from).email, to: [to] }
      try {
        await Promise.race([
          transport.sendMail({ envelope, raw: handed.stream }),
          ended(signal).then(() => {
            handed.giveUp()
            throw new Error('it took too long')
          }),
        ])
      } catch (error) {
        throw faultFrom(error as SmtpError, handed.left)
      }
      return { ref: id }
    },
    check() {
      throw refuse('signature_wrong')
    },
    tell: () => [],
    close: () => transport.close(),
  }
}

const ended = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/**
 * What SMTP says at the time of sending. Only a 5yz answer about the addressee (RCPT TO) or to the letter
 * itself (DATA) is for good; without any answer it depends on whether something had left.
 */
export function faultFrom(error: SmtpError, left: boolean): ProviderFault {
  const { responseCode = 0, command = '', code } = error
  const words = error.message.slice(0, 500)
  if (responseCode === 0) {
    if (code === 'EENVELOPE') return new ProviderFault('recipient', 'bad_recipient', words)
    return left
      ? new ProviderFault('no_answer', 'unknown', words)
      : new ProviderFault('unreachable', 'fail_over', words)
  }
  if (code === 'EAUTH') return new KeyRefused('login', words)
  if (/maximum credits exceeded|quota exceeded|out of credit/i.test(words) && responseCode === 451)
    return new ProviderFault('credits', 'out_of_stock', words)
  const forGood = responseCode >= 500 && responseCode < 600
  if (forGood && command === 'RCPT TO') {
    // 552: the mailbox is full, which passes (RFC 5321 4.5.3.1.10); 5.7.x is about us, not about the address.
    const passes = responseCode === 552 || /\b5\.(2\.2|7\.\d+)\b/.test(words)
    return passes
      ? new ProviderFault('later', 'retry', words)
      : new ProviderFault('recipient', 'bad_recipient', words)
  }
  if (forGood && command === 'DATA') return new ProviderFault('content', 'bad_content', words)
  return forGood
    ? new ProviderFault(String(responseCode), 'fail_over', words)
    : new ProviderFault('later', 'retry', words)
}
