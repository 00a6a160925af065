import { newId, record, type Tx } from '#base'
import { refuse } from './problems.ts'
import type { OtpRules } from './rules.ts'

/** How soon after it was sent a code counts as one that was not used. */
const USED_WITHIN_MINUTES = 5

type Asked = { organization: string | null; address: string; ip?: string | undefined }

/**
 * Counts a request in this hour, and refuses one too many. Each count is one row that is locked until the
 * request is through, so that no two count as one; a refused request counts nothing. Hours are whole ones.
 */
export async function countAsked(
  tx: Tx,
  { organization, address, ip }: Asked,
  rules: OtpRules,
  now: Temporal.Instant,
): Promise<void> {
  const whose = organization ?? 'house'
  await countOne(tx, 'number', `${whose} ${address}`, rules.numberHour, now)
  if (ip) await countOne(tx, 'ip', `${whose} ${ip}`, rules.ipHour, now)
  await countOne(tx, 'organization', whose, rules.organizationHour, now)
}

async function countOne(
  tx: Tx,
  scope: 'number' | 'ip' | 'organization',
  key: string,
  most: number,
  now: Temporal.Instant,
): Promise<void> {
  const hour = now.round({ smallestUnit: 'hour', roundingMode: 'floor' })
  const counted = await tx`
    insert into messaging.otp_count as c (scope, key, hour, asked) values (${scope}, ${key}, ${hour}, 1)
    on conflict (scope, key, hour) do update set asked = c.asked + 1 where c.asked < ${most} returning asked`
  if (counted.length === 0)
    throw refuse('otp_too_many', { of: scope, most, until: hour.add({ hours: 1 }).toString() })
}

/**
 * Protection against pumping: somebody asks for codes to numbers whose operator pays them. Their codes are
 * never used. Once enough were sent to a country within an hour and too few of them were verified, codes
 * to it stop, its people are alarmed, and it begins again only when somebody says so. Codes of the last
 * minutes are not held against a country: they may yet be used.
 * Refusals in order: otp_country_closed, otp_country_stopped.
 */
export async function refusePumped(
  tx: Tx,
  { organization, country }: { organization: string | null; country: string },
  rules: OtpRules,
): Promise<void> {
  if (!rules.countries.includes(country)) throw refuse('otp_country_closed', { country })
  const [stop] = await tx<{ at: Temporal.Instant }>`select at from messaging.otp_stop
    where organization_id is not distinct from ${organization}::uuid and country = ${country} and lifted_at is null`
  if (stop) throw refuse('otp_country_stopped', { country, since: stop.at.toString() })
}

/** Looks at a country after a code was asked for, and stops it where too few are used. Says whether it did. */
export async function stopIfPumped(
  tx: Tx,
  { organization, country }: { organization: string | null; country: string },
  rules: OtpRules,
  now: Temporal.Instant,
): Promise<boolean> {
  // Lifting begins the count anew.
  const [found] = await tx<{ sent: number; verified: number }>`
    select count(*)::int as sent, count(*) filter (where ended = 'verified')::int as verified
    from messaging.otp where organization_id is not distinct from ${organization}::uuid and country = ${country}
      and unsent is null and asked_at > greatest(${now.subtract({ hours: 1 })}, coalesce((select max(lifted_at)
        from messaging.otp_stop s where s.organization_id is not distinct from ${organization}::uuid
          and s.country = ${country}), '-infinity'))
      and (ended = 'verified' or asked_at < ${now.subtract({ minutes: USED_WITHIN_MINUTES })})`
  const { sent, verified } = found!
  if (sent < rules.pumpingSent || verified * 100 >= rules.pumpingShare * sent) return false
  const id = newId()
  const stopped = await tx`
    insert into messaging.otp_stop (id, organization_id, country, at, sent, verified)
    values (${id}, ${organization}, ${country}, ${now}, ${sent}, ${verified})
    on conflict (organization_id, country) where lifted_at is null do nothing returning id`
  if (stopped.length > 0)
    await record(tx, {
      kind: 'otp.country_stopped',
      about: { type: 'otp_stop', id },
      at: now,
      data: { organizationId: organization, country, sent, verified },
    })
  return true
}

/** Lets codes to a country go on, and counts anew. Refusal: otp_stop_unknown. */
export async function liftStop(
  tx: Tx,
  { organization, country }: { organization: string | null; country: string },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const lifted = await tx`update messaging.otp_stop set lifted_at = ${now}, lifted_by = ${by}
    where organization_id is not distinct from ${organization}::uuid and country = ${country} and lifted_at is null
    returning id`
  if (lifted.length === 0) throw refuse('otp_stop_unknown')
}
