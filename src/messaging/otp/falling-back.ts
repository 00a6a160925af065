import { atomically, type Db, Problem, sql, type Tx } from '#base'
import type { Way } from '../message.ts'
import { sendCode } from './asking.ts'
import { hashOf, newCode, type OtpKey } from './codes.ts'
import { otpRulesOf } from './rules.ts'

/** When the next code is to go a second way. */
export const nextFallback = sql`select min(fallback_at) from messaging.otp where fallback_at is not null`

/** So many of one run; the rest comes with the next. */
const AT_ONCE = 500

/**
 * Sends codes a second way whose first way has not delivered them by then. Kept are hashes only, so the
 * second way carries a code of its own, and either counts, within the guesses of one. Gives how many.
 */
export async function fallBack(db: Db, key: OtpKey, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`select id from messaging.otp
    where fallback_at <= ${now} order by fallback_at, id limit ${AT_ONCE}`
  let sent = 0
  for (const { id } of due) if (await atomically(db, (tx) => one(tx, key, id, now))) sent += 1
  return sent
}

type Row = {
  organization_id: string | null
  address: string
  language: string | null
  fallback_way: Way
  expires_at: Temporal.Instant
  ended: string | null
  state: string | null
}

async function one(tx: Tx, key: OtpKey, id: string, now: Temporal.Instant): Promise<boolean> {
  const [row] = await tx<Row>`
    select o.organization_id, o.address, o.language, o.fallback_way, o.expires_at, o.ended,
      (select m.state from messaging.message m where m.id = o.message_id) as state
    from messaging.otp o where o.id = ${id} and o.fallback_at <= ${now} for update skip locked`
  if (!row) return false
  await tx`update messaging.otp set fallback_at = null where id = ${id}`
  const arrived = row.state === 'delivered' || row.state === 'read'
  // Without a first message nothing may be sent there at all.
  const over = row.ended || !row.state || Temporal.Instant.compare(row.expires_at, now) <= 0
  if (arrived || over) return false
  const rules = await otpRulesOf(tx, row.organization_id)
  const code = newCode(rules.length)
  await tx`update messaging.otp set hashes = hashes || ${hashOf(key, id, code)}::bytea where id = ${id}`
  const {
    organization_id: organization,
    address,
    language,
    fallback_way: way,
    expires_at: expiresAt,
  } = row
  const which = 'fallback_message_id'
  try {
    await sendCode(
      tx,
      { id, organization, way, address, language, code, expiresAt, which },
      rules,
      now,
    )
    return true
  } catch (error) {
    // No credits for the second way: the first may still arrive.
    if (error instanceof Problem) return false
    throw error
  }
}
