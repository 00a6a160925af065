import { randomInt } from 'node:crypto'
import type { Query, Tx } from '#base'
import { joiningRules } from '../institutions/rules.ts'
import { policyNow } from '../policy.ts'
import { refuse as refuseEducator } from '../problems.ts'
import { refuse } from './problems.ts'

/** Letters and digits that are not mistaken for each other when read aloud. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** The code that an educator hands on; made when it is first asked for. Refusal: unknown_educator. */
export async function referralCode(
  tx: Tx,
  educator: string,
  now: Temporal.Instant,
): Promise<string> {
  const [known] = await tx`select 1 as one from earnings.educator where person_id = ${educator}`
  if (!known) throw refuseEducator('unknown_educator', { educator })
  for (;;) {
    const code = Array.from({ length: 8 }, () => SIGNS[randomInt(SIGNS.length)]).join('')
    await tx`
      insert into earnings.referral_code (educator_id, code, made_at) values (${educator}, ${code}, ${now})
      on conflict do nothing`
    const [made] = await tx<{ code: string }>`
      select code from earnings.referral_code where educator_id = ${educator}`
    if (made) return made.code
  }
}

/** Who hands on a code. Refusal: referral_code_unknown. */
export async function referrerBy(q: Query, code: string): Promise<{ id: string; name: string }> {
  const [found] = await q<{ id: string; name: string }>`
    select e.person_id as id, e.name from earnings.referral_code c
    join earnings.educator e on e.person_id = c.educator_id where c.code = ${code.trim().toLowerCase()}`
  if (!found) throw refuse('referral_code_unknown')
  return found
}

/**
 * Somebody says, before they teach here, who brought them. The rule of today is kept with it. Saying the same again
 * changes nothing. Who hands on a code teaches here already, so nobody can be brought by whom they bring.
 * Refusals in order: referral_code_unknown, referral_of_oneself, referral_taken, referral_too_late.
 */
export async function claimReferral(
  tx: Tx,
  { code, person }: { code: string; person: string },
  now: Temporal.Instant,
): Promise<void> {
  const referrer = await referrerBy(tx, code)
  if (referrer.id === person) throw refuse('referral_of_oneself')
  const [claimed] = await tx<{ referrer: string }>`
    select referrer_id as referrer from earnings.referral where person_id = ${person}`
  if (claimed?.referrer === referrer.id) return
  if (claimed) throw refuse('referral_taken')
  const [teaches] = await tx`select 1 as one from earnings.educator where person_id = ${person}`
  if (teaches) throw refuse('referral_too_late')

  const rules = await joiningRules(tx)
  const { currency } = await policyNow(tx, now)
  const made = await tx`
    insert into earnings.referral (person_id, referrer_id, bonus, currency, sessions_needed, days, claimed_at)
    values (${person}, ${referrer.id}, ${rules.referralBonus}, ${currency}, ${rules.referralSessions},
      ${rules.referralDays}, ${now})
    on conflict (person_id) do nothing returning 1 as one`
  if (made.length === 0) throw refuse('referral_taken')
}

/** Somebody who was brought, and how far they are. */
export type Referral = {
  personId: string
  name: string
  referrerId: string
  referrer: string
  bonus: bigint
  currency: string
  sessionsNeeded: number
  days: number
  claimedAt: Temporal.Instant
  enrolledAt: Temporal.Instant | null
  /** Held within the days that count. */
  sessionsHeld: number
  /** Until when sessions count: so many days after enrolling, or after it was said. */
  until: Temporal.Instant
  outcome: 'rewarded' | 'held back' | 'refused' | 'lapsed' | null
  outcomeAt: Temporal.Instant | null
  reason: string | null
}

/** Whom an educator has brought, or everybody who was, the latest first. */
export async function listReferrals(
  q: Query,
  filter: {
    referrer?: string | undefined
    outcome?: 'open' | NonNullable<Referral['outcome']> | undefined
    after?: string | undefined
    limit: number
  },
): Promise<{ items: Referral[]; next: string | null }> {
  const rows = await q<Referral>`
    select r.person_id as "personId", coalesce(e.name, p.name) as name, r.referrer_id as "referrerId",
      b.name as referrer, r.bonus, r.currency, r.sessions_needed as "sessionsNeeded", r.days,
      r.claimed_at as "claimedAt", e.enrolled_at as "enrolledAt", earnings.referral_ends(r, e) as until,
      earnings.referral_held(r, e) as "sessionsHeld", r.outcome, r.outcome_at as "outcomeAt", r.reason
    from earnings.referral r
    join people.person_view p on p.id = r.person_id
    join earnings.educator b on b.person_id = r.referrer_id
    left join earnings.educator e on e.person_id = r.person_id
    where (${filter.referrer}::uuid is null or r.referrer_id = ${filter.referrer})
      and (${filter.outcome}::text is null or coalesce(r.outcome, 'open') = ${filter.outcome})
      and (${filter.after}::uuid is null or (r.claimed_at, r.person_id)
        < (select claimed_at, person_id from earnings.referral where person_id = ${filter.after}))
    order by r.claimed_at desc, r.person_id desc limit ${filter.limit + 1}`
  const items = rows.slice(0, filter.limit)
  return { items, next: rows.length > items.length ? items.at(-1)!.personId : null }
}
