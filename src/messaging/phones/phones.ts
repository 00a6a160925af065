import { newId, type Query, record, type Tx } from '#base'
import { PLATFORM } from '#ledger'
import { mayReceive, readAddress } from '../contacts/index.ts'
import type { Sender } from '../message.ts'
import { askOtp, type OtpKey, type OtpVerdict, otpRulesOf, verifyOtp } from '../otp/index.ts'
import { callBackAbout } from '../sending/index.ts'
import { refuse } from './problems.ts'
import { PHONE_WAYS, type PhoneWay, phoneWays } from './ways.ts'

/** A person's number. */
export type Phone = {
  number: string
  confirmedAt: Temporal.Instant
  /** Ways on which they said STOP, or on which nothing arrived: nothing is sent there. */
  stopped: PhoneWay[]
}

/** A number that waits for its code. */
export type PhoneAsked = {
  number: string
  way: PhoneWay
  expiresAt: Temporal.Instant
  againAt: Temporal.Instant
}

const HOUSE: Sender = { type: 'platform', id: PLATFORM.id }

/** Codes of one person in a day: each goes to a number that they choose, and costs us. */
const CODES_A_DAY = 10

/** By whom a code was asked for: a code of one person is of no use to another. */
const purposeOf = (person: string) => `phone ${person.replaceAll('-', '')}`

/** The confirmed number of a person, and the one that waits for its code. */
export async function phoneOf(
  q: Query,
  person: string,
  now: Temporal.Instant,
): Promise<{ phone: Phone | null; asked: PhoneAsked | null }> {
  const rows = await q<{
    number: string
    confirmedAt: Temporal.Instant | null
    way: PhoneWay
    expiresAt: Temporal.Instant
    againAt: Temporal.Instant
  }>`
    select address as number, confirmed_at as "confirmedAt", way, expires_at as "expiresAt", again_at as "againAt"
    from messaging.phone where person_id = ${person} and ended_at is null`
  const own = rows.find(({ confirmedAt }) => confirmedAt)
  const waiting = rows.find(
    ({ confirmedAt, expiresAt }) => !confirmedAt && Temporal.Instant.compare(expiresAt, now) > 0,
  )
  const phone = own
    ? {
        number: own.number,
        confirmedAt: own.confirmedAt!,
        stopped: await stoppedAt(q, own.number, now),
      }
    : null
  if (!waiting) return { phone, asked: null }
  const { number, way, expiresAt, againAt } = waiting
  return { phone, asked: { number, way, expiresAt, againAt } }
}

async function stoppedAt(q: Query, number: string, now: Temporal.Instant): Promise<PhoneWay[]> {
  const stopped: PhoneWay[] = []
  for (const way of PHONE_WAYS)
    if ((await mayReceive(q, null, way, 'utility', [number], now)).size > 0) stopped.push(way)
  return stopped
}

/** What a person asks for when they add a number. */
export type PhoneWish = {
  person: string
  /** E.164, or as they write it there where `country` is known. */
  number: string
  country?: string | undefined
  way: PhoneWay
  /** The language of their code. */
  language: string
  /** Of their machine: requests are counted by it. */
  ip?: string | undefined
}

/**
 * Sends a code to a number of one's own; a number that is confirmed already stays until the new one is. Refusals in
 * order: address_invalid, phone_known, phone_country_closed, phone_way_closed, phone_codes_too_many, and those of
 * codes: otp_country_stopped, otp_too_soon, otp_too_many.
 */
export async function addPhone(
  tx: Tx,
  key: OtpKey,
  wish: PhoneWish,
  now: Temporal.Instant,
): Promise<PhoneAsked> {
  const { person, way, language, ip } = wish
  const { address, country } = readAddress(way, wish.number, wish.country ?? null)
  // Two wishes of one person at once would each count without the other.
  await tx`select pg_advisory_xact_lock(hashtextextended(${`phone ${person}`}, 0))`
  const { phone } = await phoneOf(tx, person, now)
  if (phone?.number === address) throw refuse('phone_known')
  const { countries } = await otpRulesOf(tx, null)
  if (!country || !countries.includes(country)) throw refuse('phone_country_closed', { country })
  const closed = (await phoneWays(tx, now))[way]
  if (closed) throw refuse('phone_way_closed', { way })
  const purpose = purposeOf(person)
  const [asked] = await tx<{ count: number }>`
    select count(*)::int as count from messaging.otp
    where organization_id is null and purpose = ${purpose} and asked_at > ${now.subtract({ hours: 24 })}`
  if (asked!.count >= CODES_A_DAY) throw refuse('phone_codes_too_many', { most: CODES_A_DAY })

  const { id, expiresAt, againAt } = await askOtp(
    tx,
    key,
    { organization: null, to: address, purpose, way, language, ip },
    now,
  )
  await tx`update messaging.phone set ended_at = ${now}, ended = 'given up'
    where person_id = ${person} and confirmed_at is null and ended_at is null`
  await tx`
    insert into messaging.phone (id, person_id, address, country, way, otp_id, asked_at, expires_at, again_at)
    values (${newId()}, ${person}, ${address}, ${country}, ${way}, ${id}, ${now}, ${expiresAt}, ${againAt})`
  return { number: address, way, expiresAt, againAt }
}

/**
 * Tries the code. Each guess counts, so that its answer is an answer and no refusal. The right one makes the number
 * the person's, in place of the one before it; they hear of it by e-mail. Refusal: phone_unasked.
 */
export async function confirmPhone(
  tx: Tx,
  key: OtpKey,
  { person, code }: { person: string; code: string },
  now: Temporal.Instant,
): Promise<OtpVerdict> {
  const [row] = await tx<{ id: string; otp_id: string; address: string }>`
    select id, otp_id, address from messaging.phone
    where person_id = ${person} and confirmed_at is null and ended_at is null for update`
  if (!row) throw refuse('phone_unasked')
  const { verdict, left } = await verifyOtp(
    tx,
    key,
    { organization: null, id: row.otp_id, code },
    now,
  )
  if (verdict !== 'verified') return { verdict, left }
  await tx`update messaging.phone set ended_at = ${now}, ended = 'replaced'
    where person_id = ${person} and confirmed_at is not null and ended_at is null`
  await tx`update messaging.phone set confirmed_at = ${now} where id = ${row.id}`
  await callBackTexts(tx, person, now)
  await tell(tx, 'phone.confirmed', person, row.address, now)
  return { verdict, left }
}

/**
 * Takes one's number away, and what was chosen for it; what waits to be sent there does not leave any more. A number
 * that only waits for its code goes with it. Refusal: phone_unknown.
 */
export async function removePhone(tx: Tx, person: string, now: Temporal.Instant): Promise<void> {
  const gone = await tx<{ address: string; confirmed: boolean }>`
    update messaging.phone set ended_at = ${now},
      ended = case when confirmed_at is null then 'given up' else 'removed' end
    where person_id = ${person} and ended_at is null
    returning address, confirmed_at is not null as confirmed`
  if (gone.length === 0) throw refuse('phone_unknown')
  const own = gone.find(({ confirmed }) => confirmed)
  if (!own) return
  await tx`delete from messaging.phone_wish where person_id = ${person}`
  await callBackTexts(tx, person, now)
  await tell(tx, 'phone.removed', person, own.address, now)
}

/** What waits to leave for a number that is no longer theirs; where no e-mail said it, one does now. */
async function callBackTexts(tx: Tx, person: string, now: Temporal.Instant): Promise<void> {
  const waiting = await tx<{ id: string }>`
    select t.id from messaging.text t join messaging.message m on m.id = t.message_id
    where t.person_id = ${person} and m.state = 'waiting' order by t.id`
  for (const { id } of waiting) await callBackAbout(tx, HOUSE, { type: 'text', id }, now)
}

/** Whoever reads the e-mail of it knows the number by its end; whoever else does learns nothing. */
const endOf = (address: string) => `…${address.slice(-4)}`

async function tell(
  tx: Tx,
  kind: 'phone.confirmed' | 'phone.removed',
  person: string,
  address: string,
  now: Temporal.Instant,
): Promise<void> {
  const about = { type: 'person', id: person }
  await record(tx, { kind, about, at: now, data: { number: endOf(address) } })
}

/** How long it stays known that somebody had a number, or asked for one. */
const PHONE_DAYS = 90

/** Forgets numbers that were taken away, and those that were never confirmed. */
export async function forgetPhones(tx: Tx, now: Temporal.Instant): Promise<number> {
  const before = now.subtract({ hours: 24 * PHONE_DAYS })
  const gone = await tx`
    delete from messaging.phone where ended_at < ${before} or (confirmed_at is null and asked_at < ${before})
    returning 1`
  return gone.length
}
