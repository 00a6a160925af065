import { newId, type Query, type Tx } from '#base'
import { balance, type Owner, PLATFORM, postRule, reverse } from '#ledger'
import { refuse } from '../problems.ts'

/** What is withheld of a payee's payouts on a day, in basis points. */
export async function withheldRate(
  q: Query,
  { type, id }: Owner,
  day: Temporal.PlainDate,
): Promise<number> {
  const [row] = await q<{ rate: number }>`
    select earnings.withheld_of(${type}, ${id}, ${day.toString()}::date) as rate`
  return row!.rate
}

type Withheld = { id: string; payee: Owner; currency: string; withheld: bigint }

/** Books what was withheld of a payout that is sure to be sent: owed to the authority from now on. */
export async function bookWithheld(
  tx: Tx,
  { id, payee, currency, withheld }: Withheld,
  at: Temporal.Instant,
): Promise<void> {
  if (withheld === 0n) return
  const { journalId } = await postRule(
    tx,
    'payout.withheld',
    { educator: payee, currency, amount: withheld },
    { key: `payout:${id}:withheld`, about: { type: 'payout', id }, by: 'schedule', at },
  )
  await tx`update earnings.payout set withheld_journal = ${journalId} where id = ${id}`
}

/** The payout came back: nothing was withheld of it. */
export async function unbookWithheld(tx: Tx, id: string, at: Temporal.Instant): Promise<void> {
  const [row] = await tx<{ journal: bigint | null }>`
    select withheld_journal as journal from earnings.payout where id = ${id}`
  if (!row?.journal) return
  const deed = { key: `payout:${id}:withheld:undone`, about: { type: 'payout', id } }
  await reverse(tx, row.journal, { ...deed, by: 'schedule', at })
}

export type Remittance = {
  id: string
  currency: string
  amount: bigint
  authority: string
  reference: string
  /** A day, as `2026-11-21`. */
  paidOn: string
  by: string
  at: Temporal.Instant
}

/** What was withheld in a currency and has not been sent to the authority yet. */
export const withheldOwed = (q: Query, currency: string): Promise<bigint> =>
  balance(q, { owner: PLATFORM, purpose: 'withholding_payable', asset: currency })

/**
 * Writes down that what was withheld has been sent to the authority. Refusal: remittance_above_owed.
 */
export async function recordRemittance(
  tx: Tx,
  sent: Pick<Remittance, 'currency' | 'amount' | 'authority' | 'reference' | 'paidOn'> & {
    by: string
  },
  now: Temporal.Instant,
): Promise<string> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`remittance ${sent.currency}`}, 29))`
  const owed = await withheldOwed(tx, sent.currency)
  if (sent.amount > owed) throw refuse('remittance_above_owed', { owed, asset: sent.currency })
  const id = newId()
  const { journalId } = await postRule(
    tx,
    'withholding.remitted',
    { currency: sent.currency, amount: sent.amount },
    { key: `remittance:${id}`, about: { type: 'remittance', id }, by: sent.by, at: now },
  )
  await tx`
    insert into earnings.tax_remittance (id, currency, amount, authority, reference, paid_on, journal_id, by, at)
    values (${id}, ${sent.currency}, ${sent.amount}, ${sent.authority}, ${sent.reference},
      ${sent.paidOn}, ${journalId}, ${sent.by}, ${now})`
  return id
}

export async function remittances(q: Query): Promise<Remittance[]> {
  return await q<Remittance>`
    select id, currency, amount, authority, reference, paid_on as "paidOn", by, at
    from earnings.tax_remittance order by at desc, id desc limit 200`
}
