import { atomically, type Db, isId, type Query, record, sql, type Tx } from '#base'
import type { KeptInvitation } from './invitations.ts'
import { mayBeMuted, NOTICE_KINDS } from './kinds.ts'
import { type KeptEmail, type Letter, letterOf } from './letters.ts'
import { type Mail, MailFault } from './mail.ts'
import { refuse } from './problems.ts'

/** An e-mail as staff see it in the outbox. */
export type Email = {
  id: string
  kind: string
  to: string
  subject: string
  /** Empty where it carries a link that lets its bearer in, and where its words are forgotten. */
  body: string
  language: string
  at: Temporal.Instant
  /** `returned`: it had left, and came back later; `error` says why. */
  state: 'kept' | 'waiting' | 'sent' | 'failed' | 'refused' | 'returned'
  attempts: number
  error: string | null
  sentAt: Temporal.Instant | null
  nextTryAt: Temporal.Instant | null
  forgottenAt: Temporal.Instant | null
  /** What its file says to the reader's calendar. */
  calendar: { method: string; sequence: number; start: string } | null
  /** Whether its reader may switch its kind off. */
  muteable: boolean
}

/** Minutes between one try and the next; the last failure of all ends it. */
const PAUSES = [1, 5, 15, 60, 240, 720, 1_440] as const
const SENT_SECRET = 'The link in this e-mail was for the addressee only and is not kept.'
/** For so long an address that was refused for good is not written to again. */
const REFUSED_DAYS = 30

/** What stands against writing to an address, since when, and what its server said; null: nothing. */
export async function returnedOf(
  q: Query,
  address: string,
  now: Temporal.Instant,
): Promise<{ address: string; at: Temporal.Instant; words: string } | null> {
  const [row] = await q<{ at: Temporal.Instant; words: string }>`
    select since as at, words from messaging.refused_address
    where address = lower(${address}) and since > ${now.subtract({ hours: 24 * REFUSED_DAYS })}`
  return row ? { address, ...row } : null
}

/** When the next e-mail is to be tried. */
export const nextDelivery = sql`select min(next_try_at) from messaging.email where state = 'waiting'`

/**
 * Sends every e-mail whose time has come. What the mail server does not take now is tried again after
 * 1, 5, 15 minutes, 1, 4, 12 and 24 hours, and then marked as failed; what it refuses for good is not.
 * A crash between the mail server's yes and our own note of it sends that one again, under the same
 * Message-ID. Gives how many left.
 */
export async function deliver(db: Db, mail: Mail, now: () => Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from messaging.email where state = 'waiting' and next_try_at <= ${now()}
    order by next_try_at, id`
  let sent = 0
  for (const { id } of due) {
    if (await atomically(db, (tx) => deliverOne(tx, mail, id, now))) sent += 1
  }
  return sent
}

type Row = Omit<KeptEmail, 'to'> & {
  to_address: string
  person_id: string | null
  attempts: number
  secret: boolean
  at: Temporal.Instant
  refused: string | null
}

async function deliverOne(
  tx: Tx,
  mail: Mail,
  id: string,
  now: () => Temporal.Instant,
): Promise<boolean> {
  const [row] = await tx<Row>`
    select e.id, e.kind, e.to_address, e.subject, e.body, e.language, e.action, e.unsubscribe, e.calendar,
      e.person_id, e.attempts, e.secret, e.at,
      (select words from messaging.refused_address a where a.address = lower(e.to_address)
        and a.since > ${now().subtract({ hours: 24 * REFUSED_DAYS })} and not e.secret) as refused
    from messaging.email e
    where e.id = ${id} and e.state = 'waiting' and e.next_try_at <= ${now()} for update of e skip locked`
  if (!row) return false
  if (row.refused) {
    await end(tx, row, 'refused', `not sent: earlier its server said ${row.refused}`)
    return false
  }
  try {
    const letter = letterOf({ ...row, to: row.to_address }, mail.from)
    const said = await mail.send(letter, { tx, secret: row.secret, now: now() })
    if (said === 'handed') {
      await lookAgain(tx, row, now())
      return false
    }
  } catch (error) {
    await notSent(tx, row, error as Error, now())
    return false
  }
  await tx`update messaging.email set state = 'sent', sent_at = ${now()}, attempts = attempts + 1, error = null,
      next_try_at = null, body = case when secret then ${SENT_SECRET} else body end
    where id = ${id}`
  await tx`delete from messaging.refused_address where address = lower(${row.to_address})`
  return true
}

/** What was handed over is asked after soon, and less and less often. */
async function lookAgain(tx: Tx, { id, at }: Row, now: Temporal.Instant): Promise<void> {
  const seconds = Math.min(3_600, Math.max(15, Math.floor(now.since(at).total('seconds') / 10)))
  await tx`update messaging.email set next_try_at = ${now.add({ seconds })} where id = ${id}`
}

/** Plans another try, or ends it; somebody whose address takes nothing is told so in the app. */
async function notSent(tx: Tx, row: Row, error: Error, now: Temporal.Instant): Promise<void> {
  const kind = error instanceof MailFault ? error.kind : 'later'
  const words = error.message.slice(0, 500) || 'no reason was given'
  if (kind === 'later') {
    const pause = PAUSES[row.attempts]
    if (pause === undefined) return end(tx, row, 'failed', words)
    await tx`update messaging.email set attempts = attempts + 1, error = ${words},
      next_try_at = ${now.add({ minutes: pause })} where id = ${row.id}`
    return
  }
  if (kind === 'over') return end(tx, row, 'failed', words)
  await end(tx, row, 'refused', words)
  if (kind !== 'address') return
  const fresh = await tx`
    insert into messaging.refused_address (address, since, words)
    values (lower(${row.to_address}), ${now}, ${words})
    on conflict (address) do update set since = excluded.since, words = excluded.words
      where messaging.refused_address.since < ${now.subtract({ hours: 24 * REFUSED_DAYS })}
    returning address`
  if (fresh.length > 0 && row.person_id)
    await record(tx, {
      kind: 'email.undeliverable',
      about: { type: 'person', id: row.person_id },
      at: now,
      data: { address: row.to_address, words },
    })
}

async function end(tx: Tx, row: Row, state: 'failed' | 'refused', words: string): Promise<void> {
  await tx`update messaging.email set attempts = attempts + 1, error = ${words}, state = ${state},
    next_try_at = null where id = ${row.id}`
}

type Shown = Omit<
  Email,
  'sentAt' | 'to' | 'nextTryAt' | 'forgottenAt' | 'calendar' | 'muteable'
> & {
  to_address: string
  sent_at: Temporal.Instant | null
  next_try_at: Temporal.Instant | null
  forgotten_at: Temporal.Instant | null
  calendar: KeptInvitation | null
  secret: boolean
  action: string | null
  unsubscribe: string | null
}

const columns = sql`id, kind, to_address, subject, body, language, at, state, attempts, error, sent_at, next_try_at,
  forgotten_at, calendar, secret, action, unsubscribe`

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
  const rows = await q<Shown>`select ${columns} from messaging.email
    where true ${page.before ? sql`and (at, id) < (${page.before.at}, ${page.before.id}::uuid)` : sql``}
    order by at desc, id desc limit ${page.limit}`
  return rows.map((row) => emailOf(row, page.revealSecrets))
}

/**
 * One e-mail as its reader's mail program gets it. Refusal: email_unknown, also where it lets its bearer
 * in (but for the sandbox) or its words are forgotten.
 */
export async function openEmail(
  q: Query,
  id: string,
  options: { from: string; revealSecrets: boolean },
): Promise<Letter> {
  const [row] = isId(id)
    ? await q<Shown>`select ${columns} from messaging.email where id = ${id}`
    : []
  if (!row || row.forgotten_at || (row.secret && !options.revealSecrets))
    throw refuse('email_unknown')
  return letterOf({ ...row, to: row.to_address }, options.from)
}

function emailOf(row: Shown, revealSecrets: boolean): Email {
  const { to_address, sent_at, next_try_at, forgotten_at, secret, calendar, ...rest } = row
  const { action: _action, unsubscribe: _unsubscribe, ...shown } = rest
  const kind = NOTICE_KINDS.find((one) => one === row.kind)
  return {
    ...shown,
    to: to_address,
    sentAt: sent_at,
    nextTryAt: next_try_at,
    forgottenAt: forgotten_at,
    body: secret && !revealSecrets ? '' : row.body,
    calendar: calendar && {
      method: calendar.method,
      sequence: calendar.sequence,
      start: calendar.start,
    },
    muteable: kind !== undefined && mayBeMuted(kind),
  }
}
