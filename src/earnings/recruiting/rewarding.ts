import { atomically, type Db, eachApart, record, sql, type Tx } from '#base'
import { sameBank } from '#payments'
import { payExtra } from '../extra.ts'
import { refuse } from './problems.ts'

/** Referrals that something is to be decided about: enough sessions were held, or the days are over. */
const due = sql`
  select r.person_id as id, earnings.referral_due(r, e) as at from earnings.referral r
  left join earnings.educator e on e.person_id = r.person_id where r.outcome is null`

/** When the next referral is to be looked at. */
export const nextReferral = sql`select min(at) from (${due}) open`

/**
 * Rewards educators for those whom they brought and who have held enough sessions in time; ends what came to nothing.
 * A bonus whose two people are paid at the same bank account is held back for staff. Answers how many were decided.
 */
export async function rewardReferrals(db: Db, now: Temporal.Instant): Promise<number> {
  const found = await db<{
    id: string
  }>`select id from (${due}) open where at <= ${now} order by at, id`
  return await eachApart(found, ({ id }) => atomically(db, (tx) => reward(tx, id, now)))
}

type Row = {
  personId: string
  name: string
  referrerId: string
  bonus: bigint
  currency: string
  reached: boolean
  over: boolean
}

const rowOf = async (tx: Tx, person: string, now: Temporal.Instant) => {
  await tx`select 1 as one from earnings.referral where person_id = ${person} for update`
  const [row] = await tx<Row & { outcome: string | null }>`
    select r.person_id as "personId", coalesce(e.name, p.name) as name, r.referrer_id as "referrerId", r.bonus, r.currency,
      r.outcome, earnings.referral_held(r, e) >= r.sessions_needed as reached, earnings.referral_ends(r, e) <= ${now} as over
    from earnings.referral r join people.person_view p on p.id = r.person_id
    left join earnings.educator e on e.person_id = r.person_id where r.person_id = ${person}`
  return row
}

async function reward(tx: Tx, person: string, now: Temporal.Instant): Promise<boolean> {
  const row = await rowOf(tx, person, now)
  if (!row || row.outcome !== null || (!row.reached && !row.over)) return false
  const { referrerId, bonus } = row
  const people = [referrerId, person].map((id) => ({ type: 'person', id }) as const)
  if (!row.reached || bonus === 0n) await settle(tx, row, 'lapsed', 'schedule', now)
  else if (await sameBank(tx, people[0]!, people[1]!))
    await settle(tx, row, 'held back', 'schedule', now, 'Both are paid at the same bank account.')
  else await settle(tx, row, 'rewarded', 'schedule', now)
  return true
}

/**
 * Staff decide about a bonus that was held back. Refusals in order: referral_unknown, referral_not_held_back.
 */
export async function decideReferral(
  tx: Tx,
  { person, pays, reason }: { person: string; pays: boolean; reason: string },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const row = await rowOf(tx, person, now)
  if (!row) throw refuse('referral_unknown')
  if (row.outcome !== 'held back') throw refuse('referral_not_held_back')
  await settle(tx, row, pays ? 'rewarded' : 'refused', by, now, reason)
}

async function settle(
  tx: Tx,
  row: Row,
  outcome: 'rewarded' | 'held back' | 'refused' | 'lapsed',
  by: string,
  now: Temporal.Instant,
  reason: string | null = null,
): Promise<void> {
  const { personId, referrerId, name, bonus, currency } = row
  const commission =
    outcome === 'rewarded'
      ? await payExtra(
          tx,
          {
            source: 'referral',
            sourceId: personId,
            educator: referrerId,
            amount: bonus,
            currency,
            title: `Brought ${name}`,
            about: now,
            by,
          },
          now,
        )
      : null
  await tx`
    update earnings.referral set outcome = ${outcome}, outcome_at = ${now}, outcome_by = ${by}, reason = ${reason},
      commission_id = ${commission} where person_id = ${personId}`
  if (outcome !== 'rewarded' && outcome !== 'held back') return
  await record(tx, {
    kind: outcome === 'rewarded' ? 'referral.rewarded' : 'referral.held_back',
    about: { type: 'person', id: personId },
    at: now,
    data: { referrerId, name, amount: bonus.toString(), currency, reason },
  })
}
