import type { Reactions } from './react.ts'
import { tell } from './telling.ts'

/** "When X happened, do Y", for the whole house. Each reaction happens once per fact. */
export const reactions: Reactions = {
  'person.joined': { tell },
  'person.email_verification': { tell },
  'person.password_reset': { tell },
  'order.paid': { tell },
  'order.expired': { tell },
  'order.refunded': { tell },
  'subscription.started': { tell },
  'subscription.renewed': { tell },
  'subscription.payment_failed': { tell },
  'subscription.ended': { tell },
  'credits.granted': { tell },
  'credits.purchased': { tell },
  'session.published': { tell },
  'session.cancelled': { tell },
  'booking.confirmed': { tell },
  'booking.cancelled': { tell },
  'booking.completed': { tell },
  'booking.no_show': { tell },
  'commission.available': { tell },
  'tier.changed': { tell },
  'payout.sent': { tell },
  'payout.paid': { tell },
  'payout.failed': { tell },
  'review.published': { tell },
}
