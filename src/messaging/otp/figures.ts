import type { Query, Tx } from '#base'

/** What became of codes to a country. `country` is null for e-mail. */
export type OtpFigures = {
  country: string | null
  asked: number
  sent: number
  delivered: number
  verified: number
  locked: number
  blocked: number
  stopped: Temporal.Instant | null
}

/** By country, since a moment; the busiest first. */
export function otpFigures(
  q: Query,
  organization: string | null,
  since: Temporal.Instant,
): Promise<OtpFigures[]> {
  return q<OtpFigures>`
    select o.country, count(*)::int as asked, count(*) filter (where o.unsent is null)::int as sent,
      count(*) filter (where m.state in ('delivered', 'read') or f.state in ('delivered', 'read'))::int as delivered,
      count(*) filter (where o.ended = 'verified')::int as verified,
      count(*) filter (where o.ended = 'locked')::int as locked,
      count(*) filter (where o.unsent is not null)::int as blocked,
      (select at from messaging.otp_stop s where s.organization_id is not distinct from ${organization}::uuid and s.country = o.country
        and s.lifted_at is null) as stopped
    from messaging.otp o left join messaging.message m on m.id = o.message_id
      left join messaging.message f on f.id = o.fallback_message_id
    where o.organization_id is not distinct from ${organization}::uuid and o.asked_at > ${since}
    group by o.country order by asked desc, o.country`
}

/** Days of the last weeks: how many were sent, and how many of them used. */
export function otpByDay(
  q: Query,
  organization: string | null,
  { since, zone }: { since: Temporal.Instant; zone: string },
): Promise<{ day: string; sent: number; verified: number }[]> {
  return q`select (asked_at at time zone ${zone})::date as day, count(*) filter (where unsent is null)::int as sent,
      count(*) filter (where ended = 'verified')::int as verified
    from messaging.otp where organization_id is not distinct from ${organization}::uuid and asked_at > ${since} group by 1 order by 1`
}

/** Countries that codes are stopped to now. */
export function otpStops(
  q: Query,
  organization: string | null,
): Promise<{ country: string; at: Temporal.Instant; sent: number; verified: number }[]> {
  return q`select country, at, sent, verified from messaging.otp_stop
    where organization_id is not distinct from ${organization}::uuid and lifted_at is null order by at desc`
}

/** How long it stays known that a code was asked for, and by which address of the internet how often. */
const OTP_DAYS = 90
const COUNT_HOURS = 48

/** Forgets old codes and counts; that a code was in a message is forgotten as soon as it has left. */
export async function forgetOtp(tx: Tx, now: Temporal.Instant): Promise<number> {
  await tx`delete from messaging.otp_count where hour < ${now.subtract({ hours: COUNT_HOURS })}`
  const gone = await tx`delete from messaging.otp
    where asked_at < ${now.subtract({ hours: 24 * OTP_DAYS })} returning 1`
  return gone.length
}
