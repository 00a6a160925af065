import type { Query } from '#base'
import { wallet } from '#ledger'
import { ASSET_OF, type MessageAsset, type Sender } from '../message.ts'
import { type RetailTerms, termsNow, unitsOf } from '../retail/index.ts'
import { segmentsOf } from '../segments.ts'
import type { NewMessage } from './asked.ts'
import { countryOf } from './countries.ts'

/** A message with what it takes. */
export type Reckoned = { country: string | undefined; segments: number; units: bigint }

/** Reckons many messages by one version of the prices. What was counted once is not counted again. */
export class Reckoning {
  readonly terms: RetailTerms
  readonly #segments = new Map<string, number>()

  constructor(terms: RetailTerms) {
    this.terms = terms
  }

  of(message: NewMessage): Reckoned {
    const { way, category, content } = message
    const country = message.country ?? countryOf(message.to)
    const segments = content.way === 'sms' ? this.#count(content.text) : 1
    return { country, segments, units: unitsOf(this.terms, { way, category, segments, country }) }
  }

  #count(text: string): number {
    const known = this.#segments.get(text)
    if (known) return known
    const { segments } = segmentsOf(text)
    const counted = Math.max(1, segments)
    if (this.#segments.size < 10_000) this.#segments.set(text, counted)
    return counted
  }
}

export type Quote = {
  /** By which prices. */
  terms: number
  parts: {
    asset: MessageAsset
    messages: number
    segments: number
    units: bigint
    /** What the wallet has free; undefined for the platform, which sends from stock. */
    available: bigint | undefined
    short: bigint
  }[]
  enough: boolean
}

/** What messages would take and whether the wallet has it; nothing is reserved. Does not look at consent. */
export async function quote(
  q: Query,
  sender: Sender,
  messages: readonly NewMessage[],
  now: Temporal.Instant,
): Promise<Quote> {
  const reckoning = new Reckoning(await termsNow(q, now))
  const parts: Quote['parts'] = []
  for (const [asset, own] of Map.groupBy(messages, ({ way }) => ASSET_OF[way])) {
    const reckoned = own.map((one) => reckoning.of(one))
    const units = reckoned.reduce((sum, one) => sum + one.units, 0n)
    const available =
      sender.type === 'organization'
        ? (await wallet(q, sender, asset, { now })).spendable
        : undefined
    const segments = reckoned.reduce((sum, one) => sum + one.segments, 0)
    const short = available === undefined || available >= units ? 0n : units - available
    parts.push({ asset, messages: own.length, segments, units, available, short })
  }
  return { terms: reckoning.terms.version, parts, enough: parts.every(({ short }) => short === 0n) }
}
