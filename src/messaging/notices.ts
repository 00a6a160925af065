import { isId, newId, type Query, queueWork, sql, type Tx } from '#base'
import { onePerson } from '#people'
import { type Invitation, type KeptInvitation, numbered } from './invitations.ts'
import { mayBeMuted } from './kinds.ts'
import type { Mail } from './mail.ts'
import { phoneFor, textNotice } from './phones/texting.ts'
import { isWorthText } from './phones/worth.ts'
import { readerOf, unsubscribeToken } from './preferences.ts'
import { refuse } from './problems.ts'
import { afterNight, isNear, isUrgent } from './quiet.ts'
import { type Text, textOf } from './texts.ts'
import type { NoticeKind, Told } from './told.ts'

/** What a person is told, in their own list. */
export type Notice = {
  id: string
  kind: string
  title: string
  body: string
  link: string | null
  at: Temporal.Instant
  readAt: Temporal.Instant | null
}

/** The task of the queue that sends what waits. */
export const DELIVER = 'deliver'

/** Something to tell one person. */
export type Telling<Kind extends NoticeKind = NoticeKind> = {
  kind: Kind
  to: string
  told: Told[Kind]
  /** What goes into their calendar, or out of it. */
  invitation?: Invitation | undefined
}

/**
 * Tells one person about a fact: a notice in their list and, where the kind is worth it, an e-mail,
 * as far as they want to be told of its group there. Each (fact, person, kind) is told once, however
 * often this is called. The words are fixed now, in the person's language, zone and way of writing
 * numbers. What changes their calendar goes by e-mail, whatever its kind is worth else. In their night an
 * e-mail waits, unless it is urgent. What cannot wait goes to their phone too, where they want it so; where
 * it cannot leave, an e-mail says it. Refusal: person_unknown.
 */
export async function notify<Kind extends NoticeKind>(
  tx: Tx,
  mail: Mail | undefined,
  /** `site`: where people reach Stoa, so that the e-mail leads where the notice leads. */
  notice: Telling<Kind> & { fact: string; site?: string },
  now: Temporal.Instant,
): Promise<void> {
  const { fact, kind } = notice
  const person = await onePerson(tx, notice.to)
  const text = textOf(kind, notice.told, person)
  const reader = await readerOf(tx, person.id, text.group)
  const wanted = (channel: 'app' | 'email') => !mayBeMuted(kind) || !reader.muted.includes(channel)
  if (!text.secret && wanted('app')) {
    await tx`
      insert into messaging.notice (id, fact_id, person_id, kind, title, body, link, at)
      values (${newId()}, ${fact}, ${person.id}, ${kind}, ${text.title}, ${text.body}, ${text.link}, ${now})
      on conflict (fact_id, person_id, kind) do nothing`
  }
  const emails = (text.email || notice.invitation !== undefined) && wanted('email')
  const of = { person, text, reader }
  const texted = await toPhone(tx, notice, { ...of, emails }, now)
  if (emails || texted === false)
    await byLetter(tx, mail, notice, { ...of, instead: texted === false }, now)
}

type Notified = Awaited<ReturnType<typeof onePerson>>
type Written = { person: Notified; text: Text; reader: Awaited<ReturnType<typeof readerOf>> }

/** A text, where they want one of this. Nothing: they do not; false: it cannot leave. */
async function toPhone<Kind extends NoticeKind>(
  tx: Tx,
  notice: Telling<Kind> & { fact: string; site?: string },
  { person, text, reader, emails }: Written & { emails: boolean },
  now: Temporal.Instant,
): Promise<boolean | undefined> {
  const { fact, site } = notice
  // Of one kind, although TypeScript does not see it.
  const { kind, told } = notice as Telling
  if (!isWorthText(kind, told, now)) return undefined
  const phone = await phoneFor(tx, person.id, text.group)
  if (!phone) return undefined
  const { title, body, language, link } = text
  const letter = emails ? null : { title, body, language, link, site }
  // No account is lost and no receipt void by the morning: only an hour that is near wakes somebody.
  const dueAt = isNear(told, now) ? now : afterNight(now, person.zone, reader.night)
  const one = { fact, kind, told: told as Told[typeof kind], person, phone, letter, dueAt }
  return textNotice(tx, one, now)
}

/** The e-mail of a notice. `instead`: it says what could not go to their phone, whatever they chose of e-mails. */
async function byLetter<Kind extends NoticeKind>(
  tx: Tx,
  mail: Mail | undefined,
  notice: Telling<Kind> & { fact: string; site?: string },
  { person, text, reader, instead }: Written & { instead: boolean },
  now: Temporal.Instant,
): Promise<void> {
  const { fact, kind, site, invitation } = notice
  const known = await tx`select 1 from messaging.email
    where fact_id = ${fact} and person_id = ${person.id} and kind = ${kind}`
  if (known.length > 0) return
  const calendar =
    invitation && site ? await numbered(tx, invitation, person, site, now) : undefined
  if (!text.email && !calendar && !instead) return
  await keep(tx, mail, {
    fact,
    kind,
    text,
    person: person.id,
    address: person.email,
    site,
    unsubscribe:
      site && mayBeMuted(kind)
        ? `${site}${UNSUBSCRIBE_PATH}${unsubscribeToken(person.id, text.group, reader.key)}`
        : undefined,
    calendar,
    dueAt: isUrgent(kind, notice.told, now) ? now : afterNight(now, person.zone, reader.night),
    now,
  })
}

/** Where the links lead that switch e-mails off. */
export const UNSUBSCRIBE_PATH = '/api/unsubscribe/'

/**
 * Writes to an address whose owner has no account: in English, each (fact, address, kind) once. Where
 * they have one, `notify` tells them.
 */
export async function writeTo<Kind extends NoticeKind>(
  tx: Tx,
  mail: Mail | undefined,
  letter: { fact: string; kind: Kind; address: string; told: Told[Kind]; site?: string },
  now: Temporal.Instant,
): Promise<void> {
  const { fact, kind, address, told, site } = letter
  const text = textOf(kind, told, { name: '', zone: 'UTC', locale: 'en' })
  await keep(tx, mail, { fact, kind, text, address, site, now })
}

/** Keeps an e-mail in the outbox and, where there is a way out, asks for it to be sent. */
export async function keep(
  tx: Tx,
  mail: Mail | undefined,
  email: {
    fact: string
    kind: NoticeKind
    text: Pick<Text, 'title' | 'body' | 'language' | 'secret' | 'link'>
    address: string
    person?: string
    site?: string | undefined
    unsubscribe?: string | undefined
    calendar?: KeptInvitation | undefined
    /** When it may go, where that is not now. */
    dueAt?: Temporal.Instant
    now: Temporal.Instant
  },
): Promise<void> {
  const { fact, kind, text, address, site, now } = email
  const leaves = mail && (await (mail.carries?.(tx) ?? true))
  const action = site && text.link && !text.secret ? `${site}${text.link}` : null
  const added = await tx`
    insert into messaging.email (id, fact_id, person_id, kind, to_address, subject, body, secret, at, state,
      next_try_at, language, action, unsubscribe, calendar)
    values (${newId()}, ${fact}, ${email.person}, ${kind}, ${address}, ${text.title}, ${text.body},
      ${text.secret ?? false}, ${now}, ${leaves ? 'waiting' : 'kept'}, ${leaves ? (email.dueAt ?? now) : null}, ${text.language},
      ${action}, ${email.unsubscribe}, ${email.calendar ?? null}::jsonb)
    on conflict do nothing returning id`
  if (leaves && added.length > 0) await queueWork(tx, DELIVER, {}, DELIVER)
}

type Row = {
  id: string
  kind: string
  title: string
  body: string
  link: string | null
  at: Temporal.Instant
  read_at: Temporal.Instant | null
}

/** A person's notices, latest first. */
export async function noticesOf(
  q: Query,
  person: string,
  page: {
    unread?: boolean
    before?: { at: Temporal.Instant; id: string } | undefined
    limit: number
  },
): Promise<Notice[]> {
  const rows = await q<Row>`select id, kind, title, body, link, at, read_at from messaging.notice
    where person_id = ${person}
      ${page.unread ? sql`and read_at is null` : sql``}
      ${page.before ? sql`and (at, id) < (${page.before.at}, ${page.before.id}::uuid)` : sql``}
    order by at desc, id desc limit ${page.limit}`
  return rows.map(noticeOf)
}

/** How many a person has not read yet. */
export async function unreadOf(q: Query, person: string): Promise<number> {
  const [row] = await q<{ count: number }>`
    select count(*)::int as count from messaging.notice where person_id = ${person} and read_at is null`
  return row!.count
}

/** Marks one's own notice as read; twice is once. Refusal: notice_unknown. */
export async function markRead(
  tx: Tx,
  notice: { id: string; person: string },
  now: Temporal.Instant,
): Promise<Notice> {
  const rows = isId(notice.id)
    ? await tx<Row>`update messaging.notice set read_at = coalesce(read_at, greatest(${now}, at))
        where id = ${notice.id} and person_id = ${notice.person}
        returning id, kind, title, body, link, at, read_at`
    : []
  if (rows.length === 0) throw refuse('notice_unknown')
  return noticeOf(rows[0]!)
}

function noticeOf({ read_at: readAt, ...rest }: Row): Notice {
  return { ...rest, readAt }
}
