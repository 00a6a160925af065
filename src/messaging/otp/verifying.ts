import { isId, type Tx } from '#base'
import { hashOf, isOneOf, type OtpKey } from './codes.ts'

/**
 * What a guess is answered with. `wrong` also where there is no such code, so that nobody learns which
 * numbers asked for one; `left`: guesses that are left at most.
 */
export type OtpVerdict = { verdict: 'verified' | 'wrong' | 'over'; left: number }

type Row = { hashes: Buffer[]; attempts: number; most_attempts: number }

/**
 * Checks a guess. Each guess is counted before it is compared, on a row that is locked until it is
 * through: fifty at once are counted one after the other, and none beyond the last is looked at. Its
 * answer is an answer and no refusal, so that the count is kept. A code verifies once.
 */
export async function verifyOtp(
  tx: Tx,
  key: OtpKey,
  guess: { organization: string | null; id: string; code: string },
  now: Temporal.Instant,
): Promise<OtpVerdict & { address?: string; purpose?: string }> {
  const { organization, code } = guess
  const id = isId(guess.id) ? guess.id : '00000000-0000-0000-0000-000000000000'
  const [row] = await tx<Row & { address: string; purpose: string }>`
    update messaging.otp set attempts = attempts + 1
    where id = ${id} and organization_id is not distinct from ${organization}::uuid and ended is null
      and expires_at > ${now} and attempts < most_attempts
    returning hashes, attempts, most_attempts, address, purpose`
  const hash = hashOf(key, id, code)
  if (!row) {
    isOneOf(hash, [hash])
    return { verdict: await isOver(tx, id, organization), left: 0 }
  }
  const left = row.most_attempts - row.attempts
  if (isOneOf(hash, row.hashes)) {
    await tx`update messaging.otp set ended = 'verified', ended_at = ${now}, fallback_at = null where id = ${id}`
    return { verdict: 'verified', left, address: row.address, purpose: row.purpose }
  }
  if (left === 0)
    await tx`update messaging.otp set ended = 'locked', ended_at = ${now}, fallback_at = null where id = ${id}`
  return { verdict: 'wrong', left }
}

/** Whoever has its id knows that it was asked for: they hear that it is over, so that they ask anew. */
async function isOver(tx: Tx, id: string, organization: string | null): Promise<'wrong' | 'over'> {
  const known = await tx`select 1 from messaging.otp
    where id = ${id} and organization_id is not distinct from ${organization}::uuid`
  return known.length > 0 ? 'over' : 'wrong'
}
