import { createTransport } from 'nodemailer'

/** One e-mail as it goes out. */
export type Letter = { id: string; to: string; subject: string; text: string }

/** The way out of the house for e-mails; `undefined` where no mail server is set up. */
export type Mail = {
  send(letter: Letter): Promise<void>
  close(): void
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
    async send({ id, to, subject, text }) {
      // A mail that is sent again after a crash has the same Message-ID, so receivers can see that it is one.
      await transport.sendMail({
        from: config.mailFrom,
        to,
        subject,
        text,
        messageId: `<${id}@${domain}>`,
      })
    },
    close: () => transport.close(),
  }
}
