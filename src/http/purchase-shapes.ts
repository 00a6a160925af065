import { type Static, Type } from 'typebox'
import { value } from '#ledger'
import {
  type Purchase,
  type PurchasePayment,
  type PurchaseReceipt,
  stepOf,
  unitCostText,
} from '#messaging'
import { DateSchema, IdSchema, InstantSchema, orNull, ValueSchema } from './schemas.ts'
import {
  AssetSchema,
  type Called,
  ProviderIdSchema,
  ProviderSchema,
  UnitCostSchema,
  UnitsSchema,
} from './stock-shapes.ts'

const thing = { additionalProperties: false } as const

const LineBody = {
  asset: AssetSchema,
  quantity: UnitsSchema,
  unitCost: UnitCostSchema,
  tax: Type.String({
    pattern: '^[0-9]{1,12}([.][0-9]{1,3})?$',
    description: 'The invoice’s tax on this line',
    examples: ['2700.00'],
  }),
  recoverable: Type.Boolean({ description: 'The tax office gives it back: it is no cost' }),
  expiresAt: orNull(InstantSchema),
}

export const PurchaseBody = Type.Object(
  {
    provider: ProviderIdSchema,
    note: orNull(Type.String({ minLength: 1, maxLength: 500 })),
    invoiceNumber: orNull(Type.String({ minLength: 1, maxLength: 60 })),
    invoiceOn: orNull(DateSchema),
    lines: Type.Array(Type.Object(LineBody, thing), { minItems: 1, maxItems: 20 }),
  },
  thing,
)

const STEPS = [
  'draft',
  'submitted',
  'approved',
  'paid',
  'partly_received',
  'received',
  'cancelled',
] as const

const Deed = orNull(Type.Object({ by: Type.String(), at: InstantSchema }, thing))

export const PurchaseSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    provider: ProviderSchema,
    step: Type.Enum(STEPS),
    note: orNull(Type.String()),
    byRule: Type.Boolean(),
    automatic: Type.Boolean(),
    net: ValueSchema,
    tax: ValueSchema,
    total: ValueSchema,
    paid: ValueSchema,
    received: ValueSchema,
    owed: ValueSchema,
    made: Deed,
    submitted: Deed,
    approved: Deed,
    ended: Deed,
    endReason: orNull(Type.String()),
    invoiceNumber: orNull(Type.String()),
    invoiceOn: orNull(DateSchema),
    account: orNull({
      ...ValueSchema,
      description: 'What it puts into the account there, where that is in another currency',
    }),
    lines: Type.Array(
      Type.Object(
        { ...LineBody, line: Type.Integer(), net: ValueSchema, received: ValueSchema },
        thing,
      ),
    ),
  },
  thing,
)

export function purchaseFrom(one: Purchase, called: Called): Static<typeof PurchaseSchema> {
  const money = (amount: bigint) => value(amount, one.currency)
  const deed = (by: string | null, at: Temporal.Instant | null) =>
    by && at ? { by: called.by(by), at: at.toString() } : null
  const owed = one.received - one.paid
  return {
    id: one.id,
    name: one.name,
    provider: called.provider(one.provider),
    step: stepOf(one),
    note: one.note,
    byRule: one.ruleId !== null,
    automatic: one.automatic,
    net: money(one.net),
    tax: money(one.tax),
    total: money(one.net + one.tax),
    paid: money(one.paid),
    received: money(one.received),
    owed: money(owed),
    made: deed(one.madeBy, one.madeAt),
    submitted: deed(one.submittedBy, one.submittedAt),
    approved: deed(one.approvedBy, one.approvedAt),
    ended: deed(one.endedBy, one.endedAt),
    endReason: one.endReason,
    invoiceNumber: one.invoiceNumber,
    invoiceOn: one.invoiceOn,
    account: one.account && value(one.account.amount, one.account.currency),
    lines: one.lines.map((line) => ({
      line: line.line,
      asset: line.asset,
      quantity: `${line.quantity}`,
      unitCost: unitCostText(line.unitCost),
      net: money(line.net),
      tax: money(line.tax).amount,
      recoverable: line.recoverable,
      expiresAt: line.expiresAt?.toString() ?? null,
      received: value(line.received, line.asset),
    })),
  }
}

export const byOf = (one: Purchase) => [one.madeBy, one.submittedBy, one.approvedBy, one.endedBy]

export const ReceiptSchema = Type.Object(
  {
    id: IdSchema,
    line: Type.Integer(),
    quantity: ValueSchema,
    net: ValueSchema,
    tax: ValueSchema,
    expiresAt: orNull(InstantSchema),
    lot: Type.String(),
    checked: Type.Enum(['fits', 'differs', 'unread']),
    expected: orNull(ValueSchema),
    found: orNull(ValueSchema),
    note: orNull(Type.String()),
    by: Type.String(),
    at: InstantSchema,
  },
  thing,
)

export const receiptFrom = (
  one: PurchaseReceipt,
  currency: string,
  called: Called,
): Static<typeof ReceiptSchema> => ({
  id: one.id,
  line: one.line,
  quantity: value(one.quantity, one.asset),
  net: value(one.net, currency),
  tax: value(one.tax, currency),
  expiresAt: one.expiresAt?.toString() ?? null,
  lot: `${one.lot}`,
  checked: one.checked,
  expected: one.expected === null ? null : value(one.expected, one.asset),
  found: one.found === null ? null : value(one.found, one.asset),
  note: one.note,
  by: called.by(one.by),
  at: one.at.toString(),
})

export const PaymentSchema = Type.Object(
  {
    id: IdSchema,
    kind: Type.Enum(['paid', 'refunded']),
    amount: ValueSchema,
    paidOn: DateSchema,
    reference: Type.String(),
    by: Type.String(),
    at: InstantSchema,
  },
  thing,
)

export const paymentFrom = (
  one: PurchasePayment,
  currency: string,
  called: Called,
): Static<typeof PaymentSchema> => ({
  ...one,
  amount: value(one.amount, currency),
  by: called.by(one.by),
  at: one.at.toString(),
})
