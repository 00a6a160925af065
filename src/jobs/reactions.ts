import { payoutArrived, payoutReturned } from '#earnings'
import { confirmPaid, letSeatGo } from '#live'
import type { BillingChanged, OrderPaid, PaidLine } from '#payments'
import { billingChanged, planPaid } from '#plans'
import type { Reaction, Reactions } from './react.ts'
import { tell } from './telling.ts'

/** "When X happened, do Y", for the whole house. Each reaction happens once per fact. */
export const reactions: Reactions = {
  'person.joined': { tell },
  'person.email_verification': { tell },
  'person.password_reset': { tell },

  'order.paid': { beginPlan, confirmSeats, tell },
  'order.expired': { tell },
  'order.refunded': { letSeatsGo, tell },
  'dispute.lost': { letSeatsGo },
  'refund.failed': { tell },
  'refund.withdrawn': { tell },
  'billing.changed': { followBilling },
  'bank.paid': { payoutHasArrived },
  'bank.failed': { payoutCameBack },

  'subscription.started': { tell },
  'subscription.trial_ending': { tell },
  'subscription.renewed': { tell },
  'subscription.changed': { tell },
  'subscription.change_planned': { tell },
  'subscription.paused': { tell },
  'subscription.resumed': { tell },
  'subscription.kept': { tell },
  'subscription.payment_failed': { tell },
  'subscription.lapsed': { tell },
  'subscription.leaving': { tell },
  'subscription.ended': { tell },
  'credits.granted': { tell },
  'credits.purchased': { tell },

  'session.published': { tell },
  'session.cancelled': { tell },
  'booking.confirmed': { tell },
  'booking.cancelled': { tell },
  'booking.completed': { tell },
  'booking.no_show': { tell },
  'review.published': { tell },

  'commission.available': { tell },
  'commission.frozen': { tell },
  'commission.taken_back': { tell },
  'tier.changed': { tell },
  'payout.sent': { tell },
  'payout.paid': { tell },
  'payout.failed': { tell },
}

function beginPlan(...[tx, { data }, now]: Parameters<Reaction>) {
  return planPaid(tx, data as OrderPaid, now)
}

async function confirmSeats(...[tx, { data }, now]: Parameters<Reaction>) {
  const { orderId: order, provider, lines } = data as OrderPaid
  for (const { kind, about, fee } of lines) {
    if (kind !== 'booking') continue
    await confirmPaid(tx, { booking: about.id, order, fee: BigInt(fee), provider }, now)
  }
}

async function letSeatsGo(...[tx, { data }, now]: Parameters<Reaction>) {
  const { whole, lines } = data as { whole: boolean; lines: PaidLine[] }
  if (!whole) return
  for (const { kind, about } of lines) {
    if (kind === 'booking') await letSeatGo(tx, about.id, 'schedule', now)
  }
}

function followBilling(...[tx, { data }, now]: Parameters<Reaction>) {
  return billingChanged(tx, data as BillingChanged, now)
}

function payoutHasArrived(...[tx, { about }, now]: Parameters<Reaction>) {
  return payoutArrived(tx, about.id, now)
}

function payoutCameBack(...[tx, { about, data }, now, { payments }]: Parameters<Reaction>) {
  const code = typeof data.code === 'string' ? data.code : 'returned'
  const why = { code, reason: `the bank sent it back (${code.replaceAll('_', ' ')})` }
  return payoutReturned(tx, about.id, payments.provider.id, why, now)
}
