import type { Value } from '#base'

type At = Temporal.Instant
type Maybe<Of> = Of | undefined

/** Who they are: joining, signing in, being invited. */
export type ToldOfPeople = {
  'person.joined': Record<never, never>
  'person.email_verification': { url: string }
  'person.password_reset': { url: string }
  'organization.invited': { organization: string; inviter: string; role: string }
  /** E-mails to the address were refused for good; `words`: what its mail server said. */
  'email.undeliverable': { address: string; words: string }
  /** `number`: its last digits. */
  'phone.confirmed': { number: string }
  'phone.removed': { number: string }
}

/** Orders, credits, refunds. */
export type ToldOfMoney = {
  /** `order`: whose page has the invoice and the receipt. */
  'order.paid': { what: string; total: Value; order: string }
  'order.expired': { what: string }
  /** `credits`: those that left the wallet for it. */
  'order.refunded': { what: string; total: Value; credits?: Maybe<Value> }
  'order.turned_down': { what: string; total: Value }
  'refund.failed': { what: string; total: Value; credits?: Maybe<Value> }
  'refund.withdrawn': { what: string; total: Value; credits?: Maybe<Value> }
  'credits.granted': { credits: Value; expiresAt?: Maybe<At> }
  /** `bonus`: of these, what a pack brought on top. */
  'credits.purchased': {
    credits: Value
    bonus?: Maybe<Value>
    total?: Maybe<Value>
    order: string
  }
  'credits.delayed': { credits: Value; until: At }
  'credits.released': Record<never, never>
  'buyer.stopped': { until: At; declined: boolean }
  /** `code`: the provider's word for why. `order`: where it can be paid by hand. */
  'refill.failed': { credits: Value; total: Value; code: string; order: string }
  'refill.stopped': { credits: Value; because: 'failures' | 'no_method' }
  /** `code`: our own refusal that stands against it. */
  'refill.held_back': { credits: Value; code: string }
}

/** What became of a plan. */
export type ToldOfPlans = {
  'subscription.started': { plan: string; renewsAt?: Maybe<At>; trial: boolean }
  'subscription.trial_ending': { plan: string; endsAt?: Maybe<At>; price: Value }
  'subscription.renewed': { plan: string; renewsAt?: Maybe<At> }
  'subscription.changed': { plan: string; before: string; renewsAt?: Maybe<At> }
  'subscription.change_planned': {
    plan: string
    next: string
    changesAt?: Maybe<At>
    price?: Maybe<Value>
  }
  'subscription.paused': { plan: string; endsAt?: Maybe<At>; resumesAt?: Maybe<At> }
  'subscription.resumed': { plan: string }
  'subscription.kept': { plan: string; endsAt?: Maybe<At> }
  'subscription.payment_failed': { plan: string }
  'subscription.lapsed': { plan: string }
  'subscription.leaving': { plan: string; endsAt?: Maybe<At> }
  'subscription.ended': { plan: string; endsAt?: Maybe<At> }
}

/** A session and its hour. */
type Session = { session: string; start: At }

/** Seats, from asking to what became of them; for whoever learns. */
export type ToldOfBookings = {
  'booking.requested': Session & { educator: string; answerBy?: Maybe<At>; booking: string }
  'booking.confirmed': Session & { educator: string; booking: string }
  'booking.declined': Session & { educator: string; booking: string; note?: Maybe<string> }
  'booking.expired': Session & { educator: string; booking: string }
  /** `back`: what came back. */
  'booking.cancelled': Session & { back?: Maybe<Value>; byLearner: boolean; booking: string }
  'booking.move_proposed': Session & { by: string; newStart: At; booking: string }
  'booking.moved': Session & { educator: string; before?: Maybe<At>; booking: string }
  'booking.move_declined': Session & { by: string; booking: string }
  'booking.educator_changed': Session & { before: string; educator: string; booking: string }
  'booking.completed': { session: string; educator: string; booking: string }
  'booking.no_show': Session & { booking: string }
  /** `usual`, `time`: hours on the reader's own clock, `12:00`. */
  'series.hour_shifts': Session & { usual: string; time: string; booking: string }
  'session.reminder': Session & { hours: number; educator: string; booking: string }
  'waitlist.offered': Session & { until?: Maybe<At>; sessionId: string }
  'waitlist.booked': Session & { sessionId: string }
  'waitlist.passed': Session & { why: string; sessionId: string }
  'waitlist.lapsed': Session & { sessionId: string }
  'waitlist.closed': Session & { sessionId: string }
  /** `named`: the first few of what is new; `link`: the search itself. */
  'search.found': { search: string; count: number; named: string; more: boolean; link: string }
  'message.received': { from: string; thread: string; words: string }
}

/** Lessons in one piece, and gifts. */
export type ToldOfBuying = {
  'package.bought': Lessons & { until?: Maybe<At> }
  'package.bought.educator': { lessons: number; minutes: number; learner: string }
  'package.not_opened': { package: string }
  'package.ending': Lessons & { until?: Maybe<At>; extendable: boolean }
  'package.extended': Lessons & { until?: Maybe<At> }
  'package.expired': Lessons
  'package.ended': Lessons & { back: Value; byLearner: boolean }
  'package.ended.educator': { lessons: number; learner: string }
  /** `url` lets its bearer claim it. `what`: credits, package or seat. */
  'gift.received': {
    giver: string
    name: string
    words?: Maybe<string>
    what: string
    amount: Value
    until: At
    url: string
  }
  'gift.sent': Gift
  'gift.claimed': Gift
  'gift.expired': Gift
  'gift.not_given': Gift
}

type Lessons = { package: string; lessons: number; minutes: number; educator: string }
type Gift = { gift: string; name: string; until: At }

/** What is found about a session or a seat, and what counts against an educator. */
export type ToldOfVerdicts = {
  'booking.unclear': Session & { educator: string; until: At; booking: string }
  'booking.unclear.educator': Session & { learner: string; until: At; booking: string }
  'booking.disputed': Session & { booking: string }
  'booking.disputed.educator': Session & { learner: string; booking: string }
  'booking.resolved': Session & { back?: Maybe<Value>; booking: string }
  'booking.resolved.educator': Session & { learner: string; booking: string }
  'booking.educator_missed': Session & { educator: string; back?: Maybe<Value>; booking: string }
  'booking.educator_missed.educator': Session & { learner: string; booking: string }
  'session.too_few': Session & { booked: number; minimum: number; until: At; sessionId: string }
  /** `token` opens it again without signing in. */
  'session.empty': Session & { until: At; sessionId: string; token: string }
  'session.reopened': Session & { sessionId: string }
  'educator.marked': { marks: number; most: number }
  'educator.hidden': { until?: Maybe<At>; marks: number }
  'educator.shown': Record<never, never>
}

/** Quality and tiers: what is warned of, what is taken, what is decided. */
export type ToldOfQuality = {
  'tier.warned': { tier: string; kind: string; until: At }
  /** `measure`: notice, coaching, limits, suspension or decision; `reason`: what is below its threshold first. */
  'quality.measure_taken': {
    measure: string
    reason: string
    others: number
    most: number
    until?: Maybe<At>
  }
  'quality.measure_ended': { measure: string; how: string }
  'quality.appeal_decided': { measure: string; granted: boolean; words: string }
  'quality.appealed': { educator: string; measure: string; until: At }
  'quality.audits_drawn': { sessions: number }
  'educator.featured': { bonus?: Maybe<Value> }
}

/** Sessions and seats, for whoever teaches. */
export type ToldOfTeaching = {
  'session.published': Session & { sessionId: string }
  'session.cancelled': Session & { sessionId: string }
  'session.reminder.educator': Session & { hours: number; seats: number; sessionId: string }
  'series.date_left_out': { session: string; day: At; why: string; series: string }
  /** `silent`: too many were not answered; else too many declined. */
  'instant.switched_off': { silent: boolean; times: number }
  'booking.requested.educator': Session & { learner: string; answerBy?: Maybe<At>; booking: string }
  'booking.expired.educator': Session & { learner: string; booking: string }
  'booking.confirmed.educator': Session & { learner: string; booking: string }
  'booking.cancelled.educator': Session & { learner: string; booking: string }
  'booking.move_proposed.educator': Session & { by: string; newStart: At; booking: string }
  'booking.move_declined.educator': Session & { by: string; booking: string }
  'booking.moved.educator': Session & { learner: string; before?: Maybe<At>; booking: string }
  'review.published': { session: string; stars: number }
}

/** Teaching a session with others: `share` is a percentage; `answer`: accepted, declined or left. */
export type ToldOfSharing = {
  'co_educator.invited': Session & { lead: string; share: string; sessionId: string }
  'co_educator.set': Session & { lead: string; share: string; sessionId: string }
  'co_educator.answered': Session & { name: string; answer: string; sessionId: string }
  'co_educator.removed': Session & { lead: string; share: string; sessionId: string }
  'co_educator.moved': Session & { lead: string; share: string; sessionId: string }
}

/** What people say of each other, and what moderators decide. */
export type ToldOfVoices = {
  'review.replied': { educator: string; educatorId: string }
  'learner_rating.published': { educator: string; session: string; booking: string }
  /** `about`: what kind of thing; `urgent`: yes or no. */
  'report.made': { report: string; about: string; urgent: string; until: At }
  /** `decision`: kept, hidden, words_removed or acted. */
  'report.decided': { decision: string; note: string }
  'words.taken_away': { decision: string; note: string }
  /** `outcome`: warned or removed. */
  'room.decided': { session: string; outcome: string; note: string }
}

/** Earnings, payouts, tiers. */
export type ToldOfEarnings = {
  'commission.available': { amount: Value; session?: Maybe<string> }
  'commission.frozen': { amount: Value; session: string }
  /** `held`: it had not been let go yet; else it is owed, and paid from later earnings first. */
  'commission.taken_back': { amount: Value; session: string; held: boolean }
  'tier.changed': { tier: string; kind: string; rate?: Maybe<string> }
  'payout.sent': { amount: Value }
  'payout.paid': { amount: Value }
  'payout.failed': { amount: Value; why?: Maybe<string> }
  'payout.parked': { amount: Value }
  'payout.stopped': { amount: Value }
}

/** Applying to teach: applicants and reviewers; and the agreement. */
export type ToldOfApplying = {
  'application.sent': { until: At }
  'application.more_asked': { words: string; until: At }
  'application.times_offered': { count: number }
  'application.interview_set': { start: At; place: string }
  'application.interview_called_off': { start: At }
  'application.approved': { words?: Maybe<string> }
  'application.rejected': { words: string; again: At }
  'application.lapsed': Record<never, never>
  'application.waiting': Applicant & { until: At }
  'application.answered': Applicant & { words: string }
  'application.interview_set.reviewer': Applicant & { start: At; place: string }
  'application.interview_called_off.reviewer': Applicant & { start: At }
  'application.none_fits': Applicant & { words: string }
  /** `lapsed`: by silence. */
  'application.withdrawn': Applicant & { lapsed: boolean }
  /** `taken`: the reader has it. */
  'application.late': Applicant & { sent: At; taken: boolean }
  'contract.asked': { title: string; until: At }
  'contract.accepted': { title: string; version: number; at: At }
}

type Applicant = { name: string; application: string }

/** Cases between a learner and an educator, and what tax asks of educators. `link`: where the reader finds it. */
export type ToldOfCases = {
  'case.answered': Session & { name: string; link: string }
  'case.asked': Session & { until: At; link: string }
  'case.message': Session & { name: string; link: string }
  'case.reminder': Session & { until: At; link: string }
  /** `own`: the reader has not answered; `ends`: the case ends by it. */
  'case.lost': Session & { own: boolean; ends: boolean; link: string }
  'case.appealed': Session & { link: string }
  'case.overdue': { session: string; until: At; link: string }
  'tax.form_needed': { link: string }
  'tax.statement': { year: string; corrected: boolean; link: string }
}

/** What those who run Stoa, or an organization, tell each other. */
export type ToldOfWork = {
  /** `foreseen`: before the run; else while it runs. `day`: `2026-11-30`. */
  'payouts.short': { lacking: Value; payouts: number; day: string; foreseen: boolean }
  'receipt.recorded': { what: string; total: Value; order: string; colleague: string }
  'receipt.decided': {
    what: string
    total: Value
    order: string
    counted: boolean
    note?: Maybe<string>
  }
  'refund.wished': { what: string; total: Value; order: string; colleague: string }
  'refund.wish_decided': { what: string; order: string; agreed: boolean; note?: Maybe<string> }
  'room.problem': { session: string; sessionId: string; kind: string; what: string }
  /** `link`: the page of the receiver, which differs for staff and organizations. */
  'webhook.disabled': { address: string; days: number; link: string }
}

/** Institutions, guaranteed minimums, educators who bring educators. */
export type ToldOfJoining = {
  'educator.invited': { organization: string; until: At }
  'educator.moved': { from: string; to: string; letGo: boolean }
  'institution.joined': { educator: string; organization: string; link: string }
  'institution.left': { educator: string; organization: string; link: string }
  'agreement.made': {
    organization: string
    educatorShare: string
    institutionShare: string
    from: At
    link: string
  }
  'agreement.ended': { organization: string; end: At; link: string }
  'transition.agreed': { amount: Value; startsOn: At; endsOn: At }
  'guarantee.topped_up': { amount: Value; earned: Value; minimum: Value }
  'transition.ending': { amount: Value; endsOn: At }
  'transition.ending.staff': { educator: string; amount: Value; endsOn: At }
  'transition.ended': { early: boolean; reason: string; endsOn: At }
  'referral.rewarded': { amount: Value; name: string }
  'referral.held_back': { amount: Value; name: string; reason: string }
}

/** Messages on their way: ways through providers, and stock that lacks. */
export type ToldOfSending = {
  'message_route.broken': { provider: string; asset: string; why: string }
  'message_route.mended': { provider: string; asset: string }
  'message_stock.lacking': { provider: string; asset: string; quantity: number }
  /** `why`: no_provider, no_stock, no_template. */
  'house_texts.closed': { way: string; why: string }
}

/** Stock of message credits. `approved`: by itself. */
export type ToldOfStock = {
  'stock.drifted': { provider: string; asset: string; theirs: number; ours: number }
  'stock.account_drifted': { provider: string; theirs: Value; ours: Value }
  'stock.low': { provider: string; asset: string; left: number; days: number; onOrder: number }
  'stock.oversold': { asset: string; sold: number; most: number }
  'purchase.submitted': Purchase & { colleague: string }
  'purchase.raised': Purchase & { asset: string; left: number; approved: boolean }
}

type Purchase = { name: string; provider: string; total: Value; purchase: string }

/** Conversations with those who write to an organization, and its codes. */
export type ToldOfInbox = {
  'inbox.waiting': { name: string; organization: string; words: string; link: string }
  'inbox.assigned': { name: string; organization: string; by: string; link: string }
  'otp.country_stopped': {
    organization: string
    country: string
    sent: number
    verified: number
    link: string
  }
}

/** Wallets of message credits. `what`: "1,000 SMS, 500 WhatsApp"; `link`: the organization's own page. */
export type ToldOfWallets = {
  'messages.bought': Wallet & { what: string; total: Value; until: At }
  'messages.given': Wallet & { what: string; until: At }
  'messages.delayed': Wallet & { until: At }
  'messages.suspended': Wallet & { reason: string }
  'messages.resumed': Wallet & { reason: string }
  'messages.low': Wallet & { asset: string; left: number; below: number }
  'messages.short': Wallet & { asset: string; left: number; days: number }
  'messages.expiring': Wallet & { what: string; days: number; until: At }
  /** `asks`: a bank would ask; else nothing is kept that could be charged. */
  'messages.to_pay': Wallet & { asset: string; total: Value; asks: boolean }
  /** `why`: `asks`, `late` (nobody paid the order), else the bank's no. */
  'messages.refill_failed': Wallet & { asset: string; total: Value; why: string }
  'messages.refill_stopped': Wallet & { asset: string; because: string }
  'messages.refill_held_back': Wallet & { asset: string; full: boolean }
  'bonus.asked': Wallet & { colleague: string; what: string; reason: string }
}

type Wallet = { organization: string; link: string }

/** Campaigns and templates of an organization. */
export type ToldOfCampaigns = {
  'template.paused': {
    template: string
    organization: string
    provider: string
    reason: string
    link: string
  }
  'campaign.stopped': { name: string; organization: string; reason: string; link: string }
  'campaign.done': { name: string; organization: string; link: string }
}

/** What is known about each kind of notice when it is written. Names, moments and amounts. */
export type Told = ToldOfPeople &
  ToldOfMoney &
  ToldOfPlans &
  ToldOfBookings &
  ToldOfBuying &
  ToldOfTeaching &
  ToldOfSharing &
  ToldOfVerdicts &
  ToldOfQuality &
  ToldOfVoices &
  ToldOfEarnings &
  ToldOfJoining &
  ToldOfApplying &
  ToldOfCases &
  ToldOfSending &
  ToldOfCampaigns &
  ToldOfStock &
  ToldOfInbox &
  ToldOfWallets &
  ToldOfWork

export type NoticeKind = keyof Told

/** Words in one language: ICU messages whose places `Told` fills. */
export type Words<Kinds> = { [Kind in keyof Kinds]: { title: string; body: string } }
