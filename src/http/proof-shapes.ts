import { type TProperties, Type } from 'typebox'
import { InstantSchema, orNull, ValueSchema } from './schemas.ts'

const strict = <Fields extends TProperties>(fields: Fields) =>
  Type.Object(fields, { additionalProperties: false })

const Hash = Type.String({
  pattern: '^[0-9a-f]{64}$',
  examples: ['5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
})
const Count = Type.Integer({ minimum: 0 })
export const TransferName = Type.String({
  pattern: '^[0-9]{1,18}[.][0-9]{1,5}$',
  examples: ['1251.2'],
})
export const TransferParams = strict({ transfer: TransferName })

export const HeadSchema = strict({
  size: Type.Integer({ minimum: 1, description: 'Blocks in the log' }),
  root: Hash,
  at: InstantSchema,
  publicKey: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Ed25519, hex' }),
  signature: Type.String({ pattern: '^[0-9a-f]{128}$', description: 'Ed25519, hex' }),
})

export const LogSchema = strict({ head: orNull(HeadSchema) })

/** What a proof needs and nothing more: fingerprints, no names, no amounts. */
export const ProofSchema = strict({
  transfer: TransferName,
  leaf: Hash,
  index: Count,
  block: strict({
    number: Type.Integer({ minimum: 1 }),
    epoch: Type.Integer({ minimum: 1 }),
    size: Type.Integer({ minimum: 1 }),
    root: Hash,
    prev: Hash,
    sealedAt: InstantSchema,
  }),
  blockPath: Type.Array(Hash),
  logPath: Type.Array(Hash),
  head: HeadSchema,
})

const Size = Type.Integer({ minimum: 1, maximum: 1_000_000_000 })
export const consistencyQuery = { first: Size, size: Type.Optional(Size) }
export const ConsistencySchema = strict({
  first: Count,
  size: Count,
  path: Type.Array(Hash),
  head: HeadSchema,
})

/** The sealed bytes of one entry, for whom they concern. */
export const SealedEntrySchema = strict({
  transfer: TransferName,
  row: Type.String({ description: 'The sealed bytes, base64; docs/ledger.md lists their fields' }),
})

export const SealSchema = strict({ block: Type.Integer({ minimum: 1 }), at: InstantSchema })

export const MyEntrySchema = strict({
  transfer: TransferName,
  kind: Type.String(),
  at: InstantSchema,
  amount: ValueSchema,
  debit: Type.String(),
  credit: Type.String(),
  sealed: orNull(SealSchema),
  proof: Type.String({ format: 'uri', description: 'Where anybody can check that it stands' }),
})

export const SealingSchema = strict({
  waiting: Type.Integer({ minimum: 0, description: 'Transfers that are written and not sealed' }),
  oldest: orNull(InstantSchema),
  seconds: Type.Number({ minimum: 0, description: 'How long the oldest has waited' }),
  mayTake: Type.Integer({ description: 'Seconds after which somebody should look' }),
  late: Type.Boolean(),
  head: orNull(HeadSchema),
})
