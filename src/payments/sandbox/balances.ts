import type Stripe from 'stripe'
import { change, type Till, take } from './till.ts'

/**
 * An invoice with what its customer's own balance pays of it, or gets from it. Below zero a balance is the
 * customer's, as at the provider: what an invoice gives back waits there, and pays the next ones before a
 * card is charged.
 */
export async function drawn(till: Till, invoice: Stripe.Invoice): Promise<Stripe.Invoice> {
  const { balance: starting } = await take<Stripe.Customer>(
    till,
    'customer',
    invoice.customer as string,
  )
  const used = Math.min(Math.max(-starting, 0), Math.max(invoice.total, 0))
  const due = Math.max(0, invoice.total - used)
  return {
    ...invoice,
    starting_balance: starting,
    ending_balance: starting + used + Math.min(invoice.total, 0),
    amount_due: due,
    amount_remaining: due,
  }
}

/** The customer's balance after an invoice that is made for good. */
export async function keepBalance(till: Till, invoice: Stripe.Invoice): Promise<void> {
  const ending = invoice.ending_balance
  if (ending === null || ending === invoice.starting_balance) return
  const customer = await take<Stripe.Customer>(till, 'customer', invoice.customer as string)
  await change(till, { ...customer, balance: ending })
}
