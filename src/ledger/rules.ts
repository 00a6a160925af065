import { Problem, type Tx } from '#base'
import type { Address } from './accounts.ts'
import { assemble, type Posting } from './entry.ts'
import { type HeldPiece, heldPieces, stockPieces } from './holds.ts'
import { contentHash, type Deed, type Entry, post, type Receipt, receiptOf } from './posting.ts'
import { refuse } from './problems.ts'
import { type CashFacts, cash } from './rules/cash.ts'
import { type DisputeFacts, disputes } from './rules/disputes.ts'
import {
  type EarningFacts,
  type EarningHoldFacts,
  earning,
  earningFromHolds,
} from './rules/earning.ts'
import {
  type MessageFacts,
  type MessageHoldFacts,
  messages,
  messagesFromHolds,
  messagesFromStock,
  type StockFacts,
} from './rules/messages.ts'
import { type PrepaidHoldFacts, prepaidFromHolds } from './rules/prepaid.ts'
import { type ReturnFacts, returning } from './rules/returning.ts'
import { type SellingFacts, selling } from './rules/selling.ts'
import { type TokenFacts, type TokenHoldFacts, tokens, tokensFromHolds } from './rules/tokens.ts'

/** A table of rules: facts in, lines out. + debit, − credit. */
export type Rules<Facts> = { [Rule in keyof Facts]: (facts: Facts[Rule]) => Posting }

/** What a hold carries at the moment it is captured. */
export type HeldNow = {
  pieces: HeldPiece[]
  wallet: Address
  units: bigint
  asset: string
  /** The provider's stock that goes with it, for messages. */
  stock: HeldPiece[]
}
export type HoldRules<Facts> = {
  [Rule in keyof Facts]: (facts: Facts[Rule], now: HeldNow) => Posting
}
export type StockRules<Facts> = {
  [Rule in keyof Facts]: (facts: Facts[Rule], stock: HeldPiece[]) => Posting
}

/**
 * The posting rules, as specification 1.5 lists them: every business event has one, in one place.
 * Amounts are in smallest units, zero or more. A change here is a change of the books.
 */
export const rules: Rules<PlainFacts> = {
  ...selling,
  ...earning,
  ...returning,
  ...disputes,
  ...cash,
  ...tokens,
  ...messages,
}

/** Rules that first look at what a hold carries: the released basis decides who earns. */
const holdRules: HoldRules<HoldFacts> = {
  ...earningFromHolds,
  ...tokensFromHolds,
  ...messagesFromHolds,
  ...prepaidFromHolds,
}

const stockRules: StockRules<StockFacts> = messagesFromStock

type PlainFacts = SellingFacts &
  EarningFacts &
  ReturnFacts &
  DisputeFacts &
  CashFacts &
  TokenFacts &
  MessageFacts
type HoldFacts = EarningHoldFacts & TokenHoldFacts & MessageHoldFacts & PrepaidHoldFacts

/** What each rule must be told. */
export type AllFacts = PlainFacts & HoldFacts & StockFacts
export type Rule = keyof AllFacts
/** Rules that need no look at the ledger before they are posted: these can also go together, or as a set. */
export type PlainRule = keyof PlainFacts

/** The name of every rule. */
export const RULES = Object.keys({ ...rules, ...holdRules, ...stockRules }) as Rule[]

/**
 * Posts what a business event means, by its rule: one SQL statement, one more where a hold is captured
 * and one where stock is used. The same key with the same facts answers with the first receipt; with
 * others it is refused. Refuses as the list in problems.ts, in that order.
 */
export async function postRule<Name extends Rule>(
  tx: Tx,
  rule: Name,
  facts: AllFacts[Name],
  deed: Deed,
): Promise<Receipt> {
  refuseBadAmounts(facts)
  const hash = contentHash(rule, facts, deed.about)
  const posting = await postingOf(tx, rule, facts, deed, hash)
  if ('answered' in posting) return receiptOf(posting.answered)
  return post(tx, { kind: rule, ...assemble(posting) }, deed, hash)
}

/**
 * The same, but a refusal is an answer and not an error, so that the caller can commit: with
 * `remember` in the deed, a refusal for want of funds stays the answer to its key.
 */
export async function tryRule<Name extends Rule>(
  tx: Tx,
  rule: Name,
  facts: AllFacts[Name],
  deed: Deed,
): Promise<{ receipt: Receipt } | { refusal: Problem }> {
  try {
    return { receipt: await postRule(tx, rule, facts, deed) }
  } catch (error) {
    if (error instanceof Problem) return { refusal: error }
    throw error
  }
}

/** A plain rule's entry and the hash of its content, for the ways in that post many at once. */
export function entryOf<Name extends PlainRule>(
  rule: Name,
  facts: AllFacts[Name],
  about: Deed['about'],
): { entry: Entry; hash: Buffer } {
  refuseBadAmounts(facts)
  const posting = (rules[rule] as (facts: AllFacts[Name]) => Posting)(facts)
  return { entry: { kind: rule, ...assemble(posting) }, hash: contentHash(rule, facts, about) }
}

async function postingOf<Name extends Rule>(
  tx: Tx,
  rule: Name,
  facts: AllFacts[Name],
  { key, at }: Deed,
  hash: Buffer,
): Promise<Posting | { answered: never }> {
  if (rule in rules) return rules[rule as PlainRule](facts as never)
  if (rule in stockRules) {
    const { provider, asset, quantity } = facts as StockFacts['message.failed.charged']
    const stock = await stockPieces(tx, key, hash, provider, asset, quantity)
    if ('answered' in stock) return stock
    return stockRules[rule as keyof StockFacts](facts as never, stock.pieces)
  }
  const { hold, units } = facts as { hold: bigint; units?: bigint }
  const now = await heldPieces(tx, key, hash, hold, units, at)
  if ('answered' in now) return now
  let stock: HeldPiece[] = []
  if ('quantity' in facts) {
    const { provider, quantity } = facts as MessageHoldFacts['message.delivered']
    const found = await stockPieces(tx, key, hash, provider, now.asset, quantity)
    if ('answered' in found) return found
    stock = found.pieces
  }
  return holdRules[rule as keyof HoldFacts](facts as never, { ...now, stock })
}

const MOST = 2n ** 63n - 1n

function refuseBadAmounts(facts: object): void {
  for (const [field, fact] of Object.entries(facts)) {
    if (typeof fact === 'bigint' && (fact < 0n || fact > MOST)) {
      throw refuse('amount_invalid', { field, amount: fact })
    }
  }
}
