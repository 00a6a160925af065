import { createTransport } from 'nodemailer'
import type { Letter } from './letters.ts'

/** The way out of the house for e-mails; `undefined` where no mail server is set up. */
export type Mail = {
  /** The sender, as everybody sees it. */
  from: string
  send(letter: Letter): Promise<void>
  close(): void
}

/** Why a letter did not leave. */
export class MailFault extends Error {
  override name = 'MailFault'
  /**
   * `later`: another time can help, as when no server answers or it asks to be left alone.
   * `address`: the receiver's server will never take anything for this address (RFC 5321: 5yz on it).
   * `letter`: it will never take this letter.
   */
  readonly kind: 'later' | 'address' | 'letter'
  constructor(kind: MailFault['kind'], words: string) {
    super(words)
    this.kind = kind
  }
}

/** Opens the mail server of SMTP_URL, or nothing where none is set. */
export function openMail(config: {
  smtpUrl: string | undefined
  mailFrom: string
}): Mail | undefined {
  if (!config.smtpUrl) return undefined
  const transport = createTransport({
    url: config.smtpUrl,
    pool: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  })
  const domain = /@([^\s>]+)>?$/.exec(config.mailFrom)?.[1] ?? 'stoa.example'
  return {
    from: config.mailFrom,
    async send({ id, to, subject, text, html, headers, calendar }) {
      try {
        await transport.sendMail({
          from: config.mailFrom,
          to,
          subject,
          text,
          html,
          headers,
          // A mail that is sent again after a crash has the same Message-ID, so receivers can see that it is one.
          messageId: `<${id}@${domain}>`,
          disableFileAccess: true,
          disableUrlAccess: true,
          // Both as one of the mail's forms, which mail programs make a card of, and as a file to keep.
          ...(calendar
            ? {
                icalEvent: {
                  method: calendar.method,
                  filename: 'stoa.ics',
                  content: calendar.content,
                },
              }
            : {}),
        })
      } catch (error) {
        throw faultFrom(error as SmtpError)
      }
    },
    close: () => transport.close(),
  }
}

type SmtpError = Error & { code?: string; responseCode?: number; command?: string }

/**
 * What SMTP tells at the time of sending. Only a 5yz answer about the addressee (RCPT TO) or to the
 * letter itself (DATA) is for good; whatever goes wrong between us and our own mail server (no
 * connection, TLS, a password that is refused) is ours to mend, and the letter waits.
 */
export function faultFrom(error: SmtpError): MailFault {
  const { responseCode = 0, command = '' } = error
  const words = error.message.slice(0, 500)
  const forGood = responseCode >= 500 && responseCode < 600
  if (forGood && command === 'RCPT TO') {
    // 552: the mailbox is full, which passes (RFC 5321 4.5.3.1.10); 5.7.x is about us, not about the address.
    const passes = responseCode === 552 || /\b5\.(2\.2|7\.\d+)\b/.test(words)
    return new MailFault(passes ? 'later' : 'address', words)
  }
  if (forGood && command === 'DATA') return new MailFault('letter', words)
  if (error.code === 'EENVELOPE' && !responseCode) return new MailFault('address', words)
  return new MailFault('later', words)
}
