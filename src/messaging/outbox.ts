import { atomically, type Db, type Query, sql } from '#base'
import type { Mail } from './mail.ts'

/** An e-mail as staff see it in the outbox. */
export type Email = {
  id: string
  kind: string
  to: string
  subject: string
  /** Empty where it carries a link that lets its bearer in. */
  body: string
  at: Temporal.Instant
  state: 'kept' | 'waiting' | 'sent' | 'failed'
  attempts: number
  error: string | null
  sentAt: Temporal.Instant | null
}

const MOST_ATTEMPTS = 8
const SENT_SECRET = 'The link in this e-mail was for the addressee only and is not kept.'

/**
 * Sends every e-mail that waits. Run by the queue, which tries again after a while when this throws;
 * an e-mail that eight tries could not send is marked as failed. A crash between the mail server's
 * yes and our own note of it sends that one again, under the same Message-ID.
 */
export async function deliver(db: Db, mail: Mail, now: () => Temporal.Instant): Promise<number> {
  const waiting = await db<{ id: string }>`
    select id from messaging.email where state = 'waiting' order by at, id`
  const faults: string[] = []
  for (const { id } of waiting) {
    const fault = await deliverOne(db, mail, id, now)
    if (fault) faults.push(fault)
  }
  if (faults.length > 0) {
    throw new Error(`${faults.length} of ${waiting.length} e-mails were not sent: ${faults[0]}`)
  }
  return waiting.length
}

/** Gives what went wrong, if it will be tried again. */
async function deliverOne(
  db: Db,
  mail: Mail,
  id: string,
  now: () => Temporal.Instant,
): Promise<string | undefined> {
  return atomically(db, async (tx) => {
    const [row] = await tx<{ to_address: string; subject: string; body: string; attempts: number }>`
      select to_address, subject, body, attempts from messaging.email
      where id = ${id} and state = 'waiting' for update skip locked`
    if (!row) return undefined
    try {
      await mail.send({ id, to: row.to_address, subject: row.subject, text: row.body })
      await tx`update messaging.email set state = 'sent', sent_at = ${now()}, attempts = attempts + 1, error = null,
          body = case when secret then ${SENT_SECRET} else body end
        where id = ${id}`
      return undefined
    } catch (error) {
      const words = (error as Error).message
      const last = row.attempts + 1 >= MOST_ATTEMPTS
      await tx`update messaging.email set attempts = attempts + 1, error = ${words},
          state = ${last ? 'failed' : 'waiting'} where id = ${id}`
      return last ? undefined : words
    }
  })
}

/**
 * The outbox, latest first. Bodies that let their bearer in are shown in the sandbox only
 * (`revealSecrets`), where there may be no mail server to read them from.
 */
export async function outbox(
  q: Query,
  page: {
    before?: { at: Temporal.Instant; id: string } | undefined
    limit: number
    revealSecrets: boolean
  },
): Promise<Email[]> {
  const rows = await q<
    Omit<Email, 'sentAt' | 'to'> & {
      to_address: string
      sent_at: Temporal.Instant | null
      secret: boolean
    }
  >`select id, kind, to_address, subject, body, at, state, attempts, error, sent_at, secret from messaging.email
    where true ${page.before ? sql`and (at, id) < (${page.before.at}, ${page.before.id}::uuid)` : sql``}
    order by at desc, id desc limit ${page.limit}`
  return rows.map(({ to_address: to, sent_at: sentAt, secret, ...rest }) => ({
    ...rest,
    to,
    sentAt,
    body: secret && !page.revealSecrets ? '' : rest.body,
  }))
}
