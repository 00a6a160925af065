import type { Tx } from '#base'
import { onePerson } from '#people'
import { liftSuppression } from './contacts/index.ts'
import { askOtp, type OtpAsked, type OtpKey, type OtpVerdict, verifyOtp } from './otp/index.ts'

/** One's own address, to which letters came back, is written to again once a code that went there is said. */
const purposeOf = (person: string) => `email ${person.replaceAll('-', '')}`

/** Sends it, whatever came back before. Refusals: those of codes. */
export async function askAddress(
  tx: Tx,
  key: OtpKey,
  { person, ip }: { person: string; ip?: string | undefined },
  now: Temporal.Instant,
): Promise<OtpAsked> {
  const { email: to, locale: language } = await onePerson(tx, person)
  const purpose = purposeOf(person)
  return askOtp(tx, key, { organization: null, to, purpose, way: 'email', language, ip }, now)
}

/**
 * Tries the code of that request. The right one takes away what stands against the address: that its server refused
 * something, that letters bounced. That somebody complained of us stays for staff to lift.
 */
export async function confirmAddress(
  tx: Tx,
  key: OtpKey,
  { person, id, code }: { person: string; id: string; code: string },
  now: Temporal.Instant,
): Promise<OtpVerdict> {
  const { email } = await onePerson(tx, person)
  const found = await verifyOtp(tx, key, { organization: null, id, code }, now)
  const { verdict, left, address, purpose } = found
  if (verdict !== 'verified') return { verdict, left }
  // A code of something else says nothing of this address.
  if (purpose !== purposeOf(person) || !address) return { verdict: 'over', left: 0 }
  await tx`delete from messaging.refused_address where address in (lower(${address}), lower(${email}))`
  const standing = await tx<{ id: string }>`
    select id from messaging.suppression
    where organization_id is null and way = 'email' and mark = messaging.mark_of('email', ${address})
      and reason in ('hard_bounce', 'soft_bounces', 'bad_address') and lifted_at is null order by id`
  for (const one of standing)
    await liftSuppression(
      tx,
      { id: one.id, organization: null, reason: 'They said the code that came there.' },
      `person:${person}`,
      now,
    )
  return { verdict, left }
}
