import { idFrom, type Tx } from '#base'
import { postRule } from '#ledger'
import { issueForRefund } from './documents/issuing.ts'
import { giveUp, type Part, partsFor } from './giving.ts'
import type { Payments } from './payments.ts'
import type { Invoice } from './provider.ts'
import { refundableNow, writeRefund } from './refunds.ts'
import { Puzzle } from './settling.ts'
import { unspentOf } from './unspent.ts'

/**
 * What an invoice gives back beyond what it sells (a plan that somebody made smaller at once, in the
 * provider's dashboard or portal): it waits in the customer's own balance there, and pays later invoices.
 * To us it is money that is owed back until then.
 */
export type Halves = {
  /** What is sold, and what is given back of what was sold before; net and tax of each. */
  sold: { net: bigint; tax: bigint }
  back: { net: bigint; tax: bigint }
}

/** The two halves of an invoice that gives back more than it asks for; its tax is shared by their size. */
export function halvesOf(invoice: Pick<Invoice, 'net' | 'tax' | 'sold' | 'givenBack'>): Halves {
  const { net, tax, sold, givenBack } = invoice
  const subtotal = sold - givenBack
  const part = (of: bigint) => (subtotal === 0n ? 0n : (sold * of) / subtotal)
  const own = { net: part(net), tax: part(tax) }
  return { sold: own, back: { net: own.net - net, tax: own.tax - tax } }
}

/**
 * Gives back to the balance: unspent credits and access of the order that the plan was last paid with, by
 * the same rule as any refund; what that does not hold any more is the platform's to bear.
 */
export async function giveToBalance(
  payments: Payments,
  tx: Tx,
  invoice: Invoice,
  amount: bigint,
  now: Temporal.Instant,
): Promise<void> {
  const provider = payments.provider.id
  const id = idFrom('to balance', provider, invoice.ref)
  const [paid] = await tx<{ id: string }>`
    select order_id as id from payments.payment
     where provider = ${provider} and billing = ${invoice.billing} and ref <> ${invoice.ref} and amount > 0
     order by paid_at desc limit 1`
  if (!paid) throw new Puzzle(`Invoice ${invoice.ref} gives back of a plan that nobody paid for`)
  await tx`select from payments.orders where id = ${paid.id} for update`
  if ((await tx`select from payments.refund where id = ${id}`).length > 0) return
  const { order, left } = await refundableNow(tx, paid.id)
  if (amount > left) {
    throw new Puzzle(
      `Invoice ${invoice.ref} gives back ${amount}, and ${left} is left of order ${order.name}`,
    )
  }
  const { parts, rest } = partsFor(await unspentOf(tx, order, payments.keepers, now), amount)
  if (rest > 0n)
    parts.push({ line: undefined, gives: 'platform', net: rest, tax: 0n } satisfies Part)
  const by = `provider:${provider}`
  const reason = 'to the balance at the provider'
  const refund = {
    id,
    amount,
    cause: 'at_provider' as const,
    reason,
    by,
    provider,
    ref: invoice.ref,
  }
  await writeRefund(tx, { ...refund, state: 'done' }, order, now)
  const at = invoice.paidAt ?? now
  await giveUp(tx, { refundId: id, order, by, at }, parts, payments.keepers)
  await issueForRefund(tx, { id, orderId: order.id, reason }, now)
}

/** The balance paid an invoice, or a part of it: what was owed back has been used, and no card was charged for it. */
export async function payFromBalance(
  tx: Tx,
  used: { provider: string; invoice: Invoice; orderId: string; amount: bigint },
): Promise<void> {
  const { provider, invoice, orderId, amount } = used
  if (amount === 0n) return
  await postRule(
    tx,
    'refund.sent',
    { provider, currency: invoice.currency, amount },
    {
      key: `balance:${provider}:${invoice.ref}`,
      about: { type: 'order', id: orderId },
      by: `provider:${provider}`,
      at: invoice.paidAt!,
      metadata: { invoice: invoice.ref, balance: 'used' },
    },
  )
}
