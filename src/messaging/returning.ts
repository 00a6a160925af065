import { atomically, type Db, type Query, record, sql, type Tx } from '#base'
import { onePerson } from '#people'
import { mayReceive } from './contacts/index.ts'
import type { Mail } from './mail.ts'
import { keep } from './notices.ts'
import type { LetterInstead } from './phones/texting.ts'
import type { NoticeKind } from './told.ts'

/** When the next letter or text of the house that came back is to be followed. */
export const nextReturn = sql`select min(at) from messaging.house_return where followed_at is null`

const AT_ONCE = 500

/**
 * Follows what left the house and came back later. A letter shows it, and its reader is asked in the app to look
 * after their address. A text is said by e-mail, where no e-mail said it yet. Each is followed once. Gives how many.
 */
export async function followReturns(
  db: Db,
  mail: Mail | undefined,
  now: Temporal.Instant,
): Promise<{ letters: number; texts: number }> {
  const due = await db<{ id: string }>`
    select message_id as id from messaging.house_return where followed_at is null and at <= ${now}
    order by at, message_id limit ${AT_ONCE}`
  const followed = { letters: 0, texts: 0 }
  for (const { id } of due) {
    const what = await atomically(db, (tx) => followOne(tx, mail, id, now))
    if (what) followed[what] += 1
  }
  return followed
}

type Row = { about_type: 'email' | 'text'; about_id: string; reason: string; said: string | null }

async function followOne(
  tx: Tx,
  mail: Mail | undefined,
  message: string,
  now: Temporal.Instant,
): Promise<'letters' | 'texts' | undefined> {
  const [row] = await tx<Row>`
    update messaging.house_return set followed_at = ${now}
    where message_id = ${message} and followed_at is null
      and exists (select from messaging.message m where m.id = message_id and m.state = 'failed')
    returning about_type, about_id, reason, said`
  if (!row) {
    // Delivered after all: nothing came back.
    await tx`update messaging.house_return set followed_at = ${now}
      where message_id = ${message} and followed_at is null`
    return undefined
  }
  const back = row.about_type === 'email' ? letterBack : textBack
  return (await back(tx, mail, row, now))
    ? row.about_type === 'email'
      ? 'letters'
      : 'texts'
    : undefined
}

/** What is still with the pipe is followed by the outbox, which asks after it. */
async function letterBack(
  tx: Tx,
  _mail: Mail | undefined,
  { about_id: id, reason, said }: Row,
  now: Temporal.Instant,
): Promise<boolean> {
  const words = (said || reason).slice(0, 500)
  const [email] = await tx<{ person_id: string | null; to_address: string }>`
    update messaging.email set state = 'returned', error = ${words} where id = ${id} and state = 'sent'
    returning person_id, to_address`
  if (!email) return false
  const { person_id: person, to_address: address } = email
  // A letter whose words are forgotten has no address any more; and a full letterbox is emptied again.
  if (address === '' || !(await isGone(tx, address, reason, now))) return true
  const fresh = await tx`
    insert into messaging.refused_address (address, since, words) values (lower(${address}), ${now}, ${words})
    on conflict (address) do nothing returning address`
  if (person && fresh.length > 0)
    await record(tx, {
      kind: 'email.undeliverable',
      about: { type: 'person', id: person },
      at: now,
      data: { address, words },
    })
  return true
}

/** What comes back for good: by the provider's word, or because nothing is sent there any more. */
async function isGone(
  q: Query,
  address: string,
  reason: string,
  now: Temporal.Instant,
): Promise<boolean> {
  if (reason === 'bounce' || reason === 'suppressed') return true
  return (await mayReceive(q, null, 'email', 'utility', [address], now)).size > 0
}

async function textBack(
  tx: Tx,
  mail: Mail | undefined,
  { about_id: id }: Row,
  now: Temporal.Instant,
): Promise<boolean> {
  const [text] = await tx<{
    fact_id: string
    person_id: string
    kind: NoticeKind
    letter: LetterInstead | null
  }>`select fact_id, person_id, kind, letter from messaging.text where id = ${id} for update`
  if (!text?.letter) return false
  const { fact_id: fact, person_id: person, kind, letter } = text
  const { email: address } = await onePerson(tx, person)
  const { site, link, ...rest } = letter
  const words = link === undefined ? rest : { ...rest, link }
  await keep(tx, mail, { fact, kind, text: words, address, person, site, now })
  await tx`update messaging.text set letter = null, instead_at = ${now} where id = ${id}`
  return true
}

/** For how long it is known that a text went to a phone, and what came back. */
const TRACE_DAYS = 400
/** The words that an e-mail would say are kept as long as a report may still come. */
const LETTER_DAYS = 4

/** Forgets old texts, and letters that nobody needs any more. */
export async function forgetReturns(tx: Tx, now: Temporal.Instant): Promise<number> {
  const before = (days: number) => now.subtract({ hours: 24 * days })
  await tx`update messaging.text set letter = null where letter is not null and at < ${before(LETTER_DAYS)}`
  await tx`delete from messaging.house_return where followed_at < ${before(TRACE_DAYS)}`
  const gone = await tx`delete from messaging.text where at < ${before(TRACE_DAYS)} returning 1`
  return gone.length
}
