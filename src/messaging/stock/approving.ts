import type { Query, Tx } from '#base'
import { value } from '#ledger'
import { refuse } from './problems.ts'
import { lockPurchase, type Purchase, tell } from './purchases.ts'
import { type StockRules, stockRules } from './rules.ts'

/** The first day of the month of the operator's calendar. */
export const monthOf = ({ zone }: StockRules, now: Temporal.Instant): string =>
  now.toZonedDateTimeISO(zone).toPlainDate().with({ day: 1 }).toString()

export type BudgetNow = {
  month: string
  currency: string
  budget: bigint
  autoBudget: bigint
  approved: bigint
  automatic: bigint
}

/** This month's budget, locked: whoever approves waits for whoever does. */
async function lockBudget(tx: Tx, currency: string, now: Temporal.Instant): Promise<BudgetNow> {
  const rules = await stockRules(tx)
  const month = monthOf(rules, now)
  const [row] = await tx<BudgetNow>`
    insert into messaging.purchase_budget as b (month, currency, budget, auto_budget)
    values (${month}, ${currency}, ${rules.monthBudget}, ${rules.autoBudget})
    on conflict (month, currency) do update
      set budget = greatest(excluded.budget, b.approved), auto_budget = greatest(excluded.auto_budget, b.automatic)
    returning month, currency, budget, auto_budget as "autoBudget", approved, automatic`
  return row!
}

/** What of this month's budget is spoken for; nothing is written. */
export async function budgetNow(q: Query, now: Temporal.Instant): Promise<BudgetNow> {
  const rules = await stockRules(q)
  const month = monthOf(rules, now)
  const [row] = await q<{ approved: bigint; automatic: bigint }>`
    select approved, automatic from messaging.purchase_budget
    where month = ${month} and currency = ${rules.currency}`
  return {
    month,
    currency: rules.currency,
    budget: rules.monthBudget,
    autoBudget: rules.autoBudget,
    approved: row?.approved ?? 0n,
    automatic: row?.automatic ?? 0n,
  }
}

/**
 * Approves an order: it is bought now, outside (no provider sells by API). Above the limit of its day by
 * somebody who neither wrote nor submitted it, and within the month's budget; the tables refuse both too.
 * Refusals in order: purchase_unknown, purchase_not_in_state, purchase_needs_another, purchase_over_budget.
 */
export async function approvePurchase(
  tx: Tx,
  id: string,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const order = await lockPurchase(tx, id, ['submitted'])
  const total = order.net + order.tax
  const own = by === order.submittedBy || by === order.madeBy
  if (own && total > (order.aloneUpTo ?? 0n)) {
    throw refuse('purchase_needs_another', { above: value(order.aloneUpTo ?? 0n, order.currency) })
  }
  const { budget, approved } = await lockBudget(tx, order.currency, now)
  if (approved + total > budget) {
    const left = value(budget > approved ? budget - approved : 0n, order.currency)
    throw refuse('purchase_over_budget', {
      left,
      detail: `${left.amount} ${left.asset} are left of this month’s budget.`,
    })
  }
  await markApproved(tx, order, { by, automatic: false }, now)
}

/** Approves what a rule raised, as far as the month's budget for that lasts. Answers whether it did. */
export async function approveAlone(tx: Tx, id: string, now: Temporal.Instant): Promise<boolean> {
  const order = await lockPurchase(tx, id, ['submitted'])
  const total = order.net + order.tax
  const { budget, autoBudget, approved, automatic } = await lockBudget(tx, order.currency, now)
  if (approved + total > budget || automatic + total > autoBudget) return false
  await markApproved(tx, order, { by: 'schedule', automatic: true }, now)
  return true
}

async function markApproved(
  tx: Tx,
  { id }: Purchase,
  { by, automatic }: { by: string; automatic: boolean },
  now: Temporal.Instant,
): Promise<void> {
  const month = monthOf(await stockRules(tx), now)
  await tx`
    update messaging.purchase set state = 'approved', approved_by = ${by}, approved_at = ${now},
      automatic = ${automatic}, budget_month = ${month} where id = ${id}`
  if (!automatic) await tell(tx, 'purchase.approved', id, { by }, now)
}

/**
 * It is not bought after all; the budget has it back. Refusals in order: purchase_unknown,
 * purchase_not_in_state, purchase_begun.
 */
export async function cancelPurchase(
  tx: Tx,
  { id, reason }: { id: string; reason: string },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const order = await lockPurchase(tx, id, ['draft', 'submitted', 'approved'])
  if (order.paid > 0n || order.received > 0n) throw refuse('purchase_begun')
  await tx`
    update messaging.purchase set state = 'cancelled', ended_by = ${by}, ended_at = ${now}, end_reason = ${reason}
    where id = ${id}`
}

/** Back to a draft, to be changed. Refusals in order: purchase_unknown, purchase_not_in_state. */
export async function withdrawPurchase(tx: Tx, id: string): Promise<void> {
  await lockPurchase(tx, id, ['submitted'])
  await tx`
    update messaging.purchase set state = 'draft', submitted_by = null, submitted_at = null, net = null, tax = null,
      alone_up_to = null where id = ${id}`
}
