import type { Query, Tx } from '#base'

/** The operator's rules of how educators come here. Amounts in the smallest unit of the house's currency. */
export type JoiningRules = {
  version: number
  transitionMonths: number
  /** How long before a transition agreement ends it is told. */
  noticeDays: number
  invitationDays: number
  /** 0: nobody is paid for bringing somebody. */
  referralBonus: bigint
  referralSessions: number
  referralDays: number
  /** What a card payment usually costs, in basis points and on top: for the calculator. */
  cardFeeRate: number
  cardFeeFixed: bigint
}

/** The rules that count now: the newest version. */
export async function joiningRules(q: Query): Promise<JoiningRules> {
  const [row] = await q<JoiningRules>`
    select version, transition_months as "transitionMonths", notice_days as "noticeDays",
      invitation_days as "invitationDays", referral_bonus as "referralBonus",
      referral_sessions as "referralSessions", referral_days as "referralDays",
      card_fee_rate as "cardFeeRate", card_fee_fixed as "cardFeeFixed"
    from earnings.joining_rules order by version desc limit 1`
  return row!
}

/** Sets rules as a new version. What was agreed or claimed before keeps the rule of its day. */
export async function setJoiningRules(
  tx: Tx,
  changes: Partial<Omit<JoiningRules, 'version'>>,
  by: string,
  now: Temporal.Instant,
): Promise<JoiningRules> {
  await tx`select pg_advisory_xact_lock(hashtextextended('earnings.joining_rules', 0))`
  const before = await joiningRules(tx)
  const next = { ...before, ...changes, version: before.version + 1 }
  await tx`
    insert into earnings.joining_rules (version, transition_months, notice_days, invitation_days, referral_bonus,
      referral_sessions, referral_days, card_fee_rate, card_fee_fixed, set_by, set_at)
    values (${next.version}, ${next.transitionMonths}, ${next.noticeDays}, ${next.invitationDays}, ${next.referralBonus},
      ${next.referralSessions}, ${next.referralDays}, ${next.cardFeeRate}, ${next.cardFeeFixed}, ${by}, ${now})`
  return next
}
