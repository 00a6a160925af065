import { newId, type Query, type Tx } from '#base'
import { postRule, scaleOf } from '#ledger'
import { refuse } from '../problems.ts'
import { rounded } from '../tax/reckoning.ts'

/** What one unit of `base` was worth in `quote` on a day, as somebody wrote it down. */
export type Rate = {
  id: string
  base: string
  quote: string
  day: Temporal.PlainDate
  /** Decimal text, up to twelve places. */
  rate: string
  source: string
  madeBy: string
  madeAt: Temporal.Instant
}

const PLACES = 12
/** A rate as a whole number of 10⁻¹². Undefined where it is none, or not above zero. */
export function parseRate(text: string): bigint | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,12}))?$/.exec(text)
  if (!match) return undefined
  const rate = BigInt(match[1]! + (match[2] ?? '').padEnd(PLACES, '0'))
  return rate > 0n ? rate : undefined
}

const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO('UTC').toPlainDate()

/** Writes a rate down; a later one of the same day corrects it. Refusals: rate_wrong, rate_of_tomorrow. */
export async function addRate(
  tx: Tx,
  given: {
    base: string
    quote: string
    day: Temporal.PlainDate
    rate: string
    source: string
    by: string
  },
  now: Temporal.Instant,
): Promise<{ id: string }> {
  const { base, quote, day, rate, source, by } = given
  if (parseRate(rate) === undefined || base === quote) throw refuse('rate_wrong')
  if (Temporal.PlainDate.compare(day, dayOf(now)) > 0) throw refuse('rate_of_tomorrow')
  scaleOf(base)
  scaleOf(quote)
  const id = newId()
  await tx`
    insert into payments.fx_rate (id, base, quote, day, rate, source, made_at, made_by)
    values (${id}, ${base}, ${quote}, ${day.toString()}, ${rate}, ${source}, ${now}, ${by})`
  return { id }
}

type Row = Omit<Rate, 'day'> & { day: string }

/** Rates on record, the latest first. */
export async function listRates(
  q: Query,
  filter: { base?: string | undefined; limit: number },
): Promise<Rate[]> {
  const rows = await q<Row>`
    select id, base, quote, day::text as day, trim_scale(rate)::text as rate, source, made_by as "madeBy", made_at as "madeAt"
      from payments.fx_rate where ${filter.base ?? null}::text is null or ${filter.base ?? null} in (base, quote)
     order by fx_rate.day desc, made_at desc limit ${filter.limit}`
  return rows.map((row) => ({ ...row, day: Temporal.PlainDate.from(row.day) }))
}

/**
 * What an amount is worth in another currency, by the latest rate of that day or before it, whichever way
 * round it was written down, in smallest units, half away from zero. Refusal: rate_unknown.
 */
export async function worth(
  q: Query,
  amount: bigint,
  from: string,
  to: string,
  at: Temporal.Instant,
): Promise<{ amount: bigint; rateId: string }> {
  const [row] = await q<{ id: string; base: string; rate: string }>`
    select id, base, rate::text as rate from payments.fx_rate
     where ((base, quote) = (${from}, ${to}) or (base, quote) = (${to}, ${from}))
       and day <= ${dayOf(at).toString()} and made_at <= ${at}
     order by day desc, made_at desc limit 1`
  if (!row) throw refuse('rate_unknown', { from, to })
  const rate = parseRate(row.rate)!
  const one = 10n ** BigInt(PLACES)
  const scale = (asset: string) => 10n ** BigInt(scaleOf(asset))
  const [up, down] = row.base === from ? [rate, one] : [one, rate]
  return { amount: rounded(amount * up * scale(to), down * scale(from)), rateId: row.id }
}

export type Conversion = {
  id: string
  provider: string
  /** The provider's own name for it. */
  ref: string
  from: string
  given: bigint
  to: string
  got: bigint
  valued: bigint
  rate: string
  at: Temporal.Instant
  madeBy: string
}

/**
 * Books money that a provider changed into another currency: each side in its own, the difference between
 * what came and what it was worth at the dated rate to FX. The same movement twice is booked once.
 * Refusals: conversion_wrong, rate_unknown.
 */
export async function recordConversion(
  tx: Tx,
  given: Omit<Conversion, 'id' | 'valued' | 'rate' | 'madeBy'> & { by: string },
  now: Temporal.Instant,
): Promise<{ id: string; valued: bigint }> {
  const { provider, ref, from, to, got, at, by } = given
  if (from === to || given.given <= 0n || got <= 0n || Temporal.Instant.compare(at, now) > 0)
    throw refuse('conversion_wrong')
  const [before] = await tx<{ id: string; valued: bigint }>`
    select id, valued from payments.conversion where provider = ${provider} and ref = ${ref}`
  if (before) return before
  const { amount: valued, rateId } = await worth(tx, given.given, from, to, at)
  if (valued === 0n) throw refuse('conversion_wrong')
  const id = newId()
  const facts = { provider, from, given: given.given, to, got, valued }
  const about = { type: 'conversion', id }
  const key = `conversion:${provider}:${ref}`
  const { journalId } = await postRule(tx, 'currency.exchanged', facts, { key, about, by, at })
  await tx`
    insert into payments.conversion (id, provider, ref, given_currency, given, got_currency, got, rate_id, valued, at,
      made_by, made_at, journal)
    values (${id}, ${provider}, ${ref}, ${from}, ${given.given}, ${to}, ${got}, ${rateId}, ${valued}, ${at}, ${by},
            ${now}, ${journalId})`
  return { id, valued }
}

/** Conversions that were booked, the latest first. */
export const listConversions = (q: Query, { limit }: { limit: number }): Promise<Conversion[]> =>
  q<Conversion>`
    select c.id, c.provider, c.ref, c.given_currency as "from", c.given, c.got_currency as "to", c.got, c.valued,
           trim_scale(r.rate)::text as rate, c.at, c.made_by as "madeBy"
      from payments.conversion c join payments.fx_rate r on r.id = c.rate_id
     order by c.at desc, c.id desc limit ${limit}`
