import { hash } from 'node:crypto'
import { type Problem, type Query, toJson } from '#base'
import { type Address, CHART, type Purpose, purposeOf } from './accounts.ts'
import { assetOf } from './assets.ts'
import { refuse } from './problems.ts'

/** Who names what is done, about what, and when it happened. */
export type Deed = {
  /** The caller's own name for it; the same key twice is once. 1–200 characters. */
  key: string
  about: { type: string; id: string }
  /** `person:<id>`, `schedule`, `provider:sandbox`, … */
  by: string
  at: Temporal.Instant
  metadata?: Record<string, unknown>
  /**
   * Keep a refusal for want of funds under this key: a retry that arrives after a top-up is still
   * refused. The caller must commit (see `answerOf`), or the memory is rolled back with it.
   */
  remember?: boolean
}

/** One row of the ledger: debit and credit of one asset. */
export type Movement = { asset: string; debit: Address; credit: Address; amount: bigint }

/** Where units come from, as an accountant asks it. */
export type LotSource =
  | 'purchase'
  | 'plan'
  | 'promotion'
  | 'bonus'
  | 'goodwill'
  | 'reward'
  | 'refund'
  | 'wholesale'
  | 'sale'

/** Units that were given away: where nothing was paid for them, their cost is a promotion's. */
export const PROMOTIONAL: ReadonlySet<LotSource> = new Set([
  'promotion',
  'bonus',
  'goodwill',
  'reward',
])

/** What a movement (by its number, from 1) does to lots. */
export type LotWork =
  | {
      do: 'issue'
      leg: number
      source: LotSource
      basisAsset?: string | undefined
      basis?: bigint | undefined
      fee?: bigint | undefined
      priority?: number | undefined
      scope?: string | undefined
      expiresAt?: Temporal.Instant | undefined
    }
  | { do: 'capture'; leg: number; hold: bigint; units: bigint }
  | {
      /** Spent at once, without a hold: from the free lots, in the order of spending. One in an entry. */
      do: 'take'
      leg: number
      units: bigint
      /** What it is spent on: lots of this scope may be taken too. */
      scope?: string | undefined
      /** Where the basis of what is taken goes, in its own currency: two unbounded accounts of the platform. */
      release?: { from: Purpose; to: Purpose } | undefined
    }
  | {
      do: 'remove'
      leg: number
      lot: bigint
      units: bigint
      kind: 'expire' | 'revoke' | 'use'
      /** The basis that these units must carry for the money of this entry to be right. */
      basis?: bigint | undefined
    }

export type Entry = { kind: string; movements: Movement[]; lots?: LotWork[]; reverses?: bigint }

/** What a journal did to one lot. Units are negative where they left it. */
export type LotMove = {
  id: bigint
  source: LotSource
  kind: 'issue' | 'capture' | 'expire' | 'revoke' | 'use'
  leg: number
  units: bigint
  basis: bigint
  fee: bigint
  basisAsset: string | undefined
  expiresAt: Temporal.Instant | undefined
}

/** The answer to a posting; a repeat of the key gets the same one, with `repeated`. */
export type Receipt = {
  journalId: bigint
  repeated: boolean
  lots: LotMove[]
  /** Cost basis and fee basis that left or entered lots, without sign. */
  basis: bigint
  fee: bigint
}

export type Answer = { refused?: string; facts?: Record<string, unknown> }

/** The refusal that the database answered with, as a Problem. */
export function problemOf(answer: Answer): Problem {
  return refuse(answer.refused as Parameters<typeof refuse>[0], answer.facts ?? {})
}

const MOST = 2n ** 63n - 1n

/** What makes two requests under one key the same: kind, content, and what it is about. */
export function contentHash(kind: string, content: unknown, about: Deed['about']): Buffer {
  const text = [kind, content, about.type, about.id].map(canonical).join(',')
  return hash('sha256', `[${text}]`, 'buffer')
}

/** JSON in which an object is its sorted pairs, so that the order of its keys says nothing. */
function canonical(value: unknown): string {
  if (typeof value === 'bigint') return `"${value}"`
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value instanceof Temporal.Instant) return `"${value}"`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const pairs = Object.entries(value).filter(([, item]) => item !== undefined)
  pairs.sort(([a], [b]) => (a < b ? -1 : 1))
  return `[${pairs.map(([key, item]) => `[${JSON.stringify(key)},${canonical(item)}]`).join(',')}]`
}

/** An entry as the database takes it: its accounts in locking order, and what each of them gains. */
export type Plan = {
  /** Address and asset of each account, by which accounts are put in order. */
  names: string[]
  accounts: Address[]
  assets: number[]
  bounded: boolean[]
  changes: bigint[]
  unheld: bigint[]
  debits: number[]
  credits: number[]
  amounts: bigint[]
  debitRest: bigint[]
  creditRest: bigint[]
}

const ASSET_DIGITS = 5

/** Puts the accounts of an entry into the one order in which all postings lock them. */
export function planOf({ movements, lots = [] }: Entry): Plan {
  if (movements.length === 0) {
    throw refuse('amount_invalid', { detail: 'There is nothing to post.' })
  }
  if (lots.filter((lot) => lot.do === 'take').length > 1) {
    throw new Error('An entry spends from one wallet')
  }
  const names: string[] = []
  const sides: { debit: string; credit: string }[] = []
  for (const { amount, asset, debit, credit } of movements) {
    if (amount <= 0n || amount > MOST) throw refuse('amount_invalid', { amount, asset })
    const tail = String(assetOf(asset).id).padStart(ASSET_DIGITS, '0')
    const side = { debit: `${debit} ${tail}`, credit: `${credit} ${tail}` }
    if (!names.includes(side.debit)) names.push(side.debit)
    if (!names.includes(side.credit)) names.push(side.credit)
    sides.push(side)
  }
  names.sort()
  const accounts = names.map((name) => name.slice(0, -ASSET_DIGITS - 1) as Address)
  const purposes = accounts.map((account) => CHART[purposeOf(account)])
  const changes = names.map(() => 0n)
  const debits = sides.map(({ debit }) => names.indexOf(debit))
  const credits = sides.map(({ credit }) => names.indexOf(credit))
  const debitRest: bigint[] = []
  const creditRest: bigint[] = []
  // From the last leg to the first: what an account has gained so far is what it still gains after this one.
  for (let leg = movements.length - 1; leg >= 0; leg--) {
    const { amount } = movements[leg]!
    const [debit, credit] = [debits[leg]!, credits[leg]!]
    debitRest[leg] = changes[debit]!
    creditRest[leg] = changes[credit]!
    changes[debit]! += purposes[debit]?.[1] === 'debit' ? amount : -amount
    changes[credit]! += purposes[credit]?.[1] === 'debit' ? -amount : amount
  }
  for (const [index, change] of changes.entries()) {
    if (change > MOST || change < -MOST) {
      throw refuse('amount_invalid', { account: accounts[index], amount: change })
    }
  }
  const unheld = names.map(() => 0n)
  for (const lot of lots) if (lot.do === 'capture') unheld[credits[lot.leg - 1]!]! += lot.units
  return {
    names,
    accounts,
    assets: names.map((name) => Number(name.slice(-ASSET_DIGITS))),
    bounded: purposes.map((purpose) => purpose?.[2] === 'bounded'),
    changes,
    unheld,
    debits: debits.map((index) => index + 1),
    credits: credits.map((index) => index + 1),
    amounts: movements.map(({ amount }) => amount),
    debitRest,
    creditRest,
  }
}

/**
 * Posts one journal, in the caller's transaction and one round trip.
 * Business code names a rule (`postRule`) instead.
 */
export async function post(
  tx: Query,
  entry: Entry,
  deed: Deed,
  content: Buffer = contentHash(entry.kind, [entry.movements, entry.lots], deed.about),
): Promise<Receipt> {
  const plan = planOf(entry)
  const [row] = await tx<{
    answer: PostAnswer
  }>`select ledger.post(${deed.key}, ${content}, ${entry.kind},
    ${deed.about.type}, ${deed.about.id}, ${deed.by}, ${deed.at}, ${deed.metadata}, ${entry.reverses},
    ${deed.remember ?? false}, ${plan.accounts}, ${plan.assets}, ${plan.bounded}, ${plan.changes},
    ${plan.unheld}, ${plan.debits}, ${plan.credits}, ${plan.amounts}, ${plan.debitRest},
    ${plan.creditRest}, ${entry.lots?.length ? toJson(entry.lots) : null}::jsonb) as answer`
  return receiptOf(row!.answer)
}

type PostAnswer = Answer & {
  journal: number
  repeated: boolean
  lots?: (Record<'units' | 'basis' | 'fee', string> & {
    id: number
    source: LotSource
    kind: LotMove['kind']
    leg: number
    basisAsset: string | null
    expiresAt: string | null
  })[]
}

/** Reads the database's answer; throws its refusal. */
export function receiptOf(answer: PostAnswer): Receipt {
  if (answer.refused) throw problemOf(answer)
  const lots = (answer.lots ?? []).map((lot) => ({
    ...lot,
    id: BigInt(lot.id),
    units: BigInt(lot.units),
    basis: BigInt(lot.basis),
    fee: BigInt(lot.fee),
    basisAsset: lot.basisAsset ?? undefined,
    expiresAt: lot.expiresAt ? Temporal.Instant.from(lot.expiresAt) : undefined,
  }))
  // A repeat finds them in the same order as the first answer gave them.
  lots.sort((a, b) => a.leg - b.leg || Number(a.id - b.id))
  const sum = (of: 'basis' | 'fee') =>
    lots.reduce((total, lot) => total + (lot[of] < 0n ? -lot[of] : lot[of]), 0n)
  return {
    journalId: BigInt(answer.journal),
    repeated: answer.repeated,
    lots,
    basis: sum('basis'),
    fee: sum('fee'),
  }
}
