import type { Fact, Value } from '#base'
import { value } from '#ledger'
import { type NoticeKind, notify, type Told } from '#messaging'
import type { Reaction } from './react.ts'
import { hearersOfApplying } from './telling-of-applying.ts'
import { hearersOfAsking } from './telling-of-asking.ts'
import { hearersOfBuying } from './telling-of-buying.ts'
import { hearersOfCampaigns } from './telling-of-campaigns.ts'
import { hearersOfCases } from './telling-of-cases.ts'
import { hearersOfFinding } from './telling-of-finding.ts'
import { hearersOfInbox } from './telling-of-inbox.ts'
import { hearersOfJoining } from './telling-of-joining.ts'
import { type Hearers, hearersOfLive, type Telling } from './telling-of-live.ts'
import { hearersOfMessaging } from './telling-of-messaging.ts'
import { hearersOfPayouts } from './telling-of-payouts.ts'
import { hearersOfQuality } from './telling-of-quality.ts'
import { hearersOfReceipts } from './telling-of-receipts.ts'
import { hearersOfRefills } from './telling-of-refills.ts'
import { hearersOfRisk } from './telling-of-risk.ts'
import { hearersOfRooms } from './telling-of-rooms.ts'
import { hearersOfSending } from './telling-of-sending.ts'
import { hearersOfSharing } from './telling-of-sharing.ts'
import { hearersOfStock } from './telling-of-stock.ts'
import { hearersOfVerdicts } from './telling-of-verdicts.ts'
import { hearersOfVoices } from './telling-of-voices.ts'
import { hearersOfWallets } from './telling-of-wallets.ts'

const PLAN_FACTS = [
  'subscription.started',
  'subscription.trial_ending',
  'subscription.renewed',
  'subscription.changed',
  'subscription.change_planned',
  'subscription.paused',
  'subscription.resumed',
  'subscription.kept',
  'subscription.payment_failed',
  'subscription.lapsed',
  'subscription.leaving',
  'subscription.ended',
] as const satisfies readonly NoticeKind[]

/** Lines whose own notice says more than that an order was paid. */
const OWN_NOTICE: ReadonlySet<string> = new Set(['credits', 'plan', 'messages'])

/** Who hears of which fact, and what they must know of it. Names are looked up where they live. */
const hearers: Record<string, Hearers> = {
  'person.joined': (_q, { about }) => [{ to: about.id, kind: 'person.joined', told: {} }],
  'person.email_verification': (_q, { about, data }) => [
    { to: about.id, kind: 'person.email_verification', told: { url: text(data.url) } },
  ],
  'person.password_reset': (_q, { about, data }) => [
    { to: about.id, kind: 'person.password_reset', told: { url: text(data.url) } },
  ],

  'order.paid': (_q, { about, data }) => {
    const kinds = (data.lines as { kind: string }[]).map(({ kind }) => kind)
    if (kinds.every((kind) => OWN_NOTICE.has(kind))) return []
    const told = { what: text(data.what), total: data.total as Value, order: about.id }
    return toBuyer(data, 'order.paid', told)
  },
  'order.expired': (_q, { data }) => toBuyer(data, 'order.expired', { what: text(data.what) }),
  'order.refunded': (_q, { data }) => toBuyer(data, 'order.refunded', refundOf(data)),
  'refund.failed': (_q, { data }) => toBuyer(data, 'refund.failed', refundOf(data)),
  'refund.withdrawn': (_q, { data }) => toBuyer(data, 'refund.withdrawn', refundOf(data)),
  'credits.purchased': (_q, { about, data }) =>
    toBuyer(data, 'credits.purchased', {
      credits: data.credits as Value,
      bonus: data.bonus as Value | undefined,
      total: data.total as Value,
      order: about.id,
    }),
  'credits.granted': (_q, { data }) => [
    {
      to: text(data.personId),
      kind: 'credits.granted',
      told: { credits: data.credits as Value, expiresAt: instant(data.expiresAt) },
    },
  ],
  ...ofPlans(),
  ...hearersOfRefills,
  ...hearersOfReceipts,
  ...hearersOfPayouts,
  ...hearersOfRisk,

  ...hearersOfBuying,
  ...hearersOfLive,
  ...hearersOfSharing,
  ...hearersOfVerdicts,
  ...hearersOfQuality,
  ...hearersOfRooms,
  ...hearersOfVoices,
  ...hearersOfAsking,
  ...hearersOfFinding,
  ...hearersOfMessaging,
  ...hearersOfCases,
  ...hearersOfCampaigns,
  ...hearersOfApplying,
  ...hearersOfJoining,
  ...hearersOfStock,
  ...hearersOfWallets,
  ...hearersOfSending,
  ...hearersOfInbox,

  'tier.changed': (_q, { data }) => {
    const kind = data.kind === 'conversation' ? 'host' : 'instructor'
    const until = instant(data.dropAt)
    if (until) {
      const told = { tier: text(data.dropTo), kind, until }
      return [{ to: text(data.educatorId), kind: 'tier.warned', told }]
    }
    if (data.from === data.to) return []
    const told = { tier: text(data.to), kind, rate: percent(data.rate) }
    return [{ to: text(data.educatorId), kind: 'tier.changed', told }]
  },
  'commission.available': (_q, { data }) => {
    const told = { amount: amountIn(data) }
    return [{ to: text(data.educatorId), kind: 'commission.available', told }]
  },
  'commission.frozen': (_q, { data }) => {
    const told = { amount: amountIn(data), session: text(data.session) }
    return [{ to: text(data.educatorId), kind: 'commission.frozen', told }]
  },
  'commission.taken_back': (_q, { data }) => {
    const told = { amount: amountIn(data), session: text(data.session), held: data.held === true }
    return [{ to: text(data.educatorId), kind: 'commission.taken_back', told }]
  },
  'payout.sent': (_q, fact) => ofPayout('payout.sent', fact),
  'payout.paid': (_q, fact) => ofPayout('payout.paid', fact),
  'payout.failed': (_q, fact) => ofPayout('payout.failed', fact),
  'payout.parked': (_q, fact) => ofPayout('payout.parked', fact),
  'payout.stopped': (_q, fact) => ofPayout('payout.stopped', fact),
}

/** Facts that somebody hears of. */
export const HEARD: readonly string[] = Object.keys(hearers)

/** Tells everybody concerned about a fact. */
export const tell: Reaction = async (tx, fact, now, { mail, payments }) => {
  for (const telling of (await hearers[fact.kind]?.(tx, fact, now)) ?? []) {
    await notify(tx, mail, { ...telling, fact: fact.id, site: payments.url }, now)
  }
}

/** Organizations read of their orders on their own pages, not in one person's list. */
function toBuyer<
  Kind extends
    | 'order.paid'
    | 'order.expired'
    | 'order.refunded'
    | 'refund.failed'
    | 'refund.withdrawn'
    | 'credits.purchased',
>({ buyer }: Fact['data'], kind: Kind, told: Told[Kind]): Telling[] {
  const { type, id } = buyer as { type: string; id: string }
  return type === 'person' ? [{ to: id, kind, told } as Telling] : []
}

function refundOf(data: Fact['data']) {
  const credits = data.credits as Value | undefined
  return { what: text(data.what), total: data.total as Value, credits }
}

/** Whoever has the plan hears of all that becomes of it. */
function ofPlans(): Record<string, Hearers> {
  const hear: Hearers = (_q, { kind, data }) => {
    const told = {
      plan: text(data.plan),
      before: text(data.before),
      next: text(data.next),
      trial: data.trial === true,
      price: data.price as Value,
      renewsAt: instant(data.renewsAt),
      endsAt: instant(data.endsAt),
      changesAt: instant(data.changesAt),
      resumesAt: instant(data.resumesAt),
    }
    return [{ to: text(data.personId), kind, told } as Telling]
  }
  return Object.fromEntries(PLAN_FACTS.map((kind) => [kind, hear]))
}

/** Payouts to institutions are read in their books, not in one person's list. */
function ofPayout(
  kind: 'payout.sent' | 'payout.paid' | 'payout.failed' | 'payout.parked' | 'payout.stopped',
  { data }: Fact,
): Telling[] {
  if (data.payeeType !== 'person') return []
  const amount = amountIn(data)
  const to = text(data.payeeId)
  if (kind === 'payout.failed') return [{ to, kind, told: { amount, why: maybe(data.reason) } }]
  return [{ to, kind, told: { amount } }]
}

const text = (part: unknown): string => String(part)
const maybe = (part: unknown): string | undefined =>
  typeof part === 'string' && part !== '' ? part : undefined

const instant = (part: unknown): Temporal.Instant | undefined =>
  typeof part === 'string' ? Temporal.Instant.from(part) : undefined

/** These facts carry amounts in smallest units, as text. */
function amountIn(data: Fact['data']): Value {
  return value(BigInt(text(data.amount)), text(data.currency))
}

/** Basis points as people read them: 7000 is "70 %", 6750 is "67.5 %". */
function percent(basisPoints: unknown): string | undefined {
  return typeof basisPoints === 'number' ? `${basisPoints / 100} %` : undefined
}
