import { type Query, record, sql, type Tx } from '#base'
import { postRule, value } from '#ledger'
import { limitsNow, needsSecond } from '#payments'
import type { MessageAsset } from '../message.ts'
import { type RetailTerms, termsNow } from '../retail/index.ts'
import { ratio, roundedUp, times } from '../retail/ratio.ts'
import { mayBeSold } from '../stock/index.ts'
import { refuse } from './problems.ts'

/** Credits that staff give for nothing. */
export type Bonus = {
  id: string
  organization: string
  asset: MessageAsset
  quantity: bigint
  validDays: number
  reason: string
  /** What it would have cost at unit prices, in smallest units. */
  worth: bigint
  currency: string
  needsSecond: boolean
  by: string
  at: Temporal.Instant
  state: 'waiting' | 'given' | 'declined'
  decidedBy: string | null
  decidedAt: Temporal.Instant | null
}

export type NewBonus = Pick<
  Bonus,
  'id' | 'organization' | 'asset' | 'quantity' | 'validDays' | 'reason' | 'by'
>

const MILLIONTHS = 1_000_000n

/** What so many units cost alone, in smallest units of the terms' currency, rounded up. */
export function worthOf(
  terms: Pick<RetailTerms, 'prices'>,
  asset: MessageAsset,
  quantity: bigint,
  perWhole = 100n,
): bigint {
  return roundedUp(times(ratio(terms.prices[asset] * quantity), ratio(perWhole, MILLIONTHS)))
}

const ROW = sql`
  id, organization_id as organization, asset, quantity, valid_days as "validDays", reason, worth, currency,
  needs_second as "needsSecond", asked_by as by, asked_at as at, state, decided_by as "decidedBy",
  decided_at as "decidedAt" from messaging.bonus`

/** What an organization was given, the latest first. */
export const bonusesOf = (q: Query, organization: string): Promise<Bonus[]> => q<Bonus>`
  select ${ROW} where organization_id = ${organization} order by asked_at desc, id desc`

/** What waits for a second person to agree, the oldest first. */
export const bonusesWaiting = (q: Query): Promise<Bonus[]> => q<Bonus>`
  select ${ROW} where state = 'waiting' order by asked_at, id`

/**
 * Gives an organization message credits for nothing: a lot without a basis, so the books bear its cost when it
 * is used. Above the limit of refunds (by its worth at unit prices) it waits for somebody else to agree (fact
 * `bonus.asked`). The same id again is the same bonus. Refusals in order: bonus_wrong, stock_oversold.
 */
export async function giveBonus(tx: Tx, wish: NewBonus, now: Temporal.Instant): Promise<Bonus> {
  const { id, organization, asset, quantity, validDays, reason, by } = wish
  if (quantity <= 0n || validDays < 1 || validDays > 365 || reason.trim() === '')
    throw refuse('bonus_wrong')
  const [before] = await tx<Bonus>`select ${ROW} where id = ${id}`
  if (before) return before
  await mayBeSold(tx, [{ asset, quantity }], now)
  const terms = await termsNow(tx, now)
  const worth = worthOf(terms, asset, quantity)
  const second = needsSecond(await limitsNow(tx), worth, terms.currency)
  const journal = second ? null : await post(tx, wish, now)
  await tx`
    insert into messaging.bonus
      (id, organization_id, asset, quantity, valid_days, reason, worth, currency, needs_second, asked_by, asked_at,
       state, journal)
    values (${id}, ${organization}, ${asset}, ${quantity}, ${validDays}, ${reason}, ${worth}, ${terms.currency},
            ${second}, ${by}, ${now}, ${second ? 'waiting' : 'given'}, ${journal})`
  const bonus = await bonusById(tx, id)
  if (!second) await tellGiven(tx, bonus, now)
  else {
    const about = { type: 'message_bonus', id }
    const data = { organizationId: organization, what: value(quantity, asset), reason, by }
    await record(tx, { kind: 'bonus.asked', about, at: now, data })
  }
  return bonus
}

async function bonusById(q: Query, id: string): Promise<Bonus> {
  const [bonus] = await q<Bonus>`select ${ROW} where id = ${id}`
  if (!bonus) throw refuse('bonus_unknown')
  return bonus
}

async function waiting(tx: Tx, id: string): Promise<Bonus> {
  const [bonus] = await tx<Bonus>`select ${ROW} where id = ${id} for update`
  if (!bonus) throw refuse('bonus_unknown')
  if (bonus.state !== 'waiting') throw refuse('bonus_decided', { state: bonus.state })
  return bonus
}

type Decided = { id: string; by: string }

/**
 * Somebody else agrees: it is given now. Refusals in order: bonus_unknown, bonus_decided, bonus_own,
 * stock_oversold.
 */
export async function agreeToBonus(
  tx: Tx,
  { id, by }: Decided,
  now: Temporal.Instant,
): Promise<Bonus> {
  const bonus = await waiting(tx, id)
  if (bonus.by === by) throw refuse('bonus_own')
  await mayBeSold(tx, [bonus], now)
  const journal = await post(tx, bonus, now)
  await tx`
    update messaging.bonus set state = 'given', decided_by = ${by}, decided_at = ${now}, journal = ${journal}
     where id = ${id}`
  await tellGiven(tx, bonus, now)
  return bonusById(tx, id)
}

/** It is not given; whoever asked for it may take it back so. Refusals in order: bonus_unknown, bonus_decided. */
export async function declineBonus(
  tx: Tx,
  { id, by }: Decided,
  now: Temporal.Instant,
): Promise<Bonus> {
  await waiting(tx, id)
  await tx`
    update messaging.bonus set state = 'declined', decided_by = ${by}, decided_at = ${now} where id = ${id}`
  return bonusById(tx, id)
}

async function post(tx: Tx, wish: NewBonus, now: Temporal.Instant): Promise<bigint> {
  const { id, organization, asset, quantity, validDays, by } = wish
  const expiresAt = now.add({ hours: 24 * validDays })
  const owner = { type: 'organization', id: organization } as const
  const { journalId } = await postRule(
    tx,
    'messages.granted',
    { organization: owner, asset, quantity, expiresAt },
    {
      key: `message_bonus:${id}`,
      about: { type: 'message_bonus', id },
      by,
      at: now,
      metadata: { reason: wish.reason },
    },
  )
  return journalId
}

const tellGiven = (tx: Tx, bonus: Bonus, now: Temporal.Instant) =>
  record(tx, {
    kind: 'messages.granted',
    about: { type: 'organization', id: bonus.organization },
    at: now,
    data: {
      organizationId: bonus.organization,
      what: value(bonus.quantity, bonus.asset),
      expiresAt: now.add({ hours: 24 * bonus.validDays }).toString(),
    },
  })
