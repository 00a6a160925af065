import { queueWork } from '#base'
import { payoutArrived, payoutReturned, unparkPayouts } from '#earnings'
import type { Owner } from '#ledger'
import {
  confirmPaid,
  dropUnpaid,
  dropUnpaidGift,
  giftPaid,
  letSeatGo,
  openPaid,
  seatWaiting,
} from '#live'
import { keepNoStock, settleOwed, watchWallet } from '#messaging'
import {
  type BillingChanged,
  creditsOf,
  delayFresh,
  END_BILLING,
  lookSoon,
  type OrderPaid,
  orderById,
  type PaidLine,
  refundFreed,
} from '#payments'
import { billingChanged, planPaid } from '#plans'
import { writeToGifted } from './gifting.ts'
import { writeToInvited } from './inviting.ts'
import { tellOrganizations } from './raising.ts'
import type { Reaction, Reactions } from './react.ts'
import { tell } from './telling.ts'
import { writeToInvitedEducator } from './telling-of-joining.ts'
import { dropReminders, planToRemind } from './telling-of-live.ts'

/** "When X happened, do Y", for the whole house. Each reaction happens once per fact. */
export const reactions: Reactions = {
  'person.joined': { tell },
  'person.email_verification': { tell },
  'person.password_reset': { tell },
  'organization.invited': { writeToInvited },

  'order.paid': { beginPlan, delayCredits, confirmSeats, openBought, tell },
  'order.expired': { dropUnbought, freeStock, tell },
  'order.cancelled': { freeStock },
  'order.turned_down': { letSeatsGo, dropUnbought, freeStock, endTurnedDown, tell },
  'order.refunded': { letSeatsGo, tell },
  'refill.failed': { tell },
  'refill.stopped': { tell },
  'refill.held_back': { tell },
  'refill.to_pay': { tell },
  'messages.granted': { watch, tell },
  'messages.delayed': { tell },
  'messages.suspended': { tell },
  'messages.resumed': { tell },
  'messages.low': { tell },
  'messages.short': { tell },
  'messages.expiring': { tell },
  'bonus.asked': { tell },
  'dispute.lost': { letSeatsGo },
  'refund.failed': { tell },
  'refund.withdrawn': { tell },
  'receipt.recorded': { tell },
  'receipt.decided': { tell },
  'refund.wished': { tell },
  'refund.wish_decided': { tell },
  'billing.changed': { followBilling },
  'bank.paid': { payoutHasArrived },
  'bank.failed': { payoutCameBack },
  'payee.ready': { payWhatWaited },

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
  'credits.delayed': { tell },
  'credits.released': { tell },
  'buyer.stopped': { tell },

  'session.published': { tell },
  'session.cancelled': { dropReminders, tell },
  'session.reminder': { tell },
  'co_educator.invited': { tell },
  'co_educator.set': { tell },
  'co_educator.accepted': { tell },
  'co_educator.declined': { tell },
  'co_educator.left': { tell },
  'co_educator.removed': { tell },
  'co_educator.withdrawn': { tell },
  'co_educator.moved': { tell },
  'package.bought': { tell },
  'package.not_opened': { tell },
  'package.ending': { tell },
  'package.extended': { tell },
  'package.expired': { tell },
  'package.ended': { tell },
  'gift.sent': { writeToGifted, tell },
  'gift.claimed': { tell },
  'gift.expired': { tell },
  'gift.not_given': { tell },
  'waitlist.turn': { seatWhoWaits },
  'waitlist.offered': { tell },
  'waitlist.booked': { tell },
  'waitlist.passed': { tell },
  'waitlist.lapsed': { tell },
  'waitlist.closed': { tell },
  'search.found': { tell },
  'booking.requested': { tell },
  'booking.confirmed': { lookAtWallet, planToRemind, tell, tellOrganizations },
  'booking.declined': { tell },
  'series.hour_shifts': { tell },
  'series.date_left_out': { tell },
  'instant.switched_off': { tell },
  'booking.expired': { tell },
  'booking.move_proposed': { tell },
  'booking.move_declined': { tell },
  'booking.moved': { planToRemind, tell },
  'booking.educator_changed': { planToRemind, tell },
  'booking.cancelled': { giveFreedBack, dropReminders, tell },
  'booking.completed': { tell },
  'booking.no_show': { tell },
  'booking.unclear': { tell },
  'booking.disputed': { tell },
  'booking.resolved': { tell },
  'case.answered': { tell },
  'case.asked': { tell },
  'case.message': { tell },
  'case.reminder': { tell },
  'case.lost': { tell },
  'case.appealed': { tell },
  'case.overdue': { tell },
  'tax.form_needed': { tell },
  'tax.statement': { tell },
  'session.too_few': { tell },
  'session.empty': { tell },
  'session.reopened': { tell },
  'educator.marked': { tell },
  'educator.hidden': { tell },
  'educator.shown': { tell },
  'room.reported': { tell },
  'quality.measure_taken': { tell },
  'quality.measure_ended': { tell },
  'quality.appealed': { tell },
  'quality.appeal_decided': { tell },
  'quality.audits_drawn': { tell },
  'educator.featured': { tell },
  'room.report_decided': { tell },
  'review.published': { tell },
  'review.replied': { tell },
  'learner_rating.published': { tell },
  'messages.unread': { tell },
  'report.made': { tell },
  'report.decided': { tell },
  'phone.confirmed': { tell },
  'phone.removed': { tell },
  'email.undeliverable': { tell },
  'webhook.disabled': { tell },

  'application.sent': { tell },
  'application.more_asked': { tell },
  'application.answered': { tell },
  'application.times_offered': { tell },
  'application.interview_set': { tell },
  'application.interview_called_off': { tell },
  'application.none_fits': { tell },
  'application.approved': { tell },
  'application.rejected': { tell },
  'application.withdrawn': { tell },
  'application.lapsed': { tell },
  'application.late': { tell },
  'contract.asked': { tell },
  'contract.accepted': { tell },

  'educator.invited': { writeToInvitedEducator },
  'educator.moved': { tell },
  'agreement.made': { tell },
  'agreement.ended': { tell },
  'transition.agreed': { tell },
  'transition.ending': { tell },
  'transition.ended': { tell },
  'guarantee.reckoned': { tell },
  'referral.rewarded': { tell },
  'referral.held_back': { tell },
  'commission.available': { tell },
  'commission.frozen': { tell },
  'commission.taken_back': { tell },
  'tier.changed': { tell },
  'payout.sent': { tell },
  'payout.paid': { tell },
  'payout.failed': { tell },
  'payout.parked': { tell },
  'payout.stopped': { tell },
  'payouts.short': { tell },
  'messages.purchased': { freeStock, settleOwedMessages, watch, tell },
  'template.paused': { tell },
  'campaign.stopped': { tell },
  'campaign.done': { tell },
  'inbox.waiting': { tell },
  'inbox.assigned': { tell },
  'otp.country_stopped': { tell },
  'message_route.broken': { tell },
  'message_route.mended': { tell },
  'house_texts.closed': { tell },
  'message_stock.lacking': { tell },
  'stock.drifted': { tell },
  'stock.low': { tell },
  'stock.oversold': { tell },
  'purchase.submitted': { tell },
  'purchase.raised': { tell },
}

function beginPlan(...[tx, { data }, now]: Parameters<Reaction>) {
  return planPaid(tx, data as OrderPaid, now)
}

/** What a plan grants at a payment that looks risky waits as bought credits do. */
async function delayCredits(...[tx, { data }, now]: Parameters<Reaction>) {
  await delayFresh(tx, await orderById(tx, (data as OrderPaid).orderId), now)
}

/** A plan that began with a payment that was turned down ends there too. */
async function endTurnedDown(...[tx, { data }]: Parameters<Reaction>) {
  const { billing } = data as { billing?: string }
  if (billing) await queueWork(tx, END_BILLING, { billing }, `end:${billing}`)
}

/** Credits of a payment that was refunded as fraud go back when a seat sets them free. */
async function giveFreedBack(...[tx, { data }, now, { payments }]: Parameters<Reaction>) {
  await refundFreed(payments, tx, String(data.learnerId), now)
}

/** What was bought with money for which credits are set aside: a package, a gift. */
async function openBought(...[tx, { data }, now]: Parameters<Reaction>) {
  await openPaid(tx, (data as OrderPaid).orderId, now)
  await giftPaid(tx, (data as OrderPaid).orderId, now)
}

async function dropUnbought(...[tx, { about }, now]: Parameters<Reaction>) {
  await dropUnpaid(tx, about.id, now)
  await dropUnpaidGift(tx, about.id, now)
}

/** A seat was kept for somebody who asked to be booked: the schedule looks after those this misses. */
async function seatWhoWaits(...[tx, { about }, now]: Parameters<Reaction>) {
  await seatWaiting(tx, about.id, now)
}

/** What came in while a wallet was empty is taken from what was bought now. */
async function settleOwedMessages(...[tx, { data }, now]: Parameters<Reaction>) {
  for (const asset of ['SMS', 'WHATSAPP'] as const)
    await settleOwed(tx, String(data.organizationId), asset, now)
}

/** There is more in a wallet: a fall is over, and the next one is told. */
async function watch(...[tx, { data }, now]: Parameters<Reaction>) {
  await watchWallet(tx, String(data.organizationId), now)
}

/** An order is delivered, or over: stock of message credits is not kept for it any more. */
async function freeStock(...[tx, { about }]: Parameters<Reaction>) {
  await keepNoStock(tx, about.id)
}

/** Credits that were spent may have left fewer than their owner wants to hold. */
async function lookAtWallet(...[tx, { data }]: Parameters<Reaction>) {
  await lookSoon(tx, creditsOf(String(data.learnerId)))
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

async function payWhatWaited(...[tx, { about }]: Parameters<Reaction>) {
  await unparkPayouts(tx, about as Owner)
}

function payoutHasArrived(...[tx, { about }, now]: Parameters<Reaction>) {
  return payoutArrived(tx, about.id, now)
}

function payoutCameBack(...[tx, { about, data }, now, { payments }]: Parameters<Reaction>) {
  const code = typeof data.code === 'string' ? data.code : 'returned'
  const why = { code, reason: `the bank sent it back (${code.replaceAll('_', ' ')})` }
  return payoutReturned(tx, about.id, payments.provider.id, why, now)
}
