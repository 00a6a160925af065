import { type Static, Type } from 'typebox'
import type {
  Commission,
  EducatorCard,
  NextPayout,
  Other,
  Overview,
  Payout,
  PayoutState,
  Standing,
} from '#earnings'
import { value } from '#ledger'
import { meanShown } from '#live'
import { KindSchema } from './live-shapes.ts'
import { DateSchema, IdSchema, InstantSchema, orNull, ValueSchema, ZoneSchema } from './schemas.ts'

/** How earnings answers: the shapes, and the one place where each is made. Shares are between 0 and 1. */

const thing = { additionalProperties: false } as const
const ShareSchema = Type.Number({ minimum: 0, maximum: 1 })
const share = (basisPoints: number) => basisPoints / 10_000

export const EducatorSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    zone: ZoneSchema,
    headline: Type.String(),
    about: Type.String(),
    languages: Type.Array(Type.String()),
    kinds: Type.Array(KindSchema),
    organizationId: IdSchema,
    tier: Type.String({ description: 'The higher one where they teach both kinds' }),
    tiers: Type.Array(Type.Object({ kind: KindSchema, tier: Type.String() }, thing)),
    rating: orNull(Type.String()),
    reviewCount: Type.Integer(),
    sessionsHeld: Type.Integer(),
    next: orNull(Type.Object({ id: IdSchema, title: Type.String(), start: InstantSchema }, thing)),
  },
  thing,
)

type Next = { id: string; title: string; start: Temporal.Instant } | undefined

export function educatorFrom(card: EducatorCard, next: Next): Static<typeof EducatorSchema> {
  const highest = card.standings.toSorted((a, b) => b.rate - a.rate)[0]!
  return {
    id: card.id,
    name: card.name,
    zone: card.zone,
    headline: card.headline,
    about: card.about,
    languages: card.languages,
    kinds: card.kinds,
    organizationId: card.organizationId,
    tier: highest.tier,
    tiers: card.standings.map(({ kind, tier }) => ({ kind, tier })),
    rating: meanShown(card.ratingsSum, card.ratingsCount),
    reviewCount: Number(card.ratingsCount),
    sessionsHeld: card.standings.reduce((sum, one) => sum + one.sessionsHeld, 0),
    next: next ? { ...next, start: next.start.toString() } : null,
  }
}

const StandingSchema = Type.Object(
  {
    kind: KindSchema,
    tier: Type.String(),
    rate: ShareSchema,
    since: InstantSchema,
    sessions: Type.Integer(),
    next: orNull(
      Type.Object(
        {
          tier: Type.String(),
          rate: ShareSchema,
          sessions: Type.Integer(),
          rating: orNull(Type.String()),
          reviews: Type.Integer(),
        },
        { ...thing, description: 'What is missing to the next tier' },
      ),
    ),
    goal: orNull(Type.Object({ sessions: Type.Integer(), rating: orNull(Type.Number()) }, thing)),
    rating: orNull(Type.Number()),
    ratings: Type.Integer(),
    completion: orNull(ShareSchema),
    completionNeeded: ShareSchema,
    warning: orNull(Type.Object({ to: Type.String(), at: InstantSchema }, thing)),
    pinnedUntil: orNull(InstantSchema),
    opens: Type.Array(Type.String(), {
      description: 'What the tier opens beside any plan, by the names of features',
    }),
  },
  thing,
)

const standingFrom = (standing: Standing): Static<typeof StandingSchema> => ({
  kind: standing.kind,
  tier: standing.tier,
  rate: share(standing.rate),
  since: standing.since.toString(),
  sessions: standing.sessions,
  next: standing.next && { ...standing.next, rate: share(standing.next.rate) },
  goal: standing.goal && {
    sessions: standing.goal.sessions,
    rating: standing.goal.rating === null ? null : standing.goal.rating / 100,
  },
  rating: standing.rating === null ? null : standing.rating / 100,
  ratings: standing.ratings,
  completion: standing.completion === null ? null : share(standing.completion),
  completionNeeded: share(standing.completionNeeded),
  warning: standing.warning && { to: standing.warning.to, at: standing.warning.at.toString() },
  pinnedUntil: standing.pinnedUntil?.toString() ?? null,
  opens: standing.opens,
})

export const NextPayoutSchema = Type.Object(
  {
    date: DateSchema,
    amount: ValueSchema,
    minimum: ValueSchema,
    waits: Type.Boolean({ description: 'Below the minimum: waits for the one after' }),
    scheduled: Type.Boolean(),
  },
  thing,
)

export const nextPayoutFrom = (next: NextPayout): Static<typeof NextPayoutSchema> => ({
  date: next.date.toString(),
  amount: value(next.amount, next.currency),
  minimum: value(next.minimum, next.currency),
  waits: next.waits,
  scheduled: next.scheduled,
})

const OtherSchema = Type.Object(
  {
    currency: Type.String(),
    lifetime: ValueSchema,
    pending: ValueSchema,
    held: ValueSchema,
    available: ValueSchema,
    inPayout: ValueSchema,
    paid: ValueSchema,
    nextPayout: orNull(NextPayoutSchema),
  },
  thing,
)

const otherFrom = ({ currency, nextPayout, ...sums }: Other): Static<typeof OtherSchema> => {
  const money = (amount: bigint) => value(amount, currency)
  return {
    currency,
    lifetime: money(sums.lifetime),
    pending: money(sums.pending),
    held: money(sums.held),
    available: money(sums.available),
    inPayout: money(sums.inPayout),
    paid: money(sums.paid),
    nextPayout: nextPayout && nextPayoutFrom(nextPayout),
  }
}

export const OverviewSchema = Type.Object(
  {
    lifetime: ValueSchema,
    period: ValueSchema,
    pending: ValueSchema,
    held: ValueSchema,
    available: ValueSchema,
    inPayout: ValueSchema,
    paid: ValueSchema,
    nextPayout: NextPayoutSchema,
    others: Type.Array(OtherSchema, { description: 'What is earned in other currencies' }),
    standings: Type.Array(StandingSchema),
  },
  thing,
)

export function overviewFrom(found: Overview): Static<typeof OverviewSchema> {
  const money = (amount: bigint) => value(amount, found.currency)
  return {
    lifetime: money(found.lifetime),
    period: money(found.period),
    pending: money(found.pending),
    held: money(found.held),
    available: money(found.available),
    inPayout: money(found.inPayout),
    paid: money(found.paid),
    nextPayout: nextPayoutFrom(found.nextPayout),
    others: found.others.map(otherFrom),
    standings: found.standings.map(standingFrom),
  }
}

/** The three words of the specification; the finer state stands beside them. */
const COMMISSION_STATUS = {
  pending: 'PENDING',
  held: 'PENDING',
  available: 'PROCESSED',
  in_payout: 'PROCESSED',
  paid: 'PAID',
  cancelled: 'CANCELLED',
  taken_back: 'CANCELLED',
} as const

export const CommissionStateSchema = Type.Enum([
  'pending',
  'held',
  'available',
  'in_payout',
  'paid',
  'cancelled',
  'taken_back',
])

export const SourceTypeSchema = Type.Enum([
  'booking',
  'decision',
  'appeal',
  'course',
  'cohort_seat',
  'certificate',
  'guarantee',
  'referral',
])

export const PaidBySchema = Type.Enum([
  'included',
  'credits',
  'cash',
  'tokens',
  'package',
  'platform',
])

export const CommissionSchema = Type.Object(
  {
    id: IdSchema,
    source: SourceTypeSchema,
    sourceId: IdSchema,
    bookingId: orNull(IdSchema),
    sessionId: orNull(IdSchema),
    educatorId: IdSchema,
    part: Type.Enum(['educator', 'institution']),
    kind: orNull(KindSchema),
    title: Type.String(),
    sessionAt: InstantSchema,
    paidBy: PaidBySchema,
    gross: ValueSchema,
    face: orNull(
      Type.Object(ValueSchema.properties, {
        ...thing,
        description: 'The price at face, where what was really paid for the credits counts',
      }),
    ),
    rate: ShareSchema,
    rateFrom: Type.Enum(['session', 'institution', 'tier', 'plan', 'default', 'agreed']),
    tier: orNull(Type.String()),
    feeBorne: ValueSchema,
    net: ValueSchema,
    status: Type.Enum(['PENDING', 'PROCESSED', 'PAID', 'CANCELLED']),
    state: CommissionStateSchema,
    journalId: orNull(Type.String()),
    payoutId: orNull(IdSchema),
    madeAt: InstantSchema,
    earnedAt: orNull(InstantSchema),
    heldUntil: orNull(InstantSchema),
    availableAt: orNull(InstantSchema),
    paidAt: orNull(InstantSchema),
    frozenAt: orNull(InstantSchema),
    takenBackAt: orNull(InstantSchema),
  },
  thing,
)

export const commissionFrom = (one: Commission): Static<typeof CommissionSchema> => ({
  id: one.id,
  source: one.source,
  sourceId: one.sourceId,
  bookingId: one.bookingId,
  sessionId: one.sessionId,
  educatorId: one.educatorId,
  part: one.part,
  kind: one.kind,
  title: one.title,
  sessionAt: one.sessionAt.toString(),
  paidBy: one.paidBy,
  gross: value(one.gross, one.currency),
  face: one.face === null ? null : value(one.face, one.currency),
  rate: share(one.rate),
  rateFrom: one.rateFrom,
  tier: one.tier,
  feeBorne: value(one.feeBorne, one.currency),
  net: value(one.net, one.currency),
  status: COMMISSION_STATUS[one.state],
  state: one.state,
  journalId: one.journalId?.toString() ?? null,
  payoutId: one.payoutId,
  madeAt: one.madeAt.toString(),
  earnedAt: one.earnedAt?.toString() ?? null,
  heldUntil: one.heldUntil?.toString() ?? null,
  availableAt: one.availableAt?.toString() ?? null,
  paidAt: one.paidAt?.toString() ?? null,
  frozenAt: one.frozenAt?.toString() ?? null,
  takenBackAt: one.takenBackAt?.toString() ?? null,
})

const PAYOUT_STATUS = {
  reserved: 'PENDING',
  sending: 'PROCESSING',
  unknown: 'PROCESSING',
  sent: 'PROCESSING',
  completed: 'COMPLETED',
  refused: 'FAILED',
  returned: 'FAILED',
} as const satisfies Record<PayoutState, string>

export const PayoutStatusSchema = Type.Enum(['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED'])

/** The finer states behind a word of the specification. */
export const payoutStates = (status: string): PayoutState[] =>
  (Object.keys(PAYOUT_STATUS) as PayoutState[]).filter((state) => PAYOUT_STATUS[state] === status)

export const PayoutSchema = Type.Object(
  {
    id: IdSchema,
    runId: orNull(IdSchema),
    instant: Type.Boolean({ description: 'Asked for at once' }),
    payee: Type.Object(
      { type: Type.Enum(['person', 'organization']), id: IdSchema, name: orNull(Type.String()) },
      thing,
    ),
    amount: ValueSchema,
    setOff: Type.Object(ValueSchema.properties, {
      ...thing,
      description: 'What of its commissions paid what the payee owed from disputes',
    }),
    fee: Type.Object(ValueSchema.properties, {
      ...thing,
      description: 'What being paid at once cost',
    }),
    parkedSince: orNull(InstantSchema),
    shortSince: orNull(InstantSchema),
    status: PayoutStatusSchema,
    state: Type.Enum([
      'reserved',
      'sending',
      'unknown',
      'sent',
      'completed',
      'refused',
      'returned',
    ]),
    scheduledFor: DateSchema,
    scheduledDate: DateSchema,
    processedDate: orNull(InstantSchema),
    attempts: Type.Integer(),
    statement: orNull(
      Type.String({ description: 'The number of its statement, once it was sent' }),
    ),
    sentAt: orNull(InstantSchema),
    completedAt: orNull(InstantSchema),
    failedAt: orNull(InstantSchema),
    providerRef: orNull(Type.String()),
    reasonCode: orNull(Type.String()),
    reason: orNull(Type.String()),
    commissions: Type.Integer(),
  },
  thing,
)

export const payoutFrom = (one: Payout): Static<typeof PayoutSchema> => ({
  id: one.id,
  runId: one.runId,
  instant: one.instant,
  payee: { type: one.payeeType, id: one.payeeId, name: one.name },
  amount: value(one.amount, one.currency),
  setOff: value(one.setOff, one.currency),
  fee: value(one.fee, one.currency),
  parkedSince: one.parkedSince?.toString() ?? null,
  shortSince: one.shortSince?.toString() ?? null,
  status: PAYOUT_STATUS[one.state],
  state: one.state,
  scheduledFor: one.scheduledFor,
  scheduledDate: one.scheduledFor,
  processedDate: (one.completedAt ?? one.sentAt)?.toString() ?? null,
  attempts: one.attempts,
  statement: one.statement,
  sentAt: one.sentAt?.toString() ?? null,
  completedAt: one.completedAt?.toString() ?? null,
  failedAt: one.failedAt?.toString() ?? null,
  providerRef: one.providerRef,
  reasonCode: one.reasonCode,
  reason: one.reason,
  commissions: one.commissions,
})
