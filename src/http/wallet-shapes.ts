import { type Static, Type } from 'typebox'
import { value } from '#ledger'
import type {
  Bonus,
  MessagePurchase,
  MessageWallet,
  Suspension,
  Upsell,
  WalletBurn,
  WalletEntry,
} from '#messaging'
import { IdSchema, InstantSchema, orNull, ValueSchema } from './schemas.ts'

export const thing = { additionalProperties: false } as const
export const AssetSchema = Type.Enum(['SMS', 'WHATSAPP', 'EMAIL'])
export const QuantitySchema = Type.Integer({ minimum: 1, maximum: 10_000_000 })
export const ReasonSchema = Type.String({ minLength: 3, maxLength: 500, pattern: '\\S' })

const LotSchema = Type.Object(
  {
    id: Type.String(),
    source: Type.String({ description: 'sale: bought; promotion: a bonus' }),
    issued: Type.Integer(),
    left: Type.Integer(),
    held: Type.Integer({ description: 'Reserved for messages on their way' }),
    paid: orNull(ValueSchema),
    frozen: Type.Boolean(),
    issuedAt: InstantSchema,
    expiresAt: orNull(InstantSchema),
  },
  thing,
)

const SuspensionSchema = Type.Object(
  {
    reason: Type.String(),
    by: Type.String(),
    at: InstantSchema,
    resumedBy: orNull(Type.String()),
    resumedAt: orNull(InstantSchema),
    resumedReason: orNull(Type.String()),
  },
  thing,
)

export const suspensionFrom = ({ reason, by, at, resumed }: Suspension) => ({
  reason,
  by,
  at: at.toString(),
  resumedBy: resumed?.by ?? null,
  resumedAt: resumed?.at.toString() ?? null,
  resumedReason: resumed?.reason ?? null,
})

export const WalletSchema = Type.Object(
  {
    balances: Type.Array(
      Type.Object(
        {
          asset: AssetSchema,
          all: Type.Integer(),
          held: Type.Integer(),
          spendable: Type.Integer({ description: 'Not reserved, not stopped, not run out' }),
          last14: Type.Integer({ description: 'Used within 14 days' }),
          last30: Type.Integer(),
          daysLeft: orNull(Type.Integer({ description: 'At the present pace' })),
          lots: Type.Array(LotSchema, { description: 'In the order in which they are used' }),
        },
        thing,
      ),
    ),
    suspended: orNull(SuspensionSchema),
    upsell: orNull(
      Type.Object(
        {
          topUps: Type.Integer(),
          paid: ValueSchema,
          offer: Type.Object({ id: IdSchema, name: Type.String(), price: ValueSchema }, thing),
          wouldHave: ValueSchema,
          saved: ValueSchema,
        },
        thing,
      ),
    ),
  },
  thing,
)

export function walletFrom(
  { balances, suspended }: MessageWallet,
  burns: readonly WalletBurn[],
  upsell: Upsell | undefined,
): Static<typeof WalletSchema> {
  return {
    balances: balances.map(({ asset, posted, held, spendable, lots }) => {
      const burn = burns.find((one) => one.asset === asset)!
      return {
        asset,
        all: Number(posted),
        held: Number(held),
        spendable: Number(spendable),
        last14: Number(burn.last14),
        last30: Number(burn.last30),
        daysLeft: burn.daysLeft ?? null,
        lots: lots.map((lot) => ({
          id: `${lot.id}`,
          source: lot.source,
          issued: Number(lot.issued),
          left: Number(lot.remaining),
          held: Number(lot.held),
          paid: lot.basisAsset ? value(lot.basis, lot.basisAsset) : null,
          frozen: lot.frozen,
          issuedAt: lot.issuedAt.toString(),
          expiresAt: lot.expiresAt?.toString() ?? null,
        })),
      }
    }),
    suspended: suspended ? suspensionFrom(suspended) : null,
    upsell: upsell
      ? {
          topUps: upsell.topUps,
          paid: value(upsell.paid, upsell.currency),
          offer: { ...upsell.offer, price: value(upsell.offer.price, upsell.currency) },
          wouldHave: value(upsell.wouldHave, upsell.currency),
          saved: value(upsell.saved, upsell.currency),
        }
      : null,
  }
}

export const EntrySchema = Type.Object(
  {
    transfer: Type.String(),
    what: Type.String(),
    about: Type.Object({ type: Type.String(), id: Type.String() }, thing),
    units: Type.Integer(),
    balance: Type.Integer(),
    at: InstantSchema,
  },
  thing,
)

export const entryFrom = (entry: WalletEntry): Static<typeof EntrySchema> => ({
  transfer: entry.transfer,
  what: entry.what,
  about: entry.about,
  units: Number(entry.amount),
  balance: Number(entry.balance),
  at: entry.at.toString(),
})

export const PurchaseSchema = Type.Object(
  {
    order: IdSchema,
    number: Type.String({ examples: ['2026-000042'] }),
    what: Type.String(),
    total: ValueSchema,
    state: Type.Enum(['waiting', 'paid', 'expired', 'cancelled']),
    placedAt: InstantSchema,
    byItself: Type.Boolean({ description: 'A refill asked for it' }),
    paidAt: orNull(InstantSchema),
    expiresAt: orNull(InstantSchema),
    invoice: orNull(IdSchema),
  },
  thing,
)

export const purchaseFrom = (one: MessagePurchase): Static<typeof PurchaseSchema> => ({
  order: one.order,
  number: `${one.year}-${String(one.number).padStart(6, '0')}`,
  what: one.what,
  total: value(one.total, one.currency),
  state: one.state,
  placedAt: one.placedAt.toString(),
  byItself: one.placedBy === 'schedule',
  paidAt: one.paidAt?.toString() ?? null,
  expiresAt: one.expiresAt?.toString() ?? null,
  invoice: one.invoice,
})

export const BonusSchema = Type.Object(
  {
    id: IdSchema,
    organization: IdSchema,
    what: ValueSchema,
    validDays: Type.Integer(),
    reason: Type.String(),
    worth: ValueSchema,
    by: Type.String(),
    at: InstantSchema,
    state: Type.Enum(['waiting', 'given', 'declined']),
    decidedBy: orNull(Type.String()),
    decidedAt: orNull(InstantSchema),
  },
  thing,
)

export const bonusFrom = (bonus: Bonus): Static<typeof BonusSchema> => ({
  id: bonus.id,
  organization: bonus.organization,
  what: value(bonus.quantity, bonus.asset),
  validDays: bonus.validDays,
  reason: bonus.reason,
  worth: value(bonus.worth, bonus.currency),
  by: bonus.by,
  at: bonus.at.toString(),
  state: bonus.state,
  decidedBy: bonus.decidedBy,
  decidedAt: bonus.decidedAt?.toString() ?? null,
})
