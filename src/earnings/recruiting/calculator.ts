import { type Query, shareOf } from '#base'
import { joiningRules } from '../institutions/rules.ts'
import { ladder } from '../ladders/rules.ts'
import { policyNow } from '../policy.ts'
import { type Shares, sharesOf } from '../shares.ts'
import type { Kind, Rung, Tier } from '../tiers.ts'

/** What somebody who thinks of teaching wants to know. */
export type Wish = {
  kind: Kind
  tier?: Tier | undefined
  /** Of one seat, in the smallest unit of the house's currency. */
  price: bigint
  seats: number
  sessionsPerWeek: number
  paidBy: 'credits' | 'card'
}

export type Outlook = {
  currency: string
  rung: Rung
  ladder: Rung[]
  feeBearer: 'educator' | 'platform'
  /** Of one seat. */
  seat: Shares
  perSession: bigint
  perWeek: bigint
  /** Twelfths of 52 weeks. */
  perMonth: bigint
  perYear: bigint
}

/**
 * What teaching brings, before anybody has applied: seat by seat, as commissions are earned and rounded. The tier is
 * the lowest unless said; the card's fee is what one usually costs, borne as the policy says.
 */
export async function outlookOf(q: Query, wish: Wish, now: Temporal.Instant): Promise<Outlook> {
  const policy = await policyNow(q, now)
  const rules = await joiningRules(q)
  const rungs = await ladder(q, wish.kind)
  const rung = rungs.find(({ tier }) => tier === wish.tier) ?? rungs[0]!
  const usual = shareOf(wish.price, BigInt(rules.cardFeeRate)) + rules.cardFeeFixed
  const cardFee = wish.paidBy === 'card' ? usual : 0n
  const { feeBearer } = policy
  const seat = sharesOf({ price: wish.price, educatorRate: rung.rate, cardFee, feeBearer })
  const perSession = seat.educator * BigInt(wish.seats)
  const perWeek = perSession * BigInt(wish.sessionsPerWeek)
  const perYear = perWeek * 52n
  return {
    currency: policy.currency,
    rung,
    ladder: rungs,
    feeBearer,
    seat,
    perSession,
    perWeek,
    perMonth: perYear / 12n,
    perYear,
  }
}
