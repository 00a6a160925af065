import { newId, type Tx } from '#base'
import { postRule } from '#ledger'
import { policyNow } from './policy.ts'

/** What the operator pays an educator of its own, beside what bookings earn. Smallest unit. */
export type Extra = {
  source: 'guarantee' | 'referral'
  /** What it is for: a month of an agreement, a person who was brought. It is paid once for that. */
  sourceId: string
  educator: string
  amount: bigint
  currency: string
  /** The line of the statement. */
  title: string
  /** The moment that it is about. */
  about: Temporal.Instant
  by: string
}

const RULES = { guarantee: 'guarantee.topped_up', referral: 'referral.rewarded' } as const

/**
 * Pays an educator something of the operator's own: available at once, and a line of its own in the next payout. By the
 * table's unique key and the ledger's there is one for each source.
 */
export async function payExtra(tx: Tx, extra: Extra, now: Temporal.Instant): Promise<string> {
  const { source, sourceId, educator, amount, currency, title, by } = extra
  const { version } = await policyNow(tx, now)
  const { journalId } = await postRule(
    tx,
    RULES[source],
    { educator: { type: 'person', id: educator }, currency, amount },
    { key: `${source}:${sourceId}`, about: { type: source, id: sourceId }, by, at: now },
  )
  const id = newId()
  await tx`
    insert into earnings.commission (id, source_type, source_id, part, educator_id, payee_type, payee_id, title,
      session_at, paid_by, currency, gross, rate, rate_from, net, policy_version, state, journal_id, made_at, earned_at,
      held_until, available_at)
    values (${id}, ${source}, ${sourceId}, 'educator', ${educator}, 'person', ${educator}, ${title}, ${extra.about},
      'platform', ${currency}, ${amount}, 10000, 'agreed', ${amount}, ${version}, 'available', ${journalId}, ${now},
      ${now}, ${now}, ${now})`
  return id
}

/** The booking that a commission is of, in SQL; null where it is of none. */
export const OF_BOOKING = `case when source_type in ('booking', 'decision', 'appeal') then source_id end`
