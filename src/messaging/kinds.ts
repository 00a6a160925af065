import type { NoticeKind } from './told.ts'

/**
 * What people choose by when they switch notices off. `security` and `receipts` cannot be switched off:
 * the first keep an account theirs, the second are proof of what was paid.
 */
export const GROUPS = [
  'security',
  'receipts',
  'bookings',
  'reminders',
  'messages',
  'money',
  'plan',
  'offers',
  'teaching',
  'earnings',
  'work',
] as const

export type Group = (typeof GROUPS)[number]

/** Where a notice can be told. */
export const CHANNELS = ['app', 'email'] as const
export type Channel = (typeof CHANNELS)[number]

export const ALWAYS: readonly Group[] = ['security', 'receipts']

/** What a kind of notice is, in whatever language it is told. */
export type Kind = {
  group: Group
  /** Where in the app it leads; `{order}` is what is told of it. */
  link?: string
  /** Whether it is worth an e-mail too. */
  email: boolean
  /** It carries a link that lets its bearer in, so nobody but the addressee may read it, and no list in the app keeps it. */
  secret?: boolean
}

const kind = (group: Group, link: string | undefined, email: boolean): Kind =>
  link === undefined ? { group, email } : { group, link, email }

/** Every kind of notice there is. A new one needs words in every language: words/en, words/de. */
export const KINDS: { readonly [Name in NoticeKind]: Kind } = {
  'person.joined': kind('security', '/sessions', true),
  'person.email_verification': { group: 'security', email: true, secret: true },
  'person.password_reset': { group: 'security', email: true, secret: true },
  'organization.invited': kind('security', '/invitations', true),
  'email.undeliverable': kind('security', '/settings/notices', false),
  'phone.confirmed': kind('security', '/settings/notices', true),
  'phone.removed': kind('security', '/settings/notices', true),

  'order.paid': kind('receipts', '/orders/{order}', true),
  'order.expired': kind('money', '/wallet', false),
  'order.refunded': kind('receipts', '/wallet', true),
  'order.turned_down': kind('receipts', '/wallet', true),
  'refund.failed': kind('receipts', '/wallet', true),
  'refund.withdrawn': kind('receipts', '/wallet', true),
  'credits.granted': kind('money', '/wallet', false),
  'credits.purchased': kind('receipts', '/orders/{order}', true),
  'credits.delayed': kind('receipts', '/wallet', true),
  'credits.released': kind('money', '/wallet', true),
  'buyer.stopped': kind('security', '/wallet', true),
  'refill.failed': kind('money', '/orders/{order}', true),
  'refill.stopped': kind('money', '/billing', true),
  'refill.held_back': kind('money', '/billing', false),

  'subscription.started': kind('receipts', '/billing', true),
  'subscription.trial_ending': kind('receipts', '/subscription', true),
  'subscription.renewed': kind('receipts', '/billing', true),
  'subscription.changed': kind('receipts', '/billing', true),
  'subscription.change_planned': kind('plan', '/subscription', true),
  'subscription.paused': kind('plan', '/subscription', true),
  'subscription.resumed': kind('plan', '/subscription', true),
  'subscription.kept': kind('plan', '/subscription', true),
  'subscription.payment_failed': kind('receipts', '/subscription', true),
  'subscription.lapsed': kind('plan', '/subscription', true),
  'subscription.leaving': kind('receipts', '/subscription', true),
  'subscription.ended': kind('plan', '/plans', true),

  'booking.requested': kind('bookings', '/bookings/{booking}', false),
  'booking.confirmed': kind('bookings', '/bookings/{booking}', true),
  'booking.declined': kind('bookings', '/bookings/{booking}', true),
  'booking.expired': kind('bookings', '/bookings/{booking}', true),
  'booking.cancelled': kind('bookings', '/bookings/{booking}', true),
  'booking.move_proposed': kind('bookings', '/bookings/{booking}', true),
  'booking.moved': kind('bookings', '/bookings/{booking}', true),
  'booking.move_declined': kind('bookings', '/bookings/{booking}', true),
  'booking.educator_changed': kind('bookings', '/bookings/{booking}', true),
  'booking.completed': kind('bookings', '/bookings/{booking}', true),
  'booking.no_show': kind('bookings', '/bookings/{booking}', true),
  'series.hour_shifts': kind('reminders', '/bookings/{booking}', true),
  'session.reminder': kind('reminders', '/bookings/{booking}', true),
  'waitlist.offered': kind('offers', '/sessions/{sessionId}', true),
  // The seat's own confirmation goes out by e-mail.
  'waitlist.booked': kind('bookings', '/sessions/{sessionId}', false),
  'waitlist.passed': kind('offers', '/sessions/{sessionId}', true),
  'waitlist.lapsed': kind('offers', '/sessions/{sessionId}', false),
  'search.found': kind('offers', '{link}', true),
  'waitlist.closed': kind('offers', '/sessions/{sessionId}', false),
  'message.received': kind('messages', '/messages/{thread}', true),

  'package.bought': kind('bookings', '/packages/{package}', true),
  'package.not_opened': kind('receipts', '/packages/{package}', true),
  'package.ending': kind('receipts', '/packages/{package}', true),
  'package.extended': kind('bookings', '/packages/{package}', false),
  'package.expired': kind('receipts', '/packages/{package}', true),
  'package.ended': kind('receipts', '/packages/{package}', true),
  'gift.received': { group: 'security', email: true, secret: true },
  'gift.sent': kind('money', '/gifts/{gift}', false),
  'gift.claimed': kind('money', '/gifts/{gift}', true),
  'gift.expired': kind('receipts', '/gifts/{gift}', true),
  'gift.not_given': kind('receipts', '/gifts/{gift}', true),

  'package.bought.educator': kind('teaching', '/teach/packages', true),
  'package.ended.educator': kind('teaching', '/teach/packages', true),
  'session.published': kind('teaching', '/teach/sessions/{sessionId}', false),
  'session.cancelled': kind('teaching', '/teach/sessions/{sessionId}', true),
  'session.reminder.educator': kind('reminders', '/teach/sessions/{sessionId}', true),
  'co_educator.invited': kind('teaching', '/teach/sessions/{sessionId}/educators', true),
  'co_educator.set': kind('teaching', '/teach/sessions/{sessionId}', true),
  'co_educator.answered': kind('teaching', '/teach/sessions/{sessionId}/educators', true),
  'co_educator.removed': kind('teaching', '/teach/calendar', true),
  'co_educator.moved': kind('teaching', '/teach/sessions/{sessionId}/educators', true),
  'series.date_left_out': kind('teaching', '/teach/series/{series}', true),
  'instant.switched_off': kind('teaching', '/teach/now', true),
  'booking.requested.educator': kind('teaching', '/teach/bookings/{booking}', true),
  'booking.expired.educator': kind('teaching', '/teach/bookings/{booking}', true),
  'booking.confirmed.educator': kind('teaching', '/teach/bookings/{booking}', false),
  'booking.cancelled.educator': kind('teaching', '/teach/bookings/{booking}', false),
  'booking.move_proposed.educator': kind('teaching', '/teach/bookings/{booking}', true),
  'booking.move_declined.educator': kind('teaching', '/teach/bookings/{booking}', true),
  'booking.moved.educator': kind('teaching', '/teach/bookings/{booking}', true),
  'review.published': kind('teaching', '/teach/reviews', false),

  'review.replied': kind('messages', '/educators/{educatorId}', true),
  'learner_rating.published': kind('bookings', '/bookings/{booking}', false),
  'report.made': kind('work', '/operate/reports/{report}', false),
  'report.decided': kind('messages', undefined, true),
  'room.decided': kind('security', undefined, true),
  'words.taken_away': kind('security', undefined, true),

  'booking.unclear': kind('bookings', '/bookings/{booking}', true),
  'booking.unclear.educator': kind('teaching', '/teach/bookings/{booking}', true),
  'booking.disputed': kind('bookings', '/cases/{booking}', true),
  'booking.disputed.educator': kind('teaching', '/teach/cases/{booking}', true),
  'booking.resolved': kind('bookings', '/cases/{booking}', true),
  'booking.resolved.educator': kind('teaching', '/teach/cases/{booking}', true),
  'booking.educator_missed': kind('bookings', '/bookings/{booking}', true),
  'booking.educator_missed.educator': kind('teaching', '/teach/bookings/{booking}', true),
  'session.too_few': kind('teaching', '/teach/sessions/{sessionId}', true),
  'session.empty': kind('teaching', '/reopen/{sessionId}/{token}', true),
  'session.reopened': kind('teaching', '/teach/sessions/{sessionId}', false),
  'educator.marked': kind('teaching', '/teach', true),
  'educator.hidden': kind('teaching', '/teach', true),
  'educator.shown': kind('teaching', '/teach', true),

  'educator.invited': kind('security', '/teach-with-us/invitations', true),
  'educator.moved': kind('security', '/teach/institution', true),
  'institution.joined': kind('work', '{link}', false),
  'messages.bought': kind('receipts', '{link}', true),
  'messages.given': kind('money', '{link}', false),
  'messages.delayed': kind('receipts', '{link}', true),
  'messages.suspended': kind('receipts', '{link}', true),
  'messages.resumed': kind('receipts', '{link}', true),
  'messages.low': kind('money', '{link}', true),
  'messages.short': kind('money', '{link}', true),
  'messages.expiring': kind('money', '{link}', true),
  'messages.to_pay': kind('receipts', '{link}', true),
  'messages.refill_failed': kind('receipts', '{link}', true),
  'messages.refill_stopped': kind('receipts', '{link}', true),
  'messages.refill_held_back': kind('money', '{link}', false),
  'bonus.asked': kind('work', '{link}', true),
  'institution.left': kind('work', '{link}', true),
  'agreement.made': kind('work', '{link}', true),
  'agreement.ended': kind('work', '{link}', true),
  'transition.agreed': kind('earnings', '/teach/institution', true),
  'guarantee.topped_up': kind('earnings', '/teach/institution', true),
  'transition.ending': kind('earnings', '/teach/institution', true),
  'transition.ending.staff': kind('work', '/operate/transitions', false),
  'transition.ended': kind('earnings', '/teach/institution', true),
  'referral.rewarded': kind('earnings', '/teach/referrals', true),
  'referral.held_back': kind('work', '/operate/referrals', true),

  'application.sent': kind('teaching', '/teach-with-us/application', true),
  'application.more_asked': kind('teaching', '/teach-with-us/application', true),
  'application.times_offered': kind('teaching', '/teach-with-us/application', true),
  'application.interview_set': kind('teaching', '/teach-with-us/application', true),
  'application.interview_called_off': kind('teaching', '/teach-with-us/application', true),
  'application.approved': kind('teaching', '/teach/welcome', true),
  'application.rejected': kind('teaching', '/teach-with-us/application', true),
  'application.lapsed': kind('teaching', '/teach-with-us/application', true),
  'application.waiting': kind('work', '/operate/applications/{application}', false),
  'application.answered': kind('work', '/operate/applications/{application}', true),
  'application.interview_set.reviewer': kind('work', '/operate/applications/{application}', true),
  'application.interview_called_off.reviewer': kind(
    'work',
    '/operate/applications/{application}',
    true,
  ),
  'application.none_fits': kind('work', '/operate/applications/{application}', true),
  'application.withdrawn': kind('work', '/operate/applications/{application}', false),
  'application.late': kind('work', '/operate/applications/{application}', true),
  'contract.asked': kind('receipts', '/teach/agreement', true),
  'contract.accepted': kind('receipts', '/teach/agreement', true),

  'commission.available': kind('earnings', '/teach/earnings', false),
  'commission.frozen': kind('earnings', '/teach/earnings', true),
  'commission.taken_back': kind('earnings', '/teach/earnings', true),
  'tier.warned': kind('earnings', '/teach/earnings', true),
  'quality.measure_taken': kind('security', '/teach/quality', true),
  'quality.measure_ended': kind('teaching', '/teach/quality', true),
  'quality.appeal_decided': kind('security', '/teach/quality', true),
  'quality.appealed': kind('work', '/operate/quality/queue', true),
  'educator.featured': kind('teaching', '/', true),
  'quality.audits_drawn': kind('work', '/operate/quality/audits', false),
  'tier.changed': kind('earnings', '/teach/earnings', true),
  'payout.sent': kind('earnings', '/teach/earnings', true),
  'payout.paid': kind('earnings', '/teach/earnings', false),
  'payout.failed': kind('receipts', '/teach/earnings', true),
  'payout.parked': kind('receipts', '/teach/earnings/payouts', true),
  'payouts.short': kind('work', '/operate/payouts', true),
  'payout.stopped': kind('receipts', '/teach/earnings', true),

  'case.answered': kind('bookings', '{link}', true),
  'case.asked': kind('receipts', '{link}', true),
  'case.message': kind('messages', '{link}', true),
  'case.reminder': kind('reminders', '{link}', true),
  'case.lost': kind('receipts', '{link}', true),
  'case.appealed': kind('receipts', '{link}', true),
  'case.overdue': kind('work', '{link}', true),
  'tax.form_needed': kind('receipts', '{link}', true),
  'tax.statement': kind('receipts', '{link}', true),

  'message_route.broken': kind('work', '/operate/messaging/health', true),
  'message_route.mended': kind('work', '/operate/messaging/health', false),
  'template.paused': kind('work', '{link}', true),
  'campaign.stopped': kind('work', '{link}', true),
  'campaign.done': kind('work', '{link}', false),
  'message_stock.lacking': kind('work', '/operate/messaging/wholesale', true),
  'house_texts.closed': kind('work', '/operate/messaging/health', true),
  'inbox.waiting': kind('work', '{link}', false),
  'inbox.assigned': kind('work', '{link}', true),
  'otp.country_stopped': kind('security', '{link}', true),
  'stock.drifted': kind('work', '/operate/messaging/wholesale', true),
  'stock.account_drifted': kind('work', '/operate/messaging/wholesale', true),
  'stock.low': kind('work', '/operate/messaging/wholesale', true),
  'stock.oversold': kind('work', '/operate/messaging/wholesale', true),
  'purchase.submitted': kind('work', '/operate/messaging/wholesale/orders/{purchase}', true),
  'purchase.raised': kind('work', '/operate/messaging/wholesale/orders/{purchase}', true),

  'receipt.recorded': kind('work', '/operate/by-hand', true),
  'receipt.decided': kind('work', '/operate/by-hand', false),
  'refund.wished': kind('work', '/operate/refunds', true),
  'refund.wish_decided': kind('work', '/operate/refunds', false),
  'room.problem': kind('work', '/operate/rooms', true),
  'webhook.disabled': kind('work', '{link}', true),
}

/** Every kind of notice there is, by name. */
export const NOTICE_KINDS = Object.keys(KINDS) as readonly NoticeKind[]

/** Whether those who get it may switch it off. */
export const mayBeMuted = (name: NoticeKind): boolean => !ALWAYS.includes(KINDS[name].group)
