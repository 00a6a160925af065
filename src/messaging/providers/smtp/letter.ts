import { createTransport } from 'nodemailer'
import { type Email, headersOf, mailbox, senderOf, shown } from '../writing.ts'

const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })

/** An e-mail in full, as it goes over the wire. Tried again it has the same Message-ID. */
export async function rawLetter(
  email: Email,
  { id, to, from }: { id: string; to: string; from: string },
): Promise<Buffer> {
  const sender = senderOf(email, from)
  const { subject, text, html, replyTo, calendar } = email
  const domain = mailbox(sender.email).email.split('@')[1] ?? 'stoa.example'
  const { message } = await writer.sendMail({
    from: shown(sender),
    to,
    subject,
    text,
    html,
    replyTo,
    headers: headersOf(email),
    messageId: `<${email.id ?? id}@${domain}>`,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(calendar && {
      icalEvent: { method: calendar.method, filename: 'stoa.ics', content: calendar.content },
    }),
  })
  return message as Buffer
}
