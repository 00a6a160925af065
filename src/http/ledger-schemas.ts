import { type TProperties, Type } from 'typebox'
import { SealSchema } from './proof-shapes.ts'
import { DateSchema, InstantSchema, orNull, page, ValueSchema, ZoneSchema } from './schemas.ts'

const strict = <Fields extends TProperties>(fields: Fields) =>
  Type.Object(fields, { additionalProperties: false })

const AssetCode = Type.String({ pattern: '^[A-Z]{2,16}$', examples: ['USD'] })
const NumberText = Type.String({ pattern: '^[0-9]{1,18}$', examples: ['1251'] })
const AddressText = Type.String({
  pattern: '^(person|organization|platform|provider):[A-Za-z0-9_.-]{1,64}/[a-z_]{2,32}$',
  examples: ['platform:stoa/platform_fee'],
})
const OwnerSchema = strict({ type: Type.String(), id: Type.String() })
const AboutSchema = strict({ type: Type.String(), id: Type.String() })
const Metadata = orNull(Type.Record(Type.String(), Type.Unknown()))

export const asOfQuery = {
  asOf: Type.Optional(InstantSchema),
  clock: Type.Optional(
    Type.Enum(['happened', 'written'], {
      description: 'By when things happened (as they stand unless said), or when they were written',
    }),
  ),
}
export const AsOfQuery = strict(asOfQuery)
export const currencyQuery = { currency: Type.Optional(AssetCode) }
export const periodQuery = {
  from: Type.Optional(InstantSchema),
  to: Type.Optional(InstantSchema),
}
export const accountQuery = {
  ...currencyQuery,
  purpose: Type.Optional(Type.String({ pattern: '^[a-z_]{2,32}$' })),
  owner: Type.Optional(Type.String({ maxLength: 64 })),
}
export const journalQuery = {
  ...currencyQuery,
  kind: Type.Optional(Type.String({ pattern: '^[a-z_.]{2,64}$' })),
  ...periodQuery,
  about: Type.Optional(Type.String({ maxLength: 64, description: 'The id of what it is about' })),
  account: Type.Optional(AddressText),
}
export const lotQuery = {
  owner: Type.Optional(Type.String({ maxLength: 64 })),
  asset: Type.Optional(AssetCode),
  open: Type.Optional(Type.Boolean()),
}
export const statementQuery = { account: AddressText, asset: AssetCode }
export const NumberParams = strict({ id: NumberText })
export const TransferParams = strict({
  id: Type.String({ pattern: '^[0-9]{1,18}[.][0-9]{1,5}$', examples: ['1251.2'] }),
})

export const AccountSchema = strict({
  id: NumberText,
  address: AddressText,
  owner: OwnerSchema,
  purpose: Type.String(),
  class: Type.String(),
  asset: AssetCode,
  side: Type.Enum(['debit', 'credit']),
  bounded: Type.Boolean(),
  balance: ValueSchema,
  held: orNull(ValueSchema),
  floor: orNull(ValueSchema),
  openedAt: InstantSchema,
  frozenAt: orNull(InstantSchema),
  frozenWhy: orNull(Type.String()),
  closedAt: orNull(InstantSchema),
})

const transferFields = {
  id: Type.String(),
  debit: AddressText,
  credit: AddressText,
  amount: ValueSchema,
  debitAfter: orNull(ValueSchema),
  creditAfter: orNull(ValueSchema),
}

const journalFields = {
  id: NumberText,
  kind: Type.String(),
  about: AboutSchema,
  by: Type.String(),
  key: Type.String(),
  at: InstantSchema,
  writtenAt: InstantSchema,
  reverses: orNull(NumberText),
  reversedBy: orNull(NumberText),
  metadata: Metadata,
  transfers: Type.Array(strict(transferFields)),
}
export const JournalSchema = strict(journalFields)

const LotMoveSchema = strict({
  lot: NumberText,
  account: AddressText,
  source: Type.String(),
  kind: Type.String(),
  units: ValueSchema,
  basis: orNull(ValueSchema),
  fee: orNull(ValueSchema),
  transfer: orNull(Type.String()),
  at: InstantSchema,
})

/** A journal as it stands alone: with the lots that it moved, and the block that seals it. */
export const JournalDetailSchema = strict({
  ...journalFields,
  lots: Type.Array(LotMoveSchema),
  sealed: orNull(SealSchema),
})

export const TransferDetailSchema = strict({ ...transferFields, journal: JournalSchema })

const lotFields = {
  id: NumberText,
  account: AddressText,
  source: Type.String(),
  issued: ValueSchema,
  remaining: ValueSchema,
  held: ValueSchema,
  basis: orNull(ValueSchema),
  basisLeft: orNull(ValueSchema),
  feeLeft: orNull(ValueSchema),
  issuedAt: InstantSchema,
  expiresAt: orNull(InstantSchema),
  frozenAt: orNull(InstantSchema),
  journalId: NumberText,
  fromLot: orNull(NumberText),
}
export const LotSchema = strict(lotFields)

export const EntrySchema = strict({
  transfer: Type.String(),
  journalId: NumberText,
  kind: Type.String(),
  about: AboutSchema,
  by: Type.String(),
  amount: ValueSchema,
  balance: ValueSchema,
  other: AddressText,
  at: InstantSchema,
  writtenAt: InstantSchema,
  metadata: Metadata,
})

export const TrialBalanceSchema = page(
  strict({ purpose: Type.String(), class: Type.String(), asset: AssetCode, balance: ValueSchema }),
)

const SheetSchema = strict({
  lines: Type.Array(strict({ purpose: Type.String(), balance: ValueSchema })),
  total: ValueSchema,
})
export const BalanceSheetSchema = strict({
  asset: AssetCode,
  assets: SheetSchema,
  liabilities: SheetSchema,
  equity: SheetSchema,
})
export const ProfitAndLossSchema = strict({
  asset: AssetCode,
  income: SheetSchema,
  expenses: SheetSchema,
  result: ValueSchema,
})
export const DeferredSchema = page(
  strict({
    purpose: Type.String(),
    opening: ValueSchema,
    changes: Type.Array(strict({ kind: Type.String(), amount: ValueSchema })),
    closing: ValueSchema,
  }),
)
export const SoldAndUsedSchema = page(
  strict({ week: DateSchema, sold: ValueSchema, used: ValueSchema }),
)
export const PayablesSchema = page(
  strict({
    owner: OwnerSchema,
    held: ValueSchema,
    available: ValueSchema,
    receivable: ValueSchema,
  }),
)
const AgeText = Type.Enum(['0-7', '8-30', '31-90', '91-'])
export const AgedPayablesSchema = page(
  strict({
    owner: OwnerSchema,
    held: ValueSchema,
    available: Type.Array(strict({ days: AgeText, amount: ValueSchema })),
    receivable: ValueSchema,
  }),
)
export const payeeQuery = {
  owner: Type.Optional(
    Type.String({
      pattern: '^(person|organization):[A-Za-z0-9_.-]{1,64}$',
      examples: ['person:019aa4c2-7e3c-7b56-9d0e-3f6b2f1f9a10'],
    }),
  ),
}
export const OutstandingSchema = page(
  strict({
    owner: OwnerSchema,
    transfer: Type.String(),
    kind: Type.String(),
    about: AboutSchema,
    at: InstantSchema,
    amount: ValueSchema,
    left: ValueSchema,
    days: Type.Integer({ minimum: 0 }),
    age: AgeText,
  }),
)
export const InventorySchema = strict({
  asset: AssetCode,
  lots: Type.Array(
    strict({
      id: NumberText,
      account: AddressText,
      issued: ValueSchema,
      left: ValueSchema,
      paid: ValueSchema,
      cost: ValueSchema,
      issuedAt: InstantSchema,
      expiresAt: orNull(InstantSchema),
      journalId: NumberText,
    }),
  ),
  total: ValueSchema,
  account: ValueSchema,
})
export const monthsQuery = {
  months: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
  to: Type.Optional(InstantSchema),
  zone: Type.Optional(ZoneSchema),
}
export const weeksQuery = {
  weeks: Type.Optional(Type.Integer({ minimum: 1, maximum: 260 })),
  to: Type.Optional(InstantSchema),
  zone: Type.Optional(ZoneSchema),
}
export const MonthsSchema = page(
  strict({
    month: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}$', examples: ['2026-11'] }),
    income: ValueSchema,
    expenses: ValueSchema,
    result: ValueSchema,
  }),
)
export const DeferredBalancesSchema = page(
  strict({
    week: DateSchema,
    closing: Type.Array(strict({ purpose: Type.String(), balance: ValueSchema })),
  }),
)
export const LotDetailSchema = strict({ ...lotFields, moves: Type.Array(LotMoveSchema) })
export const VerifySchema = strict({
  ok: Type.Boolean(),
  findings: Type.Array(
    strict({
      what: Type.String(),
      where: Type.String(),
      facts: Type.Record(Type.String(), Type.String()),
    }),
  ),
})
