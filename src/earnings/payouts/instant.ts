import { newId, type Query, shareOf, type Tx } from '#base'
import { ownerOf, TOKEN } from '../commission.ts'
import { owedBy } from '../disputed.ts'
import { tierOpens } from '../ladders/benefits.ts'
import { type Policy, policyNow } from '../policy.ts'
import { refuse } from '../problems.ts'
import { payoutsWait } from '../tax/giving.ts'
import { withheldRate } from '../tax/withholding.ts'
import { dayOf } from './dates.ts'
import { inUnits } from './minimums.ts'
import { lockPayees } from './payout.ts'
import { availableTo, openPayout, takeIn } from './setting-aside.ts'

/** The benefit of a tier that lets an educator be paid at once, by the name that rungs carry. */
const INSTANT = 'payouts.instant'

/** What being paid now would bring, and cost. */
export type InstantOffer = {
  currency: string
  /** What is available, less what they owe. */
  amount: bigint
  fee: bigint
  net: bigint
}

/** Whether an educator's tier lets them be paid at once. */
export const mayInstant = (q: Query, educator: string) => tierOpens(q, educator, INSTANT)

/** A share of it, and a least amount, in whatever currency it is. */
function feeOf(policy: Policy, currency: string, amount: bigint): bigint {
  const share = shareOf(amount, BigInt(policy.instantFeeRate))
  const least = inUnits(policy.instantFeeLeast, policy, currency)
  return share > least ? share : least
}

/** What an educator could be paid at once, by currency; empty where their tier does not open it. */
export async function instantOffers(
  q: Query,
  educator: string,
  now: Temporal.Instant,
): Promise<InstantOffer[]> {
  if (!(await mayInstant(q, educator))) return []
  const policy = await policyNow(q, now)
  const waiting = await q<{ currency: string; amount: bigint }>`
    select currency, sum(amount)::bigint as amount from (
      select currency, net as amount from earnings.commission
       where payee_type = 'person' and payee_id = ${educator} and state = 'available' and currency <> ${TOKEN}
      union all
      select currency, amount + set_off from earnings.payout
       where payee_type = 'person' and payee_id = ${educator} and state = 'reserved' and fee = 0) one
    group by 1 order by 1`
  const offers: InstantOffer[] = []
  for (const { currency, amount: all } of waiting) {
    const amount = all - (await owedBy(q, { type: 'person', id: educator }, currency))
    const fee = feeOf(policy, currency, amount)
    if (amount > fee) offers.push({ currency, amount, fee, net: amount - fee })
  }
  return offers
}

/**
 * An educator is paid what is available to them now, less a fee; what had been set aside for the coming payout
 * day is in it. It is sent with the next look at payouts, within minutes. Answers the payout's id.
 * Refusals, in order: instant_not_open, no_bank_account, payout_under_way, tax_form_needed, too_little_for_instant.
 */
export async function askInstant(
  tx: Tx,
  {
    educator,
    currency,
    hasBank,
  }: { educator: string; currency?: string | undefined; hasBank: boolean },
  now: Temporal.Instant,
): Promise<{ id: string; currency: string; amount: bigint; fee: bigint }> {
  if (!(await mayInstant(tx, educator))) throw refuse('instant_not_open')
  if (!hasBank) throw refuse('no_bank_account')
  const policy = await policyNow(tx, now)
  const due = {
    payee_type: 'person',
    payee_id: educator,
    currency: currency ?? policy.currency,
  } as const
  await lockPayees(tx, [due])
  const open = await openPayout(tx, due)
  if (open && (open.state !== 'reserved' || open.fee > 0n)) throw refuse('payout_under_way')
  if (await payoutsWait(tx, ownerOf(due))) throw refuse('tax_form_needed')
  const parts = await availableTo(tx, due)
  const earned = parts.reduce((sum, { net }) => sum + net, 0n)
  const all = earned + (open ? open.amount + open.set_off + open.withheld : 0n)
  const owed = await owedBy(tx, ownerOf(due), due.currency)
  const setOff = owed > all ? all : owed
  const fee = feeOf(policy, due.currency, all - setOff)
  const day = dayOf(policy, now)
  const withheldAt = await withheldRate(tx, ownerOf(due), day)
  const withheld = shareOf(all - setOff, BigInt(withheldAt))
  const amount = all - setOff - withheld - fee
  if (amount <= 0n) throw refuse('too_little_for_instant', { fee })

  const id = open?.id ?? newId()
  const by = `person:${educator}`
  if (open) {
    await tx`
      update earnings.payout set run_id = null, instant_by = ${by}, amount = ${amount}, set_off = ${setOff},
        withheld = ${withheld}, withheld_rate = ${withheldAt}, fee = ${fee}, scheduled_for = ${day}, due_at = ${now}, short_since = null, parked_since = null,
        parked_until = null
      where id = ${id}`
  } else {
    await tx`
      insert into earnings.payout (id, instant_by, payee_type, payee_id, currency, amount, set_off, withheld, withheld_rate, fee, state,
        scheduled_for, due_at, oldest_at, reserved_at, moved_at)
      values (${id}, ${by}, 'person', ${educator}, ${due.currency}, ${amount}, ${setOff}, ${withheld}, ${withheldAt}, ${fee}, 'reserved',
        ${day}, ${now}, ${parts[0]!.available_at}, ${now}, ${now})`
  }
  await takeIn(tx, id, parts)
  return { id, currency: due.currency, amount, fee }
}
