import { type Static, Type } from 'typebox'
import { value } from '#ledger'
import {
  type Limits,
  type LineNow,
  needsSecond,
  type RefundCard,
  type RefundDetail,
  type RefundPart,
  type RefundPlan,
} from '#payments'
import { IdSchema, InstantSchema, orNull, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const

export const CauseSchema = Type.Enum([
  'unused',
  'goodwill',
  'mistake',
  'duplicate',
  'fraud',
  'cancelled',
])

const PartSchema = Type.Object(
  {
    gives: Type.Enum(['credits', 'messages', 'access', 'booking', 'platform', 'suspense']),
    line: orNull(Type.Integer()),
    amount: ValueSchema,
    tax: ValueSchema,
    credits: orNull(ValueSchema),
  },
  thing,
)

const partOf = (
  part: Omit<RefundPart, 'line' | 'asset'> & {
    line?: number | null | undefined
    asset?: string | null | undefined
  },
  currency: string,
) => ({
  gives: part.gives,
  line: part.line ?? null,
  amount: value(part.net + part.tax, currency),
  tax: value(part.tax, currency),
  credits: part.credits == null ? null : value(part.credits, part.asset ?? 'CREDIT'),
})

/** `2026-000042`. */
const numbered = (year: number, number: number) => `${year}-${String(number).padStart(6, '0')}`

export const RefundSchema = Type.Object(
  {
    id: IdSchema,
    order: Type.Object({ id: IdSchema, number: Type.String() }, thing),
    buyer: Type.Object({ type: Type.String(), id: Type.String() }, thing),
    amount: ValueSchema,
    cause: Type.String(),
    reason: Type.String(),
    state: Type.Enum(['asked', 'done', 'refused', 'failed', 'withdrawn']),
    code: orNull(Type.String({ description: 'Why the provider refused, or why it came back' })),
    provider: Type.String(),
    providerRef: orNull(Type.String()),
    askedBy: Type.String(),
    askedAt: InstantSchema,
    endedAt: orNull(InstantSchema),
    creditNote: orNull(
      Type.Object({ id: IdSchema, number: Type.String({ examples: ['CN-2026-000007'] }) }, thing),
    ),
    unexplained: ValueSchema,
  },
  thing,
)

export function refundOf(refund: RefundCard): Static<typeof RefundSchema> {
  const { currency, creditNote } = refund
  return {
    id: refund.id,
    order: { id: refund.orderId, number: numbered(refund.orderYear, refund.orderNumber) },
    buyer: { type: refund.buyerType, id: refund.buyerId },
    amount: value(refund.amount, currency),
    cause: refund.cause,
    reason: refund.reason,
    state: refund.state,
    code: refund.code,
    provider: refund.provider,
    providerRef: refund.ref,
    askedBy: refund.askedBy,
    askedAt: refund.askedAt.toString(),
    endedAt: refund.endedAt?.toString() ?? null,
    creditNote: creditNote && { id: creditNote.id, number: creditNote.name },
    unexplained: value(refund.unexplained, currency),
  }
}

export const RefundDetailSchema = Type.Object(
  {
    refund: RefundSchema,
    what: Type.String(),
    parts: Type.Array(PartSchema),
    steps: Type.Array(
      Type.Object(
        { to: Type.String(), by: Type.String(), at: InstantSchema, code: orNull(Type.String()) },
        thing,
      ),
    ),
  },
  thing,
)

export const detailOf = ({
  refund,
  order,
  parts,
  steps,
}: RefundDetail): Static<typeof RefundDetailSchema> => ({
  refund: refundOf(refund),
  what: order.lines.map(({ description }) => description).join(', '),
  parts: parts.map((part) => partOf(part, refund.currency)),
  steps: steps.map(({ to, by, at, code }) => ({ to, by, at: at.toString(), code })),
})

export const RefundPlanSchema = Type.Object(
  {
    amount: ValueSchema,
    left: ValueSchema,
    unspent: ValueSchema,
    parts: Type.Array(PartSchema),
    why: orNull(Type.String({ description: 'The refusal that it would meet' })),
    renews: Type.Boolean({ description: 'A plan that goes on renewing unless it is ended too' }),
    second: Type.Boolean({ description: 'So much is decided by two persons' }),
    lines: Type.Array(
      Type.Object(
        {
          label: Type.String(),
          kind: Type.String(),
          paid: ValueSchema,
          back: ValueSchema,
          bought: orNull(ValueSchema),
          unspent: orNull(ValueSchema),
          reserved: orNull(ValueSchema),
          messages: Type.Array(ValueSchema, { description: 'Message credits not spent' }),
          access: orNull(ValueSchema),
          seat: orNull(Type.String()),
        },
        thing,
      ),
    ),
  },
  thing,
)

export function planOf(plan: RefundPlan, limits: Limits): Static<typeof RefundPlanSchema> {
  const { currency } = plan.order
  const money = (units: bigint) => value(units, currency)
  return {
    amount: money(plan.amount),
    left: money(plan.left),
    unspent: money(plan.unspent),
    parts: plan.parts.map((part) => partOf(part, currency)),
    why: plan.why ?? null,
    renews: plan.billing !== undefined,
    second: plan.amount > 0n && needsSecond(limits, plan.amount, currency),
    lines: plan.lines.map((line) => lineOf(line, money)),
  }
}

function lineOf(now: LineNow, money: (units: bigint) => { amount: string; asset: string }) {
  const { line, holdings } = now
  const credits = holdings.reduce(
    (sum, one) => sum + (one.gives === 'credits' ? one.credits : 0n),
    0n,
  )
  const access = holdings.find(({ gives }) => gives === 'access')
  const inCredits = (units: bigint) =>
    now.bought > 0n && line.kind !== 'messages' ? value(units, 'CREDIT') : null
  return {
    label: line.description,
    kind: line.kind,
    paid: money(line.net + line.tax),
    back: money(now.netBack + now.taxBack),
    bought: inCredits(now.bought),
    unspent: inCredits(credits),
    reserved: inCredits(now.reserved),
    messages: holdings.flatMap((one) =>
      one.gives === 'messages' ? [value(one.credits, one.asset)] : [],
    ),
    access: access ? money(access.net) : null,
    seat: now.seat ?? null,
  }
}
