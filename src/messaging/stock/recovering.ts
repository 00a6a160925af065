import { newId, type Query, type Tx } from '#base'
import { ASSETS, balance, PLATFORM, postRule, value } from '#ledger'
import { refuse } from './problems.ts'
import { stockRules } from './rules.ts'

/** Tax of suppliers that the tax office let us set off against what we owe it, for one period. */
export type TaxRecovery = {
  id: string
  currency: string
  amount: bigint
  /** Days, the last one included: `2026-10-01`, `2026-10-31`. */
  from: string
  until: string
  /** What proves it: the number of the return, or of the office's receipt. */
  proof: string
  by: string
  at: Temporal.Instant
}

/** What suppliers charged, is given back by the tax office, and was not set off yet. */
export const taxToRecover = (q: Query, currency: string): Promise<bigint> =>
  balance(q, { owner: PLATFORM, purpose: 'tax_recoverable', asset: currency })

/**
 * The tax office took a claim of suppliers' tax off what we owe it. The period is over, its days are in order, and it
 * overlaps no other of the same currency: a return is filed once. Refusals in order: tax_recovery_unfit,
 * tax_recovery_period_taken, tax_recovery_too_much.
 */
export async function recoverTax(
  tx: Tx,
  given: Omit<TaxRecovery, 'id' | 'by' | 'at'>,
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  const { currency, amount, from, until, proof } = given
  const unfit = (detail: string) => refuse('tax_recovery_unfit', { detail })
  if (ASSETS.get(currency)?.kind !== 'currency') throw unfit(`${currency} is no currency.`)
  if (amount <= 0n) throw unfit('It is an amount above nothing.')
  if (from > until) throw unfit('The period ends before it begins.')
  const { zone } = await stockRules(tx)
  if (until >= now.toZonedDateTimeISO(zone).toPlainDate().toString())
    throw unfit('The period is not over.')
  await tx`select pg_advisory_xact_lock(hashtextextended('messaging.tax_recovery', 0))`
  const [taken] = await tx<{ from: string; until: string; proof: string }>`
    select from_on::text as "from", until_on::text as until, proof from messaging.tax_recovery
    where currency = ${currency} and from_on <= ${until} and until_on >= ${from} order by from_on limit 1`
  if (taken) throw refuse('tax_recovery_period_taken', taken)
  const open = await taxToRecover(tx, currency)
  if (amount > open) throw refuse('tax_recovery_too_much', { open: value(open, currency) })
  const id = newId()
  const { journalId } = await postRule(
    tx,
    'tax.recovered',
    { currency, amount },
    { key: `tax.recovered:${id}`, about: { type: 'tax_recovery', id }, by, at: now },
  )
  await tx`
    insert into messaging.tax_recovery (id, currency, amount, from_on, until_on, proof, journal_id, by, at)
    values (${id}, ${currency}, ${amount}, ${from}, ${until}, ${proof}, ${journalId}, ${by}, ${now})`
  return id
}

/** What was set off, the latest period first. */
export function taxRecoveries(q: Query, limit = 200): Promise<TaxRecovery[]> {
  return q<TaxRecovery>`
    select id, currency, amount, from_on::text as "from", until_on::text as until, proof, by, at
    from messaging.tax_recovery order by until_on desc, id desc limit ${limit}`
}
